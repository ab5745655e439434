"""The sentences about what is saved: found again, made again, told what became of it, deleted."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_bdd import then, when

from joinwise.specs.steps.advice import Candidate
from joinwise.specs.steps.api import Api, RefusedError
from joinwise.specs.steps.cells import Table, cell_value

Saved = dict[str, Any]


@when("its advice is saved", target_fixture="saved")
def saves(api: Api, candidate: Candidate) -> Saved:
    """The group is advised on, and saved with its advice."""
    return api.ask("POST", "/v1/assessments", candidate)  # type: ignore[no-any-return]


@when("this became of it", target_fixture="outcome")
def says_what_became_of_it(api: Api, saved: Saved, datatable: Table) -> dict[str, Any]:
    """The outcome of what was saved, with a table below."""
    outcome = {name: cell_value(value) for name, value in datatable}
    api.ask("PUT", f"{_path(saved)}/outcome", outcome)
    return outcome


@when("it is deleted")
def deletes(api: Api, saved: Saved) -> None:
    """What was saved is deleted, with its outcome."""
    api.ask("DELETE", _path(saved))


@then("it is found again with all that was said")
def is_found(api: Api, saved: Saved, candidate: Candidate) -> None:
    """What is saved is what was sent, and its advice."""
    found = api.ask("GET", _path(saved))
    assert found["candidate"] == candidate, "What is found was not sent."
    assert found["advice"] == saved["advice"], "The advice that is found is another one."


@then("made again under its own rules it is the same, to the byte")
def is_the_same(api: Api, saved: Saved) -> None:
    """The advice can be replayed."""
    again = api.ask("POST", f"{_path(saved)}/replay")
    assert again["same"] is True, "Made again, the advice differs."


@then("nothing is known yet of what became of it")
def nothing_became_of_it(saved: Saved) -> None:
    """What is saved has no outcome."""
    assert saved["outcome"] is None, "It is known what became of it."


@then("it is found again with what became of it")
def is_found_with_outcome(api: Api, saved: Saved, outcome: dict[str, Any]) -> None:
    """What is saved has the outcome that was told."""
    found = api.ask("GET", _path(saved))["outcome"]
    known = ", ".join(f"{name}: {found[name]}" for name in outcome)
    assert {name: found[name] for name in outcome} == outcome, f"It is known that {known}."


@then("it is not found any more")
def is_not_found(api: Api, saved: Saved) -> None:
    """What was deleted is gone."""
    with pytest.raises(RefusedError) as refused:
        api.ask("GET", _path(saved))
    assert refused.value.status == 404


def _path(saved: Saved) -> str:
    return f"/v1/assessments/{saved['id']}"
