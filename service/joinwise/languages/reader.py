"""How a reader of some locale writes numbers, money, dates and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from babel import Locale, dates, numbers

from joinwise.domain.units import EXACT, Unit, ValueFormat, half_up
from joinwise.languages.catalogs import LANGUAGES, SOURCE, catalog_of

LATIN = "latn"
MILLION = 1_000_000
DECIMALS = re.compile(r"\.0+")


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands before a number or, if it ``is_last``, after it: ``$``, ``%``."""

    text: str = ""
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Reader(ValueFormat):
    """``decimal`` and ``group`` are the signs between the digits of a number.

    ``language`` is that of the sentences: the locale's, or another if they go with other texts.
    """

    locale: Locale
    decimal: str
    group: str
    language: str

    def speaking(self, language: str) -> Reader:
        return self if language == self.language else replace(self, language=language)

    def translated(self, message: str) -> str:
        if self.language == SOURCE:
            return message
        return catalog_of(self.language).gettext(message) if message else ""

    def translated_plural(self, one: str, many: str, num: int) -> str:
        return catalog_of(self.language).ngettext(one, many, num)

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

    def price(self, amount: float, currency: str) -> str:
        """With the decimals that it has, two or more: ``1.200,50 €``."""
        if amount == half_up(amount, 0):
            return self.money(amount, currency)
        text: str = numbers.format_currency(
            half_up(amount, 2), currency, locale=self.locale, numbering_system=LATIN
        )
        return text

    def quantity(self, value: float, unit: Unit, currency: str) -> str:
        """A number with all of its unit: ``$900 a year``, ``4 hours a month``, ``30%``."""
        if unit.is_money:
            return self.counted(self.price(value, currency), unit)
        if unit.is_share:
            return self.exact(value, unit)
        return self.counted(self.number(value, 2), Unit(unit.rest.strip()))

    def unit(self, unit: Unit, currency: str) -> str:
        """What a number counts, as beside a field: ``USD a year``, ``%``, ``hours a month``."""
        if unit.is_share:
            return "%"
        if unit.is_money:
            return f"{currency} {self.gettext(unit.rest.strip())}".strip()
        return self.gettext(unit.rest.strip() if unit.is_count else unit.text)

    def sign(self, unit: Unit, currency: str) -> Sign:
        """The sign of a unit, if it has one, where the locale puts it."""
        if unit.is_money:
            pattern = self.locale.currency_formats["standard"].pattern
            return Sign(numbers.get_currency_symbol(currency, self.locale), _is_last("¤", pattern))
        if unit.is_share:
            return Sign("%", _is_last("%", self.locale.percent_formats[None].pattern))
        return Sign()

    def beside(self, unit: Unit) -> str:
        """What a number counts but for its sign: ``a year``, ``hours a month``."""
        is_rest = unit.is_money or unit.is_share or unit.is_count
        return self.gettext(unit.rest.strip() if is_rest else unit.text)

    def moment(self, created: str) -> str:
        """A time of ISO 8601 as a date and a time with their zone: ``23.11.2026, 14:05 UTC``."""
        moment = datetime.fromisoformat(created).astimezone(UTC)
        return f"{dates.format_datetime(moment, 'short', locale=self.locale)} UTC"


def _is_last(sign: str, pattern: str) -> bool:
    """Whether it stands after the digits of a pattern."""
    return pattern.index(sign) > pattern.index("0")


@lru_cache(maxsize=256)
def reader_in(locale: str) -> Reader:
    """The reader of a locale by its name: ``de``, ``en_GB``; English if it has no catalogue."""
    known = Locale.parse(locale)
    decimal = numbers.get_decimal_symbol(known, numbering_system=LATIN)
    group = numbers.get_group_symbol(known, numbering_system=LATIN)
    language = known.language if known.language in LANGUAGES else SOURCE
    return Reader(known, decimal, group, language)
