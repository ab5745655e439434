"""The sentences about a comparison: several groups, what may be spent, and which to join."""

from typing import Any

from pytest_bdd import given, parsers, then, when
from ruamel.yaml import YAML

from tests.steps.advice import Table, posted
from tests.support.fakes import nested

Comparison = dict[str, Any]


@given("these groups", target_fixture="comparison")
def these_groups(datatable: Table) -> Comparison:
    names, *rows = datatable
    return {"candidates": [_candidate(names, row) for row in rows], "limits": {}}


@given(parsers.re(r"(?P<budget>[\d.]+) to spend in a year"))
def budget_of(comparison: Comparison, budget: str) -> None:
    comparison["limits"]["annual_budget"] = float(budget)


@given(parsers.re(r"(?P<hours>[\d.]+) hours? to give in a month"))
def hours_of(comparison: Comparison, hours: str) -> None:
    comparison["limits"]["hours_per_month"] = float(hours)


@when("joinwise compares them", target_fixture="found")
def compares(service: str, comparison: Comparison) -> Comparison:
    return posted(f"{service}/v1/compare", comparison)


@then(parsers.parse("it says to join {names}"))
def says_to_join(found: Comparison, names: str) -> None:
    said = found["summary"].removeprefix("Join ").partition(":")[0].removesuffix(" of them.")
    assert said == names, found["summary"]
    assert found["best"]["proven"]


@then(parsers.parse("it says of {name}: {text}"))
def says_of(found: Comparison, name: str, text: str) -> None:
    said = {entry["name"]: entry["text"] for entry in found["ranked"]}
    assert said.get(name) == text, said.get(name, f"There is no {name}.")


@then(parsers.parse("it ranks them {names}"))
def ranks(found: Comparison, names: str) -> None:
    ranked = [entry["name"] for entry in found["ranked"]]
    assert ranked == names.split(", "), ranked


@then(parsers.parse("it says: {text}"))
def says_of_limits(found: Comparison, text: str) -> None:
    wider = [option["text"] for option in (found["one_more_hour"], found["hundred_more"]) if option]
    assert text in wider, wider


def _candidate(names: list[str], row: list[str]) -> dict[str, Any]:
    """A group; an empty cell is not known."""
    values = {name: YAML(typ="safe").load(cell) for name, cell in zip(names, row, strict=True)}
    return nested({name: value for name, value in values.items() if value is not None})
