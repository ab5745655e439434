"""Whether the promises of a pack hold for every candidate: proven, broken by a pair, or neither.

Most are proven by a reading of the rules (see ``monotone``). Of the others, the solver is asked for
two candidates that break one, of which only what the rules do with the
inputs at hand is known (see ``expressions.smt.pairs``). If there are none, the promise is proven,
but for rounding. If there may be, a search near what it found tries to break the promise for real.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import z3

from joinwise.authoring.analysis.monotone import MonotonePack
from joinwise.authoring.analysis.pair_search import BrokenPair, Doubt, PairSearch
from joinwise.authoring.analysis.solver import (
    TimeBudget,
    candidate_of,
    real_of,
    vocabulary_of,
)
from joinwise.domain.candidate import Candidate
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.expressions.ast import Name, names
from joinwise.expressions.smt.pairs import HighSide, LowSide
from joinwise.expressions.smt.terms import any_of
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack, Promise
from joinwise.packs.promises import promised
from joinwise.scoring.advice import Contribution, contributions

SECONDS_PER_PROMISE, SECONDS_PER_PACK = 15.0, 45.0
"""How long the solver may take for one promise, and how long those of a whole pack may take."""


@dataclass(frozen=True, slots=True)
class PromiseResult:
    """What became of a promise about inputs that grow together.

    It is broken if there is a ``pair``, unproven if there are rules ``in_the_way``, else proven.
    Without ``is_decided`` the time was too short to tell which of them are.
    """

    promise: Promise
    inputs: tuple[str, ...]
    pair: BrokenPair | None = None
    in_the_way: tuple[str, ...] = ()
    is_decided: bool = True

    @property
    def is_proven(self) -> bool:
        return self.pair is None and not self.in_the_way


class PromiseProver:
    """Proves or breaks the promises of one pack."""

    def __init__(self, pack: Pack, time: TimeBudget | None = None) -> None:
        self.pack = pack
        self.rules = contributions(pack)
        self.dependencies = Dependencies(pack)
        self.vocabulary = vocabulary_of(pack)
        self.time = time or TimeBudget(SECONDS_PER_PACK)
        self.reading = MonotonePack(pack)

    def results(self) -> Iterator[PromiseResult]:
        """Of every promise: all are asked about before any is searched for a pair."""
        asked = [(about, self.doubt(*about)) for about in promised(self.pack)]
        for (promise, inputs), doubt in asked:
            yield self.result(promise, inputs, doubt)

    def doubt(self, promise: Promise, inputs: tuple[str, ...]) -> Doubt | None:
        """What may break a promise; None if it is proven."""
        if self.reading.proves(promise, inputs):
            return None
        return PairQuestion(self, promise, inputs).answer()

    def result(
        self, promise: Promise, inputs: tuple[str, ...], doubt: Doubt | None
    ) -> PromiseResult:
        if doubt is None:
            return PromiseResult(promise, inputs)
        pair = self.search.run(promise, inputs, doubt, self.time)
        rules = () if pair else doubt.in_the_way
        return PromiseResult(promise, inputs, pair, rules, doubt.is_decided)

    @cached_property
    def search(self) -> PairSearch:
        return PairSearch(self.pack)

    def touched(self, inputs: Sequence[str]) -> frozenset[str]:
        """The inputs, and all names that read one of them, directly or not."""
        touched = set(inputs)
        for name in self.dependencies.definitions:
            if not touched.isdisjoint(self.dependencies.needs(name)):
                touched.add(name)
        return frozenset(touched)


class PairQuestion:
    """Whether two candidates can break a promise: the solver's terms of both."""

    def __init__(self, prover: PromiseProver, promise: Promise, inputs: tuple[str, ...]) -> None:
        self.promise = promise
        self.time = prover.time
        self.pack = prover.pack
        touched = prover.touched(inputs)
        self.low = LowSide(
            prover.pack.kinds,
            prover.dependencies.definitions,
            prover.vocabulary,
            prover.pack.inputs,
        )
        self.high = HighSide(self.low, inputs, touched)
        self.inputs = inputs
        self.moving = [rule for rule in prover.rules if not touched.isdisjoint(names(rule.when))]
        self.others = [rule for rule in prover.rules if touched.isdisjoint(names(rule.when))]
        self.dependencies = prover.dependencies

    def _prepare(self) -> None:
        """Reads what the rules need, each after what it needs itself, however long the chain."""
        deciding = [rule for rule in self.others if rule.decides]
        for name in self.dependencies.closure(rule.when for rule in (*self.moving, *deciding)):
            self.low.term(Name(name))
            self.high.term(Name(name))

    def answer(self) -> Doubt | None:
        """None if no pair can break it."""
        if not self.moving:
            return None
        if self.time.is_over:
            return self._undecided()
        self._prepare()
        solver = z3.SimpleSolver()
        self.time.limit(solver, min(self.time.left, SECONDS_PER_PROMISE))
        solver.add(*self._conditions())
        result = self.time.take(solver.check)
        if result == z3.unsat:
            return None
        return self._doubt(solver.model()) if result == z3.sat else self._undecided()

    def _conditions(self) -> Iterator[Any]:
        low, high = self._joins(self.low), self._joins(self.high)
        yield from (z3.Not(low), high) if self.promise.never is JOIN else (low, z3.Not(high))
        yield from (self.low.given(name) for name in self.inputs)
        if self.promise.given is not None:
            yield self.low.fires(self.promise.given)
            yield self.high.fires(self.promise.given)
        yield from (*self._rest_bounds(), *self.low.axioms, *self.high.axioms)

    def _joins(self, side: LowSide) -> Any:
        enough = self._rest + self._points(side) >= self.pack.decision.join_at
        is_joined = z3.Or(enough, self._decided(side, JOIN))
        return z3.And(z3.Not(self._decided(side, SKIP)), is_joined)

    def _decided(self, side: LowSide, decision: Recommendation) -> Any:
        rules = (*self.moving, *self.others)
        return any_of(side.fires(rule.when) for rule in rules if rule.decides == decision)

    def _points(self, side: LowSide) -> Any:
        scored = [rule for rule in self.moving if rule.points]
        return z3.Sum(*(z3.If(side.fires(rule.when), rule.points, 0) for rule in scored), 0)

    @property
    def _rest(self) -> Any:
        """What the score is without the rules that may move."""
        return z3.Int("rest")

    def _rest_bounds(self) -> Iterator[Any]:
        start, points = self.pack.decision.start, [rule.points for rule in self.others]
        yield self._rest >= start + sum(each for each in points if each < 0)
        yield self._rest <= start + sum(each for each in points if each > 0)

    def _undecided(self) -> Doubt:
        rules = tuple(dict.fromkeys(rule.rule for rule in self.moving))
        return Doubt(Candidate({}), 1.0, rules, is_decided=False)

    def _doubt(self, model: Any) -> Doubt:
        growth = real_of(model.eval(self.high.growth, model_completion=True))
        return Doubt(candidate_of(self.low, model), growth, tuple(self._in_the_way(model)))

    def _in_the_way(self, model: Any) -> Iterator[str]:
        """The rules that move the wrong way for the two candidates that the solver found."""
        better = 1 if self.promise.never is JOIN else -1
        ranked = sorted(self.moving, key=lambda rule: -self._moved(rule, model) * better)
        wrong = [rule.rule for rule in ranked if self._moved(rule, model) * better > 0]
        yield from dict.fromkeys(wrong or [rule.rule for rule in self.moving])

    def _moved(self, rule: Contribution, model: Any) -> int:
        """By how many points a rule moves the score from the one candidate to the other."""
        before, after = (
            z3.is_true(model.eval(side.fires(rule.when), model_completion=True))
            for side in (self.low, self.high)
        )
        return (int(after) - int(before)) * (rule.points + DECIDED[rule.decides])


DECIDED = {JOIN: 1000, SKIP: -1000, None: 0}
"""What a decision counts for beside points, when rules are ranked."""
