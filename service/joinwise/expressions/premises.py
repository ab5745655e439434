"""What holds of every candidate that a promise is about, and what that decides of conditions.

A promise is about candidates of which its inputs are known, and for which its ``given`` holds: that
some inputs are known or unknown, and some numbers no less than a constant.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from operator import ge, gt

from joinwise.expressions.ast import (
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Name,
    Node,
    Not,
    Or,
    rebuilt,
)
from joinwise.expressions.ranges import Ranges

HOLDS_ABOVE: Mapping[str, Callable[[float, float], bool]] = {">": gt, ">=": ge, "!=": gt}
"""Comparisons that hold if the least that the left side can be is so to the right one."""


@dataclass(frozen=True, slots=True)
class Premises:
    """The inputs that are known, those that are not, and the least that numbers are."""

    known: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    least: tuple[tuple[str, float], ...] = ()


def premises_of(inputs: Collection[str], given: Node | None) -> Premises:
    """What a condition says of inputs, as far as it is a list of such things."""
    known, unknown, least = {*inputs}, set(), {}
    for part in given.parts if isinstance(given, And) else (given,):
        match part:
            case Known(Name(name)):
                known.add(name)
            case Not(Known(Name(name))):
                unknown.add(name)
            case Comparison(">=" | ">", Name(name), Constant(float() | int() as value)):
                known.add(name)
                least[name] = float(value)
    return Premises(frozenset(known), frozenset(unknown), tuple(least.items()))


class Decided:
    """Which conditions the premises decide: true, false, or None."""

    def __init__(self, premises: Premises, definitions: Mapping[str, Node], ranges: Ranges) -> None:
        self._premises = premises
        self._definitions = definitions
        self._ranges = ranges

    def truth(self, node: Node) -> bool | None:
        match node:
            case Constant(bool() as value):
                return value
            case Known(Name(name)):
                return self._is_known(name)
            case Not(operand):
                return _opposite(self.truth(operand))
            case And(parts):
                return _all([self.truth(part) for part in parts])
            case Or(parts):
                return _opposite(_all([_opposite(self.truth(part)) for part in parts]))
            case Call("coalesce", (first, *_)):
                return self.truth(first)
            case Name(name) if name in self._definitions and name not in self._premises.known:
                return self.truth(self._definitions[name])
            case Comparison(operator, left, Constant(float() | int() as limit)):
                return self._compared(operator, left, float(limit))
        return None

    def settled(self, node: Node) -> Node:
        """The tree without the outcomes of choices that are not taken."""
        whole = rebuilt(node, self.settled)
        if isinstance(whole, Choice) and (truth := self.truth(whole.condition)) is not None:
            return whole.then if truth else whole.otherwise
        return whole

    def _is_known(self, name: str) -> bool | None:
        if name in self._premises.known:
            return True
        return False if name in self._premises.unknown else None

    def _compared(self, operator: str, left: Node, limit: float) -> bool | None:
        """True if the least that the left side can be is enough, and it is known."""
        holds = HOLDS_ABOVE.get(operator)
        is_enough = holds is not None and holds(self._ranges.visit(left)[0], limit)
        return True if is_enough and self._has_value(left) else None

    def _has_value(self, node: Node) -> bool:
        match node:
            case Constant():
                return True
            case Name(name) if name in self._premises.known:
                return True
            case Name(name) if name in self._definitions:
                return self._has_value(self._definitions[name])
            case Arithmetic("+" | "-" | "*", left, right):
                return self._has_value(left) and self._has_value(right)
            case Arithmetic("/", left, Constant(value)):
                return bool(value) and self._has_value(left)
            case Choice(then, condition, otherwise):
                truth = self.truth(condition)
                return truth is not None and self._has_value(then if truth else otherwise)
            case Call("coalesce", arguments):
                return any(map(self._has_value, arguments))
        return False


def _all(truths: list[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def _opposite(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
