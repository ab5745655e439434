"""The use case: a candidate in, an advice out, under one pack."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from copy import copy
from functools import cached_property
from typing import Any

from joinwise.compare.portfolio import Comparison, Offer, compare
from joinwise.compare.request import ComparisonRequest
from joinwise.compare.wording import ComparisonWording
from joinwise.diagnostics import Problem
from joinwise.domain.candidate import Candidate
from joinwise.domain.units import ValueFormat
from joinwise.errors import CandidateError
from joinwise.explain.budget import Effort
from joinwise.explain.explainer import EXPLAINED, Explaining
from joinwise.packs.model import Pack
from joinwise.scoring.advice import AdviceBuilder
from joinwise.scoring.durable import DurableMatcher
from joinwise.scoring.facts import Evaluator
from joinwise.scoring.matcher import Matcher
from joinwise.scoring.misses import MissFinder
from joinwise.scoring.model import Advice
from joinwise.serializers import advice_answer, explanation_answer, misses_answer

INCLUDES = ("misses", *EXPLAINED)
INCOMPARABLE = (
    "The rules in force do not say how candidates compare: "
    "they name no facts under compare (worth, money and hours)."
)


class Advisor:
    """Advises under one pack, from any number of threads.

    ``matching`` tells which conditions are true: the rule engine for the active rules, TreeMatcher
    for drafts and older versions.
    """

    def __init__(self, pack: Pack, matching: Callable[..., Matcher] = DurableMatcher) -> None:
        self.pack = pack
        self.advising = AdviceBuilder(pack)
        self.engine = matching([each.when for each in self.advising.outcomes], pack.kinds)
        self.workings = Evaluator(pack, self.engine.subjects)

    def writing(self, values: ValueFormat) -> Advisor:
        """The same advisor, whose texts show values in another way."""
        other = copy(self)
        other.advising = AdviceBuilder(self.pack, values)
        return other

    def advise(self, candidate: Candidate) -> Advice:
        """The advice for a candidate: the same for the same pack, always."""
        findings, subjects = self.workings.evaluate(candidate)
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

    def compare(self, request: ComparisonRequest) -> Comparison:
        """Which of several candidates to join.

        Raises CandidateError if the rules do not say how candidates compare.
        """
        names = self.pack.compare
        if names is None:
            raise CandidateError([Problem((), INCOMPARABLE)])
        offers = [_offer(self.advise(each), names) for each in request.candidates]
        return compare(offers, request.limits)

    def wording(self, comparison: Comparison, currency: str) -> ComparisonWording:
        """A comparison in words, its amounts written as in the advice."""
        return ComparisonWording(comparison, self.pack, currency, self.advising.values)

    def warm(self) -> None:
        """Prepares what the first answer with any part included would wait for."""
        self.explaining.warm()
        _ = self.misses

    @cached_property
    def explaining(self) -> Explaining:
        return Explaining(self.pack)

    @cached_property
    def misses(self) -> MissFinder:
        return MissFinder(self.pack)


def _offer(advice: Advice, names: Mapping[str, str]) -> Offer:
    amounts: dict[str, Any] = {key: advice.facts[name] for key, name in names.items()}
    said = (advice.name, advice.recommendation, advice.score, advice.summary)
    return Offer(*said, **amounts)
