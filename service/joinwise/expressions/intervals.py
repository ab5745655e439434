"""What a value may be: the ``Bounds`` of a number, the ``Truths`` of a condition, a set of texts.

Every operation of IEEE doubles is monotone in each operand, so that the ends of a range serve for
all of it. If each operand has only one value, so has the result, and it is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import product
from math import inf
from sys import float_info
from typing import Any

from joinwise.domain.values import UNKNOWN, Kind, Value

LARGEST = float_info.max

Bounds = tuple[float, float, bool]
"""The lowest and highest that a number may be, and whether it may be unknown.

The lowest is above the highest if it is never known.
"""

Truths = int
"""Which truth values a condition may have: ``TRUE``, ``FALSE`` and ``UNSURE`` as bits."""

Texts = frozenset[str | None]
Possible = Any
"""Bounds, Truths or Texts; of a list, its only value."""

NEVER_KNOWN: Bounds = (inf, -inf, True)
ANYTHING: Bounds = (-LARGEST, LARGEST, True)
TRUE, FALSE, UNSURE = 1, 2, 4
BITS: Mapping[bool | None, Truths] = {True: TRUE, False: FALSE, UNKNOWN: UNSURE}


def only(value: Value, kind: Kind) -> Possible:
    """What may be if there is only one value."""
    match kind:
        case Kind.NUMBER:
            return NEVER_KNOWN if value is UNKNOWN else (value, value, False)
        case Kind.BOOLEAN:
            return BITS[value]  # type: ignore[index]
        case Kind.TEXT:
            return frozenset((value,))
    return value


def value_of(possible: Possible, kind: Kind) -> Value:
    """The value, if there is only one."""
    match kind:
        case Kind.NUMBER:
            return UNKNOWN if possible[2] else float(possible[0])
        case Kind.BOOLEAN:
            return _values(possible)[0]
        case Kind.TEXT:
            (possible,) = possible
    value: Value = possible
    return value


# Numbers


def bounded(low: float, high: float, unknown: bool) -> Bounds:
    """Bounds of a result; what is no finite double is unknown."""
    if low >= -LARGEST and high <= LARGEST:
        return low, high, unknown
    low, high = max(low, -LARGEST), min(high, LARGEST)
    return (low, high, True) if low <= high else NEVER_KNOWN


def plus(left: Bounds, right: Bounds) -> Bounds:
    return bounded(left[0] + right[0], left[1] + right[1], left[2] or right[2])


def minus(left: Bounds, right: Bounds) -> Bounds:
    return bounded(left[0] - right[1], left[1] - right[0], left[2] or right[2])


def times(left: Bounds, right: Bounds) -> Bounds:
    if left[0] > left[1] or right[0] > right[1]:
        return NEVER_KNOWN
    return _spanning(
        (left[0] * right[0], left[0] * right[1], left[1] * right[0], left[1] * right[1]),
        left[2] or right[2],
    )


def over(left: Bounds, right: Bounds) -> Bounds:
    """A quotient; if the divisor may be zero and other values too, it may be anything."""
    if left[0] > left[1] or right[0] > right[1] or right[0] == right[1] == 0:
        return NEVER_KNOWN
    if right[0] <= 0 <= right[1]:
        return ANYTHING
    return _spanning(
        (left[0] / right[0], left[0] / right[1], left[1] / right[0], left[1] / right[1]),
        left[2] or right[2],
    )


def _spanning(ends: Sequence[float], unknown: bool) -> Bounds:
    return bounded(min(ends), max(ends), unknown)


def negative(operand: Bounds) -> Bounds:
    return -operand[1], -operand[0], operand[2]


def lesser(*operands: Bounds) -> Bounds:
    return _picked(min, operands)


def greater(*operands: Bounds) -> Bounds:
    return _picked(max, operands)


def _picked(pick: Any, operands: Sequence[Bounds]) -> Bounds:
    if any(low > high for low, high, _ in operands):
        return NEVER_KNOWN
    lows, highs, unknown = zip(*operands, strict=True)
    return pick(lows), pick(highs), any(unknown)


def absolute(operand: Bounds) -> Bounds:
    low, high, unknown = operand
    if low >= 0:
        return operand
    return (0.0, max(-low, high), unknown) if high > 0 else negative(operand)


def rounded(operand: Bounds, places: int = 0) -> Bounds:
    low, high, unknown = operand
    return (round(low, places), round(high, places), unknown) if low <= high else operand


def either_number(one: Bounds, other: Bounds) -> Bounds:
    return min(one[0], other[0]), max(one[1], other[1]), one[2] or other[2]


def first_number(*operands: Bounds) -> Bounds:
    """The first that is known."""
    low, high = inf, -inf
    for least, most, unknown in operands:
        low = least if least < low else low
        high = most if most > high else high
        if not unknown:
            return low, high, False
    return low, high, True


# Truths


def _values(truths: Truths) -> list[bool | None]:
    return [value for value, bit in BITS.items() if truths & bit]


def _truths(values: Iterable[bool | None]) -> Truths:
    return reduce(lambda truths, value: truths | BITS[value], values, 0)


OPPOSITE = tuple(
    _truths(value if value is UNKNOWN else not value for value in _values(truths))
    for truths in range(8)
)


def same_number(left: Bounds, right: Bounds) -> Truths:
    if left[0] > left[1] or right[0] > right[1]:
        return UNSURE
    may_be = max(left[0], right[0]) <= min(left[1], right[1])
    must_be = left[0] == left[1] == right[0] == right[1]
    return (
        (TRUE if may_be else 0) | (0 if must_be else FALSE) | (UNSURE if left[2] or right[2] else 0)
    )


def same_text(left: Texts, right: Texts) -> Truths:
    return _truths(
        UNKNOWN if UNKNOWN in (one, other) else one == other for one, other in product(left, right)
    )


def same_truth(left: Truths, right: Truths) -> Truths:
    return same_text(frozenset(_values(left)), frozenset(_values(right)))  # type: ignore[arg-type]


def within(item: Texts, options: Iterable[str] | None) -> Truths:
    """Whether a text is one of those; unknown if either is."""
    return _truths(
        UNKNOWN if one is UNKNOWN or options is UNKNOWN else one in options for one in item
    )


def number_known(operand: Bounds) -> Truths:
    return (TRUE if operand[0] <= operand[1] else 0) | (FALSE if operand[2] else 0)


def truth_known(operand: Truths) -> Truths:
    return (TRUE if operand & (TRUE | FALSE) else 0) | (FALSE if operand & UNSURE else 0)


def text_known(operand: Texts) -> Truths:
    return _truths(value is not UNKNOWN for value in operand)


def either_truth(one: Truths, other: Truths) -> Truths:
    return one | other


def first_truth(*operands: Truths) -> Truths:
    truths = 0
    for operand in operands:
        truths |= operand & ~UNSURE
        if not operand & UNSURE:
            return truths
    return truths | UNSURE


# Texts


def either_text(one: Texts, other: Texts) -> Texts:
    return one | other


def first_text(*operands: Texts) -> Texts:
    texts: Texts = frozenset()
    for operand in operands:
        texts |= operand - {UNKNOWN}
        if UNKNOWN not in operand:
            return texts
    return texts | {UNKNOWN}


_EITHER_OF: Mapping[Kind, Callable[..., Possible]] = {
    Kind.NUMBER: either_number,
    Kind.BOOLEAN: either_truth,
    Kind.TEXT: either_text,
}
FIRST_OF: Mapping[Kind, Callable[..., Possible]] = {
    Kind.NUMBER: first_number,
    Kind.BOOLEAN: first_truth,
    Kind.TEXT: first_text,
}
KNOWN: Mapping[Kind, Callable[..., Possible]] = {
    Kind.NUMBER: number_known,
    Kind.BOOLEAN: truth_known,
    Kind.TEXT: text_known,
}
SAME: Mapping[Kind, Callable[..., Possible]] = {
    Kind.NUMBER: same_number,
    Kind.BOOLEAN: same_truth,
    Kind.TEXT: same_text,
}
ARITHMETIC: Mapping[str, Callable[..., Possible]] = {"+": plus, "-": minus, "*": times, "/": over}


def chosen(kind: Kind) -> Callable[..., Possible]:
    """``then if condition else otherwise`` for outcomes of one kind."""
    either, unknown = _EITHER_OF[kind], only(UNKNOWN, kind)

    def choose(condition: Truths, then: Possible, otherwise: Possible) -> Possible:
        outcomes = zip((TRUE, FALSE, UNSURE), (then, otherwise, unknown), strict=True)
        return reduce(either, [outcome for bit, outcome in outcomes if condition & bit])

    return choose


def found_in(
    table: Mapping[str, Value], otherwise: Value, kind: Kind
) -> Callable[[Texts], Possible]:
    """A lookup by texts, for a table whose values are of one kind."""
    either, missing = _EITHER_OF[kind], only(otherwise, kind)
    possible: dict[str | None, Possible] = {UNKNOWN: only(UNKNOWN, kind)}
    possible.update((key, only(value, kind)) for key, value in table.items())

    def find(by: Texts) -> Possible:
        return reduce(either, [possible.get(text, missing) for text in by])

    return find
