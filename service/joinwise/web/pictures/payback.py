"""When it pays back: what it has taken and brought by each of 24 months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor, log10

from joinwise.web.pictures.year import Year

MONTHS = 24
YEAR = 12
ROUND, MOST_STEPS = (0.2, 0.5, 1.0, 2.0), 5
"""A step between the levels is such a part of a power of ten, and there are at most so many."""

TOP, FOOT, LEFT, RIGHT = 14.0, 150.0, 12.0, 97.0
"""The places of the scales: up in pixels, across in per cent."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight piece of a curve."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Payback:
    """Three curves: ``money`` alone, ``all`` with priced time, and what it has ``brought``.

    ``money_back`` and ``all_back`` are the months in which it has brought as much; None if that is
    after 24 months. ``ticks`` are the months below, ``look_again`` the place of the month for that.
    """

    money: tuple[Line, ...]
    all: tuple[Line, ...]
    brought: tuple[Line, ...]
    money_back: int | None
    all_back: int | None
    ticks: tuple[tuple[float, int], ...]
    levels: tuple[tuple[float, float], ...]
    look_again: float | None

    def across(self, month: int) -> float:
        return _across(month)


Amount = Callable[[float], float]
"""How much there is by a month."""


def payback_of(year: Year, first_month: float, look_again: int | None) -> Payback:
    """The picture of two years like this one; the first business comes after so many months."""
    money, everything, brought = _amounts(year, first_month)
    most = max(everything(MONTHS), brought(MONTHS), 1.0)
    return Payback(
        tuple(_curve(money, most)),
        tuple(_curve(everything, most)),
        tuple(_curve(brought, most)),
        _back(brought, money),
        _back(brought, everything),
        tuple((_across(month), month) for month in range(0, MONTHS + 1, 6)),
        tuple((_up(level, most), level) for level in _levels(most)),
        _across(look_again) if look_again is not None and look_again <= MONTHS else None,
    )


def _levels(most: float) -> Iterator[float]:
    """Round amounts up to the most there is."""
    size = 10.0 ** floor(log10(most))
    step = next(size * part for part in ROUND if most <= MOST_STEPS * size * part)
    return (level * step for level in range(int(most / step) + 1))


def _amounts(year: Year, first_month: float) -> tuple[Amount, Amount, Amount]:
    def money(month: float) -> float:
        return year.money.amount * min(month // YEAR + 1, MONTHS / YEAR)

    def everything(month: float) -> float:
        return money(month) + year.time.amount * month / YEAR

    def brought(month: float) -> float:
        business = year.business.amount * max(month - first_month, 0.0)
        return (business + year.other.amount * month) / YEAR

    return money, everything, brought


def _curve(amount: Amount, most: float) -> Iterator[Line]:
    """A piece for each month, and an upright one where it jumps."""
    height = _up(amount(0), most)
    for month in range(1, MONTHS + 1):
        before, place = _across(month - 1), _across(month)
        end = _up(amount(month - 1e-6), most)
        yield Line(before, height, place, end)
        height = _up(amount(month), most)
        if height != end:
            yield Line(place, end, place, height)


def _back(brought: Amount, taken: Amount) -> int | None:
    return next((month for month in range(1, MONTHS + 1) if brought(month) >= taken(month)), None)


def _across(month: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * month / MONTHS, 2)


def _up(amount: float, most: float) -> float:
    return round(FOOT - (FOOT - TOP) * amount / most, 1)
