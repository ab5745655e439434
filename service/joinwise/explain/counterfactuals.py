"""What would turn the recommendation: the nearest change of one known input, or else of two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import combinations, product
from math import inf
from typing import Any

from joinwise.domain.recommendation import Recommendation
from joinwise.domain.values import Kind, Value
from joinwise.explain.outlook import Situation
from joinwise.explain.trials import Trials, turning
from joinwise.explain.turning import Turns, stretches
from joinwise.expressions.intervals import Possible

MOST_PAIRS = 3
THINNED = 50
DOWN, UP = ("lower", "either"), ("higher", "either")


@dataclass(frozen=True, slots=True)
class Change:
    """One input with another value; ``distance`` is a share of its range, 1 for all but numbers.

    ``and_beyond`` is the way in which every farther value of the grid turns it too, if it does.
    """

    input: str
    before: Value
    after: Value
    distance: float
    and_beyond: str | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """Changes that together turn the recommendation to another."""

    changes: tuple[Change, ...]
    recommendation: Recommendation

    @property
    def distance(self) -> float:
        return sum(change.distance for change in self.changes)


@dataclass(frozen=True, slots=True)
class Arm:
    """The values of an input on one side of where it stands: their places, nearest first."""

    input: str
    before: Value
    trials: Trials
    places: range
    width: float
    way: str | None = None

    def possible(self, first: int, last: int) -> Possible:
        return self.trials.possible(self.places[first], self.places[last])

    def distance(self, place: int) -> float:
        if self.trials.kind is not Kind.NUMBER:
            return 1.0
        after: Any = self.trials.values[self.places[place]]
        return float(abs(after - self.before) / self.width)

    def change(self, place: int, and_beyond: bool = False) -> Change:
        after = self.trials.values[self.places[place]]
        beyond = self.way if and_beyond else None
        return Change(self.input, self.before, after, self.distance(place), beyond)


def find_flips(situation: Situation, trials: Mapping[str, Trials]) -> Iterator[Flip]:
    """For each input that can be changed the nearest value that turns it.

    Raises EffortSpent.
    """
    other = situation.recommendation.other
    for name, own in _changeable(situation, trials):
        change = _nearest_of(situation, name, own)
        if change:
            yield Flip((change,), other)


def nearest_first(flips: Iterable[Flip]) -> tuple[Flip, ...]:
    """Of those equally near first those that come first by their inputs."""
    return tuple(sorted(flips, key=_by_distance))


def _changeable(situation: Situation, trials: Mapping[str, Trials]) -> Iterator[tuple[str, Trials]]:
    questions, given = situation.pack.questions, situation.candidate.values
    for name, own in sorted(trials.items()):
        if name in given and questions[name].change and own.kind is not Kind.LIST:
            yield name, own


def _nearest_of(situation: Situation, name: str, trials: Trials) -> Change | None:
    may, recommendation = situation.possible_advice(name), situation.recommendation
    found = (
        _nearest_on(arm, turning(arm.possible, may, recommendation))
        for arm in arms(situation, name, trials)
    )
    changes = [change for change in found if change]
    return min(changes, key=lambda change: change.distance, default=None)


def _nearest_on(arm: Arm, turns: Turns) -> Change | None:
    run = next(stretches(turns, len(arm.places)), None)
    if run is None:
        return None
    first, last = run
    return arm.change(first, and_beyond=last == len(arm.places) - 1)


def arms(situation: Situation, name: str, trials: Trials) -> Iterator[Arm]:
    """The lower side first, so that of two values equally near the lower is found."""
    before, question = situation.candidate.values[name], situation.pack.questions[name]
    if trials.kind is not Kind.NUMBER:
        others = tuple(value for value in trials.values if value != before)
        yield Arm(name, before, replace(trials, values=others), range(len(others)), 1.0)
        return
    below = range(bisect_left(trials.values, before))[::-1]  # type: ignore[type-var]
    above = range(len(trials.values))[bisect_right(trials.values, before) :]  # type: ignore[type-var]
    lowest, highest = question.range or (question.input.low, question.input.high)
    for places, wanted, way in ((below, DOWN, "less"), (above, UP, "more")):
        if question.change in wanted:
            yield Arm(name, before, trials, places, highest - lowest or 1.0, way)


def find_pairs(situation: Situation, trials: Mapping[str, Trials]) -> Iterator[Flip]:
    """The nearest changes of two inputs together, one for any two; the three nearest among them.

    Of each grid at most 50 values are tried. Raises EffortSpent.
    """
    thinned = {name: thin(own) for name, own in _changeable(situation, trials)}
    nearest: list[float] = []
    for two in combinations(thinned, 2):
        within = nearest[-1] if len(nearest) == MOST_PAIRS else inf
        flip = _nearest_pair(situation, two, thinned, within)
        if flip:
            nearest = sorted([*nearest, flip.distance])[:MOST_PAIRS]
            yield flip


def _by_distance(flip: Flip) -> tuple[float, list[str]]:
    return flip.distance, [change.input for change in flip.changes]


def thin(trials: Trials) -> Trials:
    """At most 50 of a grid's values, evenly, its ends among them."""
    last = len(trials.values) - 1
    if last < THINNED:
        return trials
    places = [round(each * last / (THINNED - 1)) for each in range(THINNED)]
    return replace(trials, values=tuple(trials.values[place] for place in places))


Corner = tuple[float, int, int, int, int, int]
"""The least distance within a rectangle, which arms it lies between, its first and last places."""


def _nearest_pair(
    situation: Situation, two: tuple[str, str], trials: Mapping[str, Trials], within: float
) -> Flip | None:
    """Searches rectangles of places, always the one whose nearest corner is nearest."""
    may, recommendation = situation.possible_advice(*two), situation.recommendation
    sides = list(product(*(arms(situation, name, trials[name]) for name in two)))
    waiting: list[Corner] = []
    for side, (one, other) in enumerate(sides):
        if one.places and other.places:
            _put(waiting, side, sides, (0, len(one.places) - 1, 0, len(other.places) - 1))
    while waiting and waiting[0][0] < within:
        _, side, *rectangle = heappop(waiting)
        one, other = sides[side]
        first, last, start, end = rectangle
        found = may(one.possible(first, last), other.possible(start, end))
        if recommendation not in found:
            return Flip((one.change(first), other.change(start)), recommendation.other)
        if len(found) > 1:
            for half in _halves(first, last, start, end):
                _put(waiting, side, sides, half)
    return None


def _put(
    waiting: list[Corner],
    side: int,
    sides: Sequence[tuple[Arm, ...]],
    rectangle: tuple[int, int, int, int],
) -> None:
    one, other = sides[side]
    distance = one.distance(rectangle[0]) + other.distance(rectangle[2])
    heappush(waiting, (distance, side, *rectangle))


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
