"""What was searched for before is recalled, and no answer depends on it."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.advisor import Advisor, build_advisor
from joinwise.domain.candidate import Candidate
from joinwise.explain.budget import Effort
from joinwise.explain.explainer import SEARCHED
from joinwise.explain.memory import MOST
from joinwise.packs.model import Pack
from tests.support.generators import candidate_from_seed

BARE = Candidate({"name": "A group", "kind": "meetup"})


@pytest.fixture(scope="module")
def advisor(default_pack: Pack) -> Advisor:
    return build_advisor(default_pack)


@pytest.mark.slow
@settings(deadline=None, max_examples=5)
@given(st.integers(0, 2**32))
def test_a_second_answer_is_the_first(advisor: Advisor, default_pack: Pack, seed: int) -> None:
    candidate = Candidate.from_json(candidate_from_seed(seed))
    assert candidate
    wanted = Random(seed).sample(SEARCHED, 2)
    first = build_advisor(default_pack).answer(candidate, wanted).to_dict()
    for _ in range(2):
        assert advisor.answer(candidate, wanted).to_dict() == first


def test_a_search_is_not_repeated_for_another_name(advisor: Advisor) -> None:
    named = Candidate({**BARE.values, "name": "Another"})
    first = advisor.answer(BARE, SEARCHED).explanation
    second = advisor.answer(named, SEARCHED).explanation
    assert first.questions is second.questions
    assert first.flips is second.flips


@pytest.mark.slow
def test_what_is_recalled_takes_the_effort_that_it_took(advisor: Advisor) -> None:
    left = []
    for _ in range(2):
        effort = Effort()
        advisor.answer(BARE, ("questions",), effort)
        left.append(effort.left)
    assert left[0] == left[1] < Effort().left


@pytest.mark.slow
def test_with_too_little_effort_nothing_more_is_found_than_the_first_time(
    advisor: Advisor, default_pack: Pack
) -> None:
    def scanty(one: Advisor) -> object:
        return one.answer(BARE, ("questions",), Effort(2_000)).to_dict()

    advisor.answer(BARE, ("questions",))
    assert scanty(advisor) == scanty(build_advisor(default_pack))
    assert "incomplete" in str(scanty(advisor))


@pytest.mark.slow
def test_memory_is_bounded(advisor: Advisor) -> None:
    first = advisor.answer(BARE, ("questions",)).explanation.questions
    for dues in range(MOST + 1):
        candidate = Candidate({**BARE.values, "cost.annual_dues": float(dues)})
        advisor.answer(candidate, ("questions",))
    again = advisor.answer(BARE, ("questions",)).explanation.questions
    assert again == first
    assert again is not first
