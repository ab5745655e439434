"""What to ask and what would flip it, compared with a full search."""

import json
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from joinwise.advisor import Advisor, build_advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import KINDS_OF_GROUP
from joinwise.explain.budget import Effort
from joinwise.expressions.namespace import Namespace
from joinwise.formats.strict_json import plain, write_json
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.scoring.matcher import TreeMatcher
from tests.support.brute_force import NEVER_ASKED, Search, values_of
from tests.support.fakes import advice_of, pack, rule
from tests.support.generators import FIELDS, SEEDS, Author, Field, candidates, packs
from tests.support.reference import evaluate, world_of
from tests.support.rule_writer import document

pytestmark = pytest.mark.filterwarnings(  # a pack that failed has a long repr
    "ignore::hypothesis.errors.HypothesisWarning"
)
PARTS = ("questions", "flips", "pairs")
SETTINGS = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# Generated packs with small grids, searched in full


def small(content: dict[str, Any], seed: int) -> Advisor:
    """An advisor under a generated pack that says small grids, and what can be changed."""
    rng, inputs = Random(seed), content.setdefault("inputs", {})
    for name, field in FIELDS.items():
        if name not in NEVER_ASKED:
            inputs.setdefault(name, {}).update(tried(rng, field))
    return build_advisor(pack(document(content)), TreeMatcher)


def tried(rng: Random, field: Field) -> dict[str, Any]:
    """A grid of at most eight values, and the way of a change."""
    change = {"change": rng.choice(("lower", "higher", "either"))} if rng.random() < 0.3 else {}
    if field.kind != "number":
        return change
    step = 1 if field.is_whole or rng.random() < 0.3 else 0.25
    step = min(step, 0.25) if field.top <= 1 else step * rng.choice((1, 4, 12, 40))
    low = rng.choice((0, step)) if field.top > 1 else 0
    beyond = rng.choice((0, 0, 0 if field.is_whole else step / 2))
    high = low + step * rng.randint(0, 7) + beyond
    return {"range": [low, min(field.top, high)], "step": step} | change


ADVISORS = st.builds(small, packs(1, 12), SEEDS)


def explained(advisor: Advisor, candidate: Candidate) -> dict[str, Any]:
    answer = advisor.answer(candidate, PARTS).to_dict()
    assert "incomplete" not in answer
    return answer


@pytest.mark.slow
@settings(SETTINGS, max_examples=40)
@given(ADVISORS, st.lists(candidates(), min_size=2, max_size=2))
def test_questions_are_the_inputs_whose_answer_alone_turns_it_and_say_where(
    advisor: Advisor, group: list[Any]
) -> None:
    for candidate in map(read_candidate, group):
        answer, search = explained(advisor, candidate), Search(advisor, candidate)
        flipping = {name: search.flipping(name) for name in search.unknown()}
        assert told(answer, search) == {name: found for name, found in flipping.items() if found}
        assert answer["irrelevant"] == sorted(name for name, found in flipping.items() if not found)
        assert answer["certainty"] == ("open" if any(flipping.values()) else "firm")


def told(answer: dict[str, Any], search: Search) -> dict[str, list[Any]]:
    """Every value of the grid at which a question says that it turns."""
    return {
        question["input"]: [
            value
            for value in values_of(search, question["input"])
            if any(stands_in(value, where) for where in question["turns_at"])
        ]
        for question in answer["questions"]
    }


def stands_in(value: Any, where: Any) -> bool:
    if isinstance(where, dict):
        return bool(where["from"] <= value <= where["to"])
    return bool(plain(value) == where)


@pytest.mark.slow
@settings(SETTINGS, max_examples=40)
@given(ADVISORS, candidates())
def test_the_stretches_are_the_longest_and_their_ends_are_values_of_the_grid(
    advisor: Advisor, body: Any
) -> None:
    candidate = read_candidate(body)
    search = Search(advisor, candidate)
    for question in explained(advisor, candidate)["questions"]:
        if FIELDS[question["input"]].kind == "number":
            grid = values_of(search, question["input"])
            places = [(grid.index(e["from"]), grid.index(e["to"])) for e in question["turns_at"]]
            assert all(low <= high for low, high in places)
            assert all(end + 1 < start for (_, end), (start, _) in pairwise(places))


