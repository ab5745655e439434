"""Conditions and values that hold from some day on, as trees over the input ``as_of``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from joinwise.domain.days import AS_OF, iso_date
from joinwise.domain.values import Kind, Scalar
from joinwise.expressions.ast import (
    And,
    Choice,
    Comparison,
    Constant,
    Name,
    Node,
    Unknown,
    number,
)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day until another one, both included; None if there is no such end."""

    start: float | None
    end: float | None

    def within(self, condition: Node) -> Node:
        """A condition that is false outside of it; ``condition_of`` gives it back."""
        tests = [Comparison(">=", Name(AS_OF), number(day)) for day in _known(self.start)]
        tests += [Comparison("<=", Name(AS_OF), number(day)) for day in _known(self.end)]
        return And((*tests, condition))

    @property
    def written(self) -> dict[str, str]:
        """As rule files have it."""
        ends = {"from": self.start, "until": self.end}
        return {key: iso_date(day) for key, day in ends.items() if day is not None}


def _known(day: float | None) -> list[float]:
    return [] if day is None else [day]


def condition_of(node: Node) -> Node:
    """The condition that holds within a period."""
    match node:
        case And(parts):
            return parts[-1]
    return node


@dataclass(frozen=True, slots=True)
class DatedValues:
    """Values by the day from which each holds, in order, and the one before the first."""

    values: tuple[tuple[float, Scalar], ...]
    otherwise: Scalar | None

    def tree(self, kind: Kind) -> Node:
        """The value on the day of a candidate."""
        leaves = [_leaf(value, kind) for value in (self.otherwise, *dict(self.values).values())]
        return _halved([day for day, _ in self.values], leaves)

    @property
    def by_date(self) -> dict[str, Scalar]:
        return {iso_date(day): value for day, value in self.values}


def _leaf(value: Scalar | None, kind: Kind) -> Node:
    return Unknown(kind) if value is None else Constant(value, kind)


def _halved(days: Sequence[float], leaves: Sequence[Node]) -> Node:
    """A choice of halves, so that many days make no deep tree."""
    if not days:
        return leaves[0]
    middle = len(days) // 2
    later = _halved(days[middle + 1 :], leaves[middle + 1 :])
    earlier = _halved(days[:middle], leaves[: middle + 1])
    return Choice(later, Comparison(">=", Name(AS_OF), number(days[middle])), earlier)


def dated_values(node: Node) -> DatedValues | None:
    """The values of a tree that chooses by the day alone, later ones later; else None."""
    if not isinstance(node, Choice):
        return None
    (_, first), *later = _steps(node, -inf)
    days = [day for day, _ in later]
    is_table = isinstance(first, Constant | Unknown) and days == sorted({*days})
    if not later or not is_table or not all(isinstance(leaf, Constant) for _, leaf in later):
        return None
    return DatedValues(tuple((day, _value(leaf)) for day, leaf in later), _value(first))


def _value(leaf: Node) -> Any:
    return leaf.value if isinstance(leaf, Constant) else None


def _steps(node: Node, start: float) -> Iterator[tuple[float, Node]]:
    """What holds from which day on, as it stands in the tree."""
    match node:
        case Choice(then, Comparison(">=", Name("as_of"), Constant(float() as day)), earlier):
            yield from _steps(earlier, start)
            yield from _steps(then, day)
        case _:
            yield start, node
