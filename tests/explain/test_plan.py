"""What makes a candidate pay, and when to look again, compared with trying every month."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from joinwise.advisor import Advisor, build_advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.explain.budget import Effort
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Plan
from joinwise.resources import default_folder
from joinwise.scoring.matcher import TreeMatcher
from tests.support.fakes import MINIMAL, advice_of, pack
from tests.support.generators import FIELDS, SEEDS, candidates, packs, plain_value
from tests.support.rule_writer import document
from tests.support.services import ROOT

EXAMPLES = sorted((ROOT / "examples").iterdir())
CLOCK = "clock: [past_yield.months_member, past_yield.months]"
MOST_YEARS = """
rules:
  - {id: dues, title: D, when: past_yield.months > 5, points: -1, reason: r}
  - {id: old, title: O, when: 8 < past_yield.months_member < 10, points: 9, reason: r}
"""


def plan(*parts: str, most: int = 36, clock: str = CLOCK) -> str:
    said = f'{{most: {most}, text: "After {{months month|months}}."}}'
    return f"plan: {{{', '.join([clock, f'look_again: {said}', *parts])}}}\n"


def looked_ahead(text: str, **past_yield: Any) -> Any:
    return advice_of(text, ("plan",), past_yield=past_yield)["plan"]["look_again"]


# Generated packs and candidates, every month tried


def with_plan(content: dict[str, Any], seed: int) -> Advisor:
    rng, text = Random(seed), document(content)
    read = [name for name in FIELDS if name in text]
    numbers = [name for name in read if FIELDS[name].kind == "number"] or ["past_yield.months"]
    clock = rng.sample(numbers, min(len(numbers), rng.randint(1, 3)))
    others = [name for name in read if name not in clock and name not in MINIMAL]
    filled = rng.sample(others, min(len(others), rng.randint(0, 3)))
    content["plan"] = {
        "clock": clock,
        "idle": {name: plain_value(rng, FIELDS[name]) for name in filled},
        "look_again": {"most": rng.choice((1, 12, 36, 100)), "text": "After {months}."},
    }
    return build_advisor(pack(document(content)), TreeMatcher)


def first_month(advisor: Advisor, candidate: Candidate) -> int | None:
    """The first month after which the candidate, sent back so, is to skip."""
    plan = advisor.pack.plan
    assert plan
    assert plan.look_again
    if advisor.advise(candidate).recommendation == "skip":
        return None
    for months in range(1, plan.look_again.most + 1):
        later = after(months, candidate, plan)
        if not all(INPUTS[name].fits(later[name]) for name in plan.clock if name in later):
            return None
        if advisor.advise(Candidate(later)).recommendation == "skip":
            return months
    return None


def after(months: int, candidate: Candidate, plan: Plan) -> dict[str, Any]:
    given: dict[str, Any] = {**plan.idle, **candidate.values}
    known = [name for name in plan.clock if name in candidate.values]
    return given | {name: given.get(name, 0.0) + months for name in known or plan.clock}


def told(advisor: Advisor, candidate: Candidate) -> int | None:
    answer = advisor.answer(candidate, ("plan",)).to_dict()
    assert "incomplete" not in answer
    look_again = answer["plan"]["look_again"]
    return look_again and look_again["months"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@settings(
    deadline=None,
    max_examples=150,
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(packs(2, 12), SEEDS, st.lists(candidates(), min_size=2, max_size=2))
def test_no_fewer_months_turn_it_and_sent_back_so_it_turns(
    content: dict[str, Any], seed: int, bodies: list[Any]
) -> None:
    advisor = with_plan(content, seed)
    for candidate in map(read_candidate, bodies):
        assert told(advisor, candidate) == first_month(advisor, candidate)


TESTS = (
    "{one} > {low}", "{low} < {one} <= {high}", "{one} + {other} >= {high}",
    "{one} * 3 < {other} + {low}", "{one} is known and {one} > {high}", "{one} / {other} < 0.5",
)  # fmt: skip
GROWING = ("past_yield.months", "past_yield.months_member", "you.hours_per_month")


def rule_of_time(rng: Random, number: int) -> str:
    one, other = rng.sample((*GROWING, "past_yield.deals"), 2)
    low = rng.choice((rng.randint(0, 30), rng.uniform(0, 30)))
    when = rng.choice(TESTS).format(one=one, other=other, low=low, high=low + rng.randint(1, 9))
    then = rng.choice([f"points: {rng.randint(-4, 3)}"] * 9 + ["decide: skip"])
    return f"  - {{id: r{number}, title: R, when: {when!r}, {then}, reason: r}}\n"


@pytest.mark.parametrize("seed", range(150))
def test_any_course_of_the_months_is_followed(seed: int) -> None:
    rng = Random(seed)
    rules = "".join(rule_of_time(rng, number) for number in range(6))
    clock = f"clock: [{', '.join(rng.sample(GROWING, rng.randint(1, 3)))}]"
    text = f"rules:\n{rules}{plan('idle: {past_yield.deals: 2}', clock=clock)}"
    advisor = build_advisor(pack(text), TreeMatcher)
    for _ in range(4):
        values = {name: rng.choice((0.0, 3.0, 7.5)) for name in GROWING if rng.random() < 0.6}
        candidate = Candidate({**MINIMAL, **values})
        assert told(advisor, candidate) == first_month(advisor, candidate)


@pytest.fixture(scope="module")
def default() -> Advisor:
    return build_advisor(load_pack(default_folder()))


@pytest.mark.slow
def test_under_the_shipped_rules_it_is_the_first_month_that_turns_it(default: Advisor) -> None:
    plain = [*(json.loads(file.read_text()) for file in EXAMPLES), *map(plausible, range(100))]
    group = [read_candidate(body) for body in plain]
    expected = [first_month(default, candidate) for candidate in group]
    assert [told(default, candidate) for candidate in group] == expected
    assert len({months for months in expected if months}) > 3


# What is said


def test_the_months_are_told_in_words_and_the_recommendation_is_skip() -> None:
    text = MOST_YEARS + plan()
    assert looked_ahead(text, months=0) == {
        "months": 6, "recommendation": "skip", "text": "After 6 months.",
    }  # fmt: skip
    assert looked_ahead(text, months=4.5)["text"] == "After 1 month."


@pytest.mark.parametrize(
    ("past", "months"),
    [
        ({}, 6),
        ({"months": 2}, 4),
        ({"months": 2, "months_member": 6}, 4),
        ({"months": 2, "months_member": 4.5}, 6),
        ({"months_member": 3}, None),
        ({"months": 9}, None),
    ],
)
def test_what_is_known_moves_on_together_and_what_is_not_known_begins_only_if_nothing_is(
    past: dict[str, Any], months: int | None
) -> None:
    found = looked_ahead(MOST_YEARS + plan(), **past)
    assert (found and found["months"]) == months


def test_what_is_unknown_is_taken_to_be_idle_and_what_is_known_stays() -> None:
    text = """
