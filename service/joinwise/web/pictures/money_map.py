"""What is advised for many pairs of two sums of money, and where on that map a person stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from joinwise.domain.recommendation import JOIN, Recommendation

TIMES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
"""Both sums are tried at so many times what they are."""

SIDE = 100 / len(TIMES)
HERE = TIMES.index(1.0)

Advised = Callable[[float, float], Recommendation]
"""What is advised for two sums."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``left`` and ``top`` are in per cent; the second sum grows upwards."""

    left: float
    top: float
    recommendation: Recommendation
    is_here: bool


@dataclass(frozen=True, slots=True)
class MoneyMap:
    """``across`` and ``up`` are the sums that were tried.

    ``marked`` are the places whose sums are written beside.
    ``least`` is the least second sum with which the first as it is would be joined; None if none
    of those tried is.
    """

    across: tuple[float, ...]
    up: tuple[float, ...]
    cells: tuple[Cell, ...]
    least: float | None
    side: float = SIDE
    marked: tuple[int, ...] = (0, HERE, len(TIMES) - 1)


def money_map_of(first: float, second: float, advised: Advised) -> MoneyMap | None:
    """The map around two sums; None if one of them is nothing, since then it has no scale."""
    if first <= 0 or second <= 0:
        return None
    across = tuple(round(first * times, 2) for times in TIMES)
    up = tuple(round(second * times, 2) for times in TIMES)
    found = {(x, y): advised(a, b) for x, a in enumerate(across) for y, b in enumerate(up)}
    cells = tuple(_cell(x, y, found[x, y]) for x, y in found)
    joined = (b for y, b in enumerate(up) if found[HERE, y] is JOIN)
    return MoneyMap(across, up, cells, next(joined, None))


def _cell(x: int, y: int, recommendation: Recommendation) -> Cell:
    top = round(100 - SIDE * (y + 1), 2)
    return Cell(round(SIDE * x, 2), top, recommendation, (x, y) == (HERE, HERE))
