"""What trees need, directly or through facts and assumptions."""

import pytest

from joinwise.expressions.ast import Constant, Name
from joinwise.expressions.parser import parse
from joinwise.packs.dependencies import Dependencies, definitions
from tests.support.fakes import pack, rule

PACK = pack(
    """inputs:
  time.hours_per_meeting: {assume: {formula: meeting_hours / 2}}
facts:
  meeting_hours: {formula: time.meetings_per_year}
  yearly: {formula: meeting_hours * time.hours_per_meeting}
  unused: {formula: cost.annual_dues}
"""
    + rule("yearly > 3 and kind == 'meetup'")
)
NEEDED = ["kind", "time.meetings_per_year", "meeting_hours", "time.hours_per_meeting", "yearly"]


def test_the_closure_holds_all_that_a_tree_needs_each_after_what_it_needs_itself() -> None:
    found = Dependencies(PACK).closure([PACK.rules[0].when])
    assert sorted(found) == sorted(NEEDED)
    ordered = [name for name in found if name in PACK.order]
    assert ordered == ["meeting_hours", "time.hours_per_meeting", "yearly"]
    assert found.index("time.meetings_per_year") < found.index("meeting_hours")


def test_what_is_reached_is_named_nearest_first() -> None:
    found = Dependencies(PACK).reachable(["yearly"])
    assert found == (
        "yearly",
        "meeting_hours",
        "time.hours_per_meeting",
        "time.meetings_per_year",
    )


@pytest.mark.parametrize(
    ("tree", "inputs"),
    [
        ("yearly > 3", {"time.meetings_per_year", "time.hours_per_meeting"}),
        ("unused", {"cost.annual_dues"}),
        ("3 > 1", set[str]()),
    ],
)
def test_inputs_are_read_through_facts_and_assumptions(tree: str, inputs: set[str]) -> None:
    assert Dependencies(PACK).inputs_read([parse(tree)]) == inputs


def test_a_currency_that_nobody_gave_is_the_default_unless_the_rules_assume_another() -> None:
    other = pack("inputs: {currency: {assume: EUR}}")
    assert _value(definitions(PACK)["currency"]) == "USD"
    assert _value(definitions(other)["currency"]) == "EUR"


def _value(tree: object) -> object:
    assert isinstance(tree, Constant)
    return tree.value


def test_a_name_without_a_definition_needs_nothing() -> None:
    assert Dependencies(PACK).closure([Name("kind")]) == ("kind",)
