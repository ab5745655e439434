"""The sentences about what is saved: found again, made again, told what became of it, deleted."""

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from pytest_bdd import then, when
from ruamel.yaml import YAML

from tests.steps.advice import Candidate, Table, posted

Saved = dict[str, Any]


@when("its advice is saved", target_fixture="saved")
def saves(service: str, candidate: Candidate) -> Saved:
    return posted(f"{service}/v1/assessments", candidate)


@when("this became of it", target_fixture="outcome")
def says_what_became_of_it(service: str, saved: Saved, datatable: Table) -> dict[str, Any]:
    outcome = {name: YAML(typ="safe").load(value) for name, value in datatable}
    asked("PUT", f"{address(service, saved)}/outcome", outcome)
    return outcome


@when("it is deleted")
def deletes(service: str, saved: Saved) -> None:
    asked("DELETE", address(service, saved))


@then("it is found again with all that was said")
def is_found(service: str, saved: Saved, candidate: Candidate) -> None:
    found = asked("GET", address(service, saved))
    assert found["candidate"] == candidate, found["candidate"]
    assert found["advice"] == saved["advice"], found["advice"]


@then("made again under its own rules it is the same, to the byte")
def is_the_same(service: str, saved: Saved) -> None:
    again = asked("POST", f"{address(service, saved)}/replay")
    assert again["same"] is True, again


@then("nothing is known yet of what became of it")
def nothing_became_of_it(saved: Saved) -> None:
    assert saved["outcome"] is None, saved["outcome"]


@then("it is found again with what became of it")
def is_found_with_outcome(service: str, saved: Saved, outcome: dict[str, Any]) -> None:
    found = asked("GET", address(service, saved))["outcome"]
    assert {name: found[name] for name in outcome} == outcome, found


@then("it is not found any more")
def is_not_found(service: str, saved: Saved) -> None:
    with pytest.raises(HTTPError) as refused:
        asked("GET", address(service, saved))
    with refused.value as answer:
        assert answer.status == 404


def address(service: str, saved: Saved) -> str:
    return f"{service}/v1/assessments/{saved['id']}"


def asked(method: str, url: str, data: Any = None) -> Any:
    body = None if data is None else json.dumps(data).encode()
    request = Request(url, body, {"Content-Type": "application/json"}, method=method)
    with urlopen(request) as answer:
        text = answer.read()
    return json.loads(text) if text else None
