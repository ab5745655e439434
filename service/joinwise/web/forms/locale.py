"""How a reader writes numbers, money and dates, by the languages that a browser asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from babel import Locale, dates, negotiate_locale, numbers
from babel.localedata import locale_identifiers
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from joinwise.domain.units import EXACT, ValueFormat, half_up

DEFAULT = "en"
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
        text: str = numbers.format_decimal(
            half_up(value + 0.0, decimals), pattern, self.locale, numbering_system=LATIN
        )
        return text

    def figure(self, value: float) -> str:
        """A number of a rule, with all of its decimals: ``1.200,125``."""
        return self.number(value, EXACT)

    def tick(self, value: float) -> str:
        """A number beside a scale, in few letters: ``1,200``, ``2.5M``."""
        if abs(value) < MILLION:
            return self.number(value, 6)
        text: str = numbers.format_compact_decimal(
            value, locale=self.locale, fraction_digits=1, numbering_system=LATIN
        )
        return text

    def money(self, amount: float, currency: str) -> str:
        """Without decimals: ``1.200 €``."""
        pattern = DECIMALS.sub("", self.locale.currency_formats["standard"].pattern)
        text: str = numbers.format_currency(
            half_up(amount, 0),
            currency,
            pattern,
            self.locale,
            currency_digits=False,
            numbering_system=LATIN,
        )
        return text

    def moment(self, created: str) -> str:
        """A time of ISO 8601 as a date and a time with their zone: ``23.11.2026, 14:05 UTC``."""
        moment = datetime.fromisoformat(created).astimezone(UTC)
        return f"{dates.format_datetime(moment, 'short', locale=self.locale)} UTC"


@lru_cache(maxsize=256)
def reader_of(languages: str) -> Reader:
    """The reader by an ``Accept-Language`` header; English if it names no known language."""
    accepted = parse_accept_header(languages, LanguageAccept)
    wanted = [tag.replace("-", "_") for tag, quality in accepted if quality > 0]
    locale = Locale.parse(negotiate_locale(wanted, locale_identifiers()) or DEFAULT)
    decimal = numbers.get_decimal_symbol(locale, numbering_system=LATIN)
    return Reader(locale, decimal, numbers.get_group_symbol(locale, numbering_system=LATIN))