@pytest.mark.slow
@settings(SETTINGS, max_examples=60)
@given(ADVISORS, st.lists(candidates(), min_size=3, max_size=3))
def test_a_flip_is_the_nearest_value_that_turns_it_and_none_is_missed(
    advisor: Advisor, group: list[Any]
) -> None:
    for candidate in map(read_candidate, group):
        flips, search = explained(advisor, candidate)["flips"], Search(advisor, candidate)
        nearest = {name: search.nearest(name) for name in search.changeable()}
        expected = sorted((each[0], name, each[1]) for name, each in nearest.items() if each)
        assert [(flip["input"], flip["to"]) for flip in flips] == [
            (name, plain(value)) for _, name, value in expected
        ]
        for flip in flips:
            assert sent_back(advisor, search, [flip]) == flip["recommendation"] != search.before


def sent_back(advisor: Advisor, search: Search, changes: list[dict[str, Any]]) -> str:
    """What is advised on the candidate with these changes made."""
    made = {change["input"]: as_value(change["to"]) for change in changes}
    assert all(plain(search.given[each["input"]]) == each["from"] for each in changes)
    found: str = advisor.advise(search.with_changes(made)).recommendation
    return found


def as_value(found: Any) -> Any:
    return float(found) if type(found) is int else found


@pytest.mark.slow
@settings(SETTINGS, max_examples=50)
@given(ADVISORS, st.lists(candidates(), min_size=2, max_size=2))
def test_pairs_are_the_three_nearest_where_no_single_change_turns_it(
    advisor: Advisor, group: list[Any]
) -> None:
    for candidate in map(read_candidate, group):
        assert_nearest_pairs(advisor, candidate)


def assert_nearest_pairs(advisor: Advisor, candidate: Candidate) -> None:
    answer, search = explained(advisor, candidate), Search(advisor, candidate)
    if answer["flips"]:
        assert answer["pairs"] == []
        return
    nearest = search.nearest_pairs()[:3]
    assert [inputs_of(each) for each in answer["pairs"]] == [two for _, *two in nearest]
    for found, (distance, *_) in zip(answer["pairs"], nearest, strict=True):
        assert distance_of(search, found) == pytest.approx(distance)
        assert sent_back(advisor, search, found["changes"]) == found["recommendation"]
        assert found["recommendation"] != search.before


def inputs_of(found: dict[str, Any]) -> list[str]:
    return [change["input"] for change in found["changes"]]


def distance_of(search: Search, found: dict[str, Any]) -> float:
    return sum(
        search.reachable(each["input"], [as_value(each["to"])])[0][0] for each in found["changes"]
    )


# The default pack with its own grids


@cache
def default() -> Advisor:
    return build_advisor(load_pack(default_folder()), TreeMatcher)


def ruled_out(candidate: Candidate) -> frozenset[str]:
    return default().explainer.conditions.applicability(candidate).ruled_out


ASKED = sorted(FIELDS.keys() - set(NEVER_ASKED))


@pytest.mark.slow
@settings(SETTINGS, max_examples=120)
@given(st.integers(0, 10_000), st.sampled_from(ASKED))
def test_under_the_default_rules_an_answer_tells_of_each_value_of_an_input_whether_it_turns_it(
    seed: int, name: str
) -> None:
    candidate = read_candidate(plausible(seed))
    answer, search = explained(default(), candidate), Search(default(), candidate)
    if search.can_change(name):
        nearest = search.nearest(name)
        flips = {flip["input"]: flip["to"] for flip in answer["flips"]}
        assert flips.get(name) == (nearest and plain(nearest[1]))
    if name not in candidate.values:
        flipping, is_asked = search.flipping(name), name not in ruled_out(candidate)
        assert told(answer, search).get(name, []) == (flipping if is_asked else [])
        assert (name in answer["irrelevant"]) == (not flipping)


