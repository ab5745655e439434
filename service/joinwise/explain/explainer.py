"""What to ask first and what would turn it: asked together, within the effort of one request."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from joinwise.domain.candidate import Candidate
from joinwise.explain.budget import Effort, EffortSpent
from joinwise.explain.counterfactuals import MOST_PAIRS, Flip, find_flips, find_pairs, nearest_first
from joinwise.explain.outlook import Outlooks
from joinwise.explain.questions import Questions, questions_of, try_alone
from joinwise.explain.trials import Trials, trials_of
from joinwise.packs.model import Pack

Found = TypeVar("Found")
EXPLAINED = ("questions", "flips", "pairs")


@dataclass(slots=True)
class Explanation:
    """What was asked for; of the parts named ``incomplete`` what was found within the effort."""

    questions: Questions | None = None
    flips: tuple[Flip, ...] | None = None
    pairs: tuple[Flip, ...] | None = None
    incomplete: list[str] = field(default_factory=list)

    def reached(self, part: str, finds: Iterator[Found]) -> list[Found]:
        """All finds, or those before the effort was spent."""
        found: list[Found] = []
        try:
            found.extend(finds)
        except EffortSpent:
            self.incomplete.append(part)
        return found


class Explaining:
    """Explains under one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.outlooks = Outlooks(pack)

    @cached_property
    def trials(self) -> dict[str, Trials]:
        """The values to try of each input."""
        return {name: trials_of(each) for name, each in self.pack.questions.items()}

    def warm(self) -> None:
        """Prepares what the first explanation would wait for."""
        self.outlooks.warm(self.trials)

    def explain(
        self, candidate: Candidate, parts: Collection[str], effort: Effort | None = None
    ) -> Explanation:
        """``parts`` are any of ``questions``, ``flips`` and ``pairs``."""
        asked = self.outlooks.of(candidate, effort or Effort()), self.trials
        found = Explanation()
        if "questions" in parts:
            found.questions = questions_of(found.reached("questions", try_alone(*asked)))
        if "flips" in parts or "pairs" in parts:
            flips = nearest_first(found.reached("flips", find_flips(*asked)))
            found.flips = flips if "flips" in parts else None
            if "pairs" in parts:
                pairs = () if flips else found.reached("pairs", find_pairs(*asked))
                found.pairs = nearest_first(pairs)[:MOST_PAIRS]
        return found
