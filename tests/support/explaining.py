"""Advisors of which the explanations are tried, and what they explain."""

from functools import cache
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from joinwise.advisor import Advisor, build_advisor
from joinwise.domain.candidate import Candidate
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.scoring.matcher import TreeMatcher
from tests.support.brute_force import NEVER_ASKED
from tests.support.fakes import pack
from tests.support.generators import FIELDS, SEEDS, Field, packs
from tests.support.rule_writer import document

PARTS = ("questions", "flips", "pairs")
SETTINGS = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


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


@cache
def default() -> Advisor:
    return build_advisor(load_pack(default_folder()), TreeMatcher)


def ruled_out(candidate: Candidate) -> frozenset[str]:
    return default().explainer.conditions.applicability(candidate).ruled_out
