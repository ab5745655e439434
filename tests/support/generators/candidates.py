"""Candidates that fit, made from seeds."""

from random import Random
from typing import Any

from tests.support.generators.fields import ALWAYS_SAID, DAYS, FIELDS, plain_value

Candidate = dict[str, Any]


def candidate_from_seed(seed: int) -> Candidate:
    """A candidate of section 1: any part of the fields, the rest left out or null."""
    rng = Random(seed)
    share = rng.choice((0.1, 0.5, 0.8, 0.95, 1.0))
    candidate: Candidate = {}
    for name, field in FIELDS.items():
        if name in ALWAYS_SAID or rng.random() < share:
            put(candidate, name, plain_value(rng, field))
        elif rng.random() < 0.2:
            put(candidate, name, None)
    said = {key: None if blanked(rng, group) else group for key, group in candidate.items()}
    return said | {"as_of": beside(rng).choice(DAYS)}


def beside(rng: Random) -> Random:
    """Another source of chance that takes nothing from this one."""
    return Random(hash(rng.getstate()[1]))


def put(candidate: Candidate, name: str, value: Any) -> None:
    *groups, last = name.split(".")
    for group in groups:
        candidate = candidate.setdefault(group, {})
    candidate[last] = value


def blanked(rng: Random, group: Any) -> bool:
    return isinstance(group, dict) and rng.random() < 0.04
