"""What fits together is checked before anything is worked out."""

import pytest

from tests.support.fakes import diagnostics_of, rule


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("cost.annual_dues > 'x'", 'each side of ">" must be a number, not a text'),
        ("kind < 'x'", 'each side of "<" must be a number, not a text'),
        (
            "cost.annual_dues == 'x'",
            'both sides of "==" must be of the same kind; this is a text, the first is a number',
        ),
        ("time.clashes == 1", 'both sides of "==" must be of the same kind; this is a number'),
        ("cost.annual_dues", "this must be true or false, not a number"),
        ("cost.annual_dues and time.clashes", 'each side of "and" must be true or false'),
        ("not kind", 'the operand of "not" must be true or false, not a text'),
        ("-kind > 1", 'the operand of "-" must be a number, not a text'),
        ("time.clashes + 1 > 1", 'each side of "+" must be a number, not true or false'),
        (
            "kind in you.seeks and 3 in you.seeks",
            'the left side of "in" must be a text',
        ),
        ("kind in mode", 'the right side of "in" must be a list, not a text'),
        (
            "kind in [1]",
            'both sides of "in" must be of the same kind; this is a number, the first is a text',
        ),
        ("you.seeks == 'x'", 'a list is only allowed after "in" or before "is"'),
        ("you.seeks", "this must be true or false, not a list"),
        ("min(1) > 0", "min takes 2 or more arguments, not 1"),
        ("abs(1, 2) > 0", "abs takes 1 argument, not 2"),
        ("round(1, 2, 3) > 0", "round takes 1 to 2 arguments, not 3"),
        ("round(1, 10) > 0", "the digits of round must be a plain number from 0 to 9"),
        ("round(1, true) > 0", "the digits of round must be a plain number from 0 to 9"),
        ("coalesce(1, 'x') == 1", "the arguments of coalesce must be of the same kind"),
        ("(1 if kind else 2) > 1", 'the condition after "if" must be true or false'),
        ("(1 if time.clashes else 'x') == 1", 'both outcomes of "if" must be of the same kind'),
        ("cost.anual_dues > 1", 'unknown name "cost.anual_dues"; did you mean "cost.annual_dues"?'),
        ("cost is known", 'unknown name "cost"'),
    ],
)
def test_what_does_not_fit_is_refused(when: str, message: str) -> None:
    found = [fault for fault in diagnostics_of(rule(when)) if " error: " in fault]
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize(
    "when",
    [
        "time.clashes",
        "time.clashes == (cost.annual_dues > 1)",
        "you.seeks is known",
        "'learning' in you.seeks and mode in ['online']",
        "coalesce(time.clashes, false)",
        "time.clashes if you.local_market else cost.annual_dues > round(3.5, 2)",
        "-(-1) < abs(-2) <= max(1, 2, 3)",
        "name != 'x'",
    ],
)
def test_what_fits_is_taken(when: str) -> None:
    assert [found for found in diagnostics_of(rule(when)) if ": error:" in found] == []


def test_all_faults_of_a_condition_are_told_at_once() -> None:
    found = diagnostics_of(rule("cost.dues > 1 and kind > 2 and tim.clashes"))
    assert [fault.split(": error: ")[0] for fault in found] == ["4:12", "4:30", "4:43"]
