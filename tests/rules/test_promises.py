"""What the default pack promises: dearer never turns skip into join, better never join into skip."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count, islice, pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.advisor import Advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.recommendation import JOIN, SKIP
from joinwise.expressions.ast import Node
from joinwise.packs.loader import load_pack
from joinwise.packs.promises import promised
from joinwise.resources import default_folder
from joinwise.scoring.facts import compiler_of
from joinwise.scoring.model import Advice
from tests.support.generators import candidate_from_seed

SKIP_TO_JOIN, JOIN_TO_SKIP = ("skip", "join"), ("join", "skip")
TURNS = {JOIN: SKIP_TO_JOIN, SKIP: JOIN_TO_SKIP}
NEAR = 12
"""Points around the limit within which a single input can turn the advice."""

Said = dict[str, Any]
Turn = tuple[str, str]


@cache
def advisor() -> Advisor:
    return Advisor(load_pack(default_folder()))


def broken_turns() -> Iterator[Any]:
    """Inputs that grow together, the turn that is promised not to come of it, and the condition."""
    for promise, inputs in promised(load_pack(default_folder())):
        yield pytest.param(inputs, TURNS[promise.never], promise.given, id="+".join(inputs))
    yield pytest.param(("cost.level",), SKIP_TO_JOIN, None, id="cost.level")


def anything(seed: int) -> Said:
    """Whatever fits the contract, unknowns among it."""
    return dict(read_candidate(candidate_from_seed(seed)).values)


@cache
def near_the_limit(number: int) -> tuple[Said, ...]:
    """So many candidates as people tell of them, of which the advice is a close call."""
    told = (dict(read_candidate(plausible(seed)).values) for seed in count())
    close = (
        candidate
        for candidate in told
        if abs(advisor().advise(Candidate(candidate)).score - 50) <= NEAR
    )
    return tuple(islice(close, number))


def a_close_call(seed: int) -> Said:
    return Random(seed).choice(near_the_limit(300))


def values(name: str, rng: Random) -> list[Any]:
    """Values of an input from low to high; of a number some, its limits and zero among them."""
    input = INPUTS[name]
    if input.values:
        return list(input.values)
    drawn = [rng.choice([1, 10, 100, 1e3, 1e4, input.high]) * rng.random() for _ in range(6)]
    within = {min(input.high, round(value) if input.whole else value) for value in drawn}
    return sorted({input.low, input.high, min(1.0, input.high), *within})


@dataclass(frozen=True)
class Step:
    """The advice at one value of an input."""

    value: Any
    advice: Advice

    @property
    def told(self) -> set[tuple[str, int]]:
        return {(reason.rule, reason.points) for reason in self.advice.reasons}


def rising(
    said: Said, inputs: tuple[str, ...], rng: Random, condition: Node | None = None
) -> Iterator[Step]:
    """One candidate over and over, with ever higher values of some inputs, if a condition holds."""
    first, *others = inputs
    base = {name: said.get(name, 0.0) for name in others}
    for value in values(first, rng):
        grown = {name: from_zero + value for name, from_zero in base.items()}
        if all(INPUTS[name].fits(higher) for name, higher in grown.items()):
            higher_said = {**said, **grown, first: value}
            if condition is None or is_true(condition, higher_said):
                yield Step(value, advisor().advise(Candidate(higher_said)))


def broken(
    said: Said,
    inputs: tuple[str, ...],
    turn: Turn,
    rng: Random,
    condition: Node | None = None,
) -> str:
    """Where a promise breaks: the inputs, the values and the rules that differ; else nothing."""
    for low, high in pairwise(rising(said, inputs, rng, condition)):
        if (low.advice.recommendation, high.advice.recommendation) == turn:
            return (
                f"{inputs[0]} from {low.value} to {high.value} turns {' into '.join(turn)}: "
                f"{sorted(low.told - high.told)} gave way to {sorted(high.told - low.told)}"
            )
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("source", [anything, a_close_call])
@pytest.mark.parametrize(("inputs", "turn", "condition"), [*broken_turns()])
@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32))
def test_a_promise_holds(
    source: Callable[[int], Said],
    inputs: tuple[str, ...],
    turn: Turn,
    condition: Node | None,
    seed: int,
) -> None:
    assert not broken(source(seed), inputs, turn, Random(seed), condition)


@pytest.mark.slow
@pytest.mark.parametrize("source", [anything, a_close_call])
@settings(deadline=None, max_examples=150)
@given(
    seed=st.integers(0, 2**32),
    deals=st.integers(0, 12),
    months=st.floats(0.5, 600),
    more=st.floats(0.1, 600),
    is_member_known=st.booleans(),
)
def test_the_same_record_over_more_months_never_turns_skip_into_join(
    *,
    source: Callable[[int], Said],
    seed: int,
    deals: int,
    months: float,
    more: float,
    is_member_known: bool,
) -> None:
    said = {**source(seed), "past_yield.deals": float(deals)}
    said.pop("past_yield.share_of_income", None)
    clock = ("past_yield.months", "past_yield.months_member")[: 1 + is_member_known]
    before, after = (
        advisor().advise(Candidate({**said, **dict.fromkeys(clock, time)}))
        for time in (months, months + more)
    )
    assert (before.recommendation, after.recommendation) != SKIP_TO_JOIN


@pytest.mark.slow
@pytest.mark.parametrize("part", [None, "attends", "leads"])
@pytest.mark.parametrize("kind", ["referral_group", "trade_show", "faith_group", "coworking_space"])
def test_of_a_group_in_person_that_never_meets_nothing_is_expected(
    kind: str, part: str | None
) -> None:
    said: Said = {"name": "A group", "kind": kind, "mode": "in_person"}
    said |= {"time.meetings_per_year": 0.0, **({"you.part": part} if part else {})}
    facts = advisor().advise(Candidate(said)).facts
    usually_meets = facts["usual_meetings"] > 0
    assert (facts["usual_deals_here"] == facts["expected_gain"] == 0) is usually_meets


@cache
def work_of(condition: Node) -> Callable[[list[Any]], tuple[Any, ...]]:
    return compiler_of(load_pack(default_folder())).compile([condition])


def is_true(condition: Node, said: Said) -> bool:
    return work_of(condition)([said.get(name) for name in INPUTS]) == (True,)


@pytest.mark.slow
def test_a_broken_promise_names_the_input_the_values_and_the_rules() -> None:
    """Useful people are not promised: to have met some rather than none turns skip into join."""
    said = {"name": "A club", "kind": "peer_group"}
    found = broken(said, ("past_yield.contacts",), SKIP_TO_JOIN, Random(0))
    assert found.startswith("past_yield.contacts from 0.0 to 1.0 turns skip into join")
    assert "('nobody-met', -10)" in found
