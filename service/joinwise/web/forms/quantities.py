"""What a person typed into a field of a number: ``75 a month``, ``12k``, ``10-20``, ``4 x 1200``.

It becomes the value of the field in its own unit, or a problem in plain words; never another
number. What was understood is said wherever more was typed than a plain number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from babel import Locale

from joinwise.domain.catalogue import DEFAULT_CURRENCY
from joinwise.domain.inputs import Input
from joinwise.domain.units import Unit
from joinwise.languages.reader import Reader
from joinwise.web.forms.numerals import NUMERAL, MistypedError, read_numeral, western
from joinwise.web.forms.quantity_words import (
    A_YEAR,
    ABOUT,
    ADVERBS,
    AND,
    DAY,
    EACH,
    FRACTIONS,
    FREE,
    HOURS,
    MEASURES,
    MINUS,
    MONTHS,
    MULTIPLIED,
    NO_CENTS,
    NOTHING,
    ONCE,
    PERIODS,
    RANGE,
    SCALES,
    TIMES,
    WEEK,
    Words,
    plain,
)
from joinwise.web.forms.signs import MONEY_SIGNS, PER_CENT, signs_of

LONGEST = 400
NO_NUMBER = "Write a number, such as 1200 or 2.5."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text comes to: a value, or the problem with it.

    ``text`` says how it was understood; empty if it is a plain number.
    """

    value: float | None = None
    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with the words around it; ``is_plain`` if there is but one way to read it."""

    number: Fraction
    scale: int = 1
    sign: str = ""
    measure: tuple[str, Fraction] | None = None
    period: str = ""
    is_plain: bool = True

    @property
    def is_times(self) -> bool:
        """Whether it can say how many times another is meant."""
        is_bare = not self.sign and not self.period
        is_counted = self.measure is None or self.measure[0] == TIMES
        return is_bare and is_counted and self.number >= 1 and self.number % 1 == 0


def read_quantity(
    input: Input, text: str, reader: Reader, currency: str = DEFAULT_CURRENCY
) -> Reading:
    """The value of a number input as a person typed it; shares are typed in per cent."""
    try:
        return _Reading(input, reader, currency).of(text)
    except MistypedError as error:
        return Reading(problem=str(error))


class _Reading:
    """How the text of one field is read, for one reader and currency."""

    def __init__(self, input: Input, reader: Reader, currency: str) -> None:
        self.input, self.unit, self.reader, self.currency = input, input.unit, reader, currency

    def of(self, text: str) -> Reading:
        typed = plain(western(text)) if len(text) <= LONGEST else ""
        if typed in NOTHING or (typed in FREE and self.unit.is_money):
            return Reading(0.0, self._said(0.0))
        pieces = NUMERAL.split(self._counted(typed))
        if len(pieces) == 3:
            return self._single(text, self._amount(*pieces))
        if len(pieces) == 5:
            return self._pair(*pieces)
        raise self._no_number()

    def _counted(self, typed: str) -> str:
        """With a numeral in place of ``once``, before ``½`` and, if it is a count, ``weekly``."""
        if typed[:1] in FRACTIONS:
            return f"0{typed}"
        first, _, rest = typed.partition(" ")
        if typed in ADVERBS and self.unit.is_count and self._own_period in A_YEAR:
            return f"1 {typed}"
        return f"{ONCE[first]} {rest}" if first in ONCE else typed

    def _single(self, text: str, amount: Amount) -> Reading:
        self._ask_if_share(text, amount)
        value = self._fitting(self._value(amount))
        return Reading(value, "" if amount.is_plain else self._said(value))

    def _pair(self, head: str, first: str, between: str, second: str, tail: str) -> Reading:
        """Two numbers: so many times an amount, hours and minutes, years and months, or a range."""
        product = self._product(head, first, between, second, tail)
        if product:
            return product
        parts = self._parts(head, first, between, second, tail)
        if parts:
            value = self._fitting(self._value(parts[0]) + self._value(parts[1]))
            return Reading(value, self._said(value))
        return self._middle(*self._ends(head, first, between, second, tail))

    def _product(
        self, head: str, first: str, between: str, second: str, tail: str
    ) -> Reading | None:
        """``4 × 1,200``, ``4 people at $1,200``; None for others."""  # noqa: RUF002
        mark = next((m for m in MULTIPLIED if _separates(m, between)), None)
        if mark is None or self.unit.is_share:
            return None
        after, _, before = between.partition(mark)
        one, other = self._amount(head, first, after), self._amount(before, second, tail)
        times, amount = (one, other) if one.is_times else (other, one)
        if not times.is_times:
            raise self._no_number()
        value = self._fitting(times.number * times.scale * self._value(amount))
        return Reading(value, self._said(value))

    def _parts(
        self, head: str, first: str, between: str, second: str, tail: str
    ) -> tuple[Amount, Amount] | None:
        """``1 h 30 min``, ``1:30``, ``2 years and 3 months`` as two amounts; None for others."""
        words = Words(between)
        measure = (HOURS, Fraction(1)) if between == ":" else words.take(MEASURES)
        words.take(AND)
        if not measure or (words.rest and between != ":") or measure[0] not in (HOURS, MONTHS):
            return None
        large = replace(self._amount(head, first, ""), measure=measure)
        small = self._amount("", second, tail)
        least = Fraction(1, 60) if measure[0] == HOURS else Fraction(1)
        small = small if small.measure else replace(small, measure=(measure[0], least))
        return self._checked_parts(replace(large, period=small.period), small)

    def _checked_parts(self, large: Amount, small: Amount) -> tuple[Amount, Amount]:
        """The smaller part is whole and less than one of the larger."""
        assert large.measure
        assert small.measure
        is_less = 0 <= small.number * small.measure[1] < large.measure[1] > small.measure[1]
        if large.number % 1 or large.number < 0 or not is_less:
            raise self._no_number()
        return large, small

    def _ends(
        self, head: str, first: str, between: str, second: str, tail: str
    ) -> tuple[Amount, Amount]:
        """The two ends of a range; the words after it hold for both."""
        mark = next((m for m in RANGE if _separates(m, between)), None)
        if mark is None:
            raise self._no_number()
        after, _, before = between.partition(mark)
        low, high = self._amount(head, first, after), self._amount(before, second, tail)
        self._ask_if_share(f"{first}-{second}", low if not high.sign else high)
        if low.scale == 1 < high.scale or (low.period and low.period != high.period):
            raise self._unclear_range()
        return replace(low, measure=low.measure or high.measure, period=high.period), high

    def _middle(self, low: Amount, high: Amount) -> Reading:
        ends = self._fitting(self._value(low), whole=False), self._fitting(self._value(high), False)
        if ends[0] >= ends[1]:
            raise self._no_number()
        middle = (self._value(low) + self._value(high)) / 2
        if self.input.whole and middle % 1:
            raise self._unclear_range()
        value = float(middle)
        written = (self._end(end) for end in ends)
        return Reading(value, self._said_of_range(value, *written))

    def _end(self, end: float) -> str:
        number = self.reader.number(end * 100 if self.unit.is_share else end, 2)
        return f"{number}%" if self.unit.is_share else number

    def _said_of_range(self, value: float, low: str, high: str) -> str:
        return self.reader.gettext(
            "read as %(quantity)s, the middle of %(low)s and %(high)s",
            quantity=self.reader.quantity(value, self.unit, self.currency),
            low=low,
            high=high,
        )

    def _amount(self, head: str, digits: str, tail: str) -> Amount:
        numeral = read_numeral(digits, self.reader)
        before, after = Words(head), Words(tail)
        is_about = bool(before.take(ABOUT))
        minus, sign = self._signs_before(before)
        number = Fraction(numeral.value) + (after.take(FRACTIONS) or 0)
        has_fraction = number != Fraction(numeral.value)
        after.take(NO_CENTS)
        scale = after.take(SCALES) or 1
        sign = self._one_sign(sign, after.take(self._signs) or "")
        measure = after.take(MEASURES) or after.take(self._nouns)
        period = self._period(after)
        if after.rest or before.rest or (has_fraction and numeral.value % 1):
            raise self._foreign(before, after)
        self._check_scale(scale, digits, numeral.by_habit)
        extra = (is_about, has_fraction, scale > 1, measure, period, numeral.by_habit)
        return Amount(-number if minus else number, scale, sign, measure, period, not any(extra))

    def _signs_before(self, words: Words) -> tuple[bool, str]:
        minus = words.take(MINUS)
        sign = words.take(self._signs) or ""
        minus = words.take(MINUS) if minus is None else minus
        return bool(minus), sign

    def _one_sign(self, before: str, after: str) -> str:
        if before and after:
            raise self._no_number()
        return before or after

    @property
    def _signs(self) -> Mapping[str, str]:
        return _signs_by_length(self.unit, self.currency, self.reader.locale)

    @property
    def _nouns(self) -> Mapping[str, tuple[str, Fraction]]:
        """What is counted, by the name of the input: ``meetings``, ``deals``."""
        if not self._is_counted:
            return {}
        nouns = re.split("[._ ]", f"{self.input.name} {self.unit.text}")
        return {noun: (TIMES, Fraction(1)) for noun in nouns if len(noun) > 3}

    @property
    def _is_counted(self) -> bool:
        """Whether it is a number of things, and not of money, hours, months or per cent."""
        unit = self.unit
        is_measured = unit.text.partition(" ")[0] in (HOURS, MONTHS)
        return not (unit.is_money or unit.is_share or is_measured)

    def _period(self, words: Words) -> str:
        adverb = words.take(ADVERBS)
        if adverb:
            return adverb
        rest = words.rest
        period = words.take(PERIODS) if words.take(EACH) else None
        if not period:
            words.rest = rest
        return period or ""

    def _foreign(self, *words: Words) -> MistypedError:
        """The text has words that are none of the field: at best the sign of another currency."""
        if self.unit.is_money and any(each.take(_OTHER_SIGNS) for each in words):
            return MistypedError(
                self.reader.gettext(
                    "This is another currency than the one you count in: convert it, or choose"
                    " that one."
                )
            )
        return self._no_number()

    def _check_scale(self, scale: int, digits: str, by_habit: bool) -> None:
        """Thousands are of money and counts; ``1.200k`` may be two numbers."""
        is_clear = not by_habit and (self.unit.is_money or self.unit.is_count)
        if scale > 1 and not is_clear:
            raise self._no_number()

    def _value(self, amount: Amount) -> Fraction:
        number = amount.number * amount.scale
        if self.unit.is_share:
            return self._unmeasured(amount, "share") * number / 100
        own = self.unit.text.partition(" ")[0]
        measured = number * self._unmeasured(amount, own if own in (HOURS, MONTHS) else TIMES)
        return measured * self._per_own_period(amount.period)

    def _unmeasured(self, amount: Amount, own: str) -> Fraction:
        """How many of the unit's measure one of the text's is. Raises MistypedError for others."""
        if not amount.measure:
            return Fraction(1)
        measure, factor = amount.measure
        if measure != own or (own == TIMES and not self._is_counted):
            raise self._other_unit()
        return factor

    @property
    def _own_period(self) -> str:
        return self.unit.text.rpartition(" ")[2] if " a" in self.unit.text else ""

    def _per_own_period(self, period: str) -> Fraction:
        own = self._own_period
        if not period or period == own:
            return Fraction(1)
        if (period, own) == (DAY, WEEK):
            return Fraction(7)
        if period in A_YEAR and own in A_YEAR:
            return Fraction(A_YEAR[period], A_YEAR[own])
        raise self._other_unit()

    def _ask_if_share(self, text: str, amount: Amount) -> None:
        """``0.3`` in a field of per cent may be 30% or 0.3%."""
        is_bare = self.unit.is_share and not amount.sign and not amount.measure
        if is_bare and 0 < amount.number < 1:
            as_share = self.reader.number(float(amount.number * 100), 10)
            raise MistypedError(
                self.reader.gettext(
                    '"%(text)s" can be read in two ways: write %(whole)s, or %(decimal)s.',
                    text=text.strip(),
                    whole=f"{text.strip()}%",
                    decimal=f"{as_share}%",
                )
            )

    def _fitting(self, exact: Fraction, whole: bool = True) -> float:
        """The value as a double. Raises MistypedError if the field cannot hold it."""
        if not self.input.low <= exact <= self.input.high:
            raise MistypedError(self._bounds())
        if whole and self.input.whole and exact % 1:
            raise MistypedError(self.reader.gettext("Write a whole number."))
        return float(exact)

    def _bounds(self) -> str:
        scale, sign = (100, PER_CENT) if self.unit.is_share else (1, "")
        low, high = (
            self.reader.number(bound * scale, 0) for bound in (self.input.low, self.input.high)
        )
        return self.reader.gettext(
            "Must be from %(low)s to %(high)s.", low=low, high=f"{high}{sign}"
        )

    def _said(self, value: float) -> str:
        quantity = self.reader.quantity(value, self.unit, self.currency)
        return self.reader.gettext("read as %(quantity)s", quantity=quantity)

    def _no_number(self) -> MistypedError:
        return MistypedError(self.reader.gettext(NO_NUMBER))

    def _unclear_range(self) -> MistypedError:
        return MistypedError(
            self.reader.gettext("Write one number, such as the middle of the two.")
        )

    def _other_unit(self) -> MistypedError:
        unit = self.reader.unit(self.unit, self.currency)
        if not unit:
            return self._no_number()
        return MistypedError(
            self.reader.gettext("Write it in the unit of the field: %(unit)s.", unit=unit)
        )


def _separates(mark: str, between: str) -> bool:
    """Whether a range mark stands by itself between two numbers, with at most words beside it."""
    return between.count(mark) == 1 and (not mark.isalpha() or mark in between.split())


@lru_cache(maxsize=256)
def _signs_by_length(unit: Unit, currency: str, locale: Locale) -> Mapping[str, str]:
    return _by_length(signs_of(unit, currency, locale))


def _by_length(signs: frozenset[str]) -> dict[str, str]:
    return {sign: sign for sign in sorted(signs, key=len, reverse=True)}


_OTHER_SIGNS = _by_length(MONEY_SIGNS)
