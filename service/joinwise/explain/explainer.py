"""Why other rules did not fire, what to ask first, what would flip it and when to look again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TypeVar

from joinwise.domain.candidate import Candidate
from joinwise.domain.days import AS_OF
from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.explain.applicability import QuestionConditions
from joinwise.explain.budget import Effort, EffortSpent
from joinwise.explain.counterfactuals import MAX_PAIRS, Flip, find_flips, find_pairs, nearest_first
from joinwise.explain.memory import SearchMemory
from joinwise.explain.outlook import Outlook
from joinwise.explain.plan import CandidatePlan, Planner
from joinwise.explain.questions import Questions, questions_of, search_inputs
from joinwise.explain.search import SearchSpace, search_space
from joinwise.packs.model import Pack
from joinwise.scoring.misses import Miss, MissFinder
from joinwise.scoring.model import Advice

Found = TypeVar("Found")
SEARCHED = ("questions", "flips", "pairs")
EXPLAINED = (*SEARCHED, "plan")
INCLUDES = ("misses", *EXPLAINED)

EFFORT_OF_A_NODE = 20
"""Statements that take as long as one node of the rules, of which it is said why they missed."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was asked for; of the parts named ``incomplete`` what was found within the effort."""

    misses: tuple[Miss, ...] | None = None
    questions: Questions | None = None
    flips: tuple[Flip, ...] | None = None
    pairs: tuple[Flip, ...] | None = None
    plan: CandidatePlan | None = None
    incomplete: tuple[str, ...] = ()

    @property
    def is_firm(self) -> bool:
        """Whether it was found that nothing is left to ask: no answer could flip it alone."""
        questions = self.questions
        return questions is not None and not questions.open and "questions" not in self.incomplete


class Explainer:
    """Explains under one pack; it is compiled when it is made, not when it first explains."""

    def __init__(self, pack: Pack) -> None:
        self.miss_finder = MissFinder(pack)
        self.spaces: dict[str, SearchSpace] = {
            name: search_space(question)
            for name, question in pack.questions.items()
            if name != AS_OF
        }
        self.outlook = Outlook(pack, self.spaces)
        self.conditions = QuestionConditions(pack)
        self.planner = Planner(pack, self.outlook)
        self._memory: SearchMemory[Explanation] = SearchMemory(self._unread())

    def explain(
        self,
        candidate: Candidate,
        advice: Advice,
        parts: Collection[str],
        effort: Effort | None = None,
        values: ValueFormat = ENGLISH,
    ) -> Explanation:
        """``parts`` are any of ``INCLUDES``; ``advice`` is the one to explain.

        ``values`` writes the values in the texts of the plan.
        """
        search = _Search(effort or Effort())
        if search.effort.is_spent:
            return _unexplained(parts)
        explanation = self._searched(candidate, parts, search)
        misses = self._misses(candidate, advice, search.effort)
        return replace(
            explanation,
            misses=tuple(search.run("misses", misses)) if "misses" in parts else None,
            plan=self._plan(candidate, advice, search, values) if "plan" in parts else None,
            incomplete=tuple(search.incomplete),
        )

    def _misses(self, candidate: Candidate, advice: Advice, effort: Effort) -> Iterator[Miss]:
        """Raises EffortSpent."""
        effort.spend(EFFORT_OF_A_NODE * len(self.miss_finder.nodes))
        yield from self.miss_finder.find(candidate, {reason.rule for reason in advice.reasons})

    def _plan(
        self, candidate: Candidate, advice: Advice, search: _Search, values: ValueFormat
    ) -> CandidatePlan:
        threshold = self.planner.threshold(candidate, advice, values)
        reviews = self.planner.reviews(candidate, advice, search.effort, values)
        return CandidatePlan(threshold, next(iter(search.run("plan", reviews)), None))

    def _unread(self) -> frozenset[str]:
        """The name, if nothing depends on it."""
        read = chain(self.outlook.slots, *self.conditions.reads.values())
        return frozenset({"name"}).difference(read)

    def _searched(
        self, candidate: Candidate, parts: Collection[str], search: _Search
    ) -> Explanation:
        """What could flip the advice; what was found before is not searched for again."""
        wanted = frozenset(SEARCHED).intersection(parts)
        found = partial(self._found, candidate, wanted, search)
        return self._memory.found(candidate, wanted, search.effort, found)

    def _found(self, candidate: Candidate, parts: Collection[str], search: _Search) -> Explanation:
        """What could flip the advice: answers to questions, changes, pairs of changes."""
        if not parts:
            return Explanation()
        situation, spaces = self.outlook.situation(candidate, search.effort), self.spaces
        questions = flips = pairs = None
        if "questions" in parts:
            searched = search.run("questions", search_inputs(situation, spaces))
            questions = questions_of(searched, self.conditions.applicability(candidate))
        if "flips" in parts or "pairs" in parts:
            flips = nearest_first(search.run("flips", find_flips(situation, spaces)))
        if "pairs" in parts:
            found = () if flips else search.run("pairs", find_pairs(situation, spaces))
            pairs = nearest_first(found)[:MAX_PAIRS]
        shown = flips if "flips" in parts else None
        return Explanation(None, questions, shown, pairs)


def _unexplained(parts: Collection[str]) -> Explanation:
    """Nothing was found of any part."""
    empty = {part: () for part in ("misses", "flips", "pairs") if part in parts}
    questions = Questions((), ()) if "questions" in parts else None
    plan = CandidatePlan(None, None) if "plan" in parts else None
    incomplete = tuple(part for part in INCLUDES if part in parts)
    return Explanation(**empty, questions=questions, plan=plan, incomplete=incomplete)


class _Search:
    """Runs searches one after the other, and notes those that the effort did not suffice for."""

    def __init__(self, effort: Effort) -> None:
        self.effort = effort
        self.incomplete: list[str] = []

    def run(self, part: str, finds: Iterator[Found]) -> list[Found]:
        """All finds, or those before the effort was spent."""
        found: list[Found] = []
        try:
            found.extend(finds)
        except EffortSpent:
            self.incomplete.append(part)
        return found
