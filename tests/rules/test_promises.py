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
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.scoring.model import Advice
from tests.support.generators import candidate_from_seed
from tests.support.plausible import plausible

NEVER_JOINS = (
    *(
        name for name in INPUTS
        if name.startswith(("cost.", "travel.")) and name not in ("cost.savings_per_year", "cost.paid_by_others")
    ),
    "time.hours_per_meeting", "time.setup_hours", "time.attendance_required",
    "members.competitors", "members.overlap", "exposure.messages_per_week",
    "reciprocity.hired_competitors", "you.hour_value",
)  # fmt: skip
NEVER_SKIPS = (
    "past_yield.deals", "past_yield.revenue", "past_yield.profit", "past_yield.share_of_income",
    "past_yield.return_on_cost", "past_yield.suppliers", "past_yield.alliances",
    "reciprocity.referrals_received", "members.share_in_target_market", "you.profit_per_deal",
    "you.annual_budget", "you.hours_per_month", "cost.savings_per_year", "cost.paid_by_others",
    "expected.leads_per_year", "expected.close_rate", "expected.deals_per_year",
)  # fmt: skip
TURNS = {
    **dict.fromkeys(NEVER_JOINS, ("skip", "join")),
    **dict.fromkeys(NEVER_SKIPS, ("join", "skip")),
}
NEAR = 12
"""Points around the limit within which a single input can turn the advice."""

Said = dict[str, Any]
Turn = tuple[str, str]


@cache
def advisor() -> Advisor:
    return Advisor(load_pack(default_folder()))


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


def rising(said: Said, name: str, rng: Random) -> Iterator[Step]:
    """One candidate over and over, with ever higher values of one input."""
    for value in values(name, rng):
        yield Step(value, advisor().advise(Candidate({**said, name: value})))


def broken(said: Said, name: str, turn: Turn, rng: Random) -> str:
    """Where a promise breaks: the input, its values and the rules that differ; else nothing."""
    for low, high in pairwise(rising(said, name, rng)):
        if (low.advice.recommendation, high.advice.recommendation) == turn:
            return (
                f"{name} from {low.value} to {high.value} turns {' into '.join(turn)}: "
                f"{sorted(low.told - high.told)} gave way to {sorted(high.told - low.told)}"
            )
    return ""


@pytest.mark.parametrize("source", [anything, a_close_call])
@pytest.mark.parametrize("name", TURNS)
@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32))
def test_a_promise_holds(source: Callable[[int], Said], name: str, seed: int) -> None:
    assert not broken(source(seed), name, TURNS[name], Random(seed))


def test_a_broken_promise_names_the_input_the_values_and_the_rules() -> None:
    """Useful people are not promised: to have met some rather than none turns skip into join."""
    said = {"name": "A club", "kind": "peer_group"}
    found = broken(said, "past_yield.contacts", ("skip", "join"), Random(0))
    assert found.startswith("past_yield.contacts from 0.0 to 1.0 turns skip into join")
    assert "('nobody-met', -10)" in found
