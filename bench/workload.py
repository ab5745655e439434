"""Rules and candidates made from a seed, over 30 inputs of joinwise.

Each input is tested in one direction only. So an engine that knows no unknown values can be given
an impossible one in their place, below or above all limits, and still finds the same rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

Value = float | str | bool
Candidate = Mapping[str, Value]
"""Values by input; what is unknown is left out."""

RISING = {
    "cost.annual_dues": 2_000,
    "cost.meals_per_meeting": 60,
    "cost.other_per_year": 1_500,
    "travel.cost_per_meeting": 40,
    "travel.hours_per_meeting": 4,
    "time.setup_hours": 40,
    "past_yield.months": 60,
    "past_yield.deals": 20,
    "past_yield.profit": 20_000,
    "reciprocity.referrals_given": 40,
    "members.competitors": 8,
    "members.overlap": 1,
}
"""Numbers tested by ``>=`` and ``>``, with the largest value that candidates have."""

FALLING = {
    "cost.joining_fee": 1_000,
    "time.meetings_per_year": 60,
    "time.hours_per_meeting": 5,
    "time.follow_up_hours_per_month": 20,
    "past_yield.leads": 60,
    "reciprocity.referrals_received": 40,
    "members.count": 300,
    "members.share_in_target_market": 1,
    "you.annual_budget": 10_000,
    "you.hours_per_month": 30,
}
"""Numbers tested by ``<=`` and ``<``, likewise."""

FLAGS = {
    "time.clashes": True,
    "members.exclusive_seat": False,
    "you.local_market": True,
    "you.wants_more_work": False,
}
"""True/false inputs, with the value for which they are tested."""

TEXTS = {
    "mode": ("in_person", "online", "hybrid"),
    "members.fit": ("poor", "mixed", "good"),
    "past_yield.trend": ("rising", "steady", "waning"),
    "you.works_as": ("self_employed", "business_owner", "employee"),
}
"""Texts tested by ``==``, with the values that candidates have."""

WHOLE = {
    "past_yield.months",
    "past_yield.deals",
    "reciprocity.referrals_given",
    "members.competitors",
    "time.meetings_per_year",
    "past_yield.leads",
    "reciprocity.referrals_received",
    "members.count",
}
INPUTS = (*RISING, *FALLING, *FLAGS, *TEXTS)
UNKNOWN_SHARE = 0.15
IMPOSSIBLE: Mapping[str, Value] = {
    **dict.fromkeys(RISING, -1.0),
    **dict.fromkeys(FALLING, 1e12),
    **{name: not wanted for name, wanted in FLAGS.items()},
    **dict.fromkeys(TEXTS, "unknown"),
}


@dataclass(frozen=True, slots=True)
class Test:
    input: str
    operator: str
    value: Value


Rule = tuple[Test, ...]
"""Fires where all of its tests are true; its number is its place among the rules."""


def rules(count: int, seed: int = 1) -> list[Rule]:
    """Rules of two or three tests of different inputs."""
    random = Random(seed)
    return [
        tuple(_test(random, name) for name in random.sample(INPUTS, random.choice((2, 3))))
        for _ in range(count)
    ]


def _test(random: Random, name: str) -> Test:
    if name in FLAGS:
        return Test(name, "==", FLAGS[name])
    if name in TEXTS:
        return Test(name, "==", random.choice(TEXTS[name]))
    limit = random.uniform(0.1, 0.5)
    if name in RISING:
        return Test(name, random.choice((">=", ">")), _number(name, limit * RISING[name]))
    return Test(name, random.choice(("<=", "<")), _number(name, (1 - limit) * FALLING[name]))


def _number(name: str, value: float) -> float:
    return float(round(value)) if name in WHOLE else round(value, 2)


def candidates(count: int = 300, seed: int = 2) -> list[Candidate]:
    """Candidates of which some 15 % of the values are unknown."""
    random = Random(seed)
    return [candidate(random) for _ in range(count)]


def candidate(random: Random) -> Candidate:
    return {name: _value(random, name) for name in INPUTS if random.random() > UNKNOWN_SHARE}


def _value(random: Random, name: str) -> Value:
    if name in FLAGS:
        return random.random() < 0.5
    if name in TEXTS:
        return random.choice(TEXTS[name])
    return _number(name, random.random() * (RISING | FALLING)[name])


def completed(candidate: Candidate) -> dict[str, Value]:
    """The candidate by flat names, with impossible values for the unknown ones."""
    return {flat(name): candidate.get(name, IMPOSSIBLE[name]) for name in INPUTS}


def flat(name: str) -> str:
    """An input's name as engines without dots take it."""
    return name.replace(".", "_")
