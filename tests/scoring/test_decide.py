"""The fast path decides as the advisor does."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from joinwise.advisor import Advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.resources import default_folder
from joinwise.scoring.decide import Decider, Verdict
from joinwise.scoring.matcher import TreeMatcher
from joinwise.scoring.model import Advice
from tests.support import fakes
from tests.support.generators import candidate_from_seed, pack_from_seed
from tests.support.rule_writer import write_pack


def assert_decides_alike(pack: Pack, candidates: Iterable[Candidate]) -> None:
    advisor, deciding = Advisor(pack, TreeMatcher), Decider(pack)
    for candidate in candidates:
        assert_alike(advisor.advise(candidate), deciding.decide(candidate))


def assert_alike(advice: Advice, decided: Verdict) -> None:
    assert (decided.score, decided.recommendation) == (advice.score, advice.recommendation)
    fired = [(hit.rule, hit.points, hit.decides, hit.effect) for hit in decided.hits]
    assert fired == [(r.rule, r.points, r.decides, r.effect) for r in advice.reasons]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_any_pack_decides_as_it_advises(seed: int, tmp_path: Path) -> None:
    write_pack(tmp_path, pack_from_seed(seed, 30))
    pack = load_pack(tmp_path)
    seeds = range(1_000 * seed, 1_000 * seed + 40)
    assert_decides_alike(pack, (read_candidate(candidate_from_seed(each)) for each in seeds))


@pytest.mark.slow
def test_the_default_pack_decides_as_it_advises() -> None:
    pack = load_pack(default_folder())
    assert_decides_alike(pack, (read_candidate(plausible(seed)) for seed in range(500)))


@pytest.mark.slow
def test_the_default_pack_decides_on_odd_candidates_as_it_advises() -> None:
    pack = load_pack(default_folder())
    assert_decides_alike(pack, (read_candidate(candidate_from_seed(seed)) for seed in range(500)))


@pytest.mark.slow
def test_a_long_chain_of_facts_is_worked_out() -> None:
    links = "".join(f" f{n}: {{formula: f{n + 1} + 1}}\n" for n in range(3_000))
    text = f"facts:\n{links} f3000: {{formula: 1}}\n{fakes.rule('f0 > 3000', points=7)}"
    decided = Decider(fakes.pack(text)).decide(read_candidate(fakes.MINIMAL))
    assert decided.score == 57
