"""Which recommendations are possible while some inputs vary and all else stays as it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf

from joinwise.advice import JOIN, SKIP
from joinwise.errors import EffortSpentError
from joinwise.expressions.possible import TRUE, Bounds, Possible, only
from joinwise.expressions.ranges import Given, Ranges
from joinwise.expressions.tree import Node, Value, walk
from joinwise.facts import Workings
from joinwise.inputs import Kind
from joinwise.model import Band, Candidate, Findings, Pack, Row

MOST_EFFORT = 5_000_000
"""Lines of rules worked out for one request, at most: some seconds."""

MOST_KEPT = 500
"""Outlooks in memory; one for each input, and some of the pairs."""

Recommendations = frozenset[str]
ONLY_JOIN, ONLY_SKIP = frozenset((JOIN,)), frozenset((SKIP,))
EITHER = ONLY_JOIN | ONLY_SKIP
May = Callable[..., Recommendations]
"""From what each varying input may be to the recommendations that are possible."""


class Effort:
    """What one request may still spend, in lines worked out; EffortSpentError where nothing."""

    def __init__(self, most: int = MOST_EFFORT) -> None:
        self.left = most

    def spend(self, lines: int) -> None:
        self.left -= lines
        if self.left < 0:
            raise EffortSpentError


class Scale:
    """The points of a band along its number: from each start up to the next."""

    def __init__(self, band: Band) -> None:
        self.starts, self.points = [-inf], [0]
        for row in sorted(band.rows, key=_start):
            self._begin(_start(row), row.points)
            if row.high is not None:
                self._begin(row.high, 0)

    def _begin(self, start: float, points: int) -> None:
        if start == self.starts[-1]:
            self.points[-1] = points
        else:
            self.starts.append(start)
            self.points.append(points)

    def swing(self, bounds: Bounds) -> tuple[int, int]:
        """The fewest and the most points that it may give."""
        low, high, unknown = bounds
        if low > high:
            return 0, 0
        first, last = (bisect_right(self.starts, each) for each in (low, high))
        found = self.points[first - 1 : last] + [0] * unknown
        return min(found), max(found)


def _start(row: Row) -> float:
    return -inf if row.low is None else row.low


class Outlooks:
    """What may be advised under one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        defined = ((name, pack.definition(name)) for name in pack.order)
        self.definitions = {name: tree for name, tree in defined if tree is not None}
        self.scales = {band.id: Scale(band) for band in pack.bands}
        roots = [*self.definitions.values(), *(rule.when for rule in pack.rules)]
        roots += [band.over for band in pack.bands]
        nodes = tuple(dict.fromkeys(node for root in roots for node in walk(root)))
        self.places = {node: place for place, node in enumerate(nodes)}
        self.workings = Workings(pack, nodes)
        self.outlook = lru_cache(MOST_KEPT)(self._outlook)

    def of(self, candidate: Candidate, effort: Effort) -> Situation:
        """A candidate as it stands."""
        findings, trees = self.workings.work_out(candidate)
        return Situation(self, candidate, findings, trees, effort)

    def _outlook(self, varying: tuple[str, ...]) -> Outlook:
        """What these inputs have a say in: the same for every candidate, so it is kept."""
        return Outlook(self, varying)


class Situation:
    """One candidate, with the value of every tree of the pack."""

    def __init__(
        self,
        outlooks: Outlooks,
        candidate: Candidate,
        findings: Findings,
        trees: tuple[Value, ...],
        effort: Effort,
    ) -> None:
        self.outlooks = outlooks
        self.pack = outlooks.pack
        self.candidate = candidate
        self.values = findings.values
        self.trees = trees
        self.effort = effort

    def value(self, tree: Node) -> Value:
        return self.trees[self.outlooks.places[tree]]

    def may(self, *varying: str) -> May:
        """What may be advised while these inputs vary."""
        return self.outlooks.outlook(varying).within(self)

    @cached_property
    def recommendation(self) -> str:
        (found,) = self.may()()
        return found

    @cached_property
    def points(self) -> dict[str, int]:
        """What each rule and band gives, by its id."""
        rules = {rule.id: rule.points for rule in self.pack.rules if self.value(rule.when)}
        return rules | {band.id: self._of_band(band) for band in self.pack.bands}

    def _of_band(self, band: Band) -> int:
        points, _ = self.outlooks.scales[band.id].swing(only(self.value(band.over), Kind.NUMBER))
        return points

    @cached_property
    def score(self) -> int:
        """Before it is held within 0 to 100."""
        return self.pack.decision.start + sum(self.points.values())

    @cached_property
    def decisions(self) -> dict[str, str]:
        """What each rule that decides decides, by its id."""
        return {
            rule.id: rule.decide
            for rule in self.pack.rules
            if rule.decide and self.value(rule.when)
        }


