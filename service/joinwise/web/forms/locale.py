"""Who reads a page, by the languages that a browser asks for."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, negotiate_locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from babel.numbers import get_territory_currencies
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from joinwise.domain.catalogue import DEFAULT_CURRENCY
from joinwise.domain.currencies import CURRENCIES
from joinwise.languages.reader import Reader, reader_in

__all__ = ["Reader", "currencies_for", "reader_of", "usual_currency"]

USUAL = ("USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "INR", "CNY", "SEK")
"""The currencies that are offered before all others."""

DEFAULT = "en"


@lru_cache(maxsize=256)
def reader_of(languages: str) -> Reader:
    """The reader by an ``Accept-Language`` header; English if it names no known language."""
    accepted = parse_accept_header(languages, LanguageAccept)
    wanted = [tag.replace("-", "_") for tag, quality in accepted if quality > 0]
    return reader_in(negotiate_locale(wanted, locale_identifiers()) or DEFAULT)


@lru_cache(maxsize=256)
def usual_currency(locale: Locale) -> str:
    """The currency of a locale's territory, or of the likeliest one that speaks its language."""
    likely = get_global("likely_subtags").get(locale.language, "")
    territory = locale.territory or likely.rpartition("_")[2]
    return next(filter(CURRENCIES.__contains__, _currencies_of(territory)), DEFAULT_CURRENCY)


def _currencies_of(territory: str) -> list[str]:
    known: list[str] = get_territory_currencies(territory) if territory.isalpha() else []
    return known


def currencies_for(locale: Locale) -> tuple[str, ...]:
    """All currencies, the reader's own and the usual ones first."""
    return tuple(dict.fromkeys((usual_currency(locale), *USUAL, *CURRENCIES)))
