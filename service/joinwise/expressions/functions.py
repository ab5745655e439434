"""The functions of the expression language: one record each, with all its readings.

A new function is a new record in ``FUNCTIONS``; nothing else in this package names one. The type
checker finds a reading that a record lacks, since no field has a default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import reduce
from itertools import takewhile
from typing import Any, Protocol

from joinwise.domain.values import Kind
from joinwise.expressions.ast import Call, Constant, Node
from joinwise.expressions.bounds_source import BoundsSource, any_unknown
from joinwise.expressions.intervals import (
    FIRST_OF,
    Possible,
    absolute,
    greater,
    lesser,
    rounded,
)
from joinwise.expressions.printer import to_text
from joinwise.expressions.source import if_known, unsure

MAX_DIGITS = 9


class Parameter(Enum):
    """What may be an argument."""

    NUMBER = auto()
    ALIKE = auto()
    """Of any kind, but all arguments of the same, which is the kind of the result."""

    DIGITS = auto()
    """A plain number from 0 to ``MAX_DIGITS``: readings get it as it is written."""


class SolverTerms(Protocol):
    """The part of the encoder (see ``smt``) of which the terms of calls are made."""

    def if_else(self, condition: Any, one: Any, other: Any) -> Any: ...

    def exact(self, call: Call, work: Callable[..., Any]) -> Any:
        """The result of work on numbers that rounds nothing."""

    def round(self, call: Call) -> Any: ...

    def first_known(self, call: Call) -> Any: ...


class ColumnTerms(Protocol):
    """The part of the compiler of columns (see ``columns``) of which calls are made."""

    def if_else(self, condition: Any, one: Any, other: Any) -> Any:
        """Null if the condition is."""

    def first_known(self, values: Sequence[Any]) -> Any: ...

    def round(self, value: Any, digits: int) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function, and how each reading reads a call of it.

    ``parameters`` are in the order of the arguments; the last is that of all further arguments.
    ``fewest`` and ``most`` are how many arguments there may be, ``most`` None if any number: such a
    function must be associative. ``is_rounding`` says that the result has few decimals, so that it
    is compared as it is (see ``closeness``).

    ``english`` and ``python`` make a phrase and source from those of the arguments; in source, an
    argument is None if unknown (see ``source.if_known``). ``interval`` has, by the kind of the
    result, the function from what the arguments may be to what the result may be;
    ``usual_interval`` is source for what most numbers are, ``value if condition``, or None if that
    would not be faster. ``smt`` makes the term of a call, ``columns`` the expression over columns,
    given those of the arguments.
    """

    name: str
    parameters: tuple[Parameter, ...]
    fewest: int
    most: int | None
    is_rounding: bool
    english: Callable[[Sequence[str]], str]
    python: Callable[[Sequence[str]], str]
    interval: Mapping[Kind, Callable[..., Possible]]
    usual_interval: Callable[[Sequence[BoundsSource]], str] | None
    smt: Callable[[SolverTerms, Call], Any]
    columns: Callable[[ColumnTerms, Call, Sequence[Any]], Any]

    @property
    def count(self) -> str:
        """How many arguments it takes, in words."""
        if self.most is None:
            return f"{self.fewest} or more"
        return f"{self.fewest}" if self.fewest == self.most else f"{self.fewest} to {self.most}"

    def parameter(self, place: int) -> Parameter:
        return self.parameters[min(place, len(self.parameters) - 1)]

    def sources(self, arguments: Sequence[Node], source: Callable[[Node], str]) -> list[str]:
        """The source of each argument; digits are plain numbers there too."""
        return [
            to_text(argument) if self.parameter(place) is Parameter.DIGITS else source(argument)
            for place, argument in enumerate(arguments)
        ]


def listed(words: Sequence[str], joiner: str) -> str:
    """``a, b and c``."""
    return joiner.join(filter(None, [", ".join(words[:-1]), words[-1]]))


def digits(call: Call) -> int:
    """The decimals that a call rounds to."""
    written = call.arguments[1] if len(call.arguments) > 1 else None
    return int(written.value) if isinstance(written, Constant) else 0  # type: ignore[arg-type]


# Source of Python


def _calling(name: str) -> Callable[[Sequence[str]], str]:
    return lambda arguments: if_known(arguments, f"{name}({', '.join(arguments)})")


def _extreme(name: str, operator: str) -> Callable[[Sequence[str]], str]:
    """Two numbers are compared in place, which takes a third of the time of a call."""

    def extreme(arguments: Sequence[str]) -> str:
        if len(arguments) > 2:
            return _calling(name)(arguments)
        one, other = arguments
        return if_known(arguments, f"({other} if {other} {operator} {one} else {one})")

    return extreme


def _rounding(arguments: Sequence[str]) -> str:
    number, places = arguments if len(arguments) > 1 else (*arguments, "0")
    return if_known([number], f"round({number}, {places})")


