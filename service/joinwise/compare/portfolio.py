"""Which of several candidates to join within a yearly budget and monthly hours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from math import fsum

from joinwise.compare.prices import Amounts
from joinwise.compare.search import Work
from joinwise.compare.solver import Choice, best_choice
from joinwise.domain.recommendation import JOIN, Recommendation
from joinwise.domain.values import Value

WORK_FOR_BEST, WORK_FOR_SWAPS = 300_000, 1_000_000
"""States looked at; 300,000 take about a second of a core."""

FINEST, DIGITS = 6, 16
"""Decimals of an amount that count, and digits of a sum, for which fewer decimals are given up."""

ONE_HOUR, MORE_MONEY = 1, 100
NO_CHOICE = Choice(frozenset(), 0, True)


class Standing(StrEnum):
    """How a candidate stands: in the set to join, or why not."""

    IN = "in"
    LEFT_OUT = "left_out"
    TOO_MUCH = "too_much"
    WORTHLESS = "worthless"
    SKIPPED = "skipped"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate's advice in short, and what it is worth and takes; ``None`` if unknown.

    ``worth`` and ``money`` are a year's, ``hours`` a month's; ``facts`` are those of the advice.
    """

    name: str
    recommendation: Recommendation
    score: int
    summary: str
    worth: float | None
    money: float | None
    hours: float | None
    facts: Mapping[str, Value] = field(default_factory=dict, compare=False, repr=False)

    @property
    def amounts(self) -> tuple[float, float, float]:
        """Worth, money and hours, zero if unknown."""
        return self.worth or 0.0, self.money or 0.0, self.hours or 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Money a year and hours a month, each ``None`` if there is no limit."""

    annual_budget: float | None = None
    hours_per_month: float | None = None


@dataclass(frozen=True, slots=True)
class Best:
    """The set to join, by places; no set within the limits is worth more than ``at_most``."""

    places: tuple[int, ...]
    worth: float
    money: float
    hours: float
    at_most: float
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Swap:
    """How another set differs from the best one; ``gain`` in worth, a loss below zero."""

    takes_in: tuple[int, ...]
    leaves_out: tuple[int, ...]
    gain: float
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate by its place among those given, how it stands, and what joining it would mean."""

    place: int
    offer: Offer
    standing: Standing
    swap: Swap | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All candidates, best first, the set to join, and what wider limits would change in it.

    A swap is None if there is no limit, or if the work of one request ran out.
    """

    limits: Limits
    best: Best
    ranked: tuple[Ranked, ...]
    one_more_hour: Swap | None
    hundred_more: Swap | None


def compare(offers: Sequence[Offer], limits: Limits) -> Comparison:
    """Compares candidates; places count from 0, in the order in which they are given."""
    market = Market(offers, limits)
    best = market.best()
    work = Work(WORK_FOR_SWAPS if best.is_proven else 0)
    return Comparison(
        limits,
        best,
        tuple(sorted(market.ranked(best, work), key=_rank)),
        market.widened(best, work, hours=ONE_HOUR),
        market.widened(best, work, money=MORE_MONEY),
    )


LATER = {Standing.SKIPPED: 1, Standing.WORTHLESS: 1, Standing.NOT_KNOWN: 2}
"""What is ranked after all that may be joined."""


def _rank(ranked: Ranked) -> tuple[int, float, float, float, int]:
    """What may be joined, then what may not, then what is not known; most worth first."""
    worth, money, hours = ranked.offer.amounts
    return LATER.get(ranked.standing, 0), -worth, money, hours, ranked.place


def _obstacle(offer: Offer) -> Standing | None:
    """Why an offer cannot enter any set."""
    if None in (offer.worth, offer.money, offer.hours):
        return Standing.NOT_KNOWN
    if offer.recommendation != JOIN:
        return Standing.SKIPPED
    return None if offer.amounts[0] > 0 else Standing.WORTHLESS


class Market:
    """The offers that may enter a set, within limits.

    Worth is compared to the millionth; money and hours are, rounded down, so that a third of the
    budget three times over fits.
    """

    def __init__(self, offers: Sequence[Offer], limits: Limits) -> None:
        self.offers, self.limits = offers, limits
        self.open = [place for place, offer in enumerate(offers) if _obstacle(offer) is None]
        amounts = [offers[place].amounts for place in self.open]
        self.worth, self.money, self.hours = (
            _Scaled([row[i] for row in amounts]) for i in range(3)
        )

    def best(self) -> Best:
        """Of sets worth the same, the one that takes less money, then fewer hours.

        If these are equal too, the one whose candidates were given first.
        """
        thrift = [[-amount for amount in scaled.floor] for scaled in (self.money, self.hours)]
        goals = [self.worth.nearest, *thrift, self._given_first()]
        choice = self._choice(goals, Work(WORK_FOR_BEST))
        assert choice, "no offer at all is a choice"
        places = self._places(choice)
        worth, money, hours = self._totals(places)
        at_most = worth if choice.is_proven else self.worth.amount(choice.bound)
        return Best(places, worth, money, hours, at_most, choice.is_proven)

    def _totals(self, places: Collection[int]) -> tuple[float, ...]:
        """Worth, money and hours of a set."""
        return tuple(fsum(self.offers[place].amounts[i] for place in places) for i in range(3))

    def ranked(self, best: Best, work: Work) -> Iterator[Ranked]:
        """Each offer in the order given."""
        for place, offer in enumerate(self.offers):
            standing = (
                Standing.IN if place in best.places else _obstacle(offer) or self._outside(place)
            )
            swap = self.swap(best, work, [place]) if standing == Standing.LEFT_OUT else None
            yield Ranked(place, offer, standing, swap)

    def _outside(self, place: int) -> Standing:
        number = self.open.index(place)
        alone = all(amounts[number] <= most for amounts, most in self._within())
        return Standing.LEFT_OUT if alone else Standing.TOO_MUCH

    def widened(self, best: Best, work: Work, money: float = 0, hours: float = 0) -> Swap | None:
        """What more money or hours would change; None if these have no limit."""
        limits = self.limits
        budget, month = limits.annual_budget, limits.hours_per_month
        if (money and budget is None) or (hours and month is None):
            return None
        wider = Limits(
            None if budget is None else budget + money, month if month is None else month + hours
        )
        return Market(self.offers, wider).swap(best, work)

    def swap(self, best: Best, work: Work, must: Collection[int] = ()) -> Swap | None:
        """The set that is worth most with what it must hold, as like the best one as can be."""
        size = len(self.open)
        alike = [
            worth * (size + 1) + (place in best.places)
            for place, worth in zip(self.open, self.worth.nearest, strict=True)
        ]
        choice = self._choice([alike], work, [self.open.index(place) for place in must])
        return self._compared(choice, best) if choice else None

    def _compared(self, choice: Choice, best: Best) -> Swap:
        places = self._places(choice)
        worth, *_ = self._totals(places)
        takes_in = tuple(place for place in places if place not in best.places)
        leaves_out = tuple(place for place in best.places if place not in places)
        return Swap(takes_in, leaves_out, worth - best.worth, choice.is_proven)

    def _choice(
        self, goals: Sequence[Amounts], work: Work, must: Collection[int] = ()
    ) -> Choice | None:
        if not self.open:
            return NO_CHOICE
        return best_choice(goals, list(self._within()), work, must)

    def _within(self) -> Iterator[tuple[Amounts, int]]:
        """What is limited: what each offer takes, and the most that all may take."""
        for scaled, most in (
            (self.money, self.limits.annual_budget),
            (self.hours, self.limits.hours_per_month),
        ):
            if most is not None:
                yield scaled.floor, scaled.whole(most)

    def _given_first(self) -> Amounts:
        """A goal that brings each candidate before all that were given after it."""
        return [1 << number for number in reversed(range(len(self.open)))]

    def _places(self, choice: Choice) -> tuple[int, ...]:
        return tuple(self.open[number] for number in sorted(choice.places))


class _Scaled:
    """Amounts as whole numbers, so that sums are exact."""

    def __init__(self, amounts: Sequence[float]) -> None:
        exact = [Decimal(repr(amount)) for amount in amounts]
        digits = sum(map(abs, exact), Decimal(0)).adjusted() + 1
        self.decimals = min(FINEST, DIGITS - digits)
        self.floor = [self._whole(amount, ROUND_FLOOR) for amount in exact]
        self.nearest = [self._whole(amount, ROUND_HALF_EVEN) for amount in exact]

    def _whole(self, amount: Decimal, rounding: str) -> int:
        return int(amount.scaleb(self.decimals).to_integral_value(rounding))

    def whole(self, most: float) -> int:
        """A limit; what all amounts together do not reach is as good as any larger one."""
        limit = self._whole(Decimal(repr(most)), ROUND_FLOOR)
        return min(limit, sum(abs(amount) for amount in self.floor))

    def amount(self, whole: float) -> float:
        return float(Decimal(whole).scaleb(-self.decimals))
