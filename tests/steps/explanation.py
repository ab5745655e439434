"""The sentences about explanations: what to ask first, and what would flip the advice."""

from typing import Any

from pytest_bdd import parsers, then, when

from tests.steps.advice import Advice, Candidate, Table, posted

PARTS = "misses,questions,flips,pairs"


@when("joinwise explains its advice on it", target_fixture="advice")
def explains(service: str, candidate: Candidate) -> Advice:
    return posted(f"{service}/v1/score?include={PARTS}", candidate)


@then(parsers.parse("the first question is: {ask}"))
def is_first(advice: Advice, ask: str) -> None:
    found = [question["ask"] for question in advice["questions"] if question["first"]]
    assert found == [ask], f"The first question is: {found}"


@then(parsers.re(r'"(?P<name>[\w.]+)" flips it at (?P<answers>.+)'))
def turns_it(advice: Advice, name: str, answers: str) -> None:
    found = {
        question["input"]: ", ".join(map(_said, question["turns_at"]))
        for question in advice["questions"]
    }
    assert found.get(name) == answers, f"It turns at {found.get(name, 'no answer')}."


@then(parsers.re(r'"(?P<name>[\w.]+)" cannot flip it'))
def cannot_turn_it(advice: Advice, name: str) -> None:
    assert name in advice["irrelevant"], f'"{name}" is known, or it can flip it.'


@then(parsers.re(r"the advice is (?P<certainty>open|firm)"))
def is_certain(advice: Advice, certainty: str) -> None:
    assert advice["certainty"] == certainty, f"The advice is {advice['certainty']}."


@then("it says what would flip it")
def says_what_turns_it(advice: Advice, datatable: Table) -> None:
    assert [flip["text"] for flip in advice["flips"]] == _column(datatable), advice["flips"]


@then("it says which two changes together would flip it")
def says_what_turns_it_together(advice: Advice, datatable: Table) -> None:
    assert advice["flips"] == [], advice["flips"]
    assert [pair["text"] for pair in advice["pairs"]] == _column(datatable), advice["pairs"]


@then("nothing that can be changed would flip it")
def nothing_turns_it(advice: Advice) -> None:
    assert advice["flips"] == advice["pairs"] == [], advice


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
