"""The set to join is the best of all sets, and what is said of the others holds."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.compare.portfolio import Limits, Offer, Swap, compare

HUNDREDS = st.integers(0, 12).map(lambda each: each * 100.0)
CENTS = st.floats(0, 5000).map(lambda each: round(each, 2))
AMOUNTS = HUNDREDS | CENTS
LIMITS = st.builds(Limits, st.none() | AMOUNTS, st.none() | AMOUNTS)
PROPERTY = settings(deadline=None, max_examples=60, derandomize=True)
Places = tuple[int, ...]


def offer(worth: float | None, money: float | None = 0, hours: float | None = 0) -> Offer:
    return Offer("A group", "join", 60, "Join: it pays.", worth, money, hours)


def perhaps_unknown(draw: st.DrawFn) -> float | None:
    return None if draw(st.integers(0, 19)) == 0 else draw(AMOUNTS)


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    """Often the same round amounts, so that ties are common."""
    recommendation = draw(st.sampled_from(("join", "join", "join", "skip")))
    worth, money, hours = (perhaps_unknown(draw) for _ in range(3))
    return Offer("A group", recommendation, 60, "Because.", worth, money, hours)


def lists_of_offers(most: int) -> st.SearchStrategy[list[Offer]]:
    return st.lists(offers(), min_size=2, max_size=most)


# By trying every set


def joinable(offers: Sequence[Offer]) -> list[int]:
    return [
        place
        for place, each in enumerate(offers)
        if each.recommendation == "join"
        and None not in (each.worth, each.money, each.hours)
        and each.amounts[0] > 0
    ]


def every_set(offers: Sequence[Offer], limits: Limits) -> list[Places]:
    places = joinable(offers)
    sets = [chosen for size in range(len(places) + 1) for chosen in combinations(places, size)]
    return [chosen for chosen in sets if fits(offers, chosen, limits)]


def fits(offers: Sequence[Offer], chosen: Places, limits: Limits) -> bool:
    _, money, hours = totals(offers, chosen)
    most = (limits.annual_budget, limits.hours_per_month)
    return all(
        limit is None or total <= exact(limit)
        for total, limit in zip((money, hours), most, strict=True)
    )


def totals(offers: Sequence[Offer], chosen: Places) -> tuple[Fraction, ...]:
    return tuple(sum((exact(offers[p].amounts[i]) for p in chosen), Fraction(0)) for i in range(3))


def exact(amount: float) -> Fraction:
    return Fraction(repr(amount))


def goodness(offers: Sequence[Offer], chosen: Places) -> tuple[object, ...]:
    """Most worth, least money, fewest hours, and at the first difference the earlier given."""
    worth, money, hours = totals(offers, chosen)
    return worth, -money, -hours, [place in chosen for place in range(len(offers))]


@pytest.mark.slow
@PROPERTY
@given(lists_of_offers(9), LIMITS)
def test_no_set_within_the_limits_is_better(offers: list[Offer], limits: Limits) -> None:
    best = compare(offers, limits).best
    assert best.is_proven
    assert best.places == max(every_set(offers, limits), key=lambda each: goodness(offers, each))


@pytest.mark.slow
@settings(PROPERTY, max_examples=5)
@given(st.lists(offers(), min_size=13, max_size=14), LIMITS)
def test_no_set_of_fourteen_is_better(offers: list[Offer], limits: Limits) -> None:
    best = compare(offers, limits).best
    assert best.places == max(every_set(offers, limits), key=lambda each: goodness(offers, each))


@pytest.mark.slow
@PROPERTY
@given(lists_of_offers(8), LIMITS)
def test_joining_one_that_was_left_out_costs_just_what_is_said(
    offers: list[Offer], limits: Limits
) -> None:
    comparison = compare(offers, limits)
    for each in comparison.ranked:
        if each.standing == "left_out":
            holding = [one for one in every_set(offers, limits) if each.place in one]
            assert each.swap
            assert each.place in each.swap.takes_in
            assert_gains(offers, comparison.best.places, each.swap, holding)


@pytest.mark.slow
@PROPERTY
@given(lists_of_offers(8), LIMITS)
def test_one_more_hour_and_a_hundred_more_are_worth_just_what_is_said(
    offers: list[Offer], limits: Limits
) -> None:
    found = compare(offers, limits)
    hours, budget = limits.hours_per_month, limits.annual_budget
    for swap, limit, wider in (
        (found.one_more_hour, hours, Limits(budget, (hours or 0) + 1)),
        (found.hundred_more, budget, Limits((budget or 0) + 100, hours)),
    ):
        assert (swap is None) == (limit is None)
        if swap:
            assert_gains(offers, found.best.places, swap, every_set(offers, wider))


def assert_gains(offers: list[Offer], best: Places, swap: Swap, allowed: Sequence[Places]) -> None:
    assert swap.is_proven
    changed = tuple(sorted({*best, *swap.takes_in} - {*swap.leaves_out}))
    assert changed in allowed
    most = max(totals(offers, each)[0] for each in allowed)
    assert totals(offers, changed)[0] == most
    assert swap.gain == pytest.approx(float(most - totals(offers, best)[0]))


@pytest.mark.slow
@PROPERTY
@given(lists_of_offers(9), LIMITS)
def test_each_candidate_is_ranked_once_and_says_how_it_stands(
    offers: list[Offer], limits: Limits
) -> None:
    found = compare(offers, limits)
    assert sorted(each.place for each in found.ranked) == list(range(len(offers)))
    assert {each.place for each in found.ranked if each.standing == "in"} == {*found.best.places}
    known = [None not in (e.offer.worth, e.offer.money, e.offer.hours) for e in found.ranked]
    assert known == sorted(known, reverse=True)


@pytest.mark.slow
def test_where_nothing_is_proven_the_answer_says_how_much_better_a_set_could_be() -> None:
    rng = Random(0)
    takes = [(rng.uniform(100, 3000), rng.uniform(1, 15)) for _ in range(100)]
    offers = [
        offer(2 * money + 100 * hours + rng.uniform(-20, 20), money, hours)
        for money, hours in takes
    ]
    best = compare(offers, Limits(10_000, 40)).best
    assert fits(offers, best.places, Limits(10_000, 40))
    assert not best.is_proven
    assert best.worth < best.at_most < 1.01 * best.worth


# Limits


def test_what_takes_just_the_budget_is_in_and_a_cent_more_is_too_much() -> None:
    found = compare([offer(10, 99.99), offer(10, 100), offer(10, 100.01)], Limits(100))
    assert {each.place: each.standing for each in found.ranked} == {
        0: "in",
        1: "left_out",
        2: "too_much",
    }


@pytest.mark.slow
def test_three_thirds_of_the_hours_fit() -> None:
    found = compare([offer(10, 0, 5 / 3)] * 3, Limits(None, 5))
    assert found.best.places == (0, 1, 2)


def test_nothing_fits_where_nothing_may_be_spent() -> None:
    found = compare([offer(10, 1), offer(10, 0, 1)], Limits(0, 0))
    assert found.best.places == ()
    assert found.best.worth == 0


def test_what_takes_nothing_fits_where_nothing_may_be_spent() -> None:
    assert compare([offer(10), offer(10, 1)], Limits(0, 0)).best.places == (0,)


def test_without_limits_all_that_is_worth_something_is_joined() -> None:
    found = compare([offer(0.01, 1e9, 744), offer(0, 0, 0), offer(-5)], Limits())
    assert found.best.places == (0,)
    assert found.one_more_hour is None
    assert found.hundred_more is None


@pytest.mark.parametrize("size", [0.01, 1e6, 1e15, 1e200])
def test_amounts_of_any_size_are_compared(size: float) -> None:
    found = compare([offer(3 * size, size), offer(2 * size, size), offer(size, 0)], Limits(size))
    assert found.best.places == (0, 2)


@pytest.mark.slow
def test_a_hundred_of_a_kind_are_chosen_in_the_order_given() -> None:
    found = compare([offer(10, 5, 1)] * 100, Limits(50, 100))
    assert found.best.places == tuple(range(10))
