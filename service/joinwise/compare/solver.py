"""The best choice within limits, proven best.

Amounts are whole numbers, so sums are exact. Why a search of our own:
``docs/decisions/0015-own-search.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import le, mul, sub

from joinwise.compare.prices import Amounts, fair_prices
from joinwise.compare.search import Left, Search, State, Thing, Work

Limit = tuple[Amounts, int]
"""What each thing takes, and the most that all may take."""

FINE = 1 << 40
"""Parts of a unit of worth in which prices are counted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The places of what is chosen; no choice that fits reaches more than ``bound``."""

    places: frozenset[int]
    bound: int
    is_proven: bool


def best_choice(
    goals: Sequence[Amounts], limits: Sequence[Limit], work: Work, must: Collection[int] = ()
) -> Choice | None:
    """The choice that reaches most of the first goal; among equals most of the second, and so on.

    The sum of the amounts chosen stays within each limit, and what ``must`` be chosen is.
    None if no choice fits, or if no work is left.
    """
    ranking = Ranking.of(goals)
    search = _Question(ranking, limits, frozenset(must)).search()
    best = search.run(work)
    if best is None:
        return None
    places = frozenset(place for place in range(len(goals[0])) if best.places >> place & 1)
    return Choice(places, ranking.of_first(search.bound), search.is_proven)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Goals as one: all that a later one brings is less than a ``unit`` of the first."""

    first: Amounts
    values: Amounts
    unit: int

    @classmethod
    def of(cls, goals: Sequence[Amounts]) -> Ranking:
        """Of an amount for each thing and goal, what matters most first."""
        values, unit = [amount * FINE for amount in goals[0]], FINE
        for goal in goals[1:]:
            span = 2 * sum(map(abs, goal)) + 1
            values = [
                value * span + amount * FINE for value, amount in zip(values, goal, strict=True)
            ]
            unit *= span
        return cls(goals[0], values, unit)

    def of_first(self, value: int) -> int:
        """What a sum of values brings of the first goal, at most."""
        return (value + self.unit // 2) // self.unit

    def price(self, of_first: float) -> int:
        """A price in units of the first goal, as a value."""
        return round(of_first * FINE) * (self.unit // FINE)


class _Question:
    """What may be chosen once all that must be is, and what it gains beyond the price it takes."""

    def __init__(self, ranking: Ranking, limits: Sequence[Limit], must: frozenset[int]) -> None:
        self.ranking, self.must = ranking, must
        self.takes: list[Left] = list(zip(*(takes for takes, _ in limits), strict=True))
        self.takes = self.takes or [()] * len(ranking.values)
        self.most = tuple(most for _, most in limits)
        self.least = tuple(sum(min(taken, 0) for taken in takes) for takes, _ in limits)
        self.left = tuple(most - sum(takes[place] for place in must) for takes, most in limits)
        self.open = [place for place in range(len(self.takes)) if self._is_open(place)]
        self.prices = self._prices()

    def search(self) -> Search:
        """From what must be chosen on, over all that is open."""
        start = State(self.most, 0, 0, sum(map(mul, self.prices, self.most)))
        for place in self.must:
            start = start.with_(self._thing(place))
        return Search(start, [self._thing(place) for place in self.open], self.least)

    def _is_open(self, place: int) -> bool:
        room = map(sub, self.left, self.least)
        return place not in self.must and all(map(le, self.takes[place], room))

    def _prices(self) -> list[int]:
        worth = [self.ranking.first[place] for place in self.open]
        takes = [self.takes[place] for place in self.open]
        return [self.ranking.price(price) for price in fair_prices(worth, takes, self.left)]

    def _thing(self, place: int) -> Thing:
        worth, takes = self.ranking.values[place], self.takes[place]
        return Thing(1 << place, worth, takes, worth - sum(map(mul, self.prices, takes)))
