"""Questions are asked only of those to whom they apply."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from joinwise.advisor import build_advisor
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import KINDS_OF_GROUP
from joinwise.scoring.matcher import TreeMatcher
from tests.support.brute_force import NEVER_ASKED
from tests.support.explaining import SETTINGS, default, explained, small
from tests.support.fakes import advice_of, pack, rule
from tests.support.generators import FIELDS, SEEDS, Author, candidates, packs
from tests.support.reference import evaluate, world_of
from tests.support.rule_writer import document

pytestmark = pytest.mark.filterwarnings(  # a pack that failed has a long repr
    "ignore::hypothesis.errors.HypothesisWarning"
)


@pytest.mark.slow
@settings(SETTINGS, max_examples=40)
@given(packs(1, 12), SEEDS, candidates())
def test_a_question_is_asked_unless_its_condition_is_false(
    content: dict[str, Any], seed: int, body: Any
) -> None:
    candidate = read_candidate(body)
    before = explained(small(content, seed), candidate)
    for name, field in FIELDS.items():
        if name not in NEVER_ASKED and Random(f"{seed}{name}").random() < 0.5:
            author = Author(Random(f"{seed}{field}{name}"), FIELDS)
            content["inputs"].setdefault(name, {})["when"] = author.truth(2)
    after = explained(build_advisor(pack(document(content)), TreeMatcher), candidate)
    world = world_of(content, body)
    conditions = {name: said["when"] for name, said in content["inputs"].items() if "when" in said}
    ruled_out = {name for name, when in conditions.items() if evaluate(world, when) is False}
    asked = [without_place(q) for q in before["questions"] if q["input"] not in ruled_out]
    assert sorted(map(without_place, after["questions"]), key=str) == sorted(asked, key=str)
    assert after["irrelevant"] == before["irrelevant"]
    assert after["certainty"] == ("open" if asked else "firm")


def without_place(question: dict[str, Any]) -> dict[str, Any]:
    return {key: said for key, said in question.items() if key != "first"}


CLASH_ASKED = rule("time.clashes", points=-5) + (
    "  - {id: s, title: S, when: you.has_better_use, points: -5, reason: x}\n"
    "inputs: {time.clashes: {when: time.meetings_per_year > 0}}\n"
)


@pytest.mark.parametrize(
    ("time", "asked"),
    [
        ({"meetings_per_year": 1}, ["time.clashes", "you.has_better_use"]),
        ({"meetings_per_year": 0}, ["you.has_better_use"]),
        ({}, ["time.clashes", "you.has_better_use"]),
    ],
)
def test_a_condition_that_is_true_or_unknown_leaves_the_question(
    time: dict[str, Any], asked: list[str]
) -> None:
    answer = advice_of(CLASH_ASKED, ("questions",), time=time)
    assert sorted(each["input"] for each in answer["questions"]) == asked
    assert "time.clashes" not in answer["irrelevant"]


def test_what_is_assumed_counts_for_the_condition_of_a_question() -> None:
    assumed = CLASH_ASKED.replace("inputs: {", "inputs: {time.meetings_per_year: {assume: 0}, ")
    answer = advice_of(assumed, ("questions",))
    assert [each["input"] for each in answer["questions"]] == ["you.has_better_use"]


def test_an_advice_is_firm_if_all_that_could_flip_it_is_not_asked() -> None:
    rules = rule("time.clashes", points=-5) + "inputs: {time.clashes: {when: team.people >= 1}}\n"
    answer = advice_of(rules, ("questions",), team={"people": 0})
    assert (answer["questions"], answer["certainty"]) == ([], "firm")


WHAT_IT_BROUGHT = ("deals", "revenue", "profit", "business", "gained", "contacts", "trend")


@pytest.mark.parametrize("kind", KINDS_OF_GROUP)
def test_nobody_is_asked_what_a_group_brought_that_they_are_not_in(kind: str) -> None:
    answer = explained(default(), read_candidate({**BARE, "kind": kind, **NOT_IN}))
    asked = {each["input"] for each in answer["questions"]}
    assert asked.isdisjoint(f"past_yield.{each}" for each in WHAT_IT_BROUGHT)


BARE, NOT_IN = {"name": "A group"}, {"past_yield": {"months_member": 0}}
FRIENDS: dict[str, Any] = {
    "name": "Breakfast",
    "kind": "faith_group",
    "you": {"seeks": ["friendship"]},
}
BUYERS = {"members.share_in_target_market", "members.buyers", "you.profit_per_deal"}


def test_nobody_is_asked_for_buyers_in_a_group_for_friends() -> None:
    sold_to = {**FRIENDS, "you": {"seeks": ["friendship", "customers"]}}
    for months in (None, 0, 24):
        past = {"past_yield": {"months_member": months}}
        asked = asked_of({**FRIENDS, **past})
        assert asked.isdisjoint({*BUYERS, "past_yield.leads", "past_yield.deals"})
    assert not asked_of(sold_to).isdisjoint(BUYERS)


def asked_of(candidate: dict[str, Any]) -> set[str]:
    return {each["input"] for each in explained(default(), read_candidate(candidate))["questions"]}


@pytest.mark.parametrize(("visits", "is_asked"), [(0, False), (1, True)])
def test_what_only_a_guest_can_see_is_asked_of_guests(visits: int, is_asked: bool) -> None:
    guest = {"past_yield": {"months_member": 0, "visits": visits}}
    asked = asked_of({**BARE, "kind": "trade_association", **guest})
    assert ("members.mostly_sellers" in asked) == is_asked


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["online", None, "in_person"])
def test_the_way_is_asked_only_where_people_meet_in_person(mode: str | None) -> None:
    monthly = {**BARE, "mode": mode, "time": {"meetings_per_year": 12}}
    asked = set().union(*(asked_of({**monthly, "kind": kind}) for kind in KINDS_OF_GROUP))
    way = {"travel.hours_per_meeting", "travel.cost_per_meeting"}
    assert asked.isdisjoint(way) == (mode == "online")
