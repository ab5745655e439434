"""The digits and separators of a number: ``1.200,50``, ``1'200.50``, ``1,00,000``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import decimal

from joinwise.languages.reader import Reader

DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u2066-\u2069]")
"""Marks of the direction of text, which mean nothing in a number."""

PUNCTUATION = {
    ord(mark): meant
    for meant, marks in {
        ".": "\uff0e\u066b",
        ",": "\uff0c\u066c\u060c\u2e41",
        "'": "\u2019\u02bc\uff07",
        "+": "\uff0b",
        "-": "\uff0d\u2212",
        "%": "\uff05\u066a",
    }.items()
    for mark in marks
}
"""The marks of numbers in other scripts, and the true minus, as the marks that they mean."""

NUMERAL = re.compile(r"(\d+(?:[.,' ]\d+)*|(?<!\d)[.,]\d+)")
GROUPS = re.compile(r"[1-9]\d{0,2}([.,' ])\d{3}(\1\d{3})*|[1-9]\d?([, ])\d{2}(\3\d{2})*\3\d{3}")
"""Groups of thousands, or of lakhs and crores: ``1,200,000``, ``12,00,000``."""

SEPARATORS, POINTS = ".,' ", ".,"


class MistypedError(Exception):
    """Says what is wrong, to be shown beside the field."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """``by_habit``: it has one meaning only by how the reader separates thousands."""

    value: Decimal
    by_habit: bool = False


def western(text: str) -> str:
    """In the digits and marks that English has, in small letters with single spaces."""
    marked = DIRECTIONS.sub("", text).translate(PUNCTUATION)
    digits = "".join(str(decimal(each)) if each.isdecimal() else each for each in marked)
    return " ".join(digits.casefold().split())


def read_numeral(digits: str, reader: Reader) -> Numeral:
    """The number that digits and separators mean, with either point for decimals.

    What can be read in two ways is refused: ``1.250`` is a thousand or one, unless the reader's
    language says which. Raises MistypedError.
    """
    separators = [mark for mark in digits if mark in SEPARATORS]
    match len(set(separators)), len(separators):
        case 0, _:
            return Numeral(Decimal(digits))
        case 1, 1 if separators[0] in POINTS:
            return _with_point(digits, separators[0], reader)
        case 1, _:
            return Numeral(Decimal(_ungrouped(digits, digits, reader)))
        case 2, _ if separators[-1] in POINTS and separators.count(separators[-1]) == 1:
            whole, _, decimals = digits.rpartition(separators[-1])
            return Numeral(Decimal(f"{_ungrouped(whole, digits, reader)}.{decimals}"))
    raise _unclear(digits, reader)


def _with_point(digits: str, point: str, reader: Reader) -> Numeral:
    """One point or comma: for decimals, unless three digits follow that may be a group."""
    whole, _, rest = digits.partition(point)
    may_group = len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if not may_group:
        return Numeral(Decimal(f"{whole}.{rest}"))
    if point == reader.group.translate(PUNCTUATION):
        return Numeral(Decimal(f"{whole}{rest}"), by_habit=True)
    raise MistypedError(
        reader.gettext(
            '"%(text)s" can be read in two ways: write %(whole)s, or %(decimal)s.',
            text=digits,
            whole=f"{whole}{rest}",
            decimal=f"{digits}0",
        )
    )


def _ungrouped(whole: str, digits: str, reader: Reader) -> str:
    if not GROUPS.fullmatch(whole):
        raise _unclear(digits, reader)
    return re.sub("[.,' ]", "", whole)


def _unclear(digits: str, reader: Reader) -> MistypedError:
    return MistypedError(
        reader.gettext(
            '"%(text)s" is no number: write it without signs between the thousands.', text=digits
        )
    )
