"""What a person typed into a field becomes a value, or what is wrong with it in plain words."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import decimal

from joinwise.domain.catalogue import DEFAULT_CURRENCY
from joinwise.domain.inputs import Input
from joinwise.web.forms.locale import Reader
from joinwise.web.forms.signs import MONEY_SIGNS, PER_CENT, folded, signs_of

MEANINGLESS = re.compile(r"[\s\u00a0\u202f'\u2019\u061c\u200e\u200f\u2066-\u2069]")
"""What may separate thousands and means nothing else, and marks of the direction of text."""

PUNCTUATION = {
    ord(mark): meant
    for meant, marks in {
        ".": "\uff0e\u066b",
        ",": "\uff0c\u066c\u060c\u2e41",
        "+": "\uff0b",
        "-": "\uff0d\u2212",
        "%": "\uff05\u066a",
    }.items()
    for mark in marks
}
"""The marks of numbers in other scripts, and the true minus, as the marks that they mean."""

SIGN = r"[^\d\s.,+-][^\d\s,+-]*"
WRITTEN = re.compile(
    rf"(?P<minus>[+-])?(?P<before>{SIGN})?(?P<own_minus>(?(minus)|[+-]?))"
    rf"(?P<number>\d+([.,]\d+)*|[.,]\d+)([.,][-\u2013\u2014]{{1,2}})?(?P<after>{SIGN})?",
    re.ASCII,
)
"""A number with a sign before or after it, or a dash for no cents: ``$1,200``, ``120,- €``."""

GROUPS = re.compile(r"\d{1,3}(([.,])\d{3})(\2\d{3})*|\d{1,2}(,\d{2})+,\d{3}")
"""Groups of thousands, or of lakhs and crores: ``1,200,000``, ``12,00,000``."""

LONGEST = 400
OTHER_MONEY = "This is another currency than the one you count in: convert it, or choose that one."
NO_NUMBER = "Write a number, such as 1200 or 2.5."


class MistypedError(Exception):
    """Says what is wrong, to be shown beside the field."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it was written, and the sign beside it, folded."""

    number: Decimal
    sign: str


def read_number(text: str, reader: Reader, signs: Collection[str] = ()) -> Written:
    """A number as people write it, with either sign for decimals: ``1.200,50``, ``1,200.50``.

    What may be read in two ways is refused: ``1.250`` may be a thousand or one, unless the
    reader's language says so. So is a sign other than these. Raises MistypedError.
    """
    written = WRITTEN.fullmatch(_western(text)) if len(text) <= LONGEST else None
    if not written or (written["before"] and written["after"]):
        raise MistypedError(NO_NUMBER)
    sign = folded(written["before"] or written["after"] or "")
    if sign and sign not in signs:
        raise MistypedError(OTHER_MONEY if signs and sign in MONEY_SIGNS else NO_NUMBER)
    minus = written["minus"] or written["own_minus"]
    return Written(Decimal(_plain(f"{minus}{written['number']}", reader)), sign)


def _western(text: str) -> str:
    """In the digits and marks that English has, whatever script it is written in."""
    marked = MEANINGLESS.sub("", text).translate(PUNCTUATION)
    return "".join(str(decimal(each)) if each.isdecimal() else each for each in marked)


def _plain(digits: str, reader: Reader) -> str:
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return digits
    if len(set(signs)) == 2:
        return _both(digits, signs)
    if len(signs) > 1:
        return _grouped(digits, digits)
    return _one(digits, signs[0], reader)


def _both(digits: str, signs: list[str]) -> str:
    """Both signs: the last one is for decimals, and occurs once."""
    whole, _, decimals = digits.rpartition(signs[-1])
    if signs.count(signs[-1]) > 1:
        raise _unclear(digits)
    return f"{_grouped(whole, digits)}.{decimals}"


def _grouped(whole: str, digits: str) -> str:
    if not GROUPS.fullmatch(whole.lstrip("+-")):
        raise _unclear(digits)
    return re.sub("[.,]", "", whole)


def _one(digits: str, sign: str, reader: Reader) -> str:
    whole, _, rest = digits.lstrip("+-").partition(sign)
    may_group = len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if not may_group:
        return digits.replace(sign, ".")
    if sign == reader.group.translate(PUNCTUATION):
        return digits.replace(sign, "")
    raise MistypedError(
        f'"{digits}" can be read in two ways: write {whole}{rest}, or {whole}{sign}{rest}0.'
    )


def _unclear(digits: str) -> MistypedError:
    return MistypedError(f'"{digits}" is no number: write it without signs between the thousands.')


def read_value(input: Input, text: str, reader: Reader, currency: str = DEFAULT_CURRENCY) -> float:
    """The value of a number input; shares are typed in per cent. Raises MistypedError."""
    written = read_number(text, reader, signs_of(input.unit, currency, reader.locale))
    value = float(_share(text.strip(), written) if _is_share(input) else written.number)
    if not input.low <= value <= input.high:
        raise MistypedError(_bounds(input, reader))
    if input.whole and value % 1:
        raise MistypedError("Write a whole number.")
    return value


def _share(text: str, per_cent: Written) -> Decimal:
    if 0 < per_cent.number < 1 and not per_cent.sign:
        as_share = f"{per_cent.number * 100:f}".rstrip("0").rstrip(".")
        raise MistypedError(f'"{text}" can be read in two ways: write {text}%, or {as_share}%.')
    return per_cent.number / 100


def _bounds(input: Input, reader: Reader) -> str:
    scale, sign = (100, PER_CENT) if _is_share(input) else (1, "")
    low, high = (reader.number(bound * scale, 0) for bound in (input.low, input.high))
    return f"Must be from {low} to {high}{sign}."


def _is_share(input: Input) -> bool:
    return input.unit.is_share


def write_number(input: Input, value: float, reader: Reader) -> str:
    """A number as it can be typed again and be read as the same, every digit of it."""
    exact = Decimal(repr(float(value))) * (100 if _is_share(input) else 1)
    whole, _, decimals = f"{exact:f}".partition(".")
    decimals = decimals.rstrip("0")
    digits = f"{whole}{reader.decimal}{decimals:0<4}" if len(decimals) == 3 else ""
    plain = digits or f"{whole}{reader.decimal}{decimals}".removesuffix(reader.decimal)
    return f"{plain}%" if _is_share(input) and 0 < exact < 1 else plain
