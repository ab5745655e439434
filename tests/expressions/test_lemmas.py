"""What the solver is told of products, quotients and means is true of numbers."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
import z3

from joinwise.expressions.smt import lemmas

NUMBERS = [Fraction(number) for number in ("-2", "-1/2", "0", "1/2", "3")]
SHARES = [Fraction(0), Fraction(1, 3), Fraction(1)]
AMOUNTS = [Fraction(0), Fraction(1, 2), Fraction(3)]
Four = tuple[Fraction, Fraction, Fraction, Fraction]


def term(number: Fraction) -> Any:
    return z3.Q(number.numerator, number.denominator)


def pair(one: Fraction, other: Fraction) -> lemmas.Pair:
    return term(one), term(other)


def are_true(conditions: Iterable[Any]) -> bool:
    return z3.is_true(z3.simplify(z3.And(*conditions)))


def fours(numbers: list[Fraction]) -> Iterator[Four]:
    """Two operands of one candidate, and those of the other."""
    return product(numbers, repeat=4)


@pytest.mark.slow
def test_the_lemmas_hold_of_a_product() -> None:
    for a, b, c, d in fours(NUMBERS):
        one, other = term(a), term(b)
        assert are_true(lemmas.sign(one, other, term(a * b)))
        assert are_true(lemmas.product_sizes(one, other, term(a * b)))
        assert are_true(lemmas.product_order([pair(a, c), pair(b, d)], pair(a * b, c * d)))


@pytest.mark.slow
def test_the_lemmas_hold_of_a_quotient() -> None:
    for a, b, c, d in fours(NUMBERS):
        if b and d:
            one, other = term(a), term(b)
            assert are_true(lemmas.sign(one, other, term(a / b)))
            assert are_true(lemmas.quotient_sizes(one, other, term(a / b)))
            assert are_true(lemmas.quotient_order([pair(a, c), pair(b, d)], pair(a / b, c / d)))


def test_the_lemmas_hold_of_a_part_of_a_whole() -> None:
    for a, rest, c, other in fours(AMOUNTS):
        if a + rest and c + other:
            parts = pair(a / (a + rest), c / (c + other))
            assert are_true(lemmas.part_order([pair(a, c), pair(rest, other)], parts))


@pytest.mark.slow
def test_the_lemmas_hold_of_a_weighted_mean() -> None:
    for (a, b, c, d), w, v in product(fours(NUMBERS[1::2] + NUMBERS[4:]), SHARES, SHARES):
        means = a + w * (b - a), c + v * (d - c)
        assert are_true(lemmas.mean_sizes(term(a), term(b), term(w), term(means[0])))
        operands = [pair(a, c), pair(b, d), pair(w, v)]
        assert are_true(lemmas.mean_order(operands, pair(*means)))


@pytest.mark.parametrize("places", [0, 1])
def test_the_lemmas_hold_of_what_is_rounded(places: int) -> None:
    for a, b in product(NUMBERS, repeat=2):
        results = pair(round(a, places), round(b, places))
        assert are_true(lemmas.monotone_order([pair(a, b)], results))
