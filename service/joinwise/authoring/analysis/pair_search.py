"""Two candidates that break a promise, found by a guided search and scored as a request would be.

One or two values are changed at a time, and the change is kept unless it leads away from two scores
on the two sides of the limit. The same search always finds the same pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf
from random import Random
from typing import Any

from joinwise.authoring.analysis.solver import TimeBudget
from joinwise.authoring.sampling import A_GROUP, ValueSampler
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import REQUIRED
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.domain.values import UNKNOWN, Value
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack, Promise
from joinwise.scoring.advice import contributions
from joinwise.scoring.decide import Decider
from joinwise.scoring.facts import compiler_of

TRIES = 3_000
PATIENCE = 200
"""Tries without progress, after which the search begins anew."""

FORGOTTEN = 0.1
"""How often an input becomes unknown."""

DECIDED = 1_000
"""What a decision counts for beside points."""

NO_GAIN = 100.0
"""What it costs if the higher values do not move the score the wrong way at all."""


@dataclass(frozen=True, slots=True)
class BrokenPair:
    """Two candidates, as JSON-ready data, whose advice is turned as was promised that none is."""

    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may break a promise: the candidate that says less, and the rules in the way."""

    candidate: Candidate
    growth: float
    in_the_way: tuple[str, ...]
    is_decided: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """The value of every input, in their order, and by how much some of them grow."""

    given: tuple[Value, ...]
    growth: float


