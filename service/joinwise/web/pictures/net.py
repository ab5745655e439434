"""What is left of what groups bring, after their money and, if they have a price, their hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from joinwise.compare.portfolio import Ranked, Standing
from joinwise.domain.values import Value

COST = "yearly_cost"
"""The fact of a pack that says what a year takes, money and hours together."""

LARGEST = 1e15
"""What is beyond it is not drawn."""


@dataclass(frozen=True, slots=True)
class Bar:
    """From zero to ``amount``; places are in per cent of the width."""

    amount: float
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class NetRow:
    """A group, or all of a set together; ``number`` is its place among those ranked, from 1.

    ``after_hours`` is None if the rules do not say what its hours cost.
    """

    number: int | None
    name: str
    is_in: bool
    after_money: Bar
    after_hours: Bar | None


@dataclass(frozen=True, slots=True)
class Net:
    """One row a group, best first; ``together`` is None if fewer than two are in the set."""

    rows: tuple[NetRow, ...]
    together: NetRow | None
    zero_at: float

    @property
    def is_priced(self) -> bool:
        """Whether the hours of any of them have a price."""
        return any(row.after_hours for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left in a year."""

    number: int | None
    name: str
    is_in: bool
    after_money: float
    after_hours: float | None

    @property
    def amounts(self) -> tuple[float, ...]:
        return tuple(each for each in (self.after_money, self.after_hours) if each is not None)


def net_of(ranked: Sequence[Ranked]) -> Net | None:
    """The picture; None if nothing is known of any."""
    left = [each for each in map(_left, range(1, len(ranked) + 1), ranked) if each]
    if not left:
        return None
    together = _together([each for each in left if each.is_in])
    axis = _axis([*left, *together])
    rows = [axis.row(each) for each in left]
    return Net(tuple(rows), axis.row(together[0]) if together else None, axis.at(0.0))


def _left(number: int, ranked: Ranked) -> _Left | None:
    """None if what it brings or its money is not known, or beyond measure."""
    offer = ranked.offer
    worth, money, cost = map(_measurable, (offer.worth, offer.money, offer.facts.get(COST)))
    if worth is None or money is None:
        return None
    after_hours = None if cost is None else worth - max(cost, money)
    is_in = ranked.standing is Standing.IN
    return _Left(number, offer.name, is_in, worth - money, after_hours)


def _measurable(amount: Value) -> float | None:
    return amount if isinstance(amount, float) and abs(amount) <= LARGEST else None


def _together(chosen: Sequence[_Left]) -> list[_Left]:
    """The sum of a set, if there is more than one group in it."""
    if len(chosen) < 2:
        return []
    money = fsum(each.after_money for each in chosen)
    after_hours = [each.after_hours for each in chosen if each.after_hours is not None]
    hours = fsum(after_hours) if len(after_hours) == len(chosen) else None
    return [_Left(None, "", True, money, hours)]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Amounts from ``low`` to ``high``, across the width."""

    low: float
    high: float

    def at(self, amount: float) -> float:
        return round(100 * (amount - self.low) / (self.high - self.low), 2)

    def bar(self, amount: float) -> Bar:
        left, right = self.at(min(amount, 0.0)), self.at(max(amount, 0.0))
        return Bar(amount, left, round(right - left, 2))

    def row(self, left: _Left) -> NetRow:
        hours = None if left.after_hours is None else self.bar(left.after_hours)
        return NetRow(left.number, left.name, left.is_in, self.bar(left.after_money), hours)


def _axis(left: Iterable[_Left]) -> _Axis:
    amounts = [amount for each in left for amount in each.amounts]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    return _Axis(low, high) if high > low else _Axis(0.0, 1.0)
