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
        say, best = self.values.gettext, self.comparison.best
        if not best.places:
            return say("Join none of them.")
        worth = self._worth_for(best.worth, best.money, best.hours)
        said = say("Join %(names)s: %(worth)s.", names=self._names(best.places), worth=worth)
        if best.is_proven:
            return said
        most = self._amount("worth", best.at_most)
        doubt = say("There may be a better set, but none worth more than %(most)s.", most=most)
        return f"{said} {doubt}"

    def standing(self, ranked: Ranked) -> str:
        """Why a candidate is in the set, or is not."""
        say, offer = self.values.gettext, ranked.offer
        match ranked.standing:
            case Standing.IN:
                return say("In the set: %(worth)s.", worth=self._worth_for(*offer.amounts))
            case Standing.LEFT_OUT:
                return say("Left out: %(why)s.", why=self._instead(ranked))
            case Standing.TOO_MUCH:
                excesses = self.values.conjoined(self._excesses(offer))
                return say("Left out: alone it takes %(excesses)s.", excesses=excesses)
            case Standing.NOT_KNOWN:
                return self._not_known(offer)
            case Standing.WORTHLESS:
                worth = self._amount("worth", offer.amounts[0])
                return say("Left out: it is worth %(worth)s.", worth=worth)
        return offer.summary

    def wider_limits(self) -> Iterator[str]:
        """What more hours and more money would change, if that was found."""
        yield from filter(None, (self.one_more_hour(), self.hundred_more()))

    def one_more_hour(self) -> str | None:
        """``One more hour a month would add 120 USD a year: join A, leave out B.``"""
        more = self.values.gettext("One more hour a month")
        return self._wider(more, self.comparison.one_more_hour)

    def hundred_more(self) -> str | None:
        """``100 USD more a year would change nothing.``"""
        hundred = self.values.money(100.0, self.currency)
        more = self.values.gettext("%(amount)s more a year", amount=hundred)
        return self._wider(more, self.comparison.hundred_more)

    def _wider(self, more: str, swap: Swap | None) -> str | None:
        if swap is None:
            return None
        if not swap.takes_in and not swap.leaves_out:
            return self.values.gettext("%(more)s would change nothing.", more=more)
        return self.values.gettext(
            "%(more)s would add %(gain)s: %(changes)s.",
            more=more,
            gain=self._amount("worth", swap.gain),
            changes=", ".join(self._changes(swap)),
        )

    def _changes(self, swap: Swap) -> Iterator[str]:
        if swap.takes_in:
            yield self.values.gettext("join %(names)s", names=self._names(swap.takes_in))
        if swap.leaves_out:
            yield self.values.gettext("leave out %(names)s", names=self._names(swap.leaves_out))

    def _instead(self, ranked: Ranked) -> str:
        say, swap = self.values.gettext, ranked.swap
        if swap is None:
            return say("no better set with it was found in time")
        others = [place for place in swap.takes_in if place != ranked.place]
        left, joined = self._names(swap.leaves_out), self._names(others)
        loss = self._amount("worth", -swap.gain)
        less = say("%(loss)s less", loss=loss) if swap.gain < 0 else say("worth as much")
        if left and joined:
            means = say("joining it means leaving out %(left)s and joining %(joined)s")
        elif left:
            means = say("joining it means leaving out %(left)s")
        else:
            means = say("joining it and joining %(joined)s") if joined else say("joining it")
        return f"{means % {'left': left, 'joined': joined}}, {less}"

    def _excesses(self, offer: Offer) -> Iterator[str]:
        limits, (_, money, hours) = self.comparison.limits, offer.amounts
        for measure, takes, most in (
            ("money", money, limits.annual_budget),
            ("hours", hours, limits.hours_per_month),
        ):
            if most is not None and takes > most:
                yield self.values.gettext(
                    "%(amount)s (limit %(limit)s)",
                    amount=self._amount(measure, takes),
                    limit=self.values.value(most),
                )

    def _not_known(self, offer: Offer) -> str:
        names = self.pack.compare or {}
        amounts = zip(MEASURES, (offer.worth, offer.money, offer.hours), strict=True)
        unknown = [
            names[measure].replace("_", " ") for measure, value in amounts if value is UNKNOWN
        ]
        return self.values.ngettext(
            "Left out: %(names)s is not known.",
            "Left out: %(names)s are not known.",
            len(unknown),
            names=self.values.conjoined(unknown),
        )

    def _worth_for(self, worth: float, money: float, hours: float) -> str:
        return self.values.gettext(
            "worth %(worth)s, for %(money)s and %(hours)s",
            worth=self._amount("worth", worth),
            money=self._amount("money", money),
            hours=self._amount("hours", hours),
        )

    def _amount(self, measure: str, amount: float) -> str:
        """With its unit: ``1,200 USD a year``, ``4 hours a month``."""
        unit = self.pack.unit((self.pack.compare or {})[measure])
        number = self.values.value(amount, unit, self.currency)
        return self.values.counted(number, unit)

    def _names(self, places: Sequence[int]) -> str:
        """In the order given, in quotation marks if a name has a comma of its own."""
        named = {ranked.place: ranked.offer.name for ranked in self.comparison.ranked}
        names = [_quoted(named[place]) for place in sorted(places)]
        return self.values.conjoined(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _quoted(name: str) -> str:
    named = isolated(name)
    return f'"{named}"' if "," in name or " and " in name else named
