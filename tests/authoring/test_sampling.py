"""Candidates worth trying are valid, lie around what conditions test, and are always the same."""

from random import Random

import pytest

from joinwise.authoring.sampling import CandidateSampler, ValueSampler
from joinwise.domain.catalogue import INPUTS
from joinwise.packs.loader import load_pack
from tests.support.fakes import pack, rule


@pytest.fixture(scope="module")
def sampler() -> CandidateSampler:
    return CandidateSampler(load_pack())


@pytest.mark.slow
def test_every_value_is_one_that_its_input_may_have(sampler: CandidateSampler) -> None:
    for candidate in sampler.candidates(500):
        assert all(INPUTS[name].fits(value) for name, value in candidate.values.items())


@pytest.mark.slow
def test_the_same_candidates_come_each_time(sampler: CandidateSampler) -> None:
    assert [*sampler.candidates(50)] == [*CandidateSampler(load_pack()).candidates(50)]


@pytest.mark.parametrize(
    ("when", "name", "limit"),
    [
        ("cost.annual_dues > 1234.5", "cost.annual_dues", 1234.5),
        ("you.margin * 2 < 0.3", "you.margin", 0.3),
        ("members.count >= 7", "members.count", 7),
        ("cost.annual_dues > 0", "cost.annual_dues", 0),
    ],
)
def test_numbers_lie_on_a_limit_and_close_to_it(when: str, name: str, limit: float) -> None:
    values, random = ValueSampler([pack(rule(when))]), Random(1)
    numbers = {values.value(random, INPUTS[name]) for _ in range(300)}
    close = {number - limit for number in numbers if isinstance(number, float)}
    assert 0 in close
    assert any(0 < distance <= max(1, limit / 100) for distance in close)
    assert not limit or any(0 < -distance <= max(1, limit / 100) for distance in close)


def test_a_number_lies_near_the_current_one() -> None:
    values, random = ValueSampler([pack(rule("cost.annual_dues > 5"))]), Random(1)
    numbers = [values.value(random, INPUTS["cost.annual_dues"], 4000.0) for _ in range(100)]
    assert sum(2000 <= float(str(number)) <= 8000 for number in numbers) > 20


def test_of_a_long_list_of_texts_only_what_is_tested_and_one_other_is_tried() -> None:
    values, random = ValueSampler([pack(rule("kind == 'peer_group'"))]), Random(1)
    kinds = {values.value(random, INPUTS["kind"]) for _ in range(100)}
    assert len(kinds) == 2
    assert "peer_group" in kinds
