"""The sentences about a comparison: several groups, what may be spent, and which to join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytest_bdd import given, parsers, then, when

from joinwise.domain.nesting import nested
from joinwise.specs.steps.api import Api
from joinwise.specs.steps.cells import Table, cell_value, input_name

Comparison = dict[str, Any]


@given("these groups", target_fixture="comparison")
def these_groups(datatable: Table) -> Comparison:
    """Several groups, with a table below: names of inputs in the first row, then a group a row.

    A blank cell is not known.
    """
    names, *rows = datatable
    return {"candidates": [_candidate(names, row) for row in rows], "limits": {}}


@given(parsers.re(r"(?P<budget>[\d.]+) to spend in a year"))
def budget_of(comparison: Comparison, budget: str) -> None:
    """The money that all of them together may take in a year."""
    comparison["limits"]["annual_budget"] = float(budget)


@given(parsers.re(r"(?P<hours>[\d.]+) hours? to give in a month"))
def hours_of(comparison: Comparison, hours: str) -> None:
    """The hours that all of them together may take in a month."""
    comparison["limits"]["hours_per_month"] = float(hours)


@when("joinwise compares them", target_fixture="found")
def compares(api: Api, comparison: Comparison) -> Comparison:
    """Which of the groups to join within the limits."""
    return api.ask("POST", "/v1/compare", comparison)  # type: ignore[no-any-return]


@then(parsers.parse("it says to join {names}"))
def says_to_join(found: Comparison, names: str) -> None:
    """The set that is worth most, as the summary names it."""
    said = found["summary"].removeprefix("Join ").partition(":")[0].removesuffix(" of them.")
    assert said == names, found["summary"]
    assert found["best"]["proven"]


@then(parsers.parse("it says of {name}: {text}"))
def says_of(found: Comparison, name: str, text: str) -> None:
    """Why a group is in that set or not."""
    said = {entry["name"]: entry["text"] for entry in found["ranked"]}
    assert said.get(name) == text, said.get(name, f"There is no {name}.")


@then(parsers.parse("it ranks them {names}"))
def ranks(found: Comparison, names: str) -> None:
    """The names of all groups, best first, with commas between."""
    ranked = [entry["name"] for entry in found["ranked"]]
    assert ranked == names.split(", "), f"It ranks them {', '.join(ranked)}."


@then(parsers.parse("it says: {text}"))
def says_of_limits(found: Comparison, text: str) -> None:
    """What one more hour a month, or 100 more a year, would change."""
    wider = [option["text"] for option in (found["one_more_hour"], found["hundred_more"]) if option]
    assert text in wider, f"It says: {' | '.join(wider) or 'nothing'}"


def _candidate(names: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    """A group; an empty cell is not known."""
    values = {input_name(name): cell_value(cell) for name, cell in zip(names, row, strict=True)}
    return nested({name: value for name, value in values.items() if value is not None})
