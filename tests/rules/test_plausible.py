"""Generated candidates are what people could really send."""

from collections import Counter

import pytest

from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS, KINDS_OF_GROUP

Candidates = list[Candidate]


@pytest.fixture(scope="module")
def candidates() -> Candidates:
    return [read_candidate(plausible(seed)) for seed in range(3000)]


def said(candidate: Candidate) -> set[str]:
    return candidate.values.keys() - {"name", "kind", "currency"}


def values_of(candidates: Candidates, name: str) -> list[object]:
    return [candidate.values[name] for candidate in candidates if name in candidate.values]


def test_a_seed_always_gives_the_same_candidate() -> None:
    assert [plausible(seed) for seed in range(50)] == [plausible(seed) for seed in range(50)]


@pytest.mark.slow
def test_every_kind_of_group_occurs_and_the_usual_ones_oftener(candidates: Candidates) -> None:
    kinds = Counter(values_of(candidates, "kind"))
    assert set(kinds) == set(KINDS_OF_GROUP)
    assert kinds["referral_group"] > kinds["speaking_club"] > kinds["school_group"]


@pytest.mark.slow
def test_every_input_is_told_by_somebody(candidates: Candidates) -> None:
    assert {name for candidate in candidates for name in candidate.values} == set(INPUTS)


@pytest.mark.slow
def test_most_people_tell_four_to_nine_things(candidates: Candidates) -> None:
    usual = sum(4 <= len(said(candidate)) <= 9 for candidate in candidates)
    assert usual > 0.8 * len(candidates)


@pytest.mark.slow
def test_who_is_not_in_yet_tells_of_no_record(candidates: Candidates) -> None:
    outside = [
        candidate
        for candidate in candidates
        if candidate.values.get("past_yield.months_member") == 0
    ]
    assert len(outside) > 0.15 * len(candidates)
    for candidate in outside:
        told = {name for name in candidate.values if name.startswith("past_yield.")}
        assert told <= {"past_yield.months_member", "past_yield.visits"}


def test_business_hangs_together(candidates: Candidates) -> None:
    for candidate in candidates:
        values = candidate.values
        if "past_yield.leads" in values:
            assert values["past_yield.leads"] >= values.get("past_yield.deals", 0)
        if "past_yield.revenue" in values:
            assert bool(values["past_yield.revenue"]) is bool(values["past_yield.deals"])


@pytest.mark.slow
def test_who_meets_online_does_not_travel(candidates: Candidates) -> None:
    online = [candidate for candidate in candidates if candidate.values.get("mode") == "online"]
    assert online
    assert not any(name.startswith("travel.") for candidate in online for name in candidate.values)


def test_some_have_been_in_for_decades(candidates: Candidates) -> None:
    assert any(months >= 240 for months in values_of(candidates, "past_yield.months_member"))
