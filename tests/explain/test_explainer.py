"""What to ask and what would flip it, compared with a full search."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.advisor import Advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.formats.strict_json import plain
from tests.support.brute_force import NEVER_ASKED, Search, values_of
from tests.support.explaining import ADVISORS, SETTINGS, default, explained, ruled_out
from tests.support.generators import FIELDS, candidates

pytestmark = pytest.mark.filterwarnings(  # a pack that failed has a long repr
    "ignore::hypothesis.errors.HypothesisWarning"
)


@pytest.mark.slow
@settings(SETTINGS, max_examples=40)
@given(ADVISORS, st.lists(candidates(), min_size=2, max_size=2))
def test_questions_are_the_inputs_whose_answer_alone_turns_it_and_say_where(
    advisor: Advisor, group: list[Any]
) -> None:
    for candidate in map(read_candidate, group):
        answer, search = explained(advisor, candidate), Search(advisor, candidate)
        flipping = {name: search.flipping(name) for name in search.unknown()}
        assert told(answer, search) == {name: found for name, found in flipping.items() if found}
        assert answer["irrelevant"] == sorted(name for name, found in flipping.items() if not found)
        assert answer["certainty"] == ("open" if any(flipping.values()) else "firm")


def told(answer: dict[str, Any], search: Search) -> dict[str, list[Any]]:
    """Every value of the grid at which a question says that it turns."""
    return {
        question["input"]: [
            value
            for value in values_of(search, question["input"])
            if any(stands_in(value, where) for where in question["turns_at"])
        ]
        for question in answer["questions"]
    }


def stands_in(value: Any, where: Any) -> bool:
    if isinstance(where, dict):
        return bool(where["from"] <= value <= where["to"])
    return bool(plain(value) == where)


@pytest.mark.slow
@settings(SETTINGS, max_examples=40)
@given(ADVISORS, candidates())
def test_the_stretches_are_the_longest_and_their_ends_are_values_of_the_grid(
    advisor: Advisor, body: Any
) -> None:
    candidate = read_candidate(body)
    search = Search(advisor, candidate)
    for question in explained(advisor, candidate)["questions"]:
        if FIELDS[question["input"]].kind == "number":
            grid = values_of(search, question["input"])
            places = [(grid.index(e["from"]), grid.index(e["to"])) for e in question["turns_at"]]
            assert all(low <= high for low, high in places)
            assert all(end + 1 < start for (_, end), (start, _) in pairwise(places))


@pytest.mark.slow
@settings(SETTINGS, max_examples=60)
@given(ADVISORS, st.lists(candidates(), min_size=3, max_size=3))
def test_a_flip_is_the_nearest_value_that_turns_it_and_none_is_missed(
    advisor: Advisor, group: list[Any]
) -> None:
    for candidate in map(read_candidate, group):
        flips, search = explained(advisor, candidate)["flips"], Search(advisor, candidate)
        nearest = {name: search.nearest(name) for name in search.changeable()}
        expected = sorted((each[0], name, each[1]) for name, each in nearest.items() if each)
        assert [(flip["input"], flip["to"]) for flip in flips] == [
            (name, plain(value)) for _, name, value in expected
        ]
        for flip in flips:
            assert sent_back(advisor, search, [flip]) == flip["recommendation"] != search.before


def sent_back(advisor: Advisor, search: Search, changes: list[dict[str, Any]]) -> str:
    """What is advised on the candidate with these changes made."""
    made = {change["input"]: as_value(change["to"]) for change in changes}
    assert all(plain(search.given[each["input"]]) == each["from"] for each in changes)
    found: str = advisor.advise(search.with_changes(made)).recommendation
    return found


def as_value(found: Any) -> Any:
    return float(found) if type(found) is int else found


@pytest.mark.slow
@settings(SETTINGS, max_examples=50)
@given(ADVISORS, st.lists(candidates(), min_size=2, max_size=2))
def test_pairs_are_the_three_nearest_where_no_single_change_turns_it(
    advisor: Advisor, group: list[Any]
) -> None:
    for candidate in map(read_candidate, group):
        assert_nearest_pairs(advisor, candidate)


def assert_nearest_pairs(advisor: Advisor, candidate: Candidate) -> None:
    answer, search = explained(advisor, candidate), Search(advisor, candidate)
    if answer["flips"]:
        assert answer["pairs"] == []
        return
    nearest = search.nearest_pairs()[:3]
    assert [inputs_of(each) for each in answer["pairs"]] == [two for _, *two in nearest]
    for found, (distance, *_) in zip(answer["pairs"], nearest, strict=True):
        assert distance_of(search, found) == pytest.approx(distance)
        assert sent_back(advisor, search, found["changes"]) == found["recommendation"]
        assert found["recommendation"] != search.before


def inputs_of(found: dict[str, Any]) -> list[str]:
    return [change["input"] for change in found["changes"]]


def distance_of(search: Search, found: dict[str, Any]) -> float:
    return sum(
        search.reachable(each["input"], [as_value(each["to"])])[0][0] for each in found["changes"]
    )


# The default pack with its own grids


ASKED = sorted(FIELDS.keys() - set(NEVER_ASKED))


@pytest.mark.slow
@settings(SETTINGS, max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from(ASKED))
def test_under_the_default_rules_an_answer_tells_of_each_value_of_an_input_whether_it_turns_it(
    seed: int, name: str
) -> None:
    candidate = read_candidate(plausible(seed))
    answer, search = explained(default(), candidate), Search(default(), candidate)
    if search.can_change(name):
        nearest = search.nearest(name)
        flips = {flip["input"]: flip["to"] for flip in answer["flips"]}
        assert flips.get(name) == (nearest and plain(nearest[1]))
    if name not in candidate.values:
        flipping, is_asked = search.flipping(name), name not in ruled_out(candidate)
        assert told(answer, search).get(name, []) == (flipping if is_asked else [])
        assert (name in answer["irrelevant"]) == (not flipping)


@pytest.mark.slow
@settings(SETTINGS, max_examples=150)
@given(st.integers(0, 10_000))
def test_under_the_default_rules_each_change_gives_the_recommendation_it_names(seed: int) -> None:
    candidate = read_candidate(plausible(seed))
    answer, search = explained(default(), candidate), Search(default(), candidate)
    for flip in answer["flips"]:
        assert sent_back(default(), search, [flip]) == flip["recommendation"] != search.before
    for pair in answer["pairs"]:
        assert sent_back(default(), search, pair["changes"]) == pair["recommendation"]
        assert pair["recommendation"] != search.before


@pytest.mark.slow
def test_under_the_default_rules_pairs_are_the_three_nearest() -> None:
    every = (read_candidate(plausible(seed)) for seed in range(300))
    with_pairs = [each for each in every if explained(default(), each)["pairs"]]
    assert len(with_pairs) > 3
    for candidate in with_pairs[:4]:
        assert_nearest_pairs(default(), candidate)
