"""The values of an input to search, and where among them the recommendation flips."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from joinwise.domain.grids import grid_of
from joinwise.domain.recommendation import Recommendation
from joinwise.domain.values import Kind, Value
from joinwise.explain.outlook import PossibleAdvice
from joinwise.expressions.intervals import FALSE, TRUE, Possible
from joinwise.packs.model import Question

Stretch = tuple[int, int]
"""The first and the last of the places of some values in a row."""

FlipTest = Callable[[int, int], bool | None]
"""Whether every value of a stretch flips it, none does (False), or it is not known (None).

It is known of a single value.
"""


@dataclass(frozen=True, slots=True)
class SearchSpace:
    """Values of one input, in a row; numbers rise or fall."""

    kind: Kind
    values: Sequence[Value]

    def possible(self, first: int, last: int) -> Possible:
        """What the input may be within a stretch; None if nothing can stand for its values."""
        one, other = self.values[first], self.values[last]
        match self.kind:
            case Kind.NUMBER:
                return (one, other, False) if one <= other else (other, one, False)  # type: ignore[operator]
            case Kind.TEXT:
                return frozenset(self.values[first : last + 1])
            case Kind.BOOLEAN:
                return sum(TRUE if value else FALSE for value in self.values[first : last + 1])
        return one if first == last else None


def search_space(question: Question) -> SearchSpace:
    """A number's grid; true and false; each text; lists of one."""
    return SearchSpace(question.input.kind, _values(question))


def _values(question: Question) -> Sequence[Value]:
    input = question.input
    match input.kind:
        case Kind.NUMBER:
            return tuple(grid_of(input, question.range, question.step).values())
        case Kind.BOOLEAN:
            return (False, True)
        case Kind.TEXT:
            return input.values
        case Kind.LIST:
            return tuple((value,) for value in input.values)


def flip_test(
    possible: Callable[[int, int], Possible],
    possible_advice: PossibleAdvice,
    recommendation: Recommendation,
) -> FlipTest:
    """A test by what an input may be within a stretch."""

    def flips(first: int, last: int) -> bool | None:
        within = possible(first, last)
        if within is None:
            return None
        recommendations = possible_advice(within)
        return None if len(recommendations) > 1 else recommendation not in recommendations

    return flips


def flip_stretches(flips: FlipTest, size: int) -> Iterator[Stretch]:
    """The longest stretches of which every value flips it, in order; found by halving."""
    start = end = -1
    if not size:
        return
    for first, last in _within(flips, 0, size - 1, flips(0, size - 1)):
        if first > end + 1 or start < 0:
            if start >= 0:
                yield start, end
            start = first
        end = last
    if start >= 0:
        yield start, end


def first_flip(flips: FlipTest, size: int) -> int | None:
    """The first place of which the value flips it; None if there is none."""
    return _first(flips, 0, size - 1, flips(0, size - 1)) if size else None


def _first(flips: FlipTest, first: int, last: int, tested: bool | None) -> int | None:
    """The first place within a tested stretch.

    If nothing flips it in the first half of a mixed one, the second is taken to be mixed.
    """
    if tested is not None:
        return first if tested else None
    middle = (first + last) // 2
    lower = flips(first, middle)
    place = _first(flips, first, middle, lower)
    if place is not None:
        return place
    upper = None if lower is False and middle + 1 < last else flips(middle + 1, last)
    return _first(flips, middle + 1, last, upper)


def _within(flips: FlipTest, first: int, last: int, tested: bool | None) -> Iterator[Stretch]:
    """The stretches within a tested one of which every value flips it.

    Of the halves of a mixed one, the second is tested first: ranges reach farther up than people's
    answers, so that it is often alike throughout. Then the first is taken to be mixed.
    """
    if tested:
        yield first, last
    elif tested is None:
        middle = (first + last) // 2
        upper = flips(middle + 1, last)
        lower = None if upper is not None and first < middle else flips(first, middle)
        yield from _within(flips, first, middle, lower)
        yield from _within(flips, middle + 1, last, upper)
