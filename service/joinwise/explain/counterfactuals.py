"""What would flip the recommendation: the nearest change of one known input, or else of two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import combinations, product
from math import inf
from typing import Any, NamedTuple

from joinwise.domain.grids import thinned
from joinwise.domain.recommendation import Recommendation
from joinwise.domain.values import Kind, Value
from joinwise.explain.outlook import Situation
from joinwise.explain.search import FlipTest, SearchSpace, flip_stretches, flip_test
from joinwise.expressions.intervals import Possible

MAX_PAIRS = 3
MAX_VALUES_OF_PAIR = 50
"""Values of each grid that are searched for a change of two inputs."""

DOWN, UP = ("lower", "either"), ("higher", "either")


@dataclass(frozen=True, slots=True)
class Change:
    """One input with another value; ``distance`` is a share of its range, 1 for all but numbers.

    ``and_beyond`` is the way in which every farther value of the grid flips it too, if it does.
    """

    input: str
    before: Value
    after: Value
    distance: float
    and_beyond: str | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """Changes that together flip the recommendation to another."""

    changes: tuple[Change, ...]
    recommendation: Recommendation

    @property
    def distance(self) -> float:
        return sum(change.distance for change in self.changes)


@dataclass(frozen=True, slots=True)
class Side:
    """The values of an input on one side of what it is: their places, nearest first."""

    input: str
    before: Value
    space: SearchSpace
    places: range
    width: float
    way: str | None = None

    def possible(self, first: int, last: int) -> Possible:
        return self.space.possible(self.places[first], self.places[last])

    def distance(self, place: int) -> float:
        if self.space.kind is not Kind.NUMBER:
            return 1.0
        after: Any = self.space.values[self.places[place]]
        return float(abs(after - self.before) / self.width)

    def change(self, place: int, and_beyond: bool = False) -> Change:
        after = self.space.values[self.places[place]]
        beyond = self.way if and_beyond else None
        return Change(self.input, self.before, after, self.distance(place), beyond)


def find_flips(situation: Situation, spaces: Mapping[str, SearchSpace]) -> Iterator[Flip]:
    """For each input that can be changed the nearest value that flips it.

    Raises EffortSpent.
    """
    for name, space in _changeable(situation, spaces):
        change = _nearest_change(situation, name, space)
        if change:
            yield Flip((change,), situation.recommendation.other)


def nearest_first(flips: Iterable[Flip]) -> tuple[Flip, ...]:
    """Of those equally near first those that come first by their inputs."""
    return tuple(sorted(flips, key=_by_distance))


def _by_distance(flip: Flip) -> tuple[float, list[str]]:
    return flip.distance, [change.input for change in flip.changes]


def _changeable(
    situation: Situation, spaces: Mapping[str, SearchSpace]
) -> Iterator[tuple[str, SearchSpace]]:
    questions, given = situation.pack.questions, situation.candidate.values
    for name, space in sorted(spaces.items()):
        if name in given and questions[name].change and space.kind is not Kind.LIST:
            yield name, space


def _nearest_change(situation: Situation, name: str, space: SearchSpace) -> Change | None:
    possible_advice = situation.possible_advice(name)
    found = (
        _nearest_on(side, flip_test(side.possible, possible_advice, situation.recommendation))
        for side in sides(situation, name, space)
    )
    changes = [change for change in found if change]
    return min(changes, key=lambda change: change.distance, default=None)


def _nearest_on(side: Side, flips: FlipTest) -> Change | None:
    stretch = next(flip_stretches(flips, len(side.places)), None)
    if stretch is None:
        return None
    first, last = stretch
    return side.change(first, and_beyond=first < last == len(side.places) - 1)


def sides(situation: Situation, name: str, space: SearchSpace) -> Iterator[Side]:
    """The lower side first, so that of two values equally near the lower is found."""
    before, question = situation.candidate.values[name], situation.pack.questions[name]
    if space.kind is not Kind.NUMBER:
        others = tuple(value for value in space.values if value != before)
        yield Side(name, before, replace(space, values=others), range(len(others)), 1.0)
        return
    below = range(bisect_left(space.values, before))[::-1]  # type: ignore[type-var]
    above = range(len(space.values))[bisect_right(space.values, before) :]  # type: ignore[type-var]
    lowest, highest = question.range or (question.input.low, question.input.high)
    for places, wanted, way in ((below, DOWN, "less"), (above, UP, "more")):
        if question.change in wanted:
            yield Side(name, before, space, places, highest - lowest or 1.0, way)


def find_pairs(situation: Situation, spaces: Mapping[str, SearchSpace]) -> Iterator[Flip]:
    """The nearest changes of two inputs together, one for any two; the three nearest among them.

    Of each grid at most 50 values are searched. Raises EffortSpent.
    """
    thinned = {name: thin(space) for name, space in _changeable(situation, spaces)}
    nearest: list[float] = []
    for names in combinations(thinned, 2):
        within = nearest[-1] if len(nearest) == MAX_PAIRS else inf
        flip = _nearest_pair(situation, names, thinned, within)
        if flip:
            nearest = sorted([*nearest, flip.distance])[:MAX_PAIRS]
            yield flip


def thin(space: SearchSpace) -> SearchSpace:
    """At most 50 of a grid's values."""
    return replace(space, values=thinned(space.values, MAX_VALUES_OF_PAIR))


class Rectangle(NamedTuple):
    """Places of two inputs, from the first to the last of each, on ``sides[pair]``."""

    distance: float
    pair: int
    first: int
    last: int
    start: int
    end: int


def _nearest_pair(
    situation: Situation, names: tuple[str, str], spaces: Mapping[str, SearchSpace], within: float
) -> Flip | None:
    """Searches rectangles of places, always the one whose nearest corner is nearest."""
    possible_advice = situation.possible_advice(*names)
    recommendation = situation.recommendation
    pairs = list(product(*(sides(situation, name, spaces[name]) for name in names)))
    waiting: list[Rectangle] = []
    for pair, (one, other) in enumerate(pairs):
        if one.places and other.places:
            _push(waiting, pair, pairs, (0, len(one.places) - 1, 0, len(other.places) - 1))
    while waiting and waiting[0].distance < within:
        _, pair, first, last, start, end = heappop(waiting)
        one, other = pairs[pair]
        advice = possible_advice(one.possible(first, last), other.possible(start, end))
        if recommendation not in advice:
            return Flip((one.change(first), other.change(start)), recommendation.other)
        if len(advice) > 1:
            for half in _halves(first, last, start, end):
                _push(waiting, pair, pairs, half)
    return None


def _push(
    waiting: list[Rectangle],
    pair: int,
    pairs: Sequence[tuple[Side, ...]],
    places: tuple[int, int, int, int],
) -> None:
    one, other = pairs[pair]
    distance = one.distance(places[0]) + other.distance(places[2])
    heappush(waiting, Rectangle(distance, pair, *places))


def _halves(first: int, last: int, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """The rectangle cut across its longer side."""
    if last - first >= end - start:
        middle = (first + last) // 2
        yield first, middle, start, end
        yield middle + 1, last, start, end
    else:
        middle = (start + end) // 2
        yield first, last, start, middle
        yield first, last, middle + 1, end
