"""Facts are worked out before the rules, from what is given and what is assumed."""

import pytest

from tests.support.fakes import advice_of


def facts(text: str, **candidate: object) -> dict[str, object]:
    found: dict[str, object] = advice_of(text, **candidate)["facts"]
    return found


def formula(text: str, **candidate: object) -> object:
    return facts(f"facts: {{a: {{formula: {text!r}}}}}", **candidate)["a"]


DUES = {"cost": {"annual_dues": 10}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cost.annual_dues + 1", 11),
        ("cost.annual_dues + cost.joining_fee", None),
        ("cost.annual_dues / 0", None),
        ("cost.annual_dues / (cost.annual_dues - 10)", None),
        ("1 / 3", 1 / 3),
        ("0.1 + 0.2", 0.1 + 0.2),
        ("0 * -1", 0),
        ("cost.annual_dues > cost.joining_fee", None),
        ("cost.annual_dues > 3 or cost.joining_fee > 3", True),
        ("cost.annual_dues < 3 or cost.joining_fee > 3", None),
        ("cost.annual_dues < 3 and cost.joining_fee > 3", False),
        ("cost.annual_dues > 3 and cost.joining_fee > 3", None),
        ("not cost.joining_fee > 3", None),
        ("1 if cost.joining_fee > 3 else 1", None),
        ("1 if cost.annual_dues > 3 else cost.joining_fee", 1),
        ("min(cost.annual_dues, cost.joining_fee)", None),
        ("max(cost.annual_dues, 3, 12)", 12),
        ("coalesce(cost.joining_fee, cost.annual_dues)", 10),
        ("coalesce(cost.joining_fee, travel.lodging_per_year)", None),
        ("round(2.5)", 2),
        ("round(3.5)", 4),
        ("round(2.675, 2)", 2.67),
        ("round(-0.4)", 0),
        ("abs(-cost.annual_dues)", 10),
        ("cost.annual_dues is known", True),
        ("cost.joining_fee is known", False),
        ("cost.joining_fee is unknown", True),
        ("currency is known", False),
        ("currency == 'USD'", True),
        ("'customers' in you.seeks", None),
        ("kind in ['meetup', 'peer_group']", True),
        ("kind not in ['meetup']", False),
        ("-(-3)", 3),
        ("1 <= 2 < 2", False),
    ],
)
def test_a_formula_is_worked_out_in_three_values(text: str, value: object) -> None:
    assert formula(text, **DUES) == value


@pytest.mark.slow
def test_what_grows_beyond_doubles_is_unknown_where_it_does() -> None:
    big = " * ".join(["members.count"] * 31)
    everyone = {"members": {"count": 10_000_000_000}}
    assert formula(f"{big} * members.count", **everyone) is None
    assert formula(f"1 / ({big} * members.count)", **everyone) is None
    assert formula(f"min(1, {big} * members.count)", **everyone) is None
    assert formula(f"coalesce({big} * members.count, 7)", **everyone) == 7


def test_an_empty_list_is_known_and_holds_nothing() -> None:
    nothing = {"you": {"seeks": []}}
    assert formula("you.seeks is known", **nothing) is True
    assert formula("'job' in you.seeks", **nothing) is False


def test_a_lookup_gives_the_value_the_else_or_nothing() -> None:
    table = "facts: {a: {by: mode, values: {online: 1, hybrid: 2}%s}}"
    assert facts(table % "", mode="online") == {"a": 1}
    assert facts(table % "", mode="in_person") == {"a": None}
    assert facts(table % ", else: 9", mode="in_person") == {"a": 9}
    assert facts(table % ", else: 9") == {"a": None}


def test_facts_build_on_facts_in_any_order() -> None:
    text = "facts: {a: {formula: b * 2}, b: {formula: c + 1}, c: {by: kind, values: {meetup: 3}}}"
    assert facts(text) == {"a": 8, "b": 4, "c": 3}


@pytest.mark.slow
def test_a_long_chain_of_facts_is_worked_out() -> None:
    chain = "".join(f"  f{n}: {{formula: f{n + 1} + 1}}\n" for n in range(2000))
    assert facts(f"facts:\n{chain}  f2000: {{formula: cost.annual_dues}}", **DUES)["f0"] == 2010


ASSUMED = """
inputs:
  cost.annual_dues: {assume: {by: kind, values: {meetup: 5}}}
  cost.joining_fee: {assume: {formula: cost.annual_dues * 2}}
  you.seeks: {assume: [learning, customers, learning]}
  members.count: {assume: 3}
  travel.lodging_per_year: {assume: {formula: travel.cost_per_meeting}}
facts:
  sum: {formula: cost.joining_fee + 1}
  aims: {formula: "'learning' in you.seeks"}
  is_given: {formula: cost.joining_fee is known}
  lodging: {formula: "coalesce(travel.lodging_per_year, 0)"}
"""


def test_assumptions_stand_in_for_what_nobody_said_and_are_told() -> None:
    answer = advice_of(ASSUMED)
    assert answer["facts"] == {"sum": 11, "aims": True, "is_given": False, "lodging": 0}
    assert answer["assumed"] == [
        {"input": "cost.annual_dues", "value": 5},
        {"input": "cost.joining_fee", "value": 10},
        {"input": "you.seeks", "value": ["customers", "learning"]},
    ]


def test_what_is_given_is_not_assumed_nor_what_only_it_would_have_read() -> None:
    answer = advice_of(ASSUMED, cost={"joining_fee": 1}, you={"seeks": []})
    assert answer["facts"] == {"sum": 2, "aims": False, "is_given": True, "lodging": 0}
    assert answer["assumed"] == []


def test_a_null_is_the_same_as_nothing() -> None:
    assert advice_of(ASSUMED, cost={"joining_fee": None}, you=None) == advice_of(ASSUMED)
