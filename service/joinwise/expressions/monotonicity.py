"""Which way the value of a tree moves if some inputs grow and all else stays as it is.

Of numbers: up, down, or not at all, and whether a value is known stays the same. Of conditions:
up from false over unknown to true, or down. What is not sure is called ``EITHER``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import IntFlag
from functools import reduce
from operator import or_

from joinwise.expressions.ast import (
    Among,
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Lookup,
    Name,
    Negative,
    Node,
    Not,
    Or,
    Unknown,
    Within,
)
from joinwise.expressions.mixes import Mix, mix_of
from joinwise.expressions.premises import Decided
from joinwise.expressions.ranges import ANYTHING, Ranges
from joinwise.expressions.visitor import Visitor


class Direction(IntFlag):
    """Joined by ``|``: what may go up or down may go either way."""

    CONSTANT = 0
    UP = 1
    DOWN = 2
    EITHER = 3


CONSTANT, UP, DOWN, EITHER = Direction(0), Direction.UP, Direction.DOWN, Direction.EITHER
OPPOSITE = {CONSTANT: CONSTANT, UP: DOWN, DOWN: UP, EITHER: EITHER}
RISING = ("min", "max", "round", "coalesce")
"""Functions whose value grows with each of their arguments."""

GREATER, LESS = (">", ">="), ("<", "<=")


class Monotonicity(Visitor[Direction]):
    """The direction of each tree if the inputs that are ``growing`` grow."""

    def __init__(
        self,
        growing: Collection[str],
        definitions: Mapping[str, Node],
        ranges: Ranges,
        decided: Decided,
    ) -> None:
        self._decided = decided
        self._found = dict.fromkeys(growing, UP)
        self._definitions = definitions
        self._ranges = ranges

    def visit_name(self, node: Name) -> Direction:
        """Of what is assumed too: nobody gave it in either case, or somebody gave the same."""
        if node.name not in self._found:
            definition = self._definitions.get(node.name)
            self._found[node.name] = self.visit(definition) if definition else CONSTANT
        return self._found[node.name]

    def visit_constant(self, node: Constant) -> Direction:
        return CONSTANT

    def visit_unknown(self, node: Unknown) -> Direction:
        return CONSTANT

    def visit_lookup(self, node: Lookup) -> Direction:
        return _either_if(self.visit(node.by))

    def visit_negative(self, node: Negative) -> Direction:
        return OPPOSITE[self.visit(node.operand)]

    def visit_arithmetic(self, node: Arithmetic) -> Direction:
        mix = mix_of(node)
        if mix and self._is_share(mix):
            return self.visit(mix.one) | self.visit(mix.other)
        left, right = self.visit(node.left), self.visit(node.right)
        match node.operator:
            case "+":
                return left | right
            case "-":
                return left | OPPOSITE[right]
            case "*":
                return self._scaled(left, node.right) | self._scaled(right, node.left)
        return self._scaled(left, node.right) | self._divided(node.left, node.right)

    def _is_share(self, mix: Mix) -> bool:
        low, high, _ = self._ranges.visit(mix.weight)
        return self.visit(mix.weight) is CONSTANT and low >= 0 and high <= 1

    def _scaled(self, direction: Direction, factor: Node) -> Direction:
        """Of what moves so, times something, or divided by it."""
        if direction is CONSTANT:
            return CONSTANT
        low, high, _ = self._ranges.visit(factor)
        if low >= 0:
            return direction
        return OPPOSITE[direction] if high <= 0 else EITHER

    def _divided(self, dividend: Node, divisor: Node) -> Direction:
        """Of a quotient as its divisor moves, which must not reach zero."""
        direction, (low, high, _) = self.visit(divisor), self._ranges.visit(divisor)
        if direction is CONSTANT:
            return CONSTANT
        return self._scaled(OPPOSITE[direction], dividend) if low > 0 or high < 0 else EITHER

    def visit_call(self, node: Call) -> Direction:
        directions = [self.visit(argument) for argument in node.arguments]
        if node.function == "abs":
            return self._scaled(directions[0], node.arguments[0])
        joined = _joined(directions)
        return joined if node.function in RISING else _either_if(joined)

    def visit_choice(self, node: Choice) -> Direction:
        outcome = self.visit(node.then) | self.visit(node.otherwise)
        return outcome | _either_if(self.visit(node.condition))

    def visit_comparison(self, node: Comparison) -> Direction:
        if self._decided.truth(node) is not None:
            return CONSTANT
        difference = self.visit(node.left) | OPPOSITE[self.visit(node.right)]
        if node.operator in GREATER:
            return difference
        return OPPOSITE[difference] if node.operator in LESS else _either_if(difference)

    def visit_among(self, node: Among) -> Direction:
        return _either_if(self.visit(node.item))

    def visit_within(self, node: Within) -> Direction:
        return _either_if(self.visit(node.item) | self.visit(node.list))

    def visit_known(self, node: Known) -> Direction:
        """Whether a number is known stays the same if it goes up or down."""
        if self._decided.truth(node) is not None:
            return CONSTANT
        direction = self.visit(node.name)
        is_number = self._ranges.visit(node.name) != ANYTHING
        return CONSTANT if is_number and direction is not EITHER else _either_if(direction)

    def visit_not(self, node: Not) -> Direction:
        return OPPOSITE[self.visit(node.operand)]

    def visit_and(self, node: And) -> Direction:
        return _joined(map(self.visit, node.parts))

    def visit_or(self, node: Or) -> Direction:
        return _joined(map(self.visit, node.parts))


def _joined(directions: Collection[Direction] | map[Direction]) -> Direction:
    return reduce(or_, directions, CONSTANT)


def _either_if(direction: Direction) -> Direction:
    return EITHER if direction else CONSTANT
