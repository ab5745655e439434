"""Which unanswered questions could flip the recommendation, and which of them to ask first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from joinwise.domain.values import UNKNOWN, Kind, Value
from joinwise.explain.applicability import Applicability
from joinwise.explain.outlook import Situation
from joinwise.explain.search import SearchSpace, Stretch, flip_stretches, flip_test
from joinwise.packs.model import Recall

EASE = {Recall.BY_HEART: 1.0, Recall.LOOK_UP: 0.5}
IF_IT_APPLIES = 0.5
"""How much a question counts while it is not known whether it applies."""

NEVER_ASKED = ("name", "kind", "currency")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An input whose answer alone could flip the recommendation.

    ``turns_at`` are the answers that do: of a number the ends of stretches of its grid, else the
    values; ``weight`` is what speaks for asking it first, 0 to 1: how likely an answer is to flip
    it (see ``weight``), half of that if the answer must be looked up.
    """

    input: str
    ask: str
    assumed: Value
    turns_at: tuple[tuple[float, float], ...] | tuple[Value, ...]
    weight: float
    first: bool = False


@dataclass(frozen=True, slots=True)
class Questions:
    """What is open, and the inputs that cannot flip the recommendation alone."""

    open: tuple[OpenQuestion, ...]
    irrelevant: tuple[str, ...]


SearchedInput = tuple[str, OpenQuestion | None]
"""An input that nobody gave, and the question if its answer alone could flip it."""


def search_inputs(
    situation: Situation, spaces: Mapping[str, SearchSpace]
) -> Iterator[SearchedInput]:
    """Every input that the caller did not give, each searched alone. Raises EffortSpent."""
    given, recommendation = situation.candidate.values, situation.recommendation
    for name, space in sorted(spaces.items()):
        if name not in given and name not in NEVER_ASKED:
            flips = flip_test(space.possible, situation.possible_advice(name), recommendation)
            stretches = tuple(flip_stretches(flips, len(space.values)))
            yield name, _question(situation, name, space, stretches) if stretches else None


def questions_of(searched: Collection[SearchedInput], applicability: Applicability) -> Questions:
    """The questions, the one to ask first on top, and the inputs that cannot flip it.

    An input that could flip it and whose question does not apply is neither.
    """
    ruled_out = applicability.ruled_out
    questions = [question for name, question in searched if question and name not in ruled_out]
    irrelevant = tuple(name for name, question in searched if not question)
    return Questions(_ordered(questions, applicability.undecided), irrelevant)


def _question(
    situation: Situation, name: str, space: SearchSpace, stretches: Sequence[Stretch]
) -> OpenQuestion:
    question, assumed = situation.pack.questions[name], situation.value(name)
    turns_at = _answers(space, stretches)
    weighed = weight(space, assumed, stretches) * EASE[question.effort]
    return OpenQuestion(name, question.ask, assumed, turns_at, weighed)


def _answers(
    space: SearchSpace, stretches: Sequence[Stretch]
) -> tuple[tuple[float, float], ...] | tuple[Value, ...]:
    if space.kind is Kind.NUMBER:
        numbers: Sequence[float] = space.values  # type: ignore[assignment]
        return tuple((numbers[first], numbers[last]) for first, last in stretches)
    values = space.values
    return tuple(value for first, last in stretches for value in values[first : last + 1])


def weight(space: SearchSpace, assumed: Value, stretches: Sequence[Stretch]) -> float:
    """How likely an answer is to flip it.

    What is assumed is as likely as all else together. Else all texts are alike, as are true and
    false, and of a number the value k steps from what is assumed (or from the low end of its range,
    if nothing is) counts for 1 / ((1 + k) (2 + k)): as much as all beyond it, at the low end.
    """
    home, size = _place_of(assumed, space), len(space.values)
    before = partial(_before, home) if space.kind is Kind.NUMBER else float
    all_answers = before(size) - before(0)
    flipping = sum(before(last + 1) - before(first) for first, last in stretches)
    if home < size and space.values[home] == assumed:
        own = before(home + 1) - before(home)
        others = all_answers - own
        flipping += others - own if any(first <= home <= last for first, last in stretches) else 0
        all_answers = 2 * others
    return flipping / all_answers if all_answers else 1.0


def _place_of(assumed: Value, space: SearchSpace) -> int:
    """The place of what is assumed; if it is none of the values, the place where it would be."""
    if space.kind is Kind.NUMBER:
        return 0 if assumed is UNKNOWN else bisect_left(space.values, assumed)  # type: ignore[type-var]
    return space.values.index(assumed) if assumed in space.values else len(space.values)


def _before(home: int, place: int) -> float:
    """What the numbers before a place count together, less what those before home do."""
    return _sum(place - home) if place >= home else _sum(1) - _sum(home - place + 1)


def _sum(count: int) -> float:
    """The sum of the first of 1/2, 1/6, 1/12... (1 / ((1 + k) (2 + k)))."""
    return count / (count + 1)


def _ordered(
    questions: Sequence[OpenQuestion], undecided: Mapping[str, Collection[str]]
) -> tuple[OpenQuestion, ...]:
    """The one to ask first on top and marked.

    Before all others come those by which it is decided whether another one applies. Of the same
    weight those that apply come first, then by input.
    """
    read = {name for question in questions for name in undecided.get(question.input, ())}
    deciding = read - undecided.keys()

    def rank(question: OpenQuestion) -> tuple[bool, float, bool, str]:
        input, is_undecided = question.input, question.input in undecided
        weight = question.weight * (IF_IT_APPLIES if is_undecided else 1.0)
        return input not in deciding, -round(weight, 9), is_undecided, input

    ordered = sorted(questions, key=rank)
    return tuple(replace(question, first=place == 0) for place, question in enumerate(ordered))
