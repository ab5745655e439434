"""Each check of a pack finds what it is for, and the documentation lists every check."""

import re

import pytest

from joinwise.packs.lint import checks
from tests.support.fakes import checked, diagnostics_of, rule
from tests.support.services import ROOT

BAND = """
bands:
  - id: b
    title: B
    over: cost.annual_dues
    rows:
"""


TABLE = """tables:
  - id: t
    title: T
    over: [mode]
    rows:
      - {when: [online], points: 1, reason: x}
"""


def band(*rows: str) -> str:
    return BAND + "".join(f"      - {{{row}, points: 1, reason: x}}\n" for row in rows)


ERRORS = [
    ("grid-of-no-number", "inputs: {mode: {range: [1, 2]}}", "1:24: error: mode is a text, not"),
    ("grid-of-no-number", "inputs: {mode: {step: 1}}", "1:23: error: mode is a text, not"),
    ("reversed-range", "inputs: {you.margin: {range: [1, 0]}}", "1:30: error: the lowest value, 1, is"),
    ("range-out-of-bounds", "inputs: {you.hour_value: {range: [0, 1000000001]}}", "error: 1000000001 is no value of"),
    ("range-out-of-bounds", "inputs: {you.margin: {range: [0, 2]}}", "1:30: error: 2 is no value of"),
    ("range-out-of-bounds", "inputs: {you.hour_value: {range: [0, 1000000001]}}", "error: 1000000001 is no value of"),
    ("range-out-of-bounds", "inputs: {you.margin: {range: [-1, 1]}}", "1:30: error: -1 is no value"),
    ("range-out-of-bounds", "inputs: {members.count: {range: [0.5, 3]}}", "0.5 is no value of members"),
    ("fractional-step", "inputs: {team.people: {step: 0.5}}", "1:30: error: team.people counts whole"),
    ("grid-too-large", "inputs: {you.margin: {step: 0.0001}}", "1:29: error: gives a grid of 10,001"),
    ("grid-too-large", "inputs: {members.count: {step: 1000}}", "gives a grid of 10,000,001 values"),
    ("grid-too-large", "inputs: {you.margin: {step: 1e-300}}", "a grid of over 10^300 values; 10,000 are"),
    ("row-without-limits", BAND + "      - {points: 1, reason: x}", '7:9: error: a row needs a "from" or a'),
    ("empty-row", band("from: 2, to: 2"), "7:16: error: empty range: from 2 to 2"),
    ("rows-apply-together", TABLE + "      - {when: [any], points: 1, reason: x}", "7:16: error: this row and that on line 6"),
    ("too-many-rows", TABLE + "      - {when: [online], points: 1, reason: x}\n" * 1000, "a table of 1,001 rows; 1,000"),
    ("no-rules", "rules: []", "1:1: error: the rule files hold no rules, bands or tables; at least"),
    ("no-rules", "bands: []\ndecision: {start: 40}", "hold no rules, bands or tables"),
    ("overlapping-rows", band("to: 2", "from: 1"), "8:9: error: this row and that on line 7 overlap: 1 to 2"),
    ("overlapping-rows", band("to: 2", "from: 2", "from: 3"), "9:9: error: this row and that on line 8 overlap: 3 and more is in both"),
]  # fmt: skip
WARNINGS = [
    ("brief-without-points", rule("true", brief="so"), "a brief without points or decide is never used"),
    ("division-by-zero", rule("cost.annual_dues > 1 / 0"), "a division by zero is always unknown"),
    ("division-by-zero", rule("cost.annual_dues > 1 / -0.0"), "a division by zero is always"),
    ("compared-with-unknown", rule("cost.annual_dues > unknown"), 'write "cost.annual_dues is unknown"'),
    ("compared-with-unknown", rule("unknown == mode"), 'write "mode is unknown"'),
    ("impossible-value", rule("kind == 'meetupp'"), 'kind is never "meetupp"; did you mean "meetup"?'),
    ("impossible-value", rule("'meetupp' != kind"), 'kind is never "meetupp"; did you mean "meetup"?'),
    ("impossible-value", rule("kind in ['meetup', 'meetupp']"), 'kind is never "meetupp"'),
    ("impossible-value", rule("'larning' in you.seeks"), 'did you mean "learning"?'),
    ("impossible-value", "facts: {a: {by: kind, values: {meetupp: 1}}}", 'kind is never "meetupp"'),
    ("gap-in-table", TABLE, 'no row applies if mode is "hybrid"'),
    ("hidden-character", rule("time.clashes").replace("Because", "a\u200eb"), "holds '\\u200e', which cannot be seen"),
    ("hidden-character", rule("time.clashes").replace(": R", ": a\u200bb"), "holds '\\u200b', which cannot be seen"),
    ("hidden-character", "facts: {a: {formula: 1, about: a\u2060b}}", "holds '\\u2060', which cannot"),
    ("hidden-character", "inputs: {mode: {ask: 'a\u00adb'}}", "holds '\\xad', which cannot be seen"),
    ("hidden-character", BAND + "      - {to: 3, points: 1, reason: a\u200fb}", "holds '\\u200f', which"),
    ("own-condition", "inputs: {team.people: {when: team.people > 3}}", "whether team.people is asked goes by"),
    ("units-differ", rule("cost.annual_dues > 500"), "money against a bare number: another sum in"),
    ("units-differ", rule("cost.annual_dues > you.hours_per_month"), "money against hours"),
    ("units-differ", rule("you.margin + team.people > 3"), "share against count"),
    ("points-beyond-fifty", rule("time.clashes", points=51), "+51 points decide nearly alone"),
    ("points-beyond-fifty", BAND + "      - {to: 3, points: -51, reason: a}", "-51 points decide nearly alone"),
    ("points-for-silence", rule("mode is unknown", points=1), "to say mode takes them away"),
    ("points-for-silence", rule("mode is unknown or time.clashes", points=1), "to say mode takes"),
    ("untested-value-shown", rule("time.clashes", points=1, brief="{cost.annual_dues}"), "shows cost.annual_dues, which"),
    ("unused-fact", "facts: {a: {formula: 1}}", 'nothing uses the fact "a"'),
    ("empty-file", "", "this file holds no entries"),
    ("empty-file", "# decision: {start: 40}", "this file holds no entries"),
    ("empty-file", "facts: {}", "this file holds no entries"),
    ("gap-between-rows", band("to: 2", "from: 3"), "a gap: nothing applies from 2 to 3 (line 8)"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("id", "text", "expected"), ERRORS)
def test_an_error_stops_the_pack(id: str, text: str, expected: str) -> None:
    found = diagnostics_of(text)
    assert any(expected in error for error in found), found
    assert checked(text).pack is None


@pytest.mark.parametrize(("id", "text", "expected"), WARNINGS)
def test_a_warning_stops_no_pack(id: str, text: str, expected: str) -> None:
    check = checked(text)
    assert any(expected in warning.message for warning in check.diagnostics), check.diagnostics
    assert check.pack is not None


@pytest.mark.parametrize(
    "title", ["\u05e9\u05dc\u05d5\u05dd", "\u0645\u06cc\u200c\u062e", "\u2764\ufe0f", "\u5199"]
)
def test_what_a_script_needs_is_not_hidden(title: str) -> None:
    assert not checked(rule("time.clashes").replace(": R", f": {title}")).diagnostics


@pytest.mark.parametrize(("shown", "is_tested"), [("cost.annual_dues", True), ("mode", False)])
def test_what_a_tested_fact_is_made_of_may_be_shown(shown: str, is_tested: bool) -> None:
    facts = "facts: {a: {formula: cost.annual_dues + 1}, b: {formula: a + 1}}\n"
    found = checked(facts + rule("b > 1", brief=f"{{{shown}}}")).diagnostics
    assert any(f"shows {shown}, which" in warning.message for warning in found) != is_tested


def test_every_check_is_tested_here() -> None:
    tested = {id for id, *_ in (*ERRORS, *WARNINGS)} | {"too-many-rules", "dropped-but-needed"}
    assert {check.id for check in checks()} == tested


def test_every_check_is_documented_with_its_severity() -> None:
    text = (ROOT / "docs" / "checking.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", text, re.MULTILINE)
    assert rows == [(check.id, str(check.severity)) for check in checks()]


def test_a_grid_holds_10_000_values_and_not_one_more() -> None:
    grid = "inputs: {{you.margin: {{range: [0, {}], step: 0.0001}}}}".format
    assert diagnostics_of(grid(0.9999)) == []
    assert diagnostics_of(grid(1)) == [
        "1:44: error: gives a grid of 10,001 values; 10,000 are the most"
    ]


@pytest.mark.parametrize(("rows", "is_refused"), [(20, False), (21, True)])
def test_a_pack_holds_so_many_rules_and_rows(
    monkeypatch: pytest.MonkeyPatch, rows: int, is_refused: bool
) -> None:
    monkeypatch.setattr("joinwise.packs.lint.size.MAX_RULES", 20)
    listed = band(*(f"from: {n}, to: {n + 1}" for n in range(rows)))
    assert (checked(listed).pack is None) == is_refused


def test_rows_that_overlap_are_not_searched_for_gaps() -> None:
    assert diagnostics_of(band("to: 2", "from: 1, to: 3", "from: 5")) == [
        "8:9: error: this row and that on line 7 overlap: 1 to 2 is in both"
    ]


def test_no_file_is_called_empty_while_one_cannot_be_read() -> None:
    assert diagnostics_of("rules: [", "") == diagnostics_of("rules: [", "facts: {}")


def test_no_fact_is_called_unused_while_what_may_use_it_cannot_be_read() -> None:
    text = "facts: {a: {formula: 1}}\n" + rule("a > ")
    assert not any("nothing uses" in message for message in diagnostics_of(text))
    assert any(
        "nothing uses" in message
        for message in diagnostics_of(rule("true"), "facts: {a: {formula: 1}}")
    )
