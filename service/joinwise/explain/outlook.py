"""Which recommendations are possible while some inputs vary and all else stays as it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from math import inf

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.domain.values import Value
from joinwise.explain.budget import Effort
from joinwise.expressions.ast import Name, Node
from joinwise.expressions.interval_compiler import Ranges
from joinwise.expressions.intervals import TRUE, Bounds, Possible, only, value_of
from joinwise.expressions.partial_evaluation import SLOTS, Held, Part, Run, Weights, inputs_set
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Band, Pack

MOST_KEPT = 500
"""Outlooks of two inputs in memory; those of one are all kept."""

MOST_FUSED = 500
"""Lines worked out as one function, at most: so many take some 10 ms to compile."""

Recommendations = frozenset[Recommendation]
ONLY_JOIN, ONLY_SKIP = frozenset((JOIN,)), frozenset((SKIP,))
EITHER = ONLY_JOIN | ONLY_SKIP
May = Callable[..., Recommendations]
"""From what each varying input may be to the recommendations that are possible."""


class Scale:
    """The points of a band along its number: from each start up to the next."""

    def __init__(self, band: Band) -> None:
        self.starts, self.points = [-inf], [0]
        for row in sorted(band.rows, key=lambda row: row.bounds):
            start, end = row.bounds
            self._begin(start, row.points)
            if end < inf:
                self._begin(end, 0)

    def _begin(self, start: float, points: int) -> None:
        if start == self.starts[-1]:
            self.points[-1] = points
        else:
            self.starts.append(start)
            self.points.append(points)

    @property
    def reach(self) -> Weights:
        """The fewest and the most points that there are."""
        return min(self.points), max(self.points)

    def swing(self, bounds: Bounds) -> Weights:
        """The fewest and the most points that it may give."""
        low, high, unknown = bounds
        if low > high:
            return 0, 0
        first, last = bisect_right(self.starts, low) - 1, bisect_right(self.starts, high)
        found = self.points[first:last]
        least, most = (found[0], found[0]) if last == first + 1 else (min(found), max(found))
        return (min(least, 0), max(most, 0)) if unknown else (least, most)


class Outlooks:
    """What may be advised under one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        dependencies = Dependencies(pack)
        ranges = Ranges(pack.kinds, dependencies.definitions)
        needed = dependencies.closure(_tested(pack))
        for name in needed:
            ranges.write(Name(name))
        self._count(ranges)
        self.deciding = [
            Deciding(rule.decide, ranges.inputs(rule.when), ranges.kept(rule.when))
            for rule in pack.rules
            if rule.decide
        ]
        self.slots = {name: ranges.kept(Name(name)) for name in INPUTS if name in needed}
        self.ranges = ranges
        self.parts = ranges.parts()
        self.size = ranges.size
        self.alone = lru_cache(len(INPUTS))(partial(Outlook, self))
        self.together = lru_cache(MOST_KEPT)(partial(Outlook, self))

    def _count(self, ranges: Ranges) -> None:
        for rule in self.pack.rules:
            if rule.points:
                ranges.weigh(rule.when, rule.points)
        for band in self.pack.bands:
            scale = Scale(band)
            ranges.measure(band.over, scale.swing, scale.reach)

    def of(self, candidate: Candidate, effort: Effort) -> Situation:
        """A candidate as it stands."""
        return Situation(self, candidate, effort)

    def outlook(self, *varying: str) -> Outlook:
        """What these inputs have a say in: the same for every candidate, so it is kept."""
        return self.alone(*varying) if len(varying) == 1 else self.together(*varying)

    def compile(self, names: Iterable[str]) -> None:
        """Compiles ahead the parts that depend on each of these inputs."""
        for name in names:
            _ = self.outlook(name).run


def _tested(pack: Pack) -> list[Node]:
    """What rules and bands read."""
    return [rule.when for rule in pack.rules] + [band.over for band in pack.bands]


@dataclass(frozen=True, slots=True)
class Deciding:
    """A rule that decides: the inputs that its condition reads, and the slot that holds it."""

    decide: Recommendation
    inputs: int
    slot: int


