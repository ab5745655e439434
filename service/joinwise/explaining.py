"""What to ask first and what would turn it: asked together, within the effort of one request."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from joinwise.errors import EffortSpentError
from joinwise.flips import Flip, find_flips, find_pairs
from joinwise.model import Candidate, Pack
from joinwise.outlooks import Effort, Outlooks
from joinwise.questions import Questions, find_questions
from joinwise.trials import Trials, trials_of

Found = TypeVar("Found")
EXPLAINED = ("questions", "flips", "pairs")
NONE: tuple[Flip, ...] = ()


@dataclass(slots=True)
class Explanation:
    """What was asked for; ``incomplete`` names what the effort of a request did not reach."""

    questions: Questions | None = None
    flips: tuple[Flip, ...] | None = None
    pairs: tuple[Flip, ...] | None = None
    incomplete: list[str] = field(default_factory=list)


class Explaining:
    """Explains under one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.outlooks = Outlooks(pack)

    @cached_property
    def trials(self) -> dict[str, Trials]:
        """The values to try of each input."""
        return {name: trials_of(each) for name, each in self.pack.questions.items()}

    def explain(
        self, candidate: Candidate, parts: Collection[str], effort: Effort | None = None
    ) -> Explanation:
        """``parts`` are any of ``questions``, ``flips`` and ``pairs``."""
        situation = self.outlooks.of(candidate, effort or Effort())
        found = Explanation()

        def reached(part: str, find: Callable[..., Found], none: Found) -> Found:
            try:
                return find(situation, self.trials)
            except EffortSpentError:
                found.incomplete.append(part)
                return none

        if "questions" in parts:
            found.questions = reached("questions", find_questions, Questions((), ()))
        if "flips" in parts or "pairs" in parts:
            flips = reached("flips", find_flips, NONE)
            found.flips = flips if "flips" in parts else None
            if "pairs" in parts:
                found.pairs = NONE if flips else reached("pairs", find_pairs, NONE)
        return found
