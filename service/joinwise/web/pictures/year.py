"""A year of it: what it takes, in money and in time, against what it should bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from joinwise.domain.values import Value

NEEDED = ("yearly_cash", "yearly_cost", "yearly_hours", "expected_gain", "other_gain")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, from ``start`` on, both in per cent of the width."""

    amount: float
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Year:
    """Money and priced time against business and all else; ``hours`` are those of the time."""

    money: Part
    time: Part
    business: Part
    other: Part
    hours: float

    @property
    def takes(self) -> float:
        return self.money.amount + self.time.amount

    @property
    def brings(self) -> float:
        return self.business.amount + self.other.amount

    @property
    def share(self) -> float:
        """What it brings for each unit that it takes; 0 if it takes nothing."""
        return self.brings / self.takes if self.takes else 0.0


def year_of(facts: Mapping[str, Value]) -> Year | None:
    """The picture; None if the rules do not say what it takes and brings."""
    values = [value for value in map(facts.get, NEEDED) if isinstance(value, float)]
    if len(values) < len(NEEDED):
        return None
    cash, cost, hours, gain, other = values
    most = max(cost, gain)
    if most <= 0:
        return None
    money, time = _in_a_row((cash, max(cost - cash, 0.0)), most)
    business, rest = _in_a_row((max(gain - other, 0.0), min(other, gain)), most)
    return Year(money, time, business, rest, hours)


def _in_a_row(amounts: tuple[float, float], most: float) -> tuple[Part, Part]:
    first, second = (round(100 * amount / most, 2) for amount in amounts)
    return Part(amounts[0], 0.0, first), Part(amounts[1], first, second)
