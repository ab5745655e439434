"""Which questions are asked, and which first."""

from typing import Any

import pytest

from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import KINDS_OF_GROUP
from tests.support.explaining import default, explained
from tests.support.fakes import advice_of, pack, rule


def test_an_input_of_one_value_can_be_asked_for() -> None:
    answer = advice_of(
        rule("you.margin is known", points=-5)
        + "inputs: {you.margin: {assume: 0.5, range: [0.5, 0.5]}}\n",
        ("questions",),
    )
    assert [each["turns_at"] for each in answer["questions"]] == [[{"from": 0.5, "to": 0.5}]]


def test_questions_that_weigh_the_same_come_by_name() -> None:
    rules = (
        rule("time.clashes", points=-5)
        + "  - {id: s, title: S, when: team.people > 0, points: -5, reason: x}\n"
        + "inputs: {time.clashes: {assume: false}, team.people: {assume: 0, range: [0, 50]}}\n"
    )
    questions = advice_of(rules, ("questions",))["questions"]
    assert [(each["input"], each["first"]) for each in questions] == [
        ("team.people", True),
        ("time.clashes", False),
    ]


# Which to ask first

TWO_ALIKE = rule("time.clashes", points=-5) + (
    "  - {id: s, title: S, when: you.has_better_use, points: -5, reason: x}\n"
    "  - {id: t, title: T, when: mode == 'online', points: -1, reason: x}\n"
)


def order(text: str, **candidate: Any) -> list[str]:
    questions = advice_of(text, ("questions",), **candidate)["questions"]
    assert [each["first"] for each in questions] == [True, *[False] * (len(questions) - 1)]
    return [each["input"] for each in questions]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", ["time.clashes", "you.has_better_use", "mode"]),
        ("time.clashes: {recall: look_up}", ["you.has_better_use", "mode", "time.clashes"]),
        ("time.clashes: {when: team.people > 0}", ["you.has_better_use", "mode", "time.clashes"]),
    ],
)
def test_what_must_be_looked_up_or_may_not_apply_counts_half(
    said: str, expected: list[str]
) -> None:
    assert order(f"{TWO_ALIKE}inputs: {{{said}}}\n") == expected


@pytest.mark.parametrize(
    ("input", "effort"),
    [
        ("you.annual_budget", "look_up"),
        ("you.margin", "look_up"),
        ("time.clashes", "by_heart"),
        ("mode", "by_heart"),
        ("you.seeks", "by_heart"),
        ("past_yield.months_member", "by_heart"),
    ],
)
def test_money_and_shares_are_looked_up_unless_it_is_said(input: str, effort: str) -> None:
    assert pack(rule("time.clashes")).questions[input].effort == effort
    for said in ("look_up", "by_heart"):
        own = pack(rule("time.clashes"), f"inputs: {{{input}: {{recall: {said}}}}}")
        assert own.questions[input].effort == said


def test_what_decides_whether_another_question_applies_is_asked_before_all_others() -> None:
    rules = rule("time.clashes", points=-5) + (
        "  - {id: s, title: S, when: you.has_better_use, points: -5, reason: x}\n"
        "  - {id: t, title: T, when: team.people == 50, points: -5, reason: x}\n"
    )
    conditional = "inputs: {time.clashes: {when: team_comes}, team.people: {range: [0, 50]}}\n"
    facts = "facts: {team_comes: {formula: team.people > 0}}\n"
    assert order(rules + facts + conditional)[0] == "team.people"
    assert order(rules + facts + conditional.replace("time.clashes", "mode"))[-1] == "team.people"


EXPECTED_FIRST = {
    "past_yield.months_member",
    "past_yield.visits",
    "you.seeks",
    "you.part",
    "you.works_as",
    "you.required",
    "you.hours_per_month",
    "you.annual_budget",
}
"""Whether somebody is in it or has to be, what they want from it, what they can give."""


@pytest.mark.parametrize("kind", KINDS_OF_GROUP)
def test_of_a_kind_alone_what_everybody_knows_of_themselves_is_asked_first(kind: str) -> None:
    answer = explained(default(), read_candidate({"name": "A group", "kind": kind}))
    assert next(each["input"] for each in answer["questions"]) in EXPECTED_FIRST


@pytest.mark.parametrize(
    ("kind", "works_as", "is_asked"),
    [
        ("chamber_of_commerce", None, True),
        ("referral_group", None, False),
        ("referral_group", "self_employed", False),
        ("referral_group", "employee", True),
    ],
)
def test_whether_one_must_be_in_it_is_asked_where_law_or_an_employer_may_demand_it(
    kind: str, works_as: str | None, is_asked: bool
) -> None:
    costs = {"cost": {"annual_dues": 900}, "you": {"annual_budget": 600, "works_as": works_as}}
    answer = explained(default(), read_candidate({"name": "A group", "kind": kind, **costs}))
    assert ("you.required" in [each["input"] for each in answer["questions"]]) is is_asked