@pytest.mark.slow
@settings(SETTINGS, max_examples=150)
@given(st.integers(0, 10_000))
def test_under_the_default_rules_each_change_gives_the_recommendation_it_names(seed: int) -> None:
    candidate = read_candidate(plausible(seed))
    answer, search = explained(default(), candidate), Search(default(), candidate)
    for flip in answer["flips"]:
        assert sent_back(default(), search, [flip]) == flip["recommendation"] != search.before
    for pair in answer["pairs"]:
        assert sent_back(default(), search, pair["changes"]) == pair["recommendation"]
        assert pair["recommendation"] != search.before


@pytest.mark.slow
def test_under_the_default_rules_pairs_are_the_three_nearest() -> None:
    every = (read_candidate(plausible(seed)) for seed in range(300))
    with_pairs = [each for each in every if explained(default(), each)["pairs"]]
    assert len(with_pairs) > 3
    for candidate in with_pairs[:4]:
        assert_nearest_pairs(default(), candidate)


# Questions that do not apply


@pytest.mark.slow
@settings(SETTINGS, max_examples=60)
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


# Single questions


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


# What is hard to work out


@pytest.mark.slow
def test_conditions_with_thousands_of_parts_are_explained() -> None:
    facts = "facts: {a: {formula: time.clashes}, b: {formula: cost.level == 'high'}}\n"
    for joined in (" or ".join(["a", "b"] * 900), " and ".join(["a"] * 1600)):
        answer = advice_of(facts + rule(joined, points=-5), PARTS)
        assert "time.clashes" in [each["input"] for each in answer["questions"]]


@pytest.mark.slow
def test_a_first_known_of_thousands_is_explained() -> None:
    many = ", ".join(["cost.annual_dues", *["cost.joining_fee"] * 500])
    answer = advice_of(rule(f"coalesce({many}) > 100", points=-5), PARTS)
    assert [each["input"] for each in answer["questions"]] == [
        "cost.annual_dues",
        "cost.joining_fee",
    ]


@pytest.mark.slow
def test_a_chain_of_thousands_of_facts_is_explained() -> None:
    facts = "facts:\n  f0: {formula: cost.level == 'high'}\n"
    facts += "".join(f"  f{n}: {{formula: not f{n - 1}}}\n" for n in range(1, 2001))
    answer = advice_of(facts + rule("f2000", points=-5), PARTS)
    assert [each["turns_at"] for each in answer["questions"]] == [["high"]]


def test_where_it_takes_nothing_to_join_only_a_decision_turns_it() -> None:
    rules = (
        "decision: {start: 0, join_at: 0}\n"
        + rule("time.clashes", points=-50)
        + "  - {id: s, title: S, when: cost.level == 'high', decide: skip, reason: x}\n"
    )
    answer = advice_of(rules, ("questions",))
    assert [each["input"] for each in answer["questions"]] == ["cost.level"]


@pytest.mark.slow
def test_nothing_is_compiled_for_an_explanation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    advisor = build_advisor(default().pack, TreeMatcher).complete()
    monkeypatch.delattr(Namespace, "function")
    for seed in range(20):
        explained(advisor, read_candidate(plausible(seed)))


# The effort of a request


@pytest.mark.slow
@settings(SETTINGS, max_examples=40)
@given(st.integers(0, 10_000), st.integers(0, 30_000))
def test_what_was_found_before_the_effort_was_spent_stays_in_the_answer(
    seed: int, most: int
) -> None:
    candidate = read_candidate(plausible(seed))
    whole = explained(default(), candidate)
    part = default().answer(candidate, PARTS, Effort(most)).to_dict()
    incomplete = part.pop("incomplete", [])
    assert len(write_json(part)) <= len(write_json(whole))
    for name in PARTS:
        if name == "pairs" and part["flips"] == [] != whole["flips"]:
            assert "flips" in incomplete
        elif name in incomplete:
            assert all(stands_among(each, whole[name]) for each in part[name])
        else:
            assert part[name] == whole[name]
    assert set(part["irrelevant"]) <= set(whole["irrelevant"])
    assert part["certainty"] == ("open" if "questions" in incomplete else whole["certainty"])


