"""Packs that use dates: rules that hold for a time, and values that change with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from joinwise.domain.catalogue import DAY
from joinwise.domain.days import AS_OF
from joinwise.expressions.dates import dated_values
from joinwise.packs.model import Pack, Question, Rule

YEAR = 366.0
"""Days."""

MOST_DAYS = 10_000
"""That are tried."""


def with_dates(pack: Pack) -> Pack:
    """The same pack; if it uses dates, the day is among its inputs and in the conditions."""
    if not any(True for _ in _days(pack)):
        return pack
    return replace(
        pack,
        catalogue=pack.catalogue.dated,
        questions={**pack.questions, AS_OF: _question(pack)},
        rules=tuple(map(_within_its_period, pack.rules)),
    )


def with_day_of(pack: Pack, other: Pack) -> Pack:
    """The same pack; if another one uses dates, the day is among its inputs too."""
    if pack.catalogue.is_dated or not other.catalogue.is_dated:
        return pack
    questions = {**pack.questions, AS_OF: other.questions[AS_OF]}
    return replace(pack, catalogue=pack.catalogue.dated, questions=questions)


def _question(pack: Pack) -> Question:
    """The days that are worth trying are those about which something changes."""
    days = sorted(_days(pack))
    first, last = max(DAY.low, days[0] - YEAR), min(DAY.high, days[-1] + YEAR)
    step = float(max(1, ceil((last - first) / MOST_DAYS)))
    return Question(DAY, "For which day is it?", range=(first, last), step=step)


def _days(pack: Pack) -> Iterator[float]:
    for period in (rule.period for rule in pack.rules if rule.period):
        yield from (day for day in (period.start, period.end) if day is not None)
    for name in pack.order:
        tree = pack.definition(name)
        if tree is not None and (dated := dated_values(tree)):
            yield from dict(dated.values)


def _within_its_period(rule: Rule) -> Rule:
    return replace(rule, when=rule.period.within(rule.when)) if rule.period else rule
