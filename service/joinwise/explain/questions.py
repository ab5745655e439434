"""Which unanswered questions could turn the recommendation, and which of them to ask first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from joinwise.domain.values import UNKNOWN, Kind, Value
from joinwise.explain.outlook import Situation
from joinwise.explain.trials import Trials, turning
from joinwise.explain.turning import Stretch, stretches
from joinwise.packs.model import Question

NEVER_ASKED = ("name", "kind", "currency")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An input whose answer alone could turn the recommendation.

    ``turns_at`` are the stretches of its grid at which it does, else the values; ``weight`` is how
    likely an answer is to turn it, 0 to 1 (see ``weight``).
    """

    input: str
    ask: str
    assumed: Value
    turns_at: tuple[tuple[float, float], ...] | tuple[Value, ...]
    weight: float
    first: bool = False


@dataclass(frozen=True, slots=True)
class Questions:
    """What is open, and what cannot matter alone."""

    open: tuple[OpenQuestion, ...]
    irrelevant: tuple[str, ...]


Tried = tuple[str, OpenQuestion | None]
"""An input that nobody gave, and the question where its answer alone could turn it."""


def try_alone(situation: Situation, trials: Mapping[str, Trials]) -> Iterator[Tried]:
    """Every input that the caller did not give, each tried alone. Raises EffortSpent."""
    given, recommendation = situation.candidate.values, situation.recommendation
    for name, own in sorted(trials.items()):
        if name not in given and name not in NEVER_ASKED:
            turns = turning(own.possible, situation.possible_advice(name), recommendation)
            runs = tuple(stretches(turns, len(own.values)))
            question = situation.pack.questions[name]
            yield name, _open(situation, question, own, runs) if runs else None


def questions_of(tried: Collection[Tried]) -> Questions:
    """The questions, the one to ask first on top, and the inputs that cannot turn it."""
    found = [question for _, question in tried if question]
    return Questions(_first_marked(found), tuple(name for name, question in tried if not question))


def _open(
    situation: Situation, question: Question, trials: Trials, runs: Sequence[Stretch]
) -> OpenQuestion:
    name = question.input.name
    assumed = situation.value(name)
    turning = _ends(trials, runs) if trials.kind is Kind.NUMBER else _each(trials, runs)
    return OpenQuestion(name, question.ask, assumed, turning, weight(trials, assumed, runs))


def _ends(trials: Trials, runs: Sequence[Stretch]) -> tuple[tuple[float, float], ...]:
    values: Sequence[float] = trials.values  # type: ignore[assignment]
    return tuple((values[first], values[last]) for first, last in runs)


def _each(trials: Trials, runs: Sequence[Stretch]) -> tuple[Value, ...]:
    return tuple(trials.values[place] for first, last in runs for place in range(first, last + 1))


def weight(trials: Trials, assumed: Value, runs: Sequence[Stretch]) -> float:
    """How likely an answer is to turn it.

    What is assumed is as likely as all else together. Else all texts are alike, as are true and
    false, and of a number the value k steps from what is assumed (or from the low end of its range,
    where nothing is) counts for 1 / ((1 + k) (2 + k)): as much as all beyond it, at the low end.
    """
    home, size = _home(trials, assumed), len(trials.values)
    before = partial(_near, home) if trials.kind is Kind.NUMBER else float
    every = before(size) - before(0)
    turning = sum(before(last + 1) - before(first) for first, last in runs)
    if home < size and trials.values[home] == assumed:
        own = before(home + 1) - before(home)
        others = every - own
        turning += others - own if any(first <= home <= last for first, last in runs) else 0
        every = 2 * others
    return turning / every if every else 1.0


def _home(trials: Trials, assumed: Value) -> int:
    """The place of what is assumed; where it is none of the values, one where it might stand."""
    if trials.kind is Kind.NUMBER:
        return 0 if assumed is UNKNOWN else bisect_left(trials.values, assumed)  # type: ignore[type-var]
    return trials.values.index(assumed) if assumed in trials.values else len(trials.values)


def _near(home: int, place: int) -> float:
    """What the numbers before a place count together, less what those before home do."""
    return _sum(place - home) if place >= home else _sum(1) - _sum(home - place + 1)


def _sum(count: int) -> float:
    """The sum of the first of 1/2, 1/6, 1/12... (1 / ((1 + k) (2 + k)))."""
    return count / (count + 1)


def _first_marked(found: Sequence[OpenQuestion]) -> tuple[OpenQuestion, ...]:
    """Ordered by weight, the one to ask first on top; those that weigh the same by input."""
    ordered = sorted(found, key=lambda each: (-round(each.weight, 9), each.input))
    return tuple(replace(each, first=place == 0) for place, each in enumerate(ordered))
