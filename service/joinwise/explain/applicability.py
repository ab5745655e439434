"""Which questions apply to a candidate, and of which that is not known yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from joinwise.domain.candidate import Candidate
from joinwise.domain.values import UNKNOWN
from joinwise.expressions.ast import Name
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack
from joinwise.scoring.facts import compiler_of


@dataclass(frozen=True, slots=True)
class Applicability:
    """For one candidate: the inputs whose question does not apply, and those that are undecided.

    To each of the undecided ones it names the inputs that the condition reads.
    """

    ruled_out: frozenset[str]
    undecided: Mapping[str, frozenset[str]]


class QuestionConditions:
    """When the questions of one pack apply, compiled."""

    def __init__(self, pack: Pack) -> None:
        questions, dependencies = pack.questions.items(), Dependencies(pack)
        conditions = {name: each.when for name, each in questions if each.when is not None}
        needed = [Name(name) for name in dependencies.closure(conditions.values())]
        self.skipped = len(needed)
        self.inputs = tuple(pack.inputs)
        self.reads = {name: dependencies.inputs_read([when]) for name, when in conditions.items()}
        self._work = compiler_of(pack).compile([*needed, *conditions.values()])

    def applicability(self, candidate: Candidate) -> Applicability:
        given = candidate.values
        results = self._work([given.get(name) for name in self.inputs])[self.skipped :]
        holds = dict(zip(self.reads, results, strict=True))
        return Applicability(
            frozenset(name for name in holds if holds[name] is False),
            {name: self.reads[name] for name in holds if holds[name] is UNKNOWN},
        )