class Outlook:
    """What some inputs have a say in: the rules and bands that read them, and nothing else."""

    def __init__(self, outlooks: Outlooks, varying: tuple[str, ...]) -> None:
        pack = outlooks.pack
        ranges = Ranges(pack.kinds, outlooks.definitions, varying)
        self.rules = [rule for rule in pack.rules if ranges.varies(rule.when)]
        bands = [band for band in pack.bands if ranges.varies(band.over)]
        self.ids = [*(rule.id for rule in self.rules), *(band.id for band in bands)]
        self.scales = [outlooks.scales[band.id] for band in bands]
        self.decides = any(rule.decide for rule in self.rules)
        self.work = ranges.compiled([rule.when for rule in self.rules] + [b.over for b in bands])
        self.lines = 1 + len(ranges.lines)
        self.fixed = [
            (None if isinstance(each, Given) else outlooks.places[each], each, kind)
            for each, kind in ranges.fixed.items()
        ]

    def within(self, situation: Situation) -> May:
        """What may be advised on a candidate, by what the varying inputs may be."""
        settled = self._settled(situation)
        reach = settled.possible(*self._reach)
        return self._worked_out(situation, settled) if len(reach) > 1 else lambda *_: reach

    def _settled(self, situation: Situation) -> Settled:
        score, decisions = situation.score, dict(situation.decisions)
        for id in self.ids:
            score -= situation.points.get(id, 0)
            decisions.pop(id, None)
        return Settled(score, frozenset(decisions.values()), situation.pack.decision.join_at)

    @cached_property
    def _reach(self) -> tuple[int, int, Collection[str], Collection[str]]:
        """The fewest and the most points, and the decisions that must and that can be made."""
        points = [rule.points for rule in self.rules]
        least = sum(min(0, each) for each in points) + sum(min(s.points) for s in self.scales)
        most = sum(max(0, each) for each in points) + sum(max(s.points) for s in self.scales)
        return least, most, (), {rule.decide for rule in self.rules if rule.decide}

    def _worked_out(self, situation: Situation, settled: Settled) -> May:
        fixed = [self._fixed(situation, *each) for each in self.fixed]

        def may(*varied: Possible) -> Recommendations:
            situation.effort.spend(self.lines)
            found = self.work((*varied, *fixed))
            surely, maybe = self._decisions(found) if self.decides else ((), ())
            return settled.possible(*self._points(found), surely, maybe)

        return may

    def _fixed(
        self, situation: Situation, place: int | None, fixed: Node | Given, kind: Kind
    ) -> Possible:
        if place is not None:
            return only(situation.trees[place], kind)
        assert isinstance(fixed, Given)
        said = situation.candidate.values.get(fixed.name)
        return None if said is None else only(said, kind)

    def _points(self, found: tuple[Possible, ...]) -> tuple[int, int]:
        least = most = 0
        for rule, fires in zip(self.rules, found, strict=False):
            if fires & TRUE:
                least += rule.points if fires == TRUE else min(rule.points, 0)
                most += rule.points if fires == TRUE else max(rule.points, 0)
        for scale, bounds in zip(self.scales, found[len(self.rules) :], strict=True):
            low, high = scale.swing(bounds)
            least += low
            most += high
        return least, most

    def _decisions(self, found: tuple[Possible, ...]) -> tuple[set[str], set[str]]:
        fires = [(rule.decide, fires) for rule, fires in zip(self.rules, found, strict=False)]
        surely = {decide for decide, truths in fires if decide and truths == TRUE}
        return surely, {decide for decide, truths in fires if decide and truths & TRUE}


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands whatever the varying inputs are: points, the start among them, and decisions."""

    score: int
    decisions: frozenset[str]
    join_at: int

    def possible(
        self, least: int, most: int, surely: Collection[str], maybe: Collection[str]
    ) -> Recommendations:
        """The recommendations, given the points and the decisions that come on top."""
        if SKIP in self.decisions or SKIP in surely:
            return ONLY_SKIP
        joins = JOIN in self.decisions or JOIN in surely
        may_join = joins or JOIN in maybe or _within(self.score + most) >= self.join_at
        may_skip = SKIP in maybe or (not joins and _within(self.score + least) < self.join_at)
        return EITHER if may_join and may_skip else ONLY_JOIN if may_join else ONLY_SKIP


def _within(score: int) -> int:
    return max(0, min(100, score))
