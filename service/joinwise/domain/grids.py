"""The values of a number worth considering: ``low + k * step``, worked out as decimals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from joinwise.domain.inputs import Input

Chosen = TypeVar("Chosen")

FEWEST = 200
MOST_WHOLE = 1_000


@dataclass(frozen=True, slots=True)
class Grid:
    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def steps(self) -> Decimal:
        """How often the step fits, in part too."""
        return (self.high - self.low) / self.step

    @property
    def size(self) -> int:
        return int((self.high - self.low) // self.step) + 1

    def values(self) -> Iterator[float]:
        """Every value, lowest first."""
        return (float(self.low + index * self.step) for index in range(self.size))


def thinned(values: Sequence[Chosen], most: int) -> Sequence[Chosen]:
    """At most so many of some values, evenly chosen, the ends kept."""
    last = len(values) - 1
    if last < most:
        return values
    return tuple(values[round(place * last / (most - 1))] for place in range(most))


def grid_of(input: Input, bounds: tuple[float, float] | None, step: float | None) -> Grid:
    """The grid of a number: what a pack gives of it, the rest filled in."""
    low, high = (_decimal(bound) for bound in bounds or (input.low, input.high))
    return Grid(low, high, _decimal(step) if step else _usual_step(low, high, input.whole))


def _usual_step(low: Decimal, high: Decimal, whole: bool) -> Decimal:
    """1 for counts of at most 1,000 values, else the widest 1, 2 or 5 x 10^n that gives 200."""
    if whole and high - low < MOST_WHOLE:
        return Decimal(1)
    widest = (high - low) / (FEWEST - 1)
    if not widest:
        return Decimal(1)
    power = Decimal(10) ** widest.adjusted()
    return next(factor * power for factor in (5, 2, 1) if factor * power <= widest)


def _decimal(value: float) -> Decimal:
    return Decimal(repr(float(value)))
