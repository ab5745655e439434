"""The sign that people write before or after a number: of their currency, or per cent."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_symbol

from joinwise.domain.currencies import CURRENCIES
from joinwise.domain.units import Unit
from joinwise.web.forms.numerals import western
from joinwise.web.forms.quantity_words import plain

PER_CENT = "%"
SHORT_SIGNS = {
    "$": "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD "
    "SGD SRD TTD TWD USD UYU XCD",
    "US$": "USD",
    "€": "EUR",
    "£": "EGP FKP GBP GIP LBP SDG SHP SSP SYP",
    "¥": "CNY JPY", "元": "CNY TWD", "円": "JPY", "₩": "KPW KRW", "원": "KRW",
    "₹": "INR", "Rs": "INR LKR MUR NPR PKR SCR", "Rs.": "INR LKR MUR NPR PKR SCR",
    "kr": "DKK ISK NOK SEK", "kr.": "DKK ISK NOK SEK", "Kč": "CZK", "zł": "PLN", "Ft": "HUF",
    "lei": "MDL RON", "Fr": "CHF", "Fr.": "CHF", "SFr.": "CHF", "R": "ZAR", "R$": "BRL",
    "₺": "TRY", "TL": "TRY", "₪": "ILS", "₱": "PHP", "฿": "THB", "₫": "VND", "₽": "RUB",
    "₴": "UAH", "₸": "KZT", "₦": "NGN", "₵": "GHS", "₲": "PYG", "₡": "CRC", "₾": "GEL",
    "₼": "AZN", "֏": "AMD", "₭": "LAK", "₮": "MNT", "৳": "BDT", "៛": "KHR", "Rp": "IDR",
    "RM": "MYR", "S/": "PEN", "KSh": "KES",
}  # fmt: skip
"""Signs that stand for a currency only beside a number in it; most are CLDR's narrow symbols."""


def folded(sign: str) -> str:
    """A sign, however wide or large it is written, with single spaces."""
    return plain(western(sign))


MONEY_SIGNS = frozenset(map(folded, (*SHORT_SIGNS, *CURRENCIES)))
"""What is the sign of some currency."""


def signs_of(unit: Unit, currency: str, locale: Locale) -> frozenset[str]:
    """The signs that a number of a unit may have, folded."""
    if unit.is_share:
        return frozenset({PER_CENT})
    return _currency_signs(currency, locale) if unit.is_money else frozenset()


@lru_cache(maxsize=256)
def _currency_signs(currency: str, locale: Locale) -> frozenset[str]:
    short = (sign for sign, currencies in SHORT_SIGNS.items() if currency in currencies.split())
    symbols = (get_currency_symbol(currency, language) for language in (locale, "en"))
    signs = [*map(folded, (currency, *symbols, *short))]
    return frozenset({*signs, *(sign.replace(" ", "") for sign in signs)})
