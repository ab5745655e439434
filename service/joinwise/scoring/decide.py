"""The score and the recommendation of a candidate alone, without texts: for bulk and drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from joinwise.domain.candidate import Candidate
from joinwise.domain.days import AS_OF, today
from joinwise.domain.recommendation import Recommendation
from joinwise.domain.values import UNKNOWN, Value
from joinwise.expressions.ast import Name
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack
from joinwise.scoring.advice import Contribution, contributions, verdict
from joinwise.scoring.facts import compiler_of
from joinwise.scoring.model import Effect

FIRING = 300
"""What it takes to note that a rule fired, in characters of the function."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``hits`` are the rules and rows that fired, in the order in which reasons are given."""

    score: int
    recommendation: Recommendation
    hits: tuple[Contribution, ...]

    @property
    def fired(self) -> list[str]:
        return [hit.rule for hit in self.hits]

    @property
    def effects(self) -> set[Effect]:
        return {(hit.rule, hit.points, hit.decides) for hit in self.hits}


class Decider:
    """Decides under one pack as an Advisor does, from any number of threads.

    ``inputs`` are the inputs in the order in which their values are given.

    ``size`` is how much there is to work out for each candidate: the characters of the function
    that does it, which take about as long as each other.
    """

    def __init__(self, pack: Pack, inputs: Sequence[str] | None = None) -> None:
        self.pack = pack
        self.inputs = tuple(inputs or pack.inputs)
        self._day = self.inputs.index(AS_OF) if AS_OF in self.inputs else None
        self.contributions = contributions(pack)
        conditions = [contribution.when for contribution in self.contributions]
        program = compiler_of(pack, self.inputs)
        for name in Dependencies(pack).closure(conditions):
            program.variable(Name(name))
        self._work = program.compile(conditions)
        self.size = sum(map(len, program.statements)) + FIRING * len(self.contributions)

    def decide(self, candidate: Candidate) -> Verdict:
        return self.decide_on(tuple(map(candidate.values.get, self.inputs)))

    def decide_on(self, given: Sequence[Value]) -> Verdict:
        """What is decided, given the value of every input in their order, None if unknown.

        A day that is unknown is this one.
        """
        if self._day is not None and given[self._day] is UNKNOWN:
            given = (*given[: self._day], today(), *given[self._day + 1 :])
        hits = tuple(compress(self.contributions, self._work(given)))
        return Verdict(*verdict(self.pack.decision, hits), hits)
