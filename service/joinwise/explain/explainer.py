"""Why other rules did not fire, what to ask first and what would flip it, in one request."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from joinwise.domain.candidate import Candidate
from joinwise.explain.budget import Effort, EffortSpent
from joinwise.explain.counterfactuals import MAX_PAIRS, Flip, find_flips, find_pairs, nearest_first
from joinwise.explain.outlook import Outlook
from joinwise.explain.questions import Questions, questions_of, search_inputs
from joinwise.explain.search import SearchSpace, search_space
from joinwise.packs.model import Pack
from joinwise.scoring.misses import Miss, MissFinder
from joinwise.scoring.model import Advice

Found = TypeVar("Found")
EXPLAINED = ("questions", "flips", "pairs")
INCLUDES = ("misses", *EXPLAINED)


@dataclass(slots=True)
class Explanation:
    """What was asked for; of the parts named ``incomplete`` what was found within the effort."""

    misses: tuple[Miss, ...] | None = None
    questions: Questions | None = None
    flips: tuple[Flip, ...] | None = None
    pairs: tuple[Flip, ...] | None = None
    incomplete: list[str] = field(default_factory=list)

    @property
    def is_firm(self) -> bool:
        """Whether it was found that no answer that is missing could flip it alone."""
        questions = self.questions
        return questions is not None and not questions.open and "questions" not in self.incomplete

    def collect(self, part: str, finds: Iterator[Found]) -> list[Found]:
        """All finds, or those before the effort was spent."""
        found: list[Found] = []
        try:
            found.extend(finds)
        except EffortSpent:
            self.incomplete.append(part)
        return found


class Explainer:
    """Explains under one pack; it is compiled when it is made, not when it first explains."""

    def __init__(self, pack: Pack) -> None:
        self.miss_finder = MissFinder(pack)
        self.spaces: dict[str, SearchSpace] = {
            name: search_space(question) for name, question in pack.questions.items()
        }
        self.outlook = Outlook(pack, self.spaces)

    def explain(
        self,
        candidate: Candidate,
        advice: Advice,
        parts: Collection[str],
        effort: Effort | None = None,
    ) -> Explanation:
        """``parts`` are any of ``INCLUDES``; ``advice`` is the one to explain."""
        explanation = Explanation()
        if "misses" in parts:
            fired = {reason.rule for reason in advice.reasons}
            explanation.misses = self.miss_finder.find(candidate, fired)
        if not {*EXPLAINED}.isdisjoint(parts):
            self._search(explanation, candidate, parts, effort or Effort())
        return explanation

    def _search(
        self, explanation: Explanation, candidate: Candidate, parts: Collection[str], effort: Effort
    ) -> None:
        """What could flip the advice: answers to questions, changes, pairs of changes."""
        searched = self.outlook.situation(candidate, effort), self.spaces
        if "questions" in parts:
            answers = explanation.collect("questions", search_inputs(*searched))
            explanation.questions = questions_of(answers)
        if "flips" in parts or "pairs" in parts:
            flips = nearest_first(explanation.collect("flips", find_flips(*searched)))
            explanation.flips = flips if "flips" in parts else None
            if "pairs" in parts:
                pairs = () if flips else explanation.collect("pairs", find_pairs(*searched))
                explanation.pairs = nearest_first(pairs)[:MAX_PAIRS]
