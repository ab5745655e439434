"""A condition as tests that must all hold, for durable_rules: limits on numbers, and flags.

A condition is true if and only if all of its tests are. What is no plain limit on one number, such
as alternatives or a comparison of texts, is worked out beforehand and is a flag: true, or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from joinwise.expressions.ast import MIRRORED, And, Comparison, Constant, Name, Node
from joinwise.expressions.closeness import without_tolerance
from joinwise.expressions.normalize import normalize

MAX_TESTS = 60


@dataclass(frozen=True, slots=True)
class Flag:
    """Holds if a condition is true."""

    subject: Node


@dataclass(frozen=True, slots=True)
class Limit:
    """``subject operator value``: does not hold if the number is unknown."""

    subject: Name
    operator: str
    value: float


Test = Flag | Limit


def conjunction(condition: Node) -> tuple[Test, ...]:
    """The tests of a condition, flags first.

    If there are more than durable_rules should hold, the condition itself is the only test.
    """
    tree = normalize(without_tolerance(condition))
    found = sorted(dict.fromkeys(_tests(tree)), key=_is_limit)
    return tuple(found) if len(found) <= MAX_TESTS else (Flag(condition),)


def _is_limit(test: Test) -> bool:
    return isinstance(test, Limit)


def _tests(node: Node) -> Iterator[Test]:
    match node:
        case And(parts):
            for part in parts:
                yield from _tests(part)
        case Comparison(operator, Name() as left, Constant(float() as value)):
            yield Limit(left, operator, value)
        case Comparison(operator, Constant(float() as value), Name() as right):
            yield Limit(right, MIRRORED[operator], value)
        case _:
            yield Flag(node)
