"""The sentences about explanations: what to ask first, and what would flip the advice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pytest_bdd import parsers, then, when

from joinwise.specs.steps.advice import Advice, Candidate
from joinwise.specs.steps.api import Api
from joinwise.specs.steps.cells import Table

PARTS = "misses,questions,flips,pairs,plan"


@when("joinwise explains its advice on it", target_fixture="advice")
def explains(api: Api, candidate: Candidate) -> Advice:
    """The advice, with what to ask, what would flip it, and its plan."""
    return api.ask("POST", f"/v1/score?include={PARTS}", candidate)  # type: ignore[no-any-return]


@then(parsers.parse("the first question is: {ask}"))
def is_first(advice: Advice, ask: str) -> None:
    """The question to ask first."""
    found = [question["ask"] for question in advice["questions"] if question["first"]]
    assert found == [ask], f"The first question is: {_listed(found)}"


@then(parsers.re(r'"(?P<input>[\w.]+)" flips it at (?P<answers>.+)'))
def turns_it(advice: Advice, input: str, answers: str) -> None:
    """The answers to a question that would flip the advice."""
    found = {
        question["input"]: ", ".join(map(_said, question["turns_at"]))
        for question in advice["questions"]
    }
    assert found.get(input) == answers, f"It flips at {found.get(input, 'no answer')}."


@then(parsers.re(r'"(?P<input>[\w.]+)" cannot flip it'))
def cannot_turn_it(advice: Advice, input: str) -> None:
    """No answer to this question alone would flip the advice."""
    assert input in advice["irrelevant"], f'"{input}" is known, or it can flip it.'


@then(parsers.re(r"the advice is (?P<certainty>open|firm)"))
def is_certain(advice: Advice, certainty: str) -> None:
    """Open if an answer could flip it, else firm."""
    assert advice["certainty"] == certainty, f"The advice is {advice['certainty']}."


@then("it says what would flip it")
def says_what_turns_it(advice: Advice, datatable: Table) -> None:
    """The changes that would flip it, with a table below: one in each row, nearest first."""
    found = _texts(advice["flips"])
    assert found == _column(datatable), f"It says: {_listed(found)}"


@then("it says which two changes together would flip it")
def says_what_turns_it_together(advice: Advice, datatable: Table) -> None:
    """If no change alone would: the pairs of changes, one in each row."""
    alone, found = _texts(advice["flips"]), _texts(advice["pairs"])
    assert alone == [], f"One change alone would: {_listed(alone)}"
    assert found == _column(datatable), f"It says: {_listed(found)}"


@then("nothing that can be changed would flip it")
def nothing_turns_it(advice: Advice) -> None:
    """Neither one change nor two."""
    found = _texts([*advice["flips"], *advice["pairs"]])
    assert found == [], f"These would: {_listed(found)}"


@then(parsers.parse('the word is "{word}"'))
def is_called(advice: Advice, word: str) -> None:
    """The word for the recommendation, such as Stay or Leave."""
    assert advice["word"] == word, f'The word is "{advice["word"]}".'


@then(parsers.parse("it says what makes it pay: {text}"))
def says_what_pays(advice: Advice, text: str) -> None:
    """What it takes to break even."""
    found = advice["plan"]["break_even"]
    assert found, "It is not known what makes it pay."
    assert found["text"] == text, f"It says: {found['text']}"


@then("nobody knows what makes it pay")
def nobody_knows_what_pays(advice: Advice) -> None:
    """The break-even is not known."""
    found = advice["plan"]["break_even"]
    assert found is None, f"It says: {found['text']}"


@then(parsers.re(r"look again after (?P<months>\d+) months?"))
def looks_again(advice: Advice, months: str) -> None:
    """The months after which to leave if it brings nothing more."""
    found = advice["plan"]["look_again"]
    assert found, "There is no need to look again."
    assert found["months"] == int(months), f"Look again after {found['months']} months."


@then(parsers.parse("it says when to look again: {text}"))
def says_when_to_look_again(advice: Advice, text: str) -> None:
    """The same, word for word."""
    found = advice["plan"]["look_again"]
    assert found, "There is no need to look again."
    assert found["text"] == text, f"It says: {found['text']}"


@then("there is no need to look again")
def looks_no_more(advice: Advice) -> None:
    """No such month."""
    found = advice["plan"]["look_again"]
    assert found is None, f"It says: {found['text']}"


def _texts(changes: Sequence[Mapping[str, Any]]) -> list[str]:
    return [change["text"] for change in changes]


def _listed(texts: Sequence[str]) -> str:
    return " | ".join(texts) or "nothing"


def _column(datatable: Table) -> list[str]:
    return [text for (text,) in datatable]


def _said(answer: Any) -> str:
    """``3.5 to 60``, ``much``, or the one entry of a list."""
    match answer:
        case {"from": low, "to": high}:
            return f"{low} to {high}" if low != high else str(low)
        case [only]:
            return str(only)
        case bool():
            return "true" if answer else "false"
    return str(answer)
