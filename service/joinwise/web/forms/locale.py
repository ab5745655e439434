"""How a reader writes numbers, money and dates, by the languages that a browser asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from babel import Locale, dates, numbers
from babel.localedata import locale_identifiers

from joinwise.domain.units import EXACT, ValueFormat, half_up

DEFAULT = "en"
MOST_LANGUAGES = 20
LATIN = "latn"
MILLION = 1_000_000
DECIMALS = re.compile(r"\.0+")


@dataclass(frozen=True, slots=True)
class Reader(ValueFormat):
    """``decimal`` and ``group`` are the signs between the digits of a number."""

    locale: Locale
    decimal: str
    group: str

    def number(self, value: float, decimals: int) -> str:
        """With at most so many decimals: ``1.200,5``."""
        pattern = f"#,##0.{'#' * decimals}".rstrip(".")
        found: str = numbers.format_decimal(
            half_up(value + 0.0, decimals), pattern, self.locale, numbering_system=LATIN
        )
        return found

    def figure(self, value: float) -> str:
        """A number of a rule, with all of its decimals: ``1.200,125``."""
        return self.number(value, EXACT)

    def tick(self, value: float) -> str:
        """A number beside a scale, in few letters: ``1,200``, ``2.5M``."""
        if abs(value) < MILLION:
            return self.number(value, 6)
        found: str = numbers.format_compact_decimal(
            value, locale=self.locale, fraction_digits=1, numbering_system=LATIN
        )
        return found

    def money(self, amount: float, currency: str) -> str:
        """Without decimals: ``1.200 €``."""
        pattern = DECIMALS.sub("", self.locale.currency_formats["standard"].pattern)
        found: str = numbers.format_currency(
            half_up(amount, 0),
            currency,
            pattern,
            self.locale,
            currency_digits=False,
            numbering_system=LATIN,
        )
        return found

    def moment(self, moment: datetime) -> str:
        """A date and a time: ``23.11.2026, 14:05``."""
        return dates.format_datetime(moment, "short", locale=self.locale)


@lru_cache(maxsize=256)
def reader_of(languages: str) -> Reader:
    """The reader by an ``Accept-Language`` header; English where it names no language we know."""
    known = next((each for each in _wanted(languages) if each in _identifiers()), DEFAULT)
    locale = Locale.parse(known)
    decimal = numbers.get_decimal_symbol(locale, numbering_system=LATIN)
    return Reader(locale, decimal, numbers.get_group_symbol(locale, numbering_system=LATIN))


def _wanted(languages: str) -> Iterator[str]:
    """The languages by preference: ``de_AT``, and after it ``de``."""
    named = [each.partition(";") for each in languages.split(",")[:MOST_LANGUAGES]]
    for language, *_ in sorted(named, key=_preference, reverse=True):
        tag = language.strip().replace("-", "_")
        yield tag
        yield tag.partition("_")[0]


def _preference(named: tuple[str, str, str]) -> float:
    quality = named[2].strip().removeprefix("q=")
    return float(quality) if re.fullmatch(r"[01](\.\d{1,3})?", quality) else 1.0


@lru_cache(maxsize=1)
def _identifiers() -> frozenset[str]:
    return frozenset(locale_identifiers())