class Situation:
    """One candidate, with what every tree of the pack comes to."""

    def __init__(self, outlooks: Outlooks, candidate: Candidate, effort: Effort) -> None:
        self.outlooks = outlooks
        self.pack = outlooks.pack
        self.candidate = candidate
        self.effort = effort
        self.held: Held = [None] * outlooks.size
        for name, value in candidate.values.items():
            self.held[SLOTS[name]] = only(value, INPUTS[name].kind)
        self.points = {part.inputs: part.run(self.held)[0] for part in outlooks.parts}
        self.score = self.pack.decision.start + sum(self.points.values())

    def may(self, *varying: str) -> May:
        """What may be advised while these inputs vary."""
        self.effort.spend(len(self.points))
        return self.outlooks.outlook(*varying).within(self)

    @cached_property
    def recommendation(self) -> Recommendation:
        (found,) = self.settled((), ()).possible(0, 0)
        return found

    def settled(self, varying: Iterable[Part], undecided: Collection[Deciding]) -> Settled:
        """What stands, without the points of some parts and without some rules that decide."""
        score = self.score - sum(self.points[part.inputs] for part in varying)
        decisions = {
            each.decide
            for each in self.outlooks.deciding
            if self.held[each.slot] == TRUE and each not in undecided
        }
        limit = self.pack.decision.join_at or -inf
        return Settled(limit - score, SKIP in decisions, JOIN in decisions)

    def value(self, name: str) -> Value:
        """An input: what was said of it, or what is assumed."""
        return value_of(self.held[self.outlooks.slots[name]], INPUTS[name].kind)


class Outlook:
    """What some inputs have a say in: the parts that read them, and nothing else."""

    def __init__(self, outlooks: Outlooks, *varying: str) -> None:
        inputs = inputs_set(varying)
        self.ranges = outlooks.ranges
        self.slots = [SLOTS[name] for name in varying]
        self.parts = [part for part in outlooks.parts if part.inputs & inputs]
        self.lines = 1 + sum(len(part.lines) for part in self.parts)
        self.least = sum(part.reach[0] for part in self.parts)
        self.most = sum(part.reach[1] for part in self.parts)
        self.deciding = [each for each in outlooks.deciding if each.inputs & inputs]

    @cached_property
    def run(self) -> Run:
        """Works the parts out: one function, where it is for one input and not too long."""
        if len(self.slots) > 1 or self.lines > MOST_FUSED:
            return partial(_summed, [part.run for part in self.parts])
        return self.ranges.fused(self.parts, [each.slot for each in self.deciding])

    def within(self, situation: Situation) -> May:
        """What may be advised on a candidate, by what the varying inputs may be."""
        settled = situation.settled(self.parts, self.deciding)
        reach = settled.possible(self.least, self.most, (), {each.decide for each in self.deciding})
        return self._worked_out(situation, settled) if len(reach) > 1 else lambda *_: reach

    def _worked_out(self, situation: Situation, settled: Settled) -> May:
        held, slots, run = situation.held.copy(), self.slots, self.run

        def may(*varied: Possible) -> Recommendations:
            situation.effort.spend(self.lines)
            for slot, possible in zip(slots, varied, strict=True):
                held[slot] = possible
            least, most = run(held)
            decisions = self._decisions(held) if self.deciding else ((), ())
            return settled.possible(least, most, *decisions)

        return may

    def _decisions(
        self, held: Held
    ) -> tuple[Collection[Recommendation], Collection[Recommendation]]:
        """Those that are made, and those that may be."""
        surely = {each.decide for each in self.deciding if held[each.slot] == TRUE}
        return surely, {each.decide for each in self.deciding if held[each.slot] & TRUE}


def _summed(runs: Iterable[Run], held: Held) -> Weights:
    least = most = 0
    for run in runs:
        fewest, greatest = run(held)
        least += fewest
        most += greatest
    return least, most


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands whatever the varying inputs are: decisions, and how many points are short.

    No points are where it takes 0 to join, since no score is below that.
    """

    short: float
    skips: bool
    joins: bool

    def possible(
        self,
        least: int,
        most: int,
        surely: Collection[Recommendation] = (),
        maybe: Collection[Recommendation] = (),
    ) -> Recommendations:
        """The recommendations, given the points and the decisions that come on top."""
        if self.skips or SKIP in surely:
            return ONLY_SKIP
        joins = self.joins or JOIN in surely
        may_join = joins or JOIN in maybe or most >= self.short
        may_skip = SKIP in maybe or (not joins and least < self.short)
        return EITHER if may_join and may_skip else ONLY_JOIN if may_join else ONLY_SKIP