rules:
  - {id: none, title: N, when: past_yield.deals < 1 and past_yield.months > 3, points: -1, reason: r}
"""
    idle = plan("idle: {past_yield.deals: 0}")
    assert looked_ahead(text + idle, months=1)["months"] == 3
    assert looked_ahead(text + idle, months=1, deals=2) is None
    assert looked_ahead(text + plan(), months=1) is None


@pytest.mark.slow
def test_it_looks_no_farther_than_it_should_nor_than_an_input_can_grow() -> None:
    late = MOST_YEARS.replace("> 5", "> 1199.5")
    assert looked_ahead(late + plan(), months=1164)["months"] == 36
    assert looked_ahead(late + plan(), months=1163) is None
    assert looked_ahead(late + plan(most=37), months=1163)["months"] == 37
    assert looked_ahead(late + plan(most=1200), months=0)["months"] == 1200
    assert looked_ahead(late + plan(), months=1199.4) is None


def test_what_is_to_skip_already_is_not_looked_at_again() -> None:
    skips = "decision: {start: 0}\n"
    assert looked_ahead(skips + plan()) is None


def test_without_a_plan_both_parts_are_null() -> None:
    empty = {"break_even": None, "look_again": None}
    assert advice_of("", ("plan",))["plan"] == empty
    assert advice_of(f"plan: {{{CLOCK}}}", ("plan",))["plan"] == empty


BREAK_EVEN = """
facts: {needed: {formula: cost.annual_dues / 100}}
plan: {break_even: {fact: needed, text: "{needed piece|pieces} at {cost.annual_dues}."}}
"""


def test_what_makes_it_pay_is_a_fact_and_a_text() -> None:
    found = advice_of(BREAK_EVEN, ("plan",), cost={"annual_dues": 250})["plan"]
    assert found == {
        "break_even": {"value": 2.5, "text": "2.5 pieces at 250 USD."}, "look_again": None,
    }  # fmt: skip
    assert advice_of(BREAK_EVEN, ("plan",))["plan"]["break_even"] is None


def test_what_a_plan_does_not_say_is_said_in_the_language_of_the_pack() -> None:
    text = """
rules: [{id: none, title: N, when: past_yield.deals < 1, points: -1, reason: r}]
facts: {needed: {formula: cost.annual_dues / 100}}
plan: {break_even: {fact: needed}, idle: {past_yield.deals: 0}, look_again: {}}
"""
    found = advice_of(text, ("plan",), cost={"annual_dues": 250})["plan"]
    assert found == {
        "break_even": {"value": 2.5, "text": "It pays from 2.5 on."},
        "look_again": {"months": 1, "recommendation": "skip", "text": "If it brings nothing more, leave after 1 month."},
    }  # fmt: skip
    german = advice_of(f"decision: {{language: de}}\n{text}", ("plan",))["plan"]
    assert german["look_again"]["text"] == "Wenn es nichts mehr bringt, nach 1 Monat austreten."


def test_without_most_it_looks_as_far_ahead_as_an_input_can_grow() -> None:
    late = MOST_YEARS.replace("> 5", "> 1199.5") + f"plan: {{{CLOCK}, look_again: {{}}}}"
    assert looked_ahead(late, months=0)["months"] == 1200


@pytest.mark.slow
def test_a_search_that_takes_too_long_is_named(default: Advisor) -> None:
    candidate = read_candidate(json.loads(Path(EXAMPLES[0]).read_text()))
    answer = default.answer(candidate, ("plan",), Effort(1)).to_dict()
    assert answer["incomplete"] == ["plan"]
    assert answer["plan"]["look_again"] is None
    assert answer["plan"]["break_even"]
