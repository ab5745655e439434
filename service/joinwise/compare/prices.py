"""What a unit of each limit is worth: the prices at which the bound on a choice is lowest.

At these prices, no choice within the limits reaches more than the price of all that may be taken,
and what each thing gains beyond the price of what it takes. This holds for any prices (Geoffrion,
*Lagrangean relaxation for integer programming*, 1974); these make the bound as low as it gets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf, sqrt

Amounts = Sequence[int]
"""One amount for each thing that can be chosen."""

STEPS = 24
"""Each makes what is looked through smaller by the golden section: a hundred thousandth is left."""

GOLDEN = (sqrt(5) - 1) / 2

Priced = tuple[float, tuple[float, ...]]
"""A bound, and the price of all that each limit allows."""


def fair_prices(worth: Amounts, takes: Sequence[Amounts], left: Amounts) -> Sequence[float]:
    """The price of a unit of each limit, of which so much is left.

    Each thing has a worth, and takes an amount of every limit.
    """
    if not takes or not left:
        return [0.0] * len(left)
    wholes = [max(amount, 1) for amount in left]
    parts = [
        [taken / whole for taken in column]
        for column, whole in zip(zip(*takes, strict=True), wholes, strict=True)
    ]
    _, prices = _lowest(worth, parts)
    return [price / whole for price, whole in zip(prices, wholes, strict=True)]


def _lowest(worth: Amounts, parts: Sequence[Sequence[float]]) -> Priced:
    """The lowest bound if each thing takes these parts of each limit.

    Two limits are taken together as one, in the proportion that bounds most (Glover, *Surrogate
    constraints*, 1968).
    """
    first, *others = parts
    if not others:
        return _filled(worth, first)
    second, *rest = others

    def together(share: float) -> Priced:
        mixed = [a * (1 - share) + b * share for a, b in zip(first, second, strict=True)]
        bound, (price, *prices) = _lowest(worth, [mixed, *rest])
        return bound, (price * (1 - share), price * share, *prices)

    return _least(together)


def _filled(worth: Amounts, parts: Sequence[float]) -> Priced:
    """One limit filled with what is worth most for its part, the last thing cut to fit."""
    left, bound = 1.0, 0.0
    paying = [pair for pair in zip(worth, parts, strict=True) if pair[0] > 0]
    for value, part in sorted(paying, key=_rate, reverse=True):
        if part > left:
            return bound + value / part * left, (value / part,)
        left, bound = left - part, bound + value
    return bound, (0.0,)


def _rate(pair: tuple[int, float]) -> float:
    value, part = pair
    return value / part if part > 0 else inf


def _least(priced: Callable[[float], Priced]) -> Priced:
    """The lowest for a share from 0 to 1, of what falls and then rises."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        if priced(left) <= priced(right):
            high = right
        else:
            low = left
    return min(map(priced, (0.0, low, high, 1.0)))
