"""The sentences of the features: what is known of a group, and what the service advises."""

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from pytest_bdd import given, parsers, then, when
from ruamel.yaml import YAML

from tests.support.fakes import nested

Table = list[list[str]]
Candidate = dict[str, Any]
Advice = dict[str, Any]


@given(
    parsers.re(r"(?:an? )?(?P<kind>[a-z ]+?) of which nothing else is known"),
    target_fixture="candidate",
)
def only_a_kind(kind: str) -> Candidate:
    return {"name": f"A {kind}", "kind": kind.replace(" ", "_")}


@given(parsers.re(r"(?:an? )?(?P<kind>[a-z ]+?) of which we know"), target_fixture="candidate")
def known_of(kind: str, datatable: Table) -> Candidate:
    values = {name: YAML(typ="safe").load(value) for name, value in datatable}
    return {**only_a_kind(kind), **nested(values)}


@when("joinwise advises on it", target_fixture="advice")
def advises(service: str, candidate: Candidate) -> Advice:
    return posted(f"{service}/v1/score?include=misses", candidate)


def posted(address: str, data: Any) -> dict[str, Any]:
    """What the service answers."""
    headers = {"Content-Type": "application/json"}
    try:
        with urlopen(Request(address, json.dumps(data).encode(), headers)) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except HTTPError as error:
        raise AssertionError(f"It is refused: {error.read().decode()}") from None


@then(parsers.parse("the advice is to {recommendation}"))
def is_advised(advice: Advice, recommendation: str) -> None:
    assert advice["recommendation"] == recommendation, advice["summary"]


@then(parsers.re(r'"(?P<rule>[a-z0-9-]+)" gives (?P<points>[+-]?\d+) points?'))
def gives_points(advice: Advice, rule: str, points: str) -> None:
    found = _fired(advice).get(rule, {}).get("points")
    assert found == int(points), _done(advice, rule)


@then(parsers.re(r'"(?P<rule>[a-z0-9-]+)" decides to (?P<recommendation>join|skip)'))
def decides(advice: Advice, rule: str, recommendation: str) -> None:
    found = _fired(advice).get(rule, {}).get("decides")
    assert found == recommendation, _done(advice, rule)


@then(parsers.re(r'"(?P<rule>[a-z0-9-]+)" (?P<does>applies|does not apply)'))
def applies(advice: Advice, rule: str, does: str) -> None:
    assert rule in (_fired(advice) if does == "applies" else _missed(advice)), _done(advice, rule)


@then(parsers.parse('"{rule}" says: {text}'))
def says(advice: Advice, rule: str, text: str) -> None:
    found = _fired(advice).get(rule, {}).get("text")
    assert found == text, f'"{rule}" says: {found}' if found else _done(advice, rule)


@then(parsers.parse("the score is {score:d}"))
def scores(advice: Advice, score: int) -> None:
    assert advice["score"] == score, f"The score is {advice['score']}."


@then(parsers.parse("in short: {summary}"))
def in_short(advice: Advice, summary: str) -> None:
    assert advice["summary"] == summary, f"In short: {advice['summary']}"


@then(parsers.re(r'the fact "(?P<fact>\w+)" is (?P<value>.+)'))
def fact_is(advice: Advice, fact: str, value: str) -> None:
    expected = None if value == "not known" else YAML(typ="safe").load(value)
    assert fact in advice["facts"], f'No fact is called "{fact}".'
    assert advice["facts"][fact] == pytest.approx(expected), f"It is {advice['facts'][fact]}."


@then("it is assumed that")
def taken_for_granted(advice: Advice, datatable: Table) -> None:
    assumed = {entry["input"]: entry["value"] for entry in advice["assumed"]}
    for name, value in datatable:
        expected = YAML(typ="safe").load(value)
        is_number = isinstance(expected, int | float) and not isinstance(expected, bool)
        found = f"{name} is taken to be {assumed[name]}." if name in assumed else f"{name} is not."
        assert assumed.get(name) == (pytest.approx(expected) if is_number else expected), found


def _done(advice: Advice, rule: str) -> str:
    """What a rule did instead, as the features would say it."""
    reason = _fired(advice).get(rule)
    if reason is None:
        known = rule in _missed(advice)
        return f'"{rule}" does not apply.' if known else f'No rule is called "{rule}".'
    does = f"decides to {reason['decides']}" if reason["decides"] else "applies"
    return f'"{rule}" {does}, and gives {reason["points"]} points.'


def _missed(advice: Advice) -> set[str]:
    return {miss["rule"] for miss in advice["misses"]}


def _fired(advice: Advice) -> dict[str, dict[str, Any]]:
    return {reason["rule"]: reason for reason in advice["reasons"]}
