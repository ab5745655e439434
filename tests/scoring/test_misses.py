"""Why a rule did not fire is told test by test."""

from typing import Any

import pytest

from tests.support.fakes import advice_of, rule


def miss(when: str, facts: str = "", **candidate: Any) -> dict[str, Any]:
    (found,) = advice_of(facts + rule(when), ("misses",), **candidate)["misses"]
    assert (found["rule"], found["title"]) == ("r", "R")
    return dict(found)


DUES = {"cost": {"annual_dues": 10}}


@pytest.mark.parametrize(
    ("when", "failed"),
    [
        ("cost.annual_dues >= 11", [("cost.annual_dues >= 11", 10)]),
        ("not cost.annual_dues < 11", [("cost.annual_dues >= 11", 10)]),
        ("11 <= cost.annual_dues < 9", [("11 <= cost.annual_dues", 11), ("cost.annual_dues < 9", 10)]),
        ("not (cost.annual_dues > 5 or time.clashes)", [("cost.annual_dues <= 5", 10)]),
        ("kind not in ['meetup']", [("kind not in [\"meetup\"]", "meetup")]),
        ("cost.annual_dues is unknown", [("cost.annual_dues is unknown", 10)]),
        ("cost.annual_dues + 1 > 12 or kind == 'x'", [("cost.annual_dues + 1 > 12", 11), ('kind == "x"', "meetup")]),
        ("false if cost.annual_dues > 3 else time.clashes", [("false", False)]),
    ],
)  # fmt: skip
def test_every_comparison_that_is_false_is_told_with_its_left_side(
    when: str, failed: list[tuple[str, Any]]
) -> None:
    found = miss(when, **DUES)
    assert [(each["test"], each["value"]) for each in found["failed"]] == failed


def test_a_flag_that_is_false_is_a_test_of_its_own() -> None:
    assert miss("time.clashes", time={"clashes": False})["failed"] == [
        {"test": "time.clashes", "value": False}
    ]
    assert miss("not time.clashes", time={"clashes": True})["failed"] == [
        {"test": "not time.clashes", "value": True}
    ]


@pytest.mark.parametrize(
    ("when", "unknown"),
    [
        ("cost.joining_fee > 3", ["cost.joining_fee"]),
        ("sum > 3", ["cost.joining_fee", "travel.lodging_per_year"]),
        ("either > 3", []),
        ("coalesce(cost.joining_fee, travel.lodging_per_year) > 3", ["cost.joining_fee", "travel.lodging_per_year"]),
        ("cost.annual_dues > 99 and (cost.joining_fee > 3 or mode == 'online')", ["cost.joining_fee", "mode"]),
        ("time.clashes if you.local_market else mode == 'online'", ["you.local_market"]),
        ("time.clashes if cost.annual_dues > 3 else mode == 'online'", ["time.clashes"]),
        ("cost.annual_dues / 0 > 1", []),
        ("cost.annual_dues > 99 and (cost.annual_dues > 3 or mode == 'online')", []),
        ("time.clashes != (cost.annual_dues > 3 or mode == 'online')", ["time.clashes"]),
    ],
)  # fmt: skip
def test_the_inputs_that_it_lacked_are_told_through_the_facts(
    when: str, unknown: list[str]
) -> None:
    facts = """
facts:
  sum: {formula: cost.joining_fee + cost.annual_dues + travel.lodging_per_year}
  either: {formula: "coalesce(cost.joining_fee, 0)"}
"""
    assert miss(when, facts, **DUES)["unknown"] == unknown


def test_a_band_of_which_no_row_applies_is_a_miss_without_tests() -> None:
    text = (
        "bands: [{id: b, title: B, over: cost.annual_dues, rows: [{to: 5, points: 1, reason: x}]}]"
    )
    assert advice_of(text, ("misses",), **DUES)["misses"] == [
        {"rule": "b", "title": "B", "failed": [], "unknown": []}
    ]
    assert advice_of(text, ("misses",))["misses"][0]["unknown"] == ["cost.annual_dues"]


def test_rules_that_fired_are_no_misses() -> None:
    assert advice_of(rule("true"), ("misses",))["misses"] == []
    assert "misses" not in advice_of(rule("true"))
