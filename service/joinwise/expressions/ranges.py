"""Between which ends the value of a tree lies, if it is known: the reading of numbers alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf

from joinwise.expressions import intervals
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
from joinwise.expressions.intervals import Bounds
from joinwise.expressions.mixes import mix_of, rest_of_whole
from joinwise.expressions.visitor import Visitor

ANYTHING: Bounds = (-inf, inf, False)
NOTHING: Bounds = (inf, -inf, False)
CALLS: Mapping[str, Callable[..., Bounds]] = {
    "min": intervals.lesser,
    "max": intervals.greater,
    "abs": intervals.absolute,
}


class Ranges(Visitor[Bounds]):
    """The least and the most that each number can be; what is no number can be anything.

    ``of_input`` has the ends of each input, ``definitions`` what facts and assumptions stand for.
    """

    def __init__(self, of_input: Mapping[str, Bounds], definitions: Mapping[str, Node]) -> None:
        self._of_input = of_input
        self._definitions = definitions
        self._found: dict[str, Bounds] = {}

    def visit_name(self, node: Name) -> Bounds:
        if node.name not in self._found:
            self._found[node.name] = self._of_name(node.name)
        return self._found[node.name]

    def _of_name(self, name: str) -> Bounds:
        given = self._of_input.get(name, NOTHING)
        assumed = self._definitions.get(name)
        return _hull(given, self.visit(assumed)) if assumed else given

    def visit_constant(self, node: Constant) -> Bounds:
        value = node.value
        is_number = isinstance(value, float | int) and not isinstance(value, bool)
        return (float(value), float(value), False) if is_number else ANYTHING  # type: ignore[arg-type]

    def visit_unknown(self, node: Unknown) -> Bounds:
        return NOTHING

    def visit_lookup(self, node: Lookup) -> Bounds:
        values = [value for _, value in node.table]
        if node.otherwise is not None:
            values.append(node.otherwise)
        ends = [self.visit(Constant(value, node.kind)) for value in values]
        return _hull(*ends) if ends else NOTHING

    def visit_negative(self, node: Negative) -> Bounds:
        return intervals.negative(self.visit(node.operand))

    def visit_arithmetic(self, node: Arithmetic) -> Bounds:
        if mix := mix_of(node):
            low, high, _ = self.visit(mix.weight)
            if low >= 0 and high <= 1:
                return _hull(self.visit(mix.one), self.visit(mix.other))
        left, right = self.visit(node.left), self.visit(node.right)
        if rest_of_whole(node) and left[0] >= 0 and right[0] >= left[0]:
            return 0.0, 1.0, False
        if NOTHING in (left, right):
            return NOTHING
        return _finite(_arithmetic(node.operator, left, right))

    def visit_call(self, node: Call) -> Bounds:
        arguments = [self.visit(argument) for argument in node.arguments]
        if node.function == "coalesce":
            return _hull(*arguments)
        if node.function == "round":
            low, high, _ = arguments[0]
            return low - 1, high + 1, False
        if node.function not in CALLS:
            return ANYTHING
        return NOTHING if NOTHING in arguments else CALLS[node.function](*arguments)

    def visit_choice(self, node: Choice) -> Bounds:
        return _hull(self.visit(node.then), self.visit(node.otherwise))

    def visit_comparison(self, node: Comparison) -> Bounds:
        return ANYTHING

    def visit_among(self, node: Among) -> Bounds:
        return ANYTHING

    def visit_within(self, node: Within) -> Bounds:
        return ANYTHING

    def visit_known(self, node: Known) -> Bounds:
        return ANYTHING

    def visit_not(self, node: Not) -> Bounds:
        return ANYTHING

    def visit_and(self, node: And) -> Bounds:
        return ANYTHING

    def visit_or(self, node: Or) -> Bounds:
        return ANYTHING


def _hull(*ranges: Bounds) -> Bounds:
    return min(low for low, _, _ in ranges), max(high for _, high, _ in ranges), False


def _arithmetic(operator: str, left: Bounds, right: Bounds) -> Bounds:
    if operator == "/" and right[0] == 0 <= left[0] and right[1] > 0:
        return (left[0] / right[1], inf, False)  # a divisor of zero gives nothing
    if operator in ("*", "/") and (inf in map(abs, left[:2]) or inf in map(abs, right[:2])):
        return (0.0, inf, False) if left[0] >= 0 and right[0] >= 0 else ANYTHING
    return intervals.ARITHMETIC[operator](left, right)  # type: ignore[no-any-return]


def _finite(bounds: Bounds) -> Bounds:
    return bounds[0], bounds[1], False
