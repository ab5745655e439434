"""What a number counts, and how values are written for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from joinwise.domain.values import Value

NOT_KNOWN = "not known"
WHOLE_FROM = 100
"""Numbers of this size and more are written without decimals."""

NO_HALF = 1e-6
"""Farther from one half than any double that is written as a half."""

EXACT = 10
"""Decimals of a number in full; further ones come from binary fractions, and nobody wrote them."""

SINGULAR = {"hours": "hour", "days": "day", "weeks": "week", "months": "month", "years": "year"}


class Quantity(StrEnum):
    """What units are of; the value is how the text of a unit starts."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as rule files write it: ``money a year``, ``share``, ``hours a meeting``."""

    text: str = ""
    quantity: Quantity = field(init=False, compare=False)

    def __post_init__(self) -> None:
        quantity = next(known for known in Quantity if self.text.startswith(known))
        object.__setattr__(self, "quantity", quantity)

    @property
    def is_money(self) -> bool:
        return self.quantity is Quantity.MONEY

    @property
    def is_share(self) -> bool:
        return self.quantity is Quantity.SHARE

    @property
    def is_count(self) -> bool:
        return self.quantity is Quantity.COUNT

    @property
    def is_time(self) -> bool:
        return self.text.partition(" ")[0] in SINGULAR

    @property
    def rest(self) -> str:
        """What follows the quantity: `` a year`` of ``money a year``."""
        return self.text.removeprefix(self.quantity)

    def counting(self, number: str) -> str:
        """A number as it is written, with this unit: ``4 hours a month``, ``1 hour a month``."""
        first, space, rest = self.text.partition(" ")
        word = SINGULAR.get(first, first) if number == "1" else first
        return f"{number} {word}{space}{rest}".strip()

    def decimals(self, value: float) -> int:
        """How many decimals of a value are written at most."""
        quantity = self.quantity
        if quantity is Quantity.MONEY or quantity is Quantity.COUNT:
            return 0
        size = abs(value * 100 if quantity is Quantity.SHARE else value)
        if size >= WHOLE_FROM:
            return 0
        return 1 if size >= 1 and self.is_time else 2

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


NO_UNIT = Unit()


class ValueFormat:
    """How values and sentences are written, here in English: ``1,896 USD``, ``33.3%``, ``yes``.

    Other languages override ``number``, ``money``, ``figure`` and ``translated``.
    """

    def gettext(self, message: str, /, **values: object) -> str:
        """A message in the language, with values in its places: ``%(name)s``."""
        text = self.translated(message)
        return text % values if values else text

    def ngettext(self, one: str, many: str, num: int, /, **values: object) -> str:
        """The message that fits a number, which ``%(num)s`` stands for."""
        return self.translated_plural(one, many, num) % {"num": num, **values}

    def conjoined(self, parts: Iterable[str]) -> str:
        """Parts of a sentence joined by *and*."""
        return _spaced(self.gettext("and")).join(parts)

    def translated(self, message: str) -> str:
        return message

    def speaking(self, language: str) -> ValueFormat:
        """The same with its sentences in another language, if it knows any."""
        return self

    def translated_plural(self, one: str, many: str, num: int) -> str:
        return one if num == 1 else many

    def value(self, value: Value, unit: Unit = NO_UNIT, currency: str = "") -> str:
        """A value in its unit, rounded to what a reader needs."""
        if value.__class__ is float:
            return self._number_in(value, unit, currency)
        match value:
            case None:
                return self.gettext(NOT_KNOWN)
            case bool():
                return self.gettext("yes") if value else self.gettext("no")
            case str():
                return value
            case tuple():
                return ", ".join(value) or self.gettext("nothing")
        return self._number_in(value, unit, currency)

    def _number_in(self, value: float, unit: Unit, currency: str) -> str:
        if unit.quantity is Quantity.MONEY:
            return self.money(value, currency)
        return self._scaled(value, unit, unit.decimals(value))

    def counted(self, number: str, unit: Unit) -> str:
        """A number as it is written, with its unit: ``4 hours a month``, ``$900 a year``."""
        if unit.is_money:
            return f"{number} {self.gettext(unit.rest.strip())}".strip()
        counted = unit.counting("1" if number == "1" else "0")[1:].strip()
        return f"{number} {self.gettext(counted)}".strip()

    def exact(self, value: float, unit: Unit) -> str:
        """A number with all of its decimals: ``1,234.5``, and ``12.5%`` of a share."""
        return self._scaled(value, unit, EXACT)

    def _scaled(self, value: float, unit: Unit, decimals: int) -> str:
        if unit.is_share:
            return f"{self.number(value * 100, decimals)}%"
        return self.number(value, decimals)

    def number(self, value: float, decimals: int) -> str:
        """With at most so many decimals: ``1,200.5``."""
        text = f"{half_up(value, decimals):,.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if decimals else text
        return "0" if text == "-0" else text

    def money(self, amount: float, currency: str) -> str:
        return f"{self.number(amount, 0)} {currency}"

    def figure(self, value: float) -> str:
        """A number of a rule: ``1,200.125``."""
        return f"{value:,.10g}"


def _spaced(word: str) -> str:
    return f" {word} "


ENGLISH = ValueFormat()


def half_up(value: float, decimals: int) -> float | Decimal:
    """A number to be written with so many decimals: halves go away from zero, as people round.

    What is rounded is the decimal number of 12 digits, not its binary fraction: 2.675 gives 2.68.
    """
    scaled = abs(value) * 10**decimals
    if abs(scaled % 1 - 0.5) > NO_HALF:
        return value
    return Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def digits(value: float) -> str:
    """A double as the shortest decimal number that reads back as the same: no exponent."""
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def how_many(count: int, thing: str) -> str:
    """A number of things in English: ``1 rule``, ``1,200 rows``, ``2 policies``."""
    things = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{count:,} {thing if count == 1 else things}"


def continued(sentence: str) -> str:
    """A sentence as it goes on after a colon: ``must be true or false``."""
    return f"{sentence[0].lower()}{sentence[1:].rstrip('.')}"