def stands_among(found: dict[str, Any], every: list[dict[str, Any]]) -> bool:
    return any({**found, "first": None} == {**each, "first": None} for each in every)


def test_what_is_incomplete_is_named_and_the_advice_is_whole() -> None:
    candidate = read_candidate({"name": "Riverside", "kind": "business_club"})
    answer = default().answer(candidate, PARTS, Effort(limit=0)).to_dict()
    assert answer["incomplete"] == ["questions"]
    assert answer["certainty"] == "open"
    assert answer["questions"] == answer["irrelevant"] == []
    assert answer["recommendation"] == default().advise(candidate).recommendation


@pytest.mark.slow
def test_rules_that_are_hard_to_search_do_not_hold_up_a_request() -> None:
    advisor = build_advisor(pack(hostile()), TreeMatcher)
    given = dict.fromkeys(NUMBERS_OF_ALL[::2], 3.0) | {"name": "A", "kind": "meetup"}
    effort = Effort()
    answer = advisor.answer(Candidate(given), PARTS, effort).to_dict()
    assert answer["incomplete"] == list(PARTS)
    assert answer["certainty"] == "open"
    assert -20_000 < effort.left < 0


NUMBERS_OF_ALL = [name for name, field in FIELDS.items() if field.kind == "number"]


def hostile(twists: int = 100) -> str:
    """Rules of which always just one half fires, though no range of any number tells which."""
    total = " + ".join(f"coalesce({name}, 0)" for name in NUMBERS_OF_ALL)
    twisted = (f"abs(round(total / {n}) * {n} - total) < {n / 4}" for n in range(3, twists + 3))
    whens = [when for twist in twisted for when in (twist, f"not ({twist})")]
    rules = [
        {"id": f"r{n}", "title": "R", "when": when, "points": 1, "reason": "x"}
        for n, when in enumerate(whens)
    ]
    inputs = {name: {"change": "either"} for name in NUMBERS_OF_ALL}
    facts = {"total": {"formula": total}}
    decision = {"start": 0, "join_at": twists // 2}
    return json.dumps({"decision": decision, "facts": facts, "rules": rules, "inputs": inputs})


# Over HTTP

EVERY = "?include=questions,flips,pairs"
CLUB = {
    "name": "Riverside",
    "kind": "business_club",
    "cost": {"total_per_year": 700},
    "you": {"annual_budget": 500, "part": "active"},
}


def test_the_answer_says_what_to_ask_and_what_would_turn_it(client: FlaskClient) -> None:
    answer = client.post(f"/v1/score{EVERY}", json=CLUB).get_json()
    assert answer["recommendation"] == "skip"
    assert [each["text"] for each in answer["flips"]] == [
        "Join if the total cost were 500 USD a year or less (now 700).",
        "Join if your annual budget were 700 USD a year or more (now 500).",
    ]
    assert [each["first"] for each in answer["questions"]] == [
        place == 0 for place in range(len(answer["questions"]))
    ]
    assert answer["certainty"] == ("open" if answer["questions"] else "firm")
    assert answer["pairs"] == []
    assert "incomplete" not in answer


def test_flips_without_pairs_and_questions_come_alone(client: FlaskClient) -> None:
    answer = client.post("/v1/score?include=flips", json=CLUB).get_json()
    assert not {"questions", "certainty", "irrelevant", "pairs"} & answer.keys()


def test_a_batch_and_lines_are_explained_like_one(client: FlaskClient) -> None:
    alone = client.post(f"/v1/score{EVERY}", json=CLUB).get_json()
    batch = client.post(f"/v1/score/batch{EVERY}", json={"candidates": [CLUB]}).get_json()
    assert batch["results"] == [alone]


@pytest.mark.slow
def test_the_rule_engine_and_the_direct_reading_are_explained_alike(app: Flask) -> None:
    with_engine = app.extensions["joinwise"].rules.advisor
    for seed in range(20):
        candidate = read_candidate(plausible(seed))
        assert explained(with_engine, candidate) == explained(default(), candidate)
