"""A comparison in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from joinwise.compare.portfolio import (
    Comparison,
    Offer,
    Ranked,
    Standing,
    Swap,
)
from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.domain.values import UNKNOWN
from joinwise.formats.directions import isolated
from joinwise.packs.model import Pack

MEASURES = ("worth", "money", "hours")


@dataclass(frozen=True, slots=True)
class ComparisonWording:
    """What is said of one comparison under one pack."""

    comparison: Comparison
    pack: Pack
    currency: str
    values: ValueFormat = ENGLISH

    def summary(self) -> str:
        """``Join A and B: worth 5,400 USD a year, for 300 USD a year and 4 hours a month.``"""
        best = self.comparison.best
        if not best.places:
            return "Join none of them."
        worth = self._worth_for(best.worth, best.money, best.hours)
        said = f"Join {self._names(best.places)}: {worth}."
        if best.is_proven:
            return said
        most = self._amount("worth", best.at_most)
        return f"{said} There may be a better set, but none worth more than {most}."

    def standing(self, ranked: Ranked) -> str:
        """Why a candidate is in the set, or is not."""
        offer, standing = ranked.offer, ranked.standing
        if standing is Standing.IN:
            return f"In the set: {self._worth_for(*offer.amounts)}."
        if standing is Standing.LEFT_OUT:
            return f"Left out: {self._instead(ranked)}."
        if standing is Standing.TOO_MUCH:
            return f"Left out: alone it takes {' and '.join(self._excesses(offer))}."
        if standing is Standing.NOT_KNOWN:
            return f"Left out: {' and '.join(self._missing(offer))} not known."
        if standing is Standing.WORTHLESS:
            return f"Left out: it is worth {self._amount('worth', offer.amounts[0])}."
        return offer.summary

    def wider_limits(self) -> Iterator[str]:
        """What more hours and more money would change, if that was found."""
        yield from filter(None, (self.one_more_hour(), self.hundred_more()))

    def one_more_hour(self) -> str | None:
        """``One more hour a month would add 120 USD a year: join A, leave out B.``"""
        return self._wider("One more hour a month", self.comparison.one_more_hour)

    def hundred_more(self) -> str | None:
        """``100 USD more a year would change nothing.``"""
        return self._wider(f"100 {self.currency} more a year", self.comparison.hundred_more)

    def _wider(self, more: str, swap: Swap | None) -> str | None:
        if swap is None:
            return None
        if not swap.takes_in and not swap.leaves_out:
            return f"{more} would change nothing."
        joined = f"join {self._names(swap.takes_in)}" if swap.takes_in else ""
        left = f"leave out {self._names(swap.leaves_out)}" if swap.leaves_out else ""
        gain = self._amount("worth", swap.gain)
        return f"{more} would add {gain}: {', '.join(filter(None, (joined, left)))}."

    def _instead(self, ranked: Ranked) -> str:
        swap = ranked.swap
        if swap is None:
            return "no better set with it was found in time"
        others = [place for place in swap.takes_in if place != ranked.place]
        left = f" means leaving out {self._names(swap.leaves_out)}" if swap.leaves_out else ""
        joined = f" and joining {self._names(others)}" if others else ""
        loss = f"{self._amount('worth', -swap.gain)} less" if swap.gain < 0 else "worth as much"
        return f"joining it{left}{joined}, {loss}"

    def _excesses(self, offer: Offer) -> Iterator[str]:
        limits, (_, money, hours) = self.comparison.limits, offer.amounts
        for measure, takes, most in (
            ("money", money, limits.annual_budget),
            ("hours", hours, limits.hours_per_month),
        ):
            if most is not None and takes > most:
                yield f"{self._amount(measure, takes)} (limit {self.values.value(most)})"

    def _missing(self, offer: Offer) -> Iterator[str]:
        names = self.pack.compare or {}
        amounts = zip(MEASURES, (offer.worth, offer.money, offer.hours), strict=True)
        unknown = [
            names[measure].replace("_", " ") for measure, value in amounts if value is UNKNOWN
        ]
        yield from unknown[:-1]
        yield f"{unknown[-1]} {'are' if len(unknown) > 1 else 'is'}"

    def _worth_for(self, worth: float, money: float, hours: float) -> str:
        takes = f"{self._amount('money', money)} and {self._amount('hours', hours)}"
        return f"worth {self._amount('worth', worth)}, for {takes}"

    def _amount(self, measure: str, amount: float) -> str:
        """With its unit: ``1,200 USD a year``, ``4 hours a month``."""
        unit = self.pack.unit((self.pack.compare or {})[measure])
        number = self.values.value(amount, unit, self.currency)
        return f"{number}{unit.rest}" if unit.is_money else unit.counting(number)

    def _names(self, places: Sequence[int]) -> str:
        """In the order given, in quotation marks if a name has a comma of its own."""
        named = {ranked.place: ranked.offer.name for ranked in self.comparison.ranked}
        names = [_quoted(named[place]) for place in sorted(places)]
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _quoted(name: str) -> str:
    named = isolated(name)
    return f'"{named}"' if "," in name or " and " in name else named
