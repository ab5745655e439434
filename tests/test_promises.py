"""What the default pack promises: dearer never turns skip into join, better never join into skip."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators import candidate_from_seed
from joinwise.advisor import Advisor
from joinwise.bootstrap import build_advisor
from joinwise.candidates import read_candidate
from joinwise.inputs import INPUTS
from joinwise.model import Candidate
from joinwise.packs import default_folder

NEVER_JOINS = (
    *(name for name in INPUTS if name.startswith(("cost.", "travel.")) and name != "cost.level"),
    "time.hours_per_meeting", "time.setup_hours", "time.attendance_required",
    "members.competitors", "members.overlap", "exposure.messages_per_week",
    "reciprocity.hired_competitors", "you.hour_value",
)  # fmt: skip
NEVER_SKIPS = (
    "past_yield.deals", "past_yield.revenue", "past_yield.profit", "past_yield.share_of_income",
    "past_yield.return_on_cost", "past_yield.suppliers", "past_yield.alliances",
    "reciprocity.referrals_received", "members.share_in_target_market", "you.profit_per_deal",
    "you.annual_budget", "you.hours_per_month",
)  # fmt: skip


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return build_advisor(default_folder())


def values(name: str, rng: Random) -> list[float]:
    """Some values of an input from low to high, its limits and zero among them."""
    input = INPUTS[name]
    drawn = [rng.choice([1, 10, 100, 1e3, 1e4, input.high]) * rng.random() for _ in range(4)]
    within = {min(input.high, round(each) if input.whole else each) for each in drawn}
    return sorted({input.low, input.high, min(1.0, input.high), *within})


def rising(name: str, seed: int) -> Iterator[Candidate]:
    """One candidate over and over, with ever higher values of one input."""
    said: dict[str, Any] = dict(read_candidate(candidate_from_seed(seed)).values)
    for value in values(name, Random(seed)):
        yield Candidate({**said, name: value})


def turned(advisor: Advisor, name: str, seed: int, turn: list[str]) -> str:
    """Where a recommendation turns as it never should, and the rules that differ; else nothing."""
    before = None
    for candidate in rising(name, seed):
        after = advisor.advise(candidate)
        if before and [before.recommendation, after.recommendation] == turn:
            told = [{(each.rule, each.points) for each in one.reasons} for one in (before, after)]
            return f"at {candidate.values[name]} of {name}: {told[0] ^ told[1]}"
        before = after
    return ""


@pytest.mark.parametrize("name", NEVER_JOINS)
@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32))
def test_more_of_what_it_takes_never_turns_skip_into_join(
    advisor: Advisor, name: str, seed: int
) -> None:
    assert not turned(advisor, name, seed, ["skip", "join"])


@pytest.mark.parametrize("name", NEVER_SKIPS)
@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32))
def test_more_of_what_it_brings_never_turns_join_into_skip(
    advisor: Advisor, name: str, seed: int
) -> None:
    assert not turned(advisor, name, seed, ["join", "skip"])


def test_a_dearer_word_never_turns_skip_into_join(advisor: Advisor) -> None:
    for seed in range(300):
        said = dict(read_candidate(candidate_from_seed(seed)).values)
        found = [
            advisor.advise(Candidate({**said, "cost.level": level})).recommendation
            for level in ("low", "fair", "high")
        ]
        assert found == sorted(found), said
