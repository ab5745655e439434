"""Two candidates as terms of the solver z3, of which one says more of some inputs.

Sums are exact. A product or quotient of two values that vary is any number, but for what is known
of it: its bounds, its sign, and the order that it keeps between the two candidates if its operands
grow or shrink (see ``lemmas``). So what is proven needs no arithmetic that the solver finds hard;
what is not proven may still be true. Rounding is left out, and what is too large for a double.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import z3

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Arithmetic, Call, Node, names
from joinwise.expressions.functions import digits
from joinwise.expressions.intervals import ARITHMETIC, LARGEST, Bounds, either_number, rounded
from joinwise.expressions.mixes import mix_of, rest_of_whole
from joinwise.expressions.smt.encoder import Encoder
from joinwise.expressions.smt.lemmas import (
    Pair,
    mean_order,
    mean_sizes,
    monotone_order,
    part_order,
    product_order,
    product_sizes,
    quotient_order,
    quotient_sizes,
    sign,
)
from joinwise.expressions.smt.terms import OPERATIONS, Number, Term, rational

ROUNDED = Fraction(1, 10**9)
"""By what share of it the rounding of a bound, step by step, may have moved it."""

Order = Callable[[Sequence[Pair], Pair], Iterator[Any]]


class LowSide(Encoder):
    """The candidate that says less; what is not linear is known by its lemmas alone."""

    def __init__(
        self,
        kinds: Mapping[str, Kind],
        definitions: Mapping[str, Node],
        vocabulary: Mapping[str, tuple[str, ...]],
        inputs: Mapping[str, Input] = INPUTS,
    ) -> None:
        super().__init__(kinds, definitions, vocabulary, is_exact=True, inputs=inputs)
        self.kinds = kinds

    def said_of(self, input: Input) -> tuple[Any, Term]:
        """When the caller says something of an input, and what."""
        return self._said(input)

    def visit_arithmetic(self, node: Arithmetic) -> Term:
        mix = mix_of(node)
        if mix and _is_share(self.number(mix.weight)):
            return self._mean(node, (mix.one, mix.other, mix.weight))
        if _is_linear(node.operator, self.number(node.left), self.number(node.right)):
            return self._linear(node)
        return self._product(node) if node.operator == "*" else self._quotient(node)

    def _linear(self, node: Arithmetic) -> Number:
        left, right = self.number(node.left), self.number(node.right)
        known = [left.known, right.known, *([right.value != 0] if node.operator == "/" else [])]
        value = OPERATIONS[node.operator](left.value, right.value)
        bounds = ARITHMETIC[node.operator](left.bounds, right.bounds)
        return Number(z3.And(*known), value, value, bounds, False)

    def _mean(self, node: Node, operands: tuple[Node, Node, Node]) -> Number:
        one, other, weight = map(self.number, operands)
        known = z3.And(one.known, other.known, weight.known)
        mean = self._result(known, either_number(one.bounds, other.bounds))
        self._hold(known, *mean_sizes(one.value, other.value, weight.value, mean.value))
        return self._ordered(node, operands, mean, mean_order)

    def _product(self, node: Arithmetic) -> Number:
        left, right = self.number(node.left), self.number(node.right)
        bounds = ARITHMETIC["*"](left.bounds, right.bounds)
        known = z3.And(left.known, right.known)
        product = self._result(known, bounds)
        self._hold(known, *sign(left.value, right.value, product.value))
        self._hold(known, *product_sizes(left.value, right.value, product.value))
        return self._ordered(node, (node.left, node.right), product, product_order)

    def _quotient(self, node: Arithmetic) -> Number:
        left, right = self.number(node.left), self.number(node.right)
        known = z3.And(left.known, right.known, right.value != 0)
        rest = rest_of_whole(node)
        if rest and left.bounds[0] >= 0 and self.number(rest).bounds[0] >= 0:
            part = self._result(known, (0.0, 1.0, True))
            self._hold(known, part.value <= 1, *sign(left.value, right.value, part.value))
            return self._ordered(node, (node.left, rest), part, part_order)
        quotient = self._result(known, ARITHMETIC["/"](left.bounds, right.bounds))
        self._hold(known, *sign(left.value, right.value, quotient.value))
        self._hold(known, *quotient_sizes(left.value, right.value, quotient.value))
        return self._ordered(node, (node.left, node.right), quotient, quotient_order)

    def round(self, call: Call) -> Number:
        """Within half a unit of the last decimal, or on it."""
        operand, places = self.number(call.arguments[0]), digits(call)
        result = self._result(operand.known, rounded(operand.bounds, places))
        half = rational(Fraction(1, 2 * 10**places))
        self._hold(
            operand.known,
            result.value >= operand.value - half,
            result.value <= operand.value + half,
        )
        return self._ordered(call, call.arguments[:1], result, monotone_order)

    def _result(self, known: Any, bounds: Bounds) -> Number:
        """Any number within bounds, and a little beyond, since these are rounded themselves."""
        value = z3.Real(self._fresh())
        low, high, _ = bounds
        if -LARGEST < low <= high:
            self._hold(known, value >= rational(Fraction(low) - abs(Fraction(low)) * ROUNDED))
        if low <= high < LARGEST:
            self._hold(known, value <= rational(Fraction(high) + abs(Fraction(high)) * ROUNDED))
        return Number(known, value, value, bounds, False)

    def _ordered(
        self, node: Node, operands: Sequence[Node], result: Number, order: Order
    ) -> Number:
        """The result, once what its order says was noted: nothing of one candidate alone."""
        return result


class HighSide(LowSide):
    """The candidate that says more of the inputs ``raised``, by the same ``growth`` of each.

    ``touched`` are these and all that is worked out of them; all else is as for the other one.
    """

    def __init__(self, low: LowSide, raised: Collection[str], touched: frozenset[str]) -> None:
        super().__init__(low.kinds, low.definitions, low.vocabulary, low.inputs)
        self.low = low
        self.raised = raised
        self.touched = touched
        self.growth = z3.Real("growth")
        self.axioms.append(self.growth > 0)

    def term(self, node: Node) -> Term:
        is_touched = not self.touched.isdisjoint(names(node))
        return super().term(node) if is_touched else self.low.term(node)

    def _said(self, input: Input) -> tuple[Any, Term]:
        return super()._said(input) if input.name in self.raised else self.low.said_of(input)

    def _own_number(self, input: Input, is_given: Any) -> Number:
        name = f"higher {input.name}"
        value = z3.ToReal(z3.Int(name)) if input.whole else z3.Real(name)
        _, lower = self.low.said_of(input)
        assert isinstance(lower, Number)
        self.axioms += [value == lower.value + self.growth, value <= self._constant(input.high)]
        return Number(is_given, value, value, lower.bounds, input.whole)

    def _fresh(self) -> str:
        return f"higher {super()._fresh()}"

    def _ordered(
        self, node: Node, operands: Sequence[Node], result: Number, order: Order
    ) -> Number:
        lows = [self.low.number(operand) for operand in operands]
        highs = [self.number(operand) for operand in operands]
        values = [(low.value, high.value) for low, high in zip(lows, highs, strict=True)]
        known = z3.And(*(operand.known for operand in (*lows, *highs)))
        self._hold(known, *order(values, (self.low.number(node).value, result.value)))
        return result


def _is_linear(operator: str, left: Number, right: Number) -> bool:
    if operator in "+-":
        return True
    is_scaled = z3.is_rational_value(right.value)
    return is_scaled or (operator == "*" and z3.is_rational_value(left.value))


def _is_share(number: Number) -> bool:
    low, high, _ = number.bounds
    return 0 <= low <= high <= 1
