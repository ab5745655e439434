"""The use case: a candidate in, an advice out, under one pack."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from joinwise.compare.portfolio import Comparison, Offer, compare
from joinwise.compare.request import ComparisonRequest
from joinwise.diagnostics import Problem
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.errors import CandidateError
from joinwise.explain.budget import Effort
from joinwise.explain.explainer import Explainer, Explanation
from joinwise.languages.catalogs import SOURCE
from joinwise.languages.speech import in_language, writer_of
from joinwise.packs.model import Pack
from joinwise.scoring.advice import AdviceBuilder, verdict
from joinwise.scoring.decide import Verdict
from joinwise.scoring.engine import ENGINES, BuildMatcher, build_matcher
from joinwise.scoring.facts import Evaluator
from joinwise.scoring.model import FIELDS, Advice, Outcome
from joinwise.serializers import explanation_answer

INCOMPARABLE = (
    "The active rules do not say how candidates compare: "
    "they name no facts under compare (worth, money and hours)."
)
WITHOUT_TEXTS = frozenset({"name", "recommendation", "score", "join_at", "rules"})
"""Fields of an answer for which no text has to be written."""

ANYTHING = Candidate({"name": "Anything", "kind": "meetup"})


@dataclass(frozen=True, slots=True)
class Answer:
    """An advice, with the explanations that were asked for."""

    pack: Pack
    advice: Advice
    explanation: Explanation

    def to_dict(self, fields: Collection[str] = FIELDS) -> dict[str, Any]:
        """As JSON-ready data: these fields of the advice, and the explanations."""
        currency = self.advice.currency
        explanation = explanation_answer(self.explanation, self.pack, currency, self.values)
        return _only(fields, self.advice.to_dict()) | explanation

    @property
    def values(self) -> ValueFormat:
        """How values and sentences are written in the language of the pack."""
        return writer_of(self.pack.decision.language or SOURCE)


class Advisor:
    """Advises under one pack, from any number of threads.

    ``matcher`` tells which conditions are true: the rule engine for the active rules, TreeMatcher
    for drafts and older versions. Unless it ``explains`` it only advises and compares.
    """

    def __init__(
        self,
        pack: Pack,
        matcher: BuildMatcher = build_matcher,
        explains: bool = False,
    ) -> None:
        self.pack = pack
        self.language = pack.decision.language or SOURCE
        self.builder = AdviceBuilder(pack)
        self.matcher = matcher(self.builder.conditions)
        self.evaluator = Evaluator(pack, self.matcher.subjects)
        self.explains = explains
        self._explainer: Explainer | None = None
        self._explainer_lock = Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to another process, it is built there again from its pack."""
        return _built, (self.pack, self.matcher.engine, self.explains)

    def advise(
        self, candidate: Candidate | Mapping[str, Any], values: ValueFormat = ENGLISH
    ) -> Advice:
        """The advice for a candidate: the same for the same pack, always.

        It may be given as the body of a request: CandidateError names all that does not fit.
        ``values`` writes the values in its texts.
        """
        known = (
            candidate
            if isinstance(candidate, Candidate)
            else read_candidate(candidate, self.pack.catalogue)
        )
        evaluation, subjects = self.evaluator.evaluate(known)
        return self.builder.advise(evaluation, self.matcher.fired(subjects), values)

    def answer(
        self, candidate: Candidate, include: Collection[str] = (), effort: Effort | None = None
    ) -> Answer:
        """The advice with the explanations to include, found within an effort."""
        dated = candidate.dated(self.pack.catalogue)
        advice = self.advise(dated)
        return Answer(self.pack, advice, self.explain(dated, advice, include, effort))

    def decide(self, candidate: Candidate) -> Verdict:
        """The score and the recommendation alone, without texts."""
        _, subjects = self.evaluator.evaluate(candidate)
        hits = tuple(self.builder.hits(self.matcher.fired(subjects)))
        return Verdict(*verdict(self.pack.decision, hits), hits)

    def answer_fields(
        self,
        candidate: Candidate,
        fields: Collection[str] = FIELDS,
        include: Collection[str] = (),
        effort: Effort | None = None,
    ) -> tuple[dict[str, Any], Outcome]:
        """Some fields of the answer as JSON-ready data, and what is counted of it."""
        if include:
            answer = self.answer(candidate, include, effort)
            return answer.to_dict(fields), answer.advice
        if not WITHOUT_TEXTS.issuperset(fields):
            advice = self.advise(candidate)
            return _only(fields, advice.to_dict()), advice
        decided = self.decide(candidate)
        known = self._without_texts(candidate, decided)
        return {field: known[field] for field in fields}, decided

    def _without_texts(self, candidate: Candidate, decided: Verdict) -> dict[str, Any]:
        return {
            "name": str(candidate.values["name"]),
            "recommendation": decided.recommendation,
            "score": decided.score,
            "join_at": self.pack.decision.join_at,
            "rules": {"pack": self.pack.name, "version": self.pack.version},
        }

    def explain(
        self,
        candidate: Candidate,
        advice: Advice,
        include: Collection[str],
        effort: Effort | None = None,
        values: ValueFormat = ENGLISH,
    ) -> Explanation:
        """Why other rules did not fire, what to ask, what would flip it and when to look again."""
        if not include:
            return Explanation()
        spoken, dated = in_language(values, self.language), candidate.dated(self.pack.catalogue)
        return self.explainer.explain(dated, advice, include, effort, spoken)

    def inapplicable(self, candidate: Candidate) -> frozenset[str]:
        """The inputs whose question does not apply to a candidate."""
        dated = candidate.dated(self.pack.catalogue)
        return self.explainer.conditions.applicability(dated).ruled_out

    @property
    def explainer(self) -> Explainer:
        """Made when it is first asked for, which takes several times as long as all else."""
        if not self.explains:
            raise ValueError("this advisor only advises; use build_advisor")
        with self._explainer_lock:
            self._explainer = self._explainer or Explainer(self.pack)
        return self._explainer

    def complete(self) -> Advisor:
        """From now on the first explanation is as fast as any other."""
        self.explainer  # noqa: B018 - it is made by asking for it
        return self

    def compare(self, request: ComparisonRequest, values: ValueFormat = ENGLISH) -> Comparison:
        """Which of several candidates to join.

        Raises CandidateError if the rules do not say how candidates compare.
        """
        names = self.pack.compare
        if names is None:
            raise CandidateError([Problem((), INCOMPARABLE)])
        advices = [self.advise(candidate, values) for candidate in request.candidates]
        return compare([_offer(advice, names) for advice in advices], request.limits)


def _only(fields: Collection[str], answer: dict[str, Any]) -> dict[str, Any]:
    """These fields of an answer, as far as it has them."""
    return answer if fields is FIELDS else {name: answer[name] for name in fields if name in answer}


def build_advisor(pack: Pack, matcher: BuildMatcher = build_matcher) -> Advisor:
    """An advisor that explains, too, and whose first advice is as fast as any other.

    The rule engine compiles its rulesets when it is first asked: EngineError if it refuses them.
    """
    advisor = Advisor(pack, matcher, explains=True)
    advisor.advise(ANYTHING)
    return advisor


def _built(pack: Pack, engine: str, explains: bool) -> Advisor:
    return Advisor(pack, ENGINES[engine], explains)


def _offer(advice: Advice, names: Mapping[str, str]) -> Offer:
    amounts: dict[str, Any] = {key: advice.facts[name] for key, name in names.items()}
    said = (advice.name, advice.recommendation, advice.score, advice.summary)
    return Offer(*said, **amounts, facts=advice.facts)