def _first_known(arguments: Sequence[str]) -> str:
    maybe = unsure(arguments)
    sure = next((value for value in arguments if value not in maybe), "None")
    tried = takewhile(maybe.__contains__, arguments)
    return " else ".join([*(f"{value} if {value} is not None" for value in tried), sure])


# Source of intervals


def _usual_extreme(name: str) -> Callable[[Sequence[BoundsSource]], str]:
    """All numbers may be known: the bounds are those of the lows and of the highs."""

    def usual(numbers: Sequence[BoundsSource]) -> str:
        lows, highs, _ = (", ".join(ends) for ends in zip(*numbers, strict=True))
        may_be_known = " and ".join(f"{bounds.low} <= {bounds.high}" for bounds in numbers)
        extreme = BoundsSource(f"{name}({lows})", f"{name}({highs})", any_unknown(*numbers))
        return f"{extreme} if {may_be_known}"

    return usual


def _first_known_of(arguments: Sequence[str]) -> str:
    if len(arguments) == 2:
        return "{} ({} if unknown)".format(*arguments)
    return f"the first known of {listed(arguments, ', ')}"


def _usual_first(numbers: Sequence[BoundsSource]) -> str:
    """The first is surely known."""
    return f"{numbers[0]} if not {numbers[0].unknown}"


# Phrases


def _of_two_or_more(comparative: str, superlative: str) -> Callable[[Sequence[str]], str]:
    def phrase(arguments: Sequence[str]) -> str:
        chosen = superlative if len(arguments) > 2 else comparative
        return f"the {chosen} of {listed(arguments, ' and ')}"

    return phrase


def _rounded_to(arguments: Sequence[str]) -> str:
    to = f" to {arguments[1]} decimals" if len(arguments) > 1 else ""
    return f"{arguments[0]} rounded{to}"


# Terms of the solver


def _least(terms: SolverTerms, call: Call) -> Any:
    def lesser_of(one: Any, other: Any) -> Any:
        return terms.if_else(one <= other, one, other)

    return terms.exact(call, lambda *values: reduce(lesser_of, values))


def _greatest(terms: SolverTerms, call: Call) -> Any:
    def greater_of(one: Any, other: Any) -> Any:
        return terms.if_else(one >= other, one, other)

    return terms.exact(call, lambda *values: reduce(greater_of, values))


def _size(terms: SolverTerms, call: Call) -> Any:
    return terms.exact(call, lambda value: terms.if_else(value >= 0, value, -value))


# Expressions over columns


def _least_column(terms: ColumnTerms, call: Call, values: Sequence[Any]) -> Any:
    return reduce(lambda one, other: terms.if_else(one <= other, one, other), values)


def _greatest_column(terms: ColumnTerms, call: Call, values: Sequence[Any]) -> Any:
    return reduce(lambda one, other: terms.if_else(one >= other, one, other), values)


_RECORDS = (
    Function(
        name="min",
        parameters=(Parameter.NUMBER,),
        fewest=2,
        most=None,
        is_rounding=False,
        english=_of_two_or_more("smaller", "smallest"),
        python=_extreme("min", "<"),
        interval={Kind.NUMBER: lesser},
        usual_interval=_usual_extreme("min"),
        smt=_least,
        columns=_least_column,
    ),
    Function(
        name="max",
        parameters=(Parameter.NUMBER,),
        fewest=2,
        most=None,
        is_rounding=False,
        english=_of_two_or_more("larger", "largest"),
        python=_extreme("max", ">"),
        interval={Kind.NUMBER: greater},
        usual_interval=_usual_extreme("max"),
        smt=_greatest,
        columns=_greatest_column,
    ),
    Function(
        name="abs",
        parameters=(Parameter.NUMBER,),
        fewest=1,
        most=1,
        is_rounding=False,
        english=lambda arguments: f"the size of {arguments[0]}",
        python=_calling("abs"),
        interval={Kind.NUMBER: absolute},
        usual_interval=None,
        smt=_size,
        columns=lambda terms, call, values: values[0].abs(),
    ),
    Function(
        name="round",
        parameters=(Parameter.NUMBER, Parameter.DIGITS),
        fewest=1,
        most=2,
        is_rounding=True,
        english=_rounded_to,
        python=_rounding,
        interval={Kind.NUMBER: rounded},
        usual_interval=None,
        smt=lambda terms, call: terms.round(call),
        columns=lambda terms, call, values: terms.round(values[0], digits(call)),
    ),
    Function(
        name="coalesce",
        parameters=(Parameter.ALIKE,),
        fewest=1,
        most=None,
        is_rounding=False,
        english=_first_known_of,
        python=_first_known,
        interval=FIRST_OF,
        usual_interval=_usual_first,
        smt=lambda terms, call: terms.first_known(call),
        columns=lambda terms, call, values: terms.first_known(values),
    ),
)

FUNCTIONS: Mapping[str, Function] = {function.name: function for function in _RECORDS}

BUILTINS: Mapping[str, Callable[..., Any]] = {"round": round, "min": min, "max": max, "abs": abs}
"""What the source of functions calls."""
