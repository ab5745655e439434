"""Both readings of a pack's conditions give the same bytes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from joinwise.advisor import Advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.formats.strict_json import write_json
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.scoring.matcher import TreeMatcher
from tests.support.generators import candidate_from_seed, pack_from_seed
from tests.support.rule_writer import write_pack

GENERATED = range(500)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_draft_advises_as_it_would_in_force(seed: int, tmp_path: Path) -> None:
    write_pack(tmp_path, pack_from_seed(seed, 30))
    pack = load_pack(tmp_path)
    assert_same_bytes(Advisor(pack), Advisor(pack, TreeMatcher), _any_candidates())


@pytest.mark.slow
def test_the_default_pack_as_a_draft_advises_as_it_does_in_force() -> None:
    pack = load_pack(default_folder())
    assert_same_bytes(Advisor(pack), Advisor(pack, TreeMatcher), _plausible_candidates())


def assert_same_bytes(one: Advisor, other: Advisor, candidates: Iterator[Candidate]) -> None:
    for candidate in candidates:
        assert advised(one, candidate) == advised(other, candidate)


def advised(advisor: Advisor, candidate: Candidate) -> bytes:
    return write_json(advisor.answer(candidate).to_dict())


def _any_candidates() -> Iterator[Candidate]:
    return (read_candidate(candidate_from_seed(seed)) for seed in GENERATED[:50])


def _plausible_candidates() -> Iterator[Candidate]:
    return (read_candidate(plausible(seed)) for seed in GENERATED)
