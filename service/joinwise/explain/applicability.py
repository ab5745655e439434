"""Which questions do not apply to a candidate."""

from __future__ import annotations

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.expressions.ast import Name
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack
from joinwise.scoring.facts import compiler_of


class Applicability:
    """The conditions of the questions of one pack, compiled."""

    def __init__(self, pack: Pack) -> None:
        asked = pack.questions.items()
        self.conditions = {name: each.when for name, each in asked if each.when is not None}
        conditions = [*self.conditions.values()]
        needed = [Name(name) for name in Dependencies(pack).closure(conditions)]
        self.skipped = len(needed)
        self._work = compiler_of(pack).compile([*needed, *conditions])

    def not_asked(self, candidate: Candidate) -> frozenset[str]:
        """The inputs whose condition is false; one that is unknown leaves the question open."""
        given = candidate.values
        results = self._work([given.get(name) for name in INPUTS])[self.skipped :]
        return frozenset(
            name for name, holds in zip(self.conditions, results, strict=True) if holds is False
        )
