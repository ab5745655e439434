"""A candidate on which two packs give different advice, found by a guided search.

One or two values are changed at a time, and the change is kept unless it leads away: first from
where the changed rules have an effect at all (by branch distance, the measure of Korel, 1990, and
of search-based testing since), then from a score close to the limit. The same search always finds
the same candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from random import Random
from typing import Any

from joinwise.authoring.believable import BEST, EXAMPLE, BelievableSearch, told
from joinwise.authoring.sampling import ValueSampler
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import REQUIRED, Catalogue
from joinwise.domain.recommendation import Recommendation
from joinwise.domain.values import UNKNOWN, Value
from joinwise.expressions.ast import And, Comparison, Name, Node, Or, walk
from joinwise.expressions.normalize import normalize
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack
from joinwise.scoring.advice import contributions
from joinwise.scoring.decide import Decider, Verdict
from joinwise.scoring.facts import compiler_of

TRIES = 10_000
PATIENCE = 300
"""Tries without progress, after which the search begins elsewhere."""

WITHOUT_EFFECT, DECIDED = 1_000.0, 50.0
"""What it costs if the change has no effect yet, and if a rule decides whatever the score."""

FORGOTTEN = 0.1
"""How often an input becomes unknown."""

Row = list[Value]
"""The value of every input, in their order."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A candidate, as JSON-ready data, that shows what a change does.

    ``before`` and ``after`` are the recommendations and scores under the two packs, ``alone``
    those under the first with this one change; ``text`` tells the candidate in words.
    """

    candidate: dict[str, Any]
    text: str
    before: tuple[Recommendation, int]
    alone: tuple[Recommendation, int]
    after: tuple[Recommendation, int]

    @property
    def turns(self) -> bool:
        """Whether the recommendation still differs under all changes together."""
        return self.before[0] != self.after[0]


class Judges:
    """The first pack, the first pack with one change, and the second."""

    def __init__(self, before: Decider, alone: Decider, after: Decider) -> None:
        self.before, self.alone, self.after = before, alone, after
        self.order = alone.inputs
        self.catalogue: Catalogue = before.pack.catalogue.together(after.pack.catalogue)

    def rank(self, given: Row) -> int:
        """2 if the change turns the advice under both packs, 1 if it does so alone, else 0."""
        before = self.before.decide_on(given).recommendation
        if self.alone.decide_on(given).recommendation == before:
            return 0
        return 1 + (self.after.decide_on(given).recommendation != before)

    def witness(self, given: Row) -> Witness:
        """Scored as a request would be."""
        said = zip(self.order, given, strict=True)
        data = Candidate({name: value for name, value in said if value is not UNKNOWN}).to_json()
        candidate = read_candidate(data, self.catalogue)
        packs = (self.before, self.alone, self.after)
        verdicts = (pack.decide(candidate) for pack in packs)
        sides = ((verdict.recommendation, verdict.score) for verdict in verdicts)
        return Witness(data, told(candidate, self.catalogue.inputs), *sides)


def find_witness(
    judges: Judges, condition: Node, values: ValueSampler, tries: int = TRIES
) -> Witness | None:
    """A candidate that a change turns; ``condition`` is when it can make a difference.

    One that shows the turn under both packs is preferred to one that shows it alone, and of these
    one that people could describe.
    """
    search = _Search(judges, condition, values)
    likely = search.believable() if tries else None
    given = likely if likely and judges.rank(likely) == BEST else search.run(tries)
    ranked = [row for row in (likely, given) if row]
    best = max(ranked, key=judges.rank, default=None)
    return judges.witness(_reduced(best, judges)) if best else None


def _reduced(given: Row, judges: Judges) -> Row:
    """The same without what it does not need."""
    rank = judges.rank(given)
    for slot, name in enumerate(judges.order):
        if name not in REQUIRED and given[slot] is not UNKNOWN:
            without = [*given[:slot], UNKNOWN, *given[slot + 1 :]]
            given = without if judges.rank(without) >= rank else given
    return given


class _Search:
    def __init__(self, judges: Judges, condition: Node, values: ValueSampler) -> None:
        self.random = Random(1)
        self.judges = judges
        self.distance = _Distance(judges.alone.pack, condition, judges.order)
        packs = (judges.before.pack, judges.alone.pack)
        self.values = values
        self.near = _slots(judges.order, Dependencies(judges.alone.pack).inputs_read([condition]))
        self.read = sorted(
            {slot for pack in packs for slot in _slots(judges.order, _read_by(pack))}
        )

    def believable(self) -> Row | None:
        packs = (self.judges.before.pack, self.judges.after.pack)
        questions = {name: each for pack in packs for name, each in pack.questions.items()}
        return BelievableSearch(
            tuple(self.judges.order),
            self.values.inputs,
            questions,
            self.near,
            self.judges.rank,
            self.cost,
        ).run()

    def run(self, tries: int) -> Row | None:
        best: Row | None = None
        given, cost, idle = self.begin(), inf, 0
        for _ in range(tries):
            tried = self.changed(given) if idle < PATIENCE else self.begin()
            own = self.cost(tried)
            idle = 0 if own < cost or idle >= PATIENCE else idle + 1
            if own <= cost or idle == 0:
                given, cost = tried, own
            if cost <= 0.5:
                best = given
            if cost == 0:
                return best
        return best

    def begin(self) -> Row:
        """A group of any kind, of which what the change needs is mostly known."""
        given: Row = [UNKNOWN] * len(self.judges.order)
        given[self.judges.order.index("name")] = EXAMPLE
        for slot in (self.judges.order.index("kind"), *self.near):
            given[slot] = self.value(slot, given[slot])
        return given

    def changed(self, given: Row) -> Row:
        changed = [*given]
        for _ in range(self.random.choice((1, 1, 2))):
            pool = self.near if self.near and self.random.random() < 0.5 else self.read
            slot = self.random.choice(pool or [self.judges.order.index("kind")])
            changed[slot] = self.value(slot, changed[slot])
        return changed

    def value(self, slot: int, current: Value) -> Value:
        """Another value of an input; sometimes it becomes unknown."""
        if self.judges.order[slot] not in REQUIRED and self.random.random() < FORGOTTEN:
            return UNKNOWN
        return self.values.value(self.random, self.values.inputs[self.judges.order[slot]], current)

    def cost(self, given: Row) -> float:
        """0 if the change turns the advice under both packs, 0.5 if it does so alone."""
        before, alone = self.judges.before.decide_on(given), self.judges.alone.decide_on(given)
        if before.recommendation != alone.recommendation:
            after = self.judges.after.decide_on(given)
            return 0.5 * (after.recommendation == before.recommendation)
        distance = 0.0 if _effects(before) != _effects(alone) else self.distance.of(given)
        margins = [_margin(before, self.judges.before), _margin(alone, self.judges.alone)]
        gap = min(margins) + 1 if margins[0] >= 0 else -max(margins)
        decided = any(hit.decides for hit in (*before.hits, *alone.hits))
        return 1 + WITHOUT_EFFECT * distance + abs(gap) + DECIDED * decided


def _effects(decided: Verdict) -> list[tuple[str, int, str | None]]:
    return [(hit.rule, hit.points, hit.decides) for hit in decided.hits]


def _margin(decided: Verdict, deciding: Decider) -> int:
    """How far the score, not held within 0 to 100, is above the limit."""
    decision = deciding.pack.decision
    return decision.start + sum(hit.points for hit in decided.hits) - decision.join_at


class _Distance:
    """How far a candidate is from a condition: 0 if it is true."""

    def __init__(self, pack: Pack, condition: Node, order: Sequence[str]) -> None:
        self.condition = normalize(condition)
        nodes = tuple(dict.fromkeys(walk(self.condition)))
        self.places = {node: place for place, node in enumerate(nodes)}
        program = compiler_of(pack, order)
        for name in Dependencies(pack).closure(nodes):
            program.variable(Name(name))
        self.work = program.compile(nodes)

    def of(self, given: Row) -> float:
        return self._of(self.condition, self.work(given))

    def _of(self, node: Node, values: Sequence[Value]) -> float:
        match node:
            case And(parts):
                return sum(self._of(part, values) for part in parts)
            case Or(parts):
                return min(self._of(part, values) for part in parts)
            case Comparison(_, left, right) if values[self.places[node]] is False:
                return _apart(values[self.places[left]], values[self.places[right]])
        return 0.0 if values[self.places[node]] is True else 1.0


def _apart(one: Value, other: Value) -> float:
    """Between 0 and 1: how far two numbers are apart for their size."""
    if not isinstance(one, float) or not isinstance(other, float):
        return 1.0
    gap = abs(one - other)
    return max(0.001, gap / (abs(one) + abs(other) + 1) / 2)


def _read_by(pack: Pack) -> frozenset[str]:
    return Dependencies(pack).inputs_read(rule.when for rule in contributions(pack))


def _slots(order: Sequence[str], inputs: Iterable[str]) -> list[int]:
    return sorted(order.index(name) for name in inputs if name not in ("name", "currency"))
