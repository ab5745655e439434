"""Which recommendations are possible while some inputs vary and all else stays as it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from math import inf
from operator import attrgetter

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import is_input
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.domain.values import Value
from joinwise.explain.budget import Effort
from joinwise.expressions.ast import Name, Node
from joinwise.expressions.interval_compiler import IntervalCompiler
from joinwise.expressions.intervals import TRUE, Bounds, Possible, only, value_of
from joinwise.expressions.partial_evaluation import Block, Frame, Inputs, PointsRange, Run
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Band, Pack, Rule, TableRow

MAX_PAIRS_IN_MEMORY = 500
"""Of two inputs; what depends on one is kept for all inputs."""

MAX_FUSED = 500
"""Statements of one function, at most: so many take some 10 ms to compile."""

Recommendations = frozenset[Recommendation]
ONLY_JOIN, ONLY_SKIP = frozenset((JOIN,)), frozenset((SKIP,))
EITHER = ONLY_JOIN | ONLY_SKIP

PossibleAdvice = Callable[..., Recommendations]
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
    def points_range(self) -> PointsRange:
        """The fewest and the most points that there are."""
        return min(self.points), max(self.points)

    def points_for(self, bounds: Bounds) -> PointsRange:
        """The fewest and the most points for a number within bounds."""
        low, high, unknown = bounds
        if low > high:
            return 0, 0
        first, last = bisect_right(self.starts, low) - 1, bisect_right(self.starts, high)
        points = self.points[first:last]
        least, most = (points[0], points[0]) if last == first + 1 else (min(points), max(points))
        return (min(least, 0), max(most, 0)) if unknown else (least, most)


class Outlook:
    """What may be advised under one pack; all that is asked for a single input is compiled."""

    def __init__(self, pack: Pack, varying: Iterable[str]) -> None:
        self.pack = pack
        dependencies = Dependencies(pack)
        self.compiler = IntervalCompiler(pack.kinds, dependencies.definitions)
        needed = dependencies.closure(pack.reads)
        _compile(self.compiler, pack, needed)
        self.deciding_rules = [
            _deciding_rule(self.compiler, case.when, case.decide)
            for case in pack.cases
            if case.decide
        ]
        self.slots = {name: self.compiler.export(Name(name)) for name in needed if is_input(name)}
        self.blocks = self.compiler.blocks.in_order()
        self.runs = {
            block: self.compiler.function([block], block.exports.values()) for block in self.blocks
        }
        self.frame_size = self.compiler.blocks.frame_size
        self.size = sum(len(block.statements) for block in self.blocks)
        self._of_one = {name: Dependents(self, name) for name in varying}
        self._of_two = lru_cache(MAX_PAIRS_IN_MEMORY)(partial(Dependents, self, is_fused=False))

    def situation(self, candidate: Candidate, effort: Effort) -> Situation:
        """A candidate as it stands."""
        return Situation(self, candidate, effort)

    def dependents(self, *varying: str) -> Dependents:
        """What depends on these inputs: the same for every candidate."""
        return self._of_one[varying[0]] if len(varying) == 1 else self._of_two(*varying)


def _compile(compiler: IntervalCompiler, pack: Pack, needed: Iterable[str]) -> None:
    """What rules, bands and tables need, in order, and then these; however long the chain."""
    for name in needed:
        compiler.variable(Name(name))
    rows = (row for table in pack.tables for row in table.rows)
    counted: list[Rule | TableRow] = [*pack.rules, *rows]
    for case in filter(attrgetter("points"), counted):
        compiler.add_rule(case.when, case.points)
    for band in pack.bands:
        scale = Scale(band)
        compiler.add_scale(band.over, scale.points_for, scale.points_range)


@dataclass(frozen=True, slots=True)
class DecidingRule:
    """A rule that decides: the inputs that its condition reads, and the slot that holds it."""

    decide: Recommendation
    reads: Inputs
    slot: int


def _deciding_rule(
    compiler: IntervalCompiler, condition: Node, decide: Recommendation
) -> DecidingRule:
    return DecidingRule(decide, compiler.blocks.reads(condition), compiler.export(condition))


class Situation:
    """One candidate, with the value of every tree of the pack, which is worked out once needed."""

    def __init__(self, outlook: Outlook, candidate: Candidate, effort: Effort) -> None:
        self.outlook = outlook
        self.pack = outlook.pack
        self.candidate = candidate
        self.effort = effort
        self._given: Frame = [None] * outlook.frame_size
        slots, inputs = outlook.compiler.blocks.slots, self.pack.inputs
        for name, value in candidate.values.items():
            if name in inputs:
                self._given[slots[name]] = only(value, inputs[name].kind)

    @property
    def frame(self) -> Frame:
        """The value of every tree. Raises EffortSpent."""
        return self._evaluated[0]

    @property
    def points(self) -> Mapping[Block, int]:
        """What each block adds to the score. Raises EffortSpent."""
        return self._evaluated[1]

    @cached_property
    def _evaluated(self) -> tuple[Frame, dict[Block, int]]:
        self.effort.spend(self.outlook.size)
        frame = self._given
        return frame, {block: run(frame)[0] for block, run in self.outlook.runs.items()}

    @cached_property
    def score(self) -> int:
        start: int = self.pack.decision.start
        return start + sum(self.points.values())

    def possible_advice(self, *varying: str) -> PossibleAdvice:
        """What may be advised while these inputs vary. Raises EffortSpent."""
        self.effort.spend(len(self.points))
        return self.outlook.dependents(*varying).possible_advice(self)

    @cached_property
    def recommendation(self) -> Recommendation:
        (recommendation,) = self.baseline((), ()).possible(0, 0)
        return recommendation

    def baseline(self, varying: Iterable[Block], undecided: Collection[DecidingRule]) -> Baseline:
        """What holds without the points of some blocks and without some rules that decide."""
        score = self.score - sum(self.points[block] for block in varying)
        decisions = {
            rule.decide
            for rule in self.outlook.deciding_rules
            if self.frame[rule.slot] == TRUE and rule not in undecided
        }
        limit = self.pack.decision.join_at or -inf
        return Baseline(limit - score, SKIP in decisions, JOIN in decisions)

    def value(self, name: str) -> Value:
        """An input: what was said of it, or what is assumed."""
        return value_of(self.frame[self.outlook.slots[name]], self.pack.inputs[name].kind)


class Dependents:
    """The blocks, and the rules that decide, that depend on some inputs.

    They are compiled to one function (``is_fused``) unless they are too long for it.
    """

    def __init__(self, outlook: Outlook, *varying: str, is_fused: bool = True) -> None:
        slots = outlook.compiler.blocks.slots
        self.slots = [slots[name] for name in varying]
        self.blocks = [block for block in outlook.blocks if not block.reads.isdisjoint(varying)]
        self.size = 1 + sum(len(block.statements) for block in self.blocks)
        self.least = sum(block.points[0] for block in self.blocks)
        self.most = sum(block.points[1] for block in self.blocks)
        self.deciding_rules = [
            rule for rule in outlook.deciding_rules if not rule.reads.isdisjoint(varying)
        ]
        self.run = self._run(outlook, is_fused and self.size <= MAX_FUSED)

    def _run(self, outlook: Outlook, is_fused: bool) -> Run:
        """Runs the blocks, one by one or as one function."""
        if not is_fused:
            return partial(_sum, [outlook.runs[block] for block in self.blocks])
        exported = [rule.slot for rule in self.deciding_rules]
        return outlook.compiler.function(self.blocks, exported)

    def possible_advice(self, situation: Situation) -> PossibleAdvice:
        """What may be advised on a candidate, by what the varying inputs may be."""
        baseline = situation.baseline(self.blocks, self.deciding_rules)
        decisions = {rule.decide for rule in self.deciding_rules}
        bound = baseline.possible(self.least, self.most, (), decisions)
        return self._by_running(situation, baseline) if len(bound) > 1 else lambda *_: bound

    def _by_running(self, situation: Situation, baseline: Baseline) -> PossibleAdvice:
        frame, slots, run = situation.frame.copy(), self.slots, self.run

        def possible_advice(*varied: Possible) -> Recommendations:
            situation.effort.spend(self.size)
            for slot, possible in zip(slots, varied, strict=True):
                frame[slot] = possible
            least, most = run(frame)
            decisions = self._decisions(frame) if self.deciding_rules else ((), ())
            return baseline.possible(least, most, *decisions)

        return possible_advice

    def _decisions(
        self, frame: Frame
    ) -> tuple[Collection[Recommendation], Collection[Recommendation]]:
        """Those that are made, and those that may be."""
        surely = {rule.decide for rule in self.deciding_rules if frame[rule.slot] == TRUE}
        return surely, {rule.decide for rule in self.deciding_rules if frame[rule.slot] & TRUE}


def _sum(runs: Iterable[Run], frame: Frame) -> PointsRange:
    least = most = 0
    for run in runs:
        fewest, greatest = run(frame)
        least += fewest
        most += greatest
    return least, most


@dataclass(frozen=True, slots=True)
class Baseline:
    """What holds whatever the varying inputs are: how many points are missing, and decisions.

    No points are missing if it takes 0 to join, since no score is below that.
    """

    missing: float
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
        may_join = joins or JOIN in maybe or most >= self.missing
        may_skip = SKIP in maybe or (not joins and least < self.missing)
        return EITHER if may_join and may_skip else ONLY_JOIN if may_join else ONLY_SKIP
