"""Why other rules did not fire, what to ask first and what would turn it, in one request."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from joinwise.domain.candidate import Candidate
from joinwise.explain.budget import Effort, EffortSpent
from joinwise.explain.counterfactuals import MOST_PAIRS, Flip, find_flips, find_pairs, nearest_first
from joinwise.explain.outlook import Outlook
from joinwise.explain.questions import Questions, questions_of, try_alone
from joinwise.explain.trials import Trials, trials_of
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
        """Whether it was found that no answer that is missing could turn it alone."""
        questions = self.questions
        return questions is not None and not questions.open and "questions" not in self.incomplete

    def reached(self, part: str, finds: Iterator[Found]) -> list[Found]:
        """All finds, or those before the effort was spent."""
        found: list[Found] = []
        try:
            found.extend(finds)
        except EffortSpent:
            self.incomplete.append(part)
        return found


class Explainer:
    """Explains under one pack; ``trials`` are the values to try of each input.

    All that an explanation needs is compiled when it is made.
    """

    def __init__(self, pack: Pack) -> None:
        self.misses = MissFinder(pack)
        self.trials: dict[str, Trials] = {
            name: trials_of(question) for name, question in pack.questions.items()
        }
        self.outlook = Outlook(pack, self.trials)

    def explain(
        self,
        candidate: Candidate,
        advice: Advice,
        parts: Collection[str],
        effort: Effort | None = None,
    ) -> Explanation:
        """``parts`` are any of ``INCLUDES``; ``advice`` is the one to explain."""
        found = Explanation()
        if "misses" in parts:
            fired = {reason.rule for reason in advice.reasons}
            found.misses = self.misses.find(candidate, fired)
        if not {*EXPLAINED}.isdisjoint(parts):
            self._turn(found, candidate, parts, effort or Effort())
        return found

    def _turn(
        self, found: Explanation, candidate: Candidate, parts: Collection[str], effort: Effort
    ) -> None:
        """What could turn the advice: answers to questions, changes, pairs of changes."""
        asked = self.outlook.situation(candidate, effort), self.trials
        if "questions" in parts:
            found.questions = questions_of(found.reached("questions", try_alone(*asked)))
        if "flips" in parts or "pairs" in parts:
            flips = nearest_first(found.reached("flips", find_flips(*asked)))
            found.flips = flips if "flips" in parts else None
            if "pairs" in parts:
                pairs = () if flips else found.reached("pairs", find_pairs(*asked))
                found.pairs = nearest_first(pairs)[:MOST_PAIRS]