class PairSearch:
    """Looks for pairs under one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.decider = Decider(pack)
        self.order = self.decider.inputs
        self.values = ValueSampler([pack])
        self.rules = contributions(pack)
        self.dependencies = Dependencies(pack)
        self.read = self.read_by(rule.rule for rule in self.rules)

    def read_by(self, rules: Iterable[str]) -> list[str]:
        """The inputs that some rules read; the kind of group if they read none."""
        wanted = frozenset(rules)
        conditions = [rule.when for rule in self.rules if rule.rule in wanted]
        return sorted(self.dependencies.inputs_read(conditions) - {"name"}) or ["kind"]

    def run(
        self, promise: Promise, inputs: tuple[str, ...], doubt: Doubt, time: TimeBudget
    ) -> BrokenPair | None:
        """A pair that breaks a promise, if one is found from near a doubt, or anywhere."""
        search = _Search(self, promise, inputs, self.read_by(doubt.in_the_way))
        for trial in islice(search.trials(doubt), TRIES):
            if search.cost(trial) == 0:
                return search.pair(search.reduced(trial))
            if time.is_over:
                break
        return None


class _Search:
    def __init__(
        self, pairs: PairSearch, promise: Promise, inputs: tuple[str, ...], near: Sequence[str]
    ) -> None:
        self.random = Random(1)
        self.near = near
        self.pairs = pairs
        self.inputs = inputs
        self.slots = [pairs.order.index(name) for name in inputs]
        self.better = 1 if promise.never is JOIN else -1
        given = promise.given
        conditions = [] if given is None else [given]
        self.tested = sorted(pairs.dependencies.inputs_read(conditions))
        self.holds = compiler_of(pairs.pack).compile([given]) if given is not None else None

    def trials(self, doubt: Doubt) -> Iterator[Trial]:
        """Ever better ones; from the doubt at first, later from anywhere."""
        kept, cost, idle = Trial(self._begin(doubt.candidate).given, doubt.growth), inf, 0
        while True:
            tried = self._changed(kept) if cost < inf else kept
            yield tried
            own = self.cost(tried)
            idle = 0 if own < cost else idle + 1
            if own <= cost:
                kept, cost = tried, own
            if cost == inf or idle > PATIENCE:
                kept, cost, idle = self._begin(Candidate(A_GROUP)), inf, 0

    def _begin(self, start: Candidate) -> Trial:
        values = {**A_GROUP, **start.values}
        for name in (*self.inputs, *self.tested):
            values.setdefault(name, self._some_value(name, UNKNOWN))
        return Trial(tuple(values.get(name) for name in self.pairs.order), self._growth(values))

    def _growth(self, values: Any) -> float:
        first = self.inputs[0]
        target = self._value(first, values[first])
        return abs(target - values[first]) or 1.0

    def _changed(self, trial: Trial) -> Trial:
        """With another value or two, or another growth."""
        if self.random.random() < 0.2:
            values = dict(zip(self.pairs.order, trial.given, strict=True))
            return Trial(trial.given, self._growth(values))
        given = [*trial.given]
        for _ in range(self.random.choice((1, 1, 2))):
            pool = self.near if self.random.random() < 0.5 else (*self.pairs.read, *self.inputs)
            name = self.random.choice(pool)
            slot = self.pairs.order.index(name)
            given[slot] = self._value(name, given[slot])
        return Trial(tuple(given), trial.growth)

    def _value(self, name: str, current: Value) -> Any:
        can_be_unknown = name not in REQUIRED and name not in self.inputs
        if can_be_unknown and self.random.random() < FORGOTTEN:
            return UNKNOWN
        return self._some_value(name, current)

    def _some_value(self, name: str, current: Value) -> Any:
        return self.pairs.values.value(self.random, self.pairs.pack.inputs[name], current)

    def cost(self, trial: Trial) -> float:
        """0 if the pair breaks the promise; infinite if it is none."""
        grown = self._grown(trial)
        if grown is None or not self._is_given(trial.given, grown):
            return inf
        low, high = self._margin(trial.given), self._margin(grown)
        if self.better < 0:
            low, high = high, low
        if low < 0 <= high:
            return 0.0
        away = -high if high < 0 else low + 1
        return away + (0.0 if low < high else NO_GAIN)

    def _grown(self, trial: Trial) -> tuple[Value, ...] | None:
        """The candidate with the higher values; None if they do not fit."""
        grown = [*trial.given]
        for slot in self.slots:
            value = grown[slot]
            if not isinstance(value, float) or not self._fits(slot, value + trial.growth):
                return None
            grown[slot] = value + trial.growth
        return tuple(grown) if grown != [*trial.given] else None

    def _fits(self, slot: int, value: float) -> bool:
        return self.pairs.pack.inputs[self.pairs.order[slot]].problem(value) is None

    def _is_given(self, *sides: Sequence[Value]) -> bool:
        return self.holds is None or all(self.holds(list(side))[0] is True for side in sides)

    def _margin(self, given: Sequence[Value]) -> int:
        """How far the score, not held within 0 to 100, is above the limit; far if decided."""
        decided, decision = self.pairs.decider.decide_on(given), self.pairs.pack.decision
        margin = decision.start + sum(hit.points for hit in decided.hits) - decision.join_at
        if any(hit.decides for hit in decided.hits):
            return DECIDED if decided.recommendation is JOIN else -DECIDED
        return margin

    def reduced(self, trial: Trial) -> Trial:
        """The same without what the pair does not need."""
        for slot, name in enumerate(self.pairs.order):
            if name not in REQUIRED and name not in self.inputs:
                without = Trial(
                    (*trial.given[:slot], UNKNOWN, *trial.given[slot + 1 :]), trial.growth
                )
                trial = trial if self.cost(without) else without
        return trial

    def pair(self, trial: Trial) -> BrokenPair | None:
        """As JSON, once more scored after it was read as a request is."""
        sides = [_json(self.pairs.order, side) for side in (trial.given, self._grown(trial) or ())]
        turned = [self._recommended(side) for side in sides]
        is_broken = turned == ([SKIP, JOIN] if self.better > 0 else [JOIN, SKIP])
        return BrokenPair(*sides) if is_broken else None

    def _recommended(self, side: Any) -> Recommendation:
        candidate = read_candidate(side, self.pairs.pack.catalogue)
        return self.pairs.decider.decide(candidate).recommendation


def _json(order: Sequence[str], given: Sequence[Value]) -> dict[str, Any]:
    said = zip(order, given, strict=True)
    return Candidate({name: value for name, value in said if value is not UNKNOWN}).to_json()
