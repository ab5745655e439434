"""What trees become for the solver z3: numbers, truths, texts and lists that may be unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import frexp, inf, isinf, nextafter
from struct import pack
from typing import Any

import z3

from joinwise.expressions.intervals import Bounds, either_number

NEAREST = Fraction(1, 2**53)
"""How far rounding to a double moves a result, at most, as a share of it."""

TINIEST = Fraction(1, 2**1074)
"""How far it moves a product or quotient that is close to zero, at most."""

TOO_LARGE = 2**1024 - 2**970
"""From here on a result rounds to no finite double."""

WHOLE_BELOW = 2.0**53
"""Whole numbers below are doubles, and so are their sums and products."""

Error = tuple[Fraction, Fraction]
"""How far a result may be from the exact one: as a share of it, and beyond that share."""

NONE: Error = (Fraction(0), Fraction(0))
TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)
ZERO = z3.RealVal(0)
HALF = z3.Q(1, 2)

OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


@dataclass(frozen=True, slots=True)
class Number:
    """``value`` if ``known``; it is ``exact`` rounded, and within ``bounds``."""

    known: Any
    value: Any
    exact: Any
    bounds: Bounds
    whole: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """True, false, or neither: unknown."""

    true: Any
    false: Any

    @property
    def known(self) -> Any:
        return z3.Or(self.true, self.false)


@dataclass(frozen=True, slots=True)
class Words:
    """For each text when it is this one; unknown if it is none."""

    cases: Mapping[str, Any]

    @property
    def known(self) -> Any:
        return any_of(self.cases.values())

    def is_one(self, text: object) -> Any:
        return self.cases.get(str(text), FALSE)


@dataclass(frozen=True, slots=True)
class Flags:
    """A list: for each entry when the list has it, if it is known."""

    known: Any
    holds: Mapping[str, Any]


Term = Number | Truth | Words | Flags


def any_of(conditions: Iterable[Any]) -> Any:
    options = list(conditions)
    return z3.Or(*options) if options else FALSE


def rational(value: Fraction | int) -> Any:
    """An exact number; most are small enough to be written as they are."""
    number = Fraction(value)
    return z3.RealVal(f"{number.numerator}/{number.denominator}")


def either(condition: Any, one: Term, other: Term) -> Term:
    """The one if a condition holds, else the other; both of one kind."""
    match one, other:
        case Number(), Number():
            return _either_number(condition, one, other)
        case Truth(), Truth():
            true = z3.If(condition, one.true, other.true)
            return Truth(true, z3.If(condition, one.false, other.false))
        case Words(), Words():
            return Words(_either_case(condition, one.cases, other.cases))
        case Flags(), Flags():
            known = z3.If(condition, one.known, other.known)
            return Flags(known, _either_case(condition, one.holds, other.holds))
    raise AssertionError("a pack without errors has sides of one kind")


def worked_out(work: Callable[..., Any], operands: Sequence[Number], bounds: Bounds) -> Number:
    """What is worked out without rounding anything anew."""
    value = work(*(operand.value for operand in operands))
    is_exact = all(operand.exact is operand.value for operand in operands)
    exact = value if is_exact else work(*(operand.exact for operand in operands))
    known = z3.And(*(operand.known for operand in operands))
    return Number(known, value, exact, bounds, all(operand.whole for operand in operands))


def is_small(bounds: Bounds) -> bool:
    return bounds[0] > -WHOLE_BELOW and bounds[1] < WHOLE_BELOW


def error_of(operator: str, left: Number, right: Number) -> Error:
    """What rounding may do to a result; little or nothing if only the exponent changes."""
    if operator in "+-":
        return NEAREST, Fraction(0)
    factors = (left, right) if operator == "*" else (right,)
    scales = [factor.bounds[0] for factor in factors if _is_power_of_two(factor)]
    if not scales:
        return NEAREST, TINIEST
    grows = scales[0] >= 1 if operator == "*" else scales[0] <= 1
    return NONE if grows else (Fraction(0), TINIEST)


def _is_power_of_two(number: Number) -> bool:
    low, high, _ = number.bounds
    return low == high and frexp(low)[0] == 0.5


def near(value: Any, exact: Any, error: Error) -> list[Any]:
    """That a value is no further from the exact one than this."""
    share, more = error
    sides = [exact * rational(1 - share), exact * rational(1 + share)]
    low, high = z3.If(exact >= 0, sides[0], sides[1]), z3.If(exact >= 0, sides[1], sides[0])
    return [value >= low - rational(more), value <= high + rational(more)]


def same_order(exact: Any, value: Any, other: Any) -> list[Any]:
    """That a value is on the same side of a double as the exact one, or on it."""
    return [z3.Implies(exact <= other, value <= other), z3.Implies(exact >= other, value >= other)]


def same_side(exact: Any, value: Any, other: float) -> list[Any]:
    """Exactly when a result rounds to less than a double, to it, or to more.

    It rounds to the double up to the middle to the next one; on the middle, to the even one.
    """
    above, below, at = _middle(other, inf), _middle(other, -inf), rational(Fraction(other))
    if _is_even(other):
        return [(value <= at) == (exact <= above), (value >= at) == (exact >= below)]
    return [(value <= at) == (exact < above), (value >= at) == (exact > below)]


def _is_even(double: float) -> bool:
    """Whether the last bit of its fraction is zero."""
    return pack("<d", double)[0] % 2 == 0


def _middle(double: float, towards: float) -> Any:
    following = nextafter(double, towards)
    if isinf(following):
        return rational(TOO_LARGE if towards > 0 else -TOO_LARGE)
    return rational((Fraction(double) + Fraction(following)) / 2)


def _either_number(condition: Any, one: Number, other: Number) -> Number:
    value = z3.If(condition, one.value, other.value)
    is_exact = one.exact is one.value and other.exact is other.value
    return Number(
        z3.If(condition, one.known, other.known),
        value,
        value if is_exact else z3.If(condition, one.exact, other.exact),
        either_number(one.bounds, other.bounds),
        one.whole and other.whole,
    )


def _either_case(
    condition: Any, one: Mapping[str, Any], other: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        text: z3.If(condition, one.get(text, FALSE), other.get(text, FALSE))
        for text in dict.fromkeys(chain(one, other))
    }


def same(left: Term, right: Term) -> Truth:
    """Whether two texts, or two truths, are the same."""
    known = z3.And(left.known, right.known)
    if isinstance(left, Truth) and isinstance(right, Truth):
        equal = left.true == right.true
    else:
        assert isinstance(left, Words)
        assert isinstance(right, Words)
        equal = any_of(z3.And(left.cases[text], right.is_one(text)) for text in left.cases)
    return Truth(z3.And(known, equal), z3.And(known, z3.Not(equal)))
