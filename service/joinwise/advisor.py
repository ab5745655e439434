"""The use case: a candidate in, an advice out, under one pack."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

from joinwise.advice import Advising
from joinwise.answers import advice_answer, explanation_answer, misses_answer
from joinwise.engine import Engine
from joinwise.explaining import EXPLAINED, Explaining
from joinwise.facts import Workings
from joinwise.matching import Matching
from joinwise.misses import Misses
from joinwise.model import Advice, Candidate, Pack
from joinwise.outlooks import Effort

INCLUDES = ("misses", *EXPLAINED)


class Advisor:
    """Advises under one pack, from any number of threads.

    ``matching`` tells which conditions are true: the rule engine for the rules in force, Direct
    for drafts and older versions.
    """

    def __init__(self, pack: Pack, matching: Callable[..., Matching] = Engine) -> None:
        self.pack = pack
        self.advising = Advising(pack)
        self.engine = matching([each.when for each in self.advising.outcomes], pack.kinds)
        self.workings = Workings(pack, self.engine.subjects)

    def advise(self, candidate: Candidate) -> Advice:
        """The advice for a candidate: the same for the same pack, always."""
        findings, subjects = self.workings.work_out(candidate)
        return self.advising.advise(findings, self.engine.fired(subjects))

    def answer(
        self, candidate: Candidate, include: Collection[str] = (), effort: Effort | None = None
    ) -> dict[str, Any]:
        """The advice as JSON-ready data, with the keys asked for, found within an effort."""
        advice = self.advise(candidate)
        answer = advice_answer(advice)
        if "misses" in include:
            fired = {reason.rule for reason in advice.reasons}
            answer["misses"] = misses_answer(self.misses.find(candidate, fired))
        return answer | self.explained(candidate, include, advice.currency, effort)

    def explained(
        self,
        candidate: Candidate,
        include: Collection[str],
        currency: str,
        effort: Effort | None = None,
    ) -> dict[str, Any]:
        """What to ask and what would turn it, as JSON-ready data; empty where neither is wanted."""
        parts = [part for part in EXPLAINED if part in include]
        if not parts:
            return {}
        found = self.explaining.explain(candidate, parts, effort)
        return explanation_answer(found, self.pack, currency)

    def warm(self) -> None:
        """Prepares what the first answer with any part included would wait for."""
        self.explaining.warm()
        _ = self.misses

    @cached_property
    def explaining(self) -> Explaining:
        return Explaining(self.pack)

    @cached_property
    def misses(self) -> Misses:
        return Misses(self.pack)
