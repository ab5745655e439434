"""No choice within the limits is better than the one found, or than the bound that is given."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.compare.prices import fair_prices
from joinwise.compare.search import Work
from joinwise.compare.solver import Limit, best_choice

PLENTY = 1_000_000
PROPERTY = settings(deadline=None, max_examples=150, derandomize=True)
Problem = tuple[list[list[int]], list[Limit], set[int]]
Places = tuple[int, ...]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Goals, limits and what must be chosen; some things give of what others take."""
    size = draw(st.integers(1, 9))
    rows = st.lists(st.integers(-3, 9) | st.integers(-900, 9000), min_size=size, max_size=size)
    goals = draw(st.lists(rows, min_size=1, max_size=3))
    limits = draw(
        st.lists(st.tuples(rows, st.integers(-5, 20) | st.integers(0, 20000)), max_size=2)
    )
    return goals, limits, draw(st.sets(st.integers(0, size - 1), max_size=2))


def within(problem: Problem) -> list[Places]:
    goals, limits, must = problem
    places = range(len(goals[0]))
    sets = [chosen for size in range(len(places) + 1) for chosen in combinations(places, size)]
    return [each for each in sets if must.issubset(each) and fits(limits, each)]


def fits(limits: Sequence[Limit], places: Places) -> bool:
    return all(total(amounts, places) <= most for amounts, most in limits)


def total(amounts: Sequence[int], places: Places) -> int:
    return sum(amounts[place] for place in places)


def reached(problem: Problem, places: Places) -> list[int]:
    return [total(goal, places) for goal in problem[0]]


@PROPERTY
@given(problems())
def test_nothing_within_the_limits_reaches_more_goal_by_goal(problem: Problem) -> None:
    goals, limits, must = problem
    choice = best_choice(goals, limits, Work(PLENTY), must)
    best = max((reached(problem, each) for each in within(problem)), default=None)
    assert (choice and reached(problem, tuple(choice.places))) == best
    if choice:
        assert choice.is_proven
        assert tuple(sorted(choice.places)) in within(problem)
        assert choice.bound == reached(problem, tuple(choice.places))[0]


@PROPERTY
@given(problems(), st.integers(1, 60))
def test_nothing_reaches_more_than_the_bound_however_little_work_there_was(
    problem: Problem, states: int
) -> None:
    goals, limits, must = problem
    choice = best_choice(goals, limits, Work(states), must)
    if choice:
        most = max(reached(problem, each) for each in within(problem))
        assert choice.bound >= most[0]
        assert not choice.is_proven or reached(problem, tuple(choice.places)) == most


def test_with_a_state_to_look_at_there_is_a_choice_and_without_there_is_none() -> None:
    goals, limits = [[5, 6, 7]], [([2, 2, 3], 4)]
    assert best_choice(goals, limits, Work(1))
    assert best_choice(goals, limits, Work(0)) is None


def test_no_more_states_are_looked_at_than_there_is_work() -> None:
    amounts = [number * number % 1009 for number in range(300)]
    work = Work(5_000)
    choice = best_choice(
        [amounts], [(amounts[::-1], 9_999), (amounts[7:] + amounts[:7], 9_998)], work
    )
    assert choice
    assert not choice.is_proven
    assert -len(amounts) <= work.left <= 0


def test_thousands_of_things_are_chosen_from_in_the_order_given() -> None:
    size = 1_500
    order = [1 << number for number in reversed(range(size))]
    choice = best_choice([[10] * size, order], [([3] * size, 30)], Work(PLENTY))
    assert choice
    assert choice.is_proven
    assert choice.places == frozenset(range(10))


ROWS = st.lists(st.tuples(*[st.integers(1, 900)] * 3), min_size=3, max_size=12)


@PROPERTY
@given(ROWS, st.tuples(*[st.integers(100, 2_000)] * 2), st.tuples(*[st.floats(0, 9)] * 2))
def test_no_other_prices_bound_a_choice_more_than_the_fair_ones(
    rows: list[tuple[int, int, int]], left: tuple[int, int], other: tuple[float, float]
) -> None:
    worth, takes = [row[0] for row in rows], [row[1:] for row in rows]
    fair = bound(worth, takes, left, fair_prices(worth, takes, left))
    assert fair <= bound(worth, takes, left, other) * (1 + 1e-4)


def bound(
    worth: Sequence[int],
    takes: Sequence[Sequence[int]],
    left: Sequence[int],
    prices: Sequence[float],
) -> float:
    def cost(amounts: Sequence[int]) -> float:
        return sum(price * amount for price, amount in zip(prices, amounts, strict=True))

    gains = (each - cost(taken) for each, taken in zip(worth, takes, strict=True))
    return cost(left) + sum(max(gain, 0) for gain in gains)


@pytest.mark.parametrize("left", [(), (5, 6)])
def test_what_cannot_be_sold_has_no_price(left: tuple[int, ...]) -> None:
    assert list(fair_prices([], [], left)) == [0.0] * len(left)
