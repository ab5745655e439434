"""Columns of dates as days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from joinwise.domain.days import today

ISO = r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z"


@dataclass(frozen=True, slots=True)
class Value:
    """The values of a column as they are worked with, and whether they do not fit."""

    known: nw.Expr
    fault: nw.Expr


def is_date_type(dtype: Any) -> bool:
    return bool(dtype in (nw.Date, nw.Datetime))


def read_days(given: nw.Expr, dtype: Any) -> Value:
    """Dates, or texts like ``2027-01-31``, as days; this day if there is none."""
    parts = _of_dates(given) if is_date_type(dtype) else _of_texts(given)
    is_there = ~given.is_null()
    known = nw.when(is_there).then(parts.day_number).otherwise(nw.lit(today()))
    return Value(known, is_there & ~parts.is_a_date)


def _of_dates(given: nw.Expr) -> DateParts:
    date = given.dt
    return DateParts(*(part.cast(nw.Float64) for part in (date.year(), date.month(), date.day())))


def _of_texts(given: nw.Expr) -> DateParts:
    text = nw.when(given.cast(nw.String).str.contains(ISO)).then(given.cast(nw.String))
    slices = ((0, 4), (5, 2), (8, 2))
    return DateParts(*(text.str.slice(start, size).cast(nw.Float64) for start, size in slices))


@dataclass(frozen=True, slots=True)
class DateParts:
    year: nw.Expr
    month: nw.Expr
    day: nw.Expr

    @property
    def is_leap(self) -> nw.Expr:
        year = self.year
        return (_rest(year, 4) == 0) & ((_rest(year, 100) != 0) | (_rest(year, 400) == 0))

    @property
    def is_a_date(self) -> nw.Expr:
        """False for the 30th of February, and for what is no date at all."""
        days = 30 + _rest(self.month + (self.month / 8).floor(), 2)
        february = nw.when(self.is_leap).then(29.0).otherwise(28.0)
        last = nw.when(self.month == 2).then(february).otherwise(days)
        is_month = (self.year >= 1) & (self.month >= 1) & (self.month <= 12)
        return (is_month & (self.day >= 1) & (self.day <= last)).fill_null(False)

    @property
    def day_number(self) -> nw.Expr:
        """As ``date.toordinal`` counts."""
        past = self.year - 1
        leaps = (past / 4).floor() - (past / 100).floor() + (past / 400).floor()
        shorter = nw.when(self.is_leap).then(1.0).otherwise(2.0)
        february = nw.when(self.month <= 2).then(0.0).otherwise(shorter)
        months = ((self.month * 367 - 362) / 12).floor() - february
        return past * 365 + leaps + months + self.day


def _rest(number: nw.Expr, divisor: int) -> nw.Expr:
    return number - (number / divisor).floor() * divisor
