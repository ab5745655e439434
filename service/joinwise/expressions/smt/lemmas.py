"""What is known of a product, a quotient or a mean without working it out, as conditions for z3.

``Pair`` is what a number is for two candidates. Each order says: if the operands grow or shrink so,
the result does not move the other way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

import z3

Pair = tuple[Any, Any]


def sign(one: Any, other: Any, result: Any) -> list[Any]:
    """The sign of a product or quotient."""
    alike = z3.Or(z3.And(one > 0, other > 0), z3.And(one < 0, other < 0))
    unlike = z3.Or(z3.And(one > 0, other < 0), z3.And(one < 0, other > 0))
    return [(result > 0) == alike, (result < 0) == unlike]


def product_sizes(one: Any, other: Any, product: Any) -> Iterator[Any]:
    """A share of a number is no more than it, a multiple no less."""
    for factor, number in permutations((one, other)):
        yield z3.Implies(z3.And(factor >= 0, factor <= 1, number >= 0), product <= number)
        yield z3.Implies(z3.And(factor >= 1, number >= 0), product >= number)


def quotient_sizes(dividend: Any, divisor: Any, quotient: Any) -> Iterator[Any]:
    yield z3.Implies(z3.And(divisor > 0, divisor <= 1, dividend >= 0), quotient >= dividend)
    yield z3.Implies(z3.And(divisor >= 1, dividend >= 0), quotient <= dividend)


def mean_sizes(one: Any, other: Any, weight: Any, mean: Any) -> list[Any]:
    """A mean is between both, and all of one if the other has no weight."""
    rising, falling = z3.And(one <= mean, mean <= other), z3.And(other <= mean, mean <= one)
    no_weight = z3.Implies(weight == 0, mean == one)
    return [z3.Or(rising, falling), no_weight, z3.Implies(weight == 1, mean == other)]


def product_order(operands: Sequence[Pair], product: Pair) -> Iterator[Any]:
    for (a, a_other), (b, b_other), (p, p_other) in _both_ways(*operands, product):
        grows = z3.And(a <= a_other, b <= b_other, a >= 0, b >= 0)
        yield z3.Implies(grows, p <= p_other)
        yield z3.Implies(z3.And(a <= a_other, b == b_other, b >= 0), p <= p_other)
        yield z3.Implies(z3.And(a <= a_other, b == b_other, b <= 0), p >= p_other)
        yield z3.Implies(z3.And(b <= b_other, a == a_other, a >= 0), p <= p_other)
        yield z3.Implies(z3.And(b <= b_other, a == a_other, a <= 0), p >= p_other)


def quotient_order(operands: Sequence[Pair], quotient: Pair) -> Iterator[Any]:
    for (a, a_other), (b, b_other), (q, q_other) in _both_ways(*operands, quotient):
        yield z3.Implies(
            z3.And(b_other > 0, b_other <= b, a <= a_other, a_other >= 0), q <= q_other
        )
        yield z3.Implies(z3.And(b > 0, b <= b_other, a <= a_other, a <= 0), q <= q_other)
        yield z3.Implies(z3.And(b == b_other, b > 0, a <= a_other), q <= q_other)
        yield z3.Implies(z3.And(b == b_other, b < 0, a <= a_other), q >= q_other)


def part_order(operands: Sequence[Pair], quotient: Pair) -> Iterator[Any]:
    """Of ``a / (a + rest)``, neither below zero: the operands are ``a`` and ``rest``."""
    for (a, a_other), (rest, rest_other), (q, q_other) in _both_ways(*operands, quotient):
        yield z3.Implies(z3.And(a <= a_other, rest >= rest_other), q <= q_other)


def mean_order(operands: Sequence[Pair], mean: Pair) -> Iterator[Any]:
    """Of ``a + w * (b - a)``, with a weight ``w`` from 0 to 1."""
    for (a, a_other), (b, b_other), (w, w_other), (m, m_other) in _both_ways(*operands, mean):
        grows = z3.And(a <= a_other, b <= b_other)
        yield z3.Implies(z3.And(grows, w == w_other), m <= m_other)
        yield z3.Implies(z3.And(grows, w <= w_other, b_other >= a_other), m <= m_other)
        yield z3.Implies(z3.And(grows, w >= w_other, b <= a), m <= m_other)


def monotone_order(operands: Sequence[Pair], result: Pair) -> Iterator[Any]:
    """Of what moves the same way as its only operand."""
    for (a, a_other), (r, r_other) in _both_ways(*operands, result):
        yield z3.Implies(a <= a_other, r <= r_other)


def _both_ways(*pairs: Pair) -> Iterator[tuple[Pair, ...]]:
    """From the first candidate to the second, and back."""
    yield pairs
    yield tuple((other, one) for one, other in pairs)
