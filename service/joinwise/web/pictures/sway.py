"""How far each answer alone would move the score, and which of them would turn the advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from joinwise.domain.grids import Grid, grid_of
from joinwise.domain.inputs import Input
from joinwise.domain.recommendation import Recommendation
from joinwise.domain.values import Kind, Value
from joinwise.packs.model import Question

TIMES = (0.0, 0.5, 2.0, 4.0)
"""A number is tried at so many times what it is."""

SHARES = (0.0, 0.1, 0.25, 0.5)
"""A number of which nothing is known is tried at so many shares of its range."""


@dataclass(frozen=True, slots=True)
class Trial:
    """An answer, and what would be advised then."""

    value: Value
    score: int
    recommendation: Recommendation


@dataclass(frozen=True, slots=True)
class Sway:
    """One input between its worst and its best answer.

    ``is_open`` if nobody answered it; ``now`` is what it is, ``step`` that of a number.
    """

    input: Input
    worst: Trial
    best: Trial
    is_open: bool
    turns: bool
    now: Value
    step: float

    @property
    def width(self) -> int:
        return self.best.score - self.worst.score


Try = Callable[[str, Value], Trial]
"""What would be advised if one input had a value."""


def sways_of(
    questions: Iterable[Question],
    known: Mapping[str, Value],
    usual: Mapping[str, Value],
    now: Trial,
    attempt: Try,
) -> tuple[Sway, ...]:
    """Those that move the score: those that turn the advice first, then by how far they move it."""
    all_of_them = (_sway(question, known, usual, now, attempt) for question in questions)
    moving = [sway for sway in all_of_them if sway.width]
    return tuple(sorted(moving, key=lambda sway: (not sway.turns, -sway.width, sway.input.name)))


def _sway(
    question: Question,
    known: Mapping[str, Value],
    usual: Mapping[str, Value],
    now: Trial,
    attempt: Try,
) -> Sway:
    name = question.input.name
    value = known.get(name, usual.get(name))
    trials = [attempt(name, other) for other in _others(question, value)]
    here = Trial(value, now.score, now.recommendation)
    every = [*trials, here] if value is not None else trials
    worst, best = min(every, key=_score), max(every, key=_score)
    turns = any(trial.recommendation is not now.recommendation for trial in trials)
    step = float(_grid(question).step) if question.input.kind is Kind.NUMBER else 0.0
    return Sway(question.input, worst, best, name not in known, turns, value, step)


def _score(trial: Trial) -> tuple[int, bool]:
    """By score; of two that are alike the one to join is better."""
    return trial.score, trial.recommendation is Recommendation.JOIN


def _others(question: Question, value: Value) -> Iterator[Value]:
    input = question.input
    match input.kind:
        case Kind.BOOLEAN:
            yield from (answer for answer in (False, True) if answer is not value)
        case Kind.TEXT:
            yield from (answer for answer in input.values if answer != value)
        case Kind.LIST:
            yield from ((answer,) for answer in input.values)
        case Kind.NUMBER:
            yield from _numbers(question, value)


def _numbers(question: Question, value: Value) -> Sequence[float]:
    """Some numbers of its grid."""
    grid = _grid(question)
    low, high, step = float(grid.low), float(grid.high), float(grid.step)
    if isinstance(value, float) and value > 0:
        tried = [times * value for times in TIMES]
    else:
        tried = [low + share * (high - low) for share in SHARES]
    near = (low + round((min(max(each, low), high) - low) / step) * step for each in tried)
    return list(dict.fromkeys(round(number, 9) for number in near if number != value))


def _grid(question: Question) -> Grid:
    return grid_of(question.input, question.range, question.step)


def span_of(sways: Iterable[Sway], score: int) -> tuple[int, int]:
    """The lowest and the highest score that open answers could move it to."""
    scores = [score]
    for sway in sways:
        if sway.is_open:
            scores += [sway.worst.score, sway.best.score]
    return min(scores), max(scores)
