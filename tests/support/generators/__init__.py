"""Packs without faults and candidates that fit, made from seeds, and hypothesis over the seeds."""

from hypothesis import strategies as st

from tests.support.generators.author import Author
from tests.support.generators.candidates import Candidate, candidate_from_seed
from tests.support.generators.fields import FIELDS, Field, plain_value
from tests.support.generators.packs import Pack, build_pack, pack_from_seed

__all__ = [
    "FIELDS",
    "SEEDS",
    "Author",
    "Candidate",
    "Field",
    "Pack",
    "candidate_from_seed",
    "candidates",
    "pack_from_seed",
    "packs",
    "plain_value",
    "undated_candidates",
]

SEEDS = st.integers(0, 2**32 - 1)


def packs(min_rules: int = 1, max_rules: int = 12) -> st.SearchStrategy[Pack]:
    """Packs that shrink by losing rules, bands and definitions."""
    return st.builds(
        build_pack,
        SEEDS,
        st.lists(SEEDS, max_size=6),
        st.lists(SEEDS, min_size=min_rules, max_size=max_rules),
        st.lists(SEEDS, max_size=3),
    )


def candidates() -> st.SearchStrategy[Candidate]:
    """Candidates that fit section 1, known in full, in part, or hardly at all."""
    return st.builds(candidate_from_seed, SEEDS)


def undated_candidates() -> st.SearchStrategy[Candidate]:
    """Candidates as pages know them, which advise for this day and no other."""
    return candidates().map(
        lambda data: {name: value for name, value in data.items() if name != "as_of"}
    )
