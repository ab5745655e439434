"""How often the advice was right is said with counts and an interval, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinwise.assessments.accuracy import (
    MIN_JUDGED,
    MIN_JUDGED_OF_ROW,
    Accuracy,
    Tally,
    accuracy_answer,
    accuracy_of,
)
from joinwise.assessments.assessment import Assessment
from tests.support.assessments import assessment, judged


def several(right: int, wrong: int, *rules: str, recommendation: str = "join") -> list[Assessment]:
    is_join = recommendation == "join"
    return [judged(0, recommendation, is_join, *rules)] * right + [
        judged(0, recommendation, not is_join, *rules)
    ] * wrong


def answer(assessments: list[Assessment]) -> dict[str, object]:
    return accuracy_answer(accuracy_of(assessments))


@pytest.mark.parametrize(
    ("recommendation", "worth_it", "right"),
    [("join", True, 1), ("join", False, 0), ("skip", False, 1), ("skip", True, 0)],
)
def test_to_join_was_right_if_it_was_worth_it_and_to_skip_if_not(
    recommendation: str, worth_it: bool, right: int
) -> None:
    assert accuracy_of([judged(0, recommendation, worth_it)]).total == Tally(1, right)


def test_what_nobody_judged_is_counted_apart() -> None:
    accuracy = accuracy_of([judged(0, "join", None), assessment(), judged(1, "join", True)])
    assert (accuracy.total, accuracy.unjudged) == (Tally(1, 1), 1)


@pytest.mark.parametrize(("judged", "says"), [(MIN_JUDGED - 1, False), (MIN_JUDGED, True)])
def test_below_twenty_only_their_number_is_said(judged: int, says: bool) -> None:
    assert ("all" in answer(several(judged, 0))) is says


@pytest.mark.parametrize(
    ("fired", "says"), [(MIN_JUDGED_OF_ROW - 1, False), (MIN_JUDGED_OF_ROW, True)]
)
def test_a_row_of_fewer_than_five_says_only_how_many(fired: int, says: bool) -> None:
    rows = answer(several(fired, 0, "rare") + several(30, 0, "common"))["by_rule"]
    assert isinstance(rows, dict)
    assert ("right" in rows["rare"]) is says
    assert list(rows) == ["common", "rare"]


def test_it_is_told_by_recommendation_kind_and_rule() -> None:
    accuracy = accuracy_of(
        several(10, 5, "a", "a", "b") + several(4, 6, "b", recommendation="skip")
    )
    assert accuracy.by_recommendation == {"join": Tally(15, 10), "skip": Tally(10, 4)}
    assert accuracy.by_kind == {"meetup": Tally(25, 14)}
    assert accuracy.by_rule == {"a": Tally(15, 10), "b": Tally(25, 14)}


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    """Figures of R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3."""
    assert Tally(of, right).interval == pytest.approx((low, high), abs=5e-5)


@pytest.mark.slow
@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_the_interval_holds_the_share_and_mirrors(counts: tuple[int, int]) -> None:
    of, right = counts
    low, high = Tally(of, right).interval
    assert 0 <= low <= right / of + 1e-12
    assert right / of - 1e-12 <= high <= 1
    assert Tally(of, of - right).interval == pytest.approx((1 - high, 1 - low))


def test_a_review_begins_empty() -> None:
    assert accuracy_of([]).total == Accuracy().total == Tally(0, 0)
