"""One input of a candidate, and what fits it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import Enum, auto
from numbers import Real
from typing import Any, Final, TypeGuard

from joinwise.domain.currencies import CURRENCIES
from joinwise.domain.days import DATE_PROBLEM, day_of
from joinwise.domain.units import Unit
from joinwise.domain.values import Kind, Value
from joinwise.suggestions import nearest

LONGEST_NAME = 200
TRUTH_PROBLEM = "Must be true or false."
LENGTH_PROBLEM = f"Must be 1 to {LONGEST_NAME} characters long."

HARMFUL = r"\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069"
"""Control characters, line separators, and what changes the direction of the text around it."""

INVISIBLE = (
    r"\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
"""Characters that show nothing by themselves; as part of a name they are welcome."""

VISIBLE_TEXT = f"^[^{HARMFUL}]*[^{HARMFUL}{INVISIBLE}][^{HARMFUL}]*$"
"""The pattern of a free text, in Python as in JSON Schema."""

FREE_TEXT = re.compile(VISIBLE_TEXT)
HARMFUL_CHARACTER = re.compile(rf"[{HARMFUL}\ud800-\udfff]")


class Misfit(Enum):
    MISFIT = auto()


MISFIT: Final = Misfit.MISFIT
"""What a value reads as that does not fit; ``None`` says that it is unknown."""


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a candidate, by its dotted name.

    ``low`` and ``high`` bound numbers, both included; ``whole`` marks counts; ``values`` lists
    what a text, or each entry of a list, may be (empty: any text); ``label`` is how people call it;
    ``is_day`` marks days, which are dates in JSON and numbers to work with.
    """

    name: str
    kind: Kind
    unit: Unit
    about: str
    label: str
    low: float = 0.0
    high: float = 0.0
    whole: bool = False
    values: tuple[str, ...] = ()
    is_day: bool = False
    read: Callable[[Any], Any] = field(init=False, repr=False, compare=False)
    """Gives a value as it is worked with, or MISFIT if it has a problem, in whole or in part."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", _reader(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Without ``read``, which is made again where it arrives."""
        return type(self), tuple(getattr(self, each.name) for each in fields(self) if each.init)

    def problem(self, value: object) -> str | None:
        """Why this is no value of the input, or None; lists come as lists or tuples."""
        if self.is_day:
            return DATE_PROBLEM if day_of(value) is None else None
        match self.kind:
            case Kind.NUMBER:
                return self._number_problem(value)
            case Kind.TEXT:
                return self._text_problem(value)
            case Kind.BOOLEAN:
                return None if isinstance(value, bool) else TRUTH_PROBLEM
            case Kind.LIST:
                return None if isinstance(value, list | tuple) else "Must be a list."

    @property
    def requirement(self) -> str:
        """What every value of it must be."""
        match self.kind:
            case Kind.NUMBER:
                whole = "whole " if self.whole else ""
                return f"Must be a {whole}number from {self.low:,.0f} to {self.high:,.0f}."
            case Kind.BOOLEAN:
                return TRUTH_PROBLEM
        if not self.values:
            return LENGTH_PROBLEM
        return f"{self._allowed()}{' in each entry' if self.kind is Kind.LIST else ''}."

    def entry_problem(self, value: object) -> str | None:
        """Why this is no entry of a list input, or None."""
        return self._text_problem(value)

    def list_problem(self, count: int) -> str:
        """Why a list does not fit of which so many entries are something else."""
        return f"{self._allowed()} in each entry; {count:,} entries are something else."

    def _number_problem(self, value: object) -> str | None:
        if not _is_number(value):
            return "Must be a number."
        if not self.low <= value <= self.high:
            return f"Must be from {self.low:,.0f} to {self.high:,.0f}."
        return "Must be a whole number." if self.whole and value % 1 else None

    def _text_problem(self, value: object) -> str | None:
        if not isinstance(value, str):
            return "Must be a text."
        if not self.values:
            return _free_text_problem(value)
        is_allowed = value in self.values
        return None if is_allowed else f"{self._allowed()}{nearest(value, self.values) or '.'}"

    def fits(self, value: Any) -> bool:
        """Whether a value, with all entries if it is a list, has no problem."""
        if self.problem(value) is not None:
            return False
        return self.kind is not Kind.LIST or not any(map(self.entry_problem, value))

    def has(self, value: float) -> bool:
        """Whether a number, as it is worked with, is one of its values."""
        return self.low <= value <= self.high and not (self.whole and value % 1)

    def value_of(self, given: Any) -> Value:
        """A value that fits, as it is worked with.

        Numbers are doubles; a list is a tuple in the order of ``values``, each entry once.
        """
        if self.is_day:
            return day_of(given)
        if self.kind is Kind.NUMBER:
            return float(given)
        return tuple(v for v in self.values if v in given) if self.kind is Kind.LIST else given

    def _allowed(self) -> str:
        if self.values is CURRENCIES:
            return "Must be an ISO 4217 currency code in use, such as USD or EUR"
        return f"Must be one of {', '.join(self.values)}"

    @property
    def type(self) -> str:
        """What its values are in JSON."""
        return "date" if self.is_day else self.kind

    @property
    def group(self) -> str:
        """The part before the dot, or an empty text: ``cost`` of ``cost.annual_dues``."""
        return self.name.rpartition(".")[0]

    @property
    def own_name(self) -> str:
        """Its name within its group: ``annual_dues`` of ``cost.annual_dues``."""
        return self.name.rpartition(".")[2]


def _is_number(value: object) -> TypeGuard[float]:
    """Whether it is one of JSON, or of a library that knows what numbers are."""
    if value.__class__ is float or value.__class__ is int:
        return True
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, Real) and not isinstance(value, bool)


def _free_text_problem(value: str) -> str | None:
    if not 1 <= len(value) <= LONGEST_NAME:
        return LENGTH_PROBLEM
    harmful = HARMFUL_CHARACTER.search(value)
    if harmful:
        return f"Must not hold the character {harmful[0]!a}."
    return None if FREE_TEXT.fullmatch(value) else "Must hold a character that can be seen."


def _reader(input: Input) -> Callable[[Any], Any]:
    """What reads values fast; ``problem`` says the same of them in words."""
    match input.kind:
        case Kind.NUMBER if not input.is_day:
            return _number_reader(input.low, input.high, input.whole)
        case Kind.TEXT if input.values:
            return _choice_reader(frozenset(input.values))
        case Kind.BOOLEAN:
            return lambda value: value if value.__class__ is bool else MISFIT
    return lambda value: input.value_of(value) if input.fits(value) else MISFIT


def _number_reader(low: float, high: float, whole: bool) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        is_plain = value.__class__ is float or value.__class__ is int
        if not is_plain and not _is_number(value):
            return MISFIT
        return MISFIT if not low <= value <= high or (whole and value % 1) else float(value)

    return read


def _choice_reader(values: frozenset[str]) -> Callable[[Any], Any]:
    return lambda value: value if value.__class__ is str and value in values else MISFIT
