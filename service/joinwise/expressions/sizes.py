"""How large a number may be: what is surely finite need not be checked."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

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
from joinwise.expressions.visitor import Visitor

LARGEST = 1e300
"""Far enough below the largest double that rounding does not matter."""


class Sizes(Visitor[float]):
    """The largest size of a number, infinite if no bound is known; 0 for what is no number.

    ``largest`` are the bounds of inputs, ``definitions`` what other names and assumptions mean.
    """

    def __init__(self, largest: Mapping[str, float], definitions: Mapping[str, Node]) -> None:
        self.largest = largest
        self.definitions = definitions
        self._sizes: dict[Node, float] = {}

    def visit(self, node: Node) -> float:
        if node not in self._sizes:
            self._sizes[node] = node.accept(self)
        return self._sizes[node]

    def visit_constant(self, node: Constant) -> float:
        return _size(node.value)

    def visit_unknown(self, node: Unknown) -> float:
        return 0.0

    def visit_name(self, node: Name) -> float:
        definition = self.definitions.get(node.name)
        defined = self.visit(definition) if definition else 0.0
        return max(defined, self.largest.get(node.name, 0.0))

    def visit_lookup(self, node: Lookup) -> float:
        return max(map(_size, [value for _, value in node.table] + [node.otherwise]))

    def visit_negative(self, node: Negative) -> float:
        return self.visit(node.operand)

    def visit_arithmetic(self, node: Arithmetic) -> float:
        left, right = self.visit(node.left), self.visit(node.right)
        match node.operator:
            case "*":
                return _product(left, right)
            case "/":
                return _quotient(left, node.right)
        return left + right

    def visit_call(self, node: Call) -> float:
        """Of no function the result is larger than all of its arguments by more than rounding."""
        return 2 * max(map(self.visit, node.arguments))

    def visit_choice(self, node: Choice) -> float:
        return max(self.visit(node.then), self.visit(node.otherwise))

    def visit_comparison(self, node: Comparison) -> float:
        return 0.0

    def visit_among(self, node: Among) -> float:
        return 0.0

    def visit_within(self, node: Within) -> float:
        return 0.0

    def visit_known(self, node: Known) -> float:
        return 0.0

    def visit_not(self, node: Not) -> float:
        return 0.0

    def visit_and(self, node: And) -> float:
        return 0.0

    def visit_or(self, node: Or) -> float:
        return 0.0


def _size(value: object) -> float:
    return abs(value) if isinstance(value, float) else 0.0


def _product(left: float, right: float) -> float:
    return left * right if left and right else 0.0


def _quotient(left: float, divisor: Node) -> float:
    """Known only for a divisor that is written as a number."""
    if isinstance(divisor, Constant) and divisor.value:
        return left / _size(divisor.value)
    return inf
