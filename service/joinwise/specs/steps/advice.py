"""The sentences about a group and the advice on it."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when

from joinwise.domain.nesting import nested
from joinwise.specs.steps.api import Api
from joinwise.specs.steps.cells import Table, cell_value, input_name, is_number
from joinwise.suggestions import nearest

Candidate = dict[str, Any]
Advice = dict[str, Any]


@given(
    parsers.re(r"(?:an? )?(?P<kind>[a-z ]+?) of which nothing else is known"),
    target_fixture="candidate",
)
def only_a_kind(kind: str) -> Candidate:
    """A group of which only the kind is said."""
    return {"name": f"A {kind}", "kind": kind.replace(" ", "_")}


@given(parsers.re(r"(?:an? )?(?P<kind>[a-z ]+?) of which we know"), target_fixture="candidate")
def known_of(kind: str, datatable: Table) -> Candidate:
    """A group, with a table below: an input, by its name or label, and its value in each row."""
    values = {input_name(name): cell_value(value) for name, value in datatable}
    return {**only_a_kind(kind), **nested(values)}


@when("joinwise advises on it", target_fixture="advice")
def advises(api: Api, candidate: Candidate) -> Advice:
    """The advice, and which rules do not fire."""
    return api.ask("POST", "/v1/score?include=misses", candidate)  # type: ignore[no-any-return]


@when(
    parsers.re(r"joinwise advises on it as of (?P<day>\d{4}-\d{2}-\d{2})"),
    target_fixture="advice",
)
def advises_as_of(api: Api, candidate: Candidate, day: str) -> Advice:
    """The same on some day, for rules that use dates."""
    return advises(api, {**candidate, "as_of": day})


@then(parsers.re(r"the advice is to (?P<recommendation>join|skip)"))
def is_advised(advice: Advice, recommendation: str) -> None:
    """The recommendation."""
    assert advice["recommendation"] == recommendation, advice["summary"]


@then(parsers.re(r'"(?P<rule>[a-z0-9-]+)" gives (?P<points>[+-]?\d+) points?'))
def gives_points(advice: Advice, rule: str, points: str) -> None:
    """The rule fires, and its points."""
    found = _fired(advice).get(rule, {}).get("points")
    assert found == int(points), _done(advice, rule)


@then(parsers.re(r'"(?P<rule>[a-z0-9-]+)" decides to (?P<recommendation>join|skip)'))
def decides(advice: Advice, rule: str, recommendation: str) -> None:
    """The rule fires, and decides whatever the score."""
    found = _fired(advice).get(rule, {}).get("decides")
    assert found == recommendation, _done(advice, rule)


@then(parsers.re(r'"(?P<rule>[a-z0-9-]+)" turns the advice to (?P<recommendation>join|skip)'))
def turns(advice: Advice, rule: str, recommendation: str) -> None:
    """That is the advice, and without the points of this rule it would be the other."""
    points = _fired(advice).get(rule, {}).get("points", 0)
    score, limit = advice["score"], advice["join_at"]
    others = [reason["rule"] for reason in advice["reasons"] if reason["decides"]]
    assert not others, f'"{others[0]}" decides.'
    assert (score >= limit) != (score - points >= limit), (
        f"{_done(advice, rule)} The score is {score}, and it takes {limit} to join."
    )
    assert advice["recommendation"] == recommendation, advice["summary"]


@then(parsers.re(r'"(?P<rule>[a-z0-9-]+)" (?P<does>applies|does not apply)'))
def applies(advice: Advice, rule: str, does: str) -> None:
    """Whether the rule fires (of a scale or table: one of its rows)."""
    assert rule in (_fired(advice) if does == "applies" else _missed(advice)), _done(advice, rule)


@then(parsers.re(r'"(?P<rule>[a-z0-9-]+)" says: (?P<text>.+)'))
def says(advice: Advice, rule: str, text: str) -> None:
    """The rule fires, and its text with all values filled in."""
    found = _fired(advice).get(rule, {}).get("text")
    assert found == text, f'"{rule}" says: {found}' if found else _done(advice, rule)


@then(parsers.parse("the score is {score:d}"))
def scores(advice: Advice, score: int) -> None:
    """The score, 0 to 100."""
    assert advice["score"] == score, f"The score is {advice['score']}."


@then(parsers.parse("in short: {summary}"))
def in_short(advice: Advice, summary: str) -> None:
    """The summary, word for word."""
    assert advice["summary"] == summary, f"In short: {advice['summary']}"


@then(parsers.re(r'the fact "(?P<fact>\w+)" is (?P<value>.+)'))
def fact_is(advice: Advice, fact: str, value: str) -> None:
    """What a fact comes to: a number, a text, true, false, or `not known`."""
    facts = advice["facts"]
    assert fact in facts, f'There is no fact "{fact}"{nearest(fact, facts)}'
    assert facts[fact] == pytest.approx(cell_value(value)), f"It is {_shown(facts[fact])}."


@then("it is assumed that")
def taken_for_granted(advice: Advice, datatable: Table) -> None:
    """What is assumed because nobody said it, with a table below: an input and its value."""
    assumed = {entry["input"]: entry["value"] for entry in advice["assumed"]}
    for name, value in ((input_name(name), value) for name, value in datatable):
        expected = cell_value(value)
        found = f"{name} is taken to be {_shown(assumed[name])}." if name in assumed else (
            f"Nothing is assumed of {name}."
        )  # fmt: skip
        same = pytest.approx(expected) if is_number(expected) else expected
        assert assumed.get(name) == same, found


def _shown(value: Any) -> str:
    """A value as the cells of a table have it."""
    match value:
        case None:
            return "not known"
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(value)}]"
    return str(value)


def _done(advice: Advice, rule: str) -> str:
    """What a rule did instead, as the features would say it."""
    reason, missed = _fired(advice).get(rule), _missed(advice)
    if reason is None and rule in missed:
        return f'"{rule}" does not apply.'
    if reason is None:
        return f'There is no rule "{rule}"{nearest(rule, [*_fired(advice), *missed])}'
    does = f"decides to {reason['decides']}" if reason["decides"] else "applies"
    return f'"{rule}" {does}, and gives {reason["points"]} points.'


def _missed(advice: Advice) -> set[str]:
    return {miss["rule"] for miss in advice["misses"]}


def _fired(advice: Advice) -> dict[str, dict[str, Any]]:
    return {reason["rule"]: reason for reason in advice["reasons"]}
