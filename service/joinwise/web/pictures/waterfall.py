"""From the start to the score, reason by reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinwise.scoring.model import Advice, Reason

LEAST_SPAN = 20
MARGIN = 4


@dataclass(frozen=True, slots=True)
class Axis:
    """Scores from ``low`` to ``high``, across the width."""

    low: float
    high: float

    def at(self, score: float) -> float:
        return round(100 * (score - self.low) / (self.high - self.low), 2)


@dataclass(frozen=True, slots=True)
class Fall:
    """A reason, and the scores from which and to which it leads."""

    reason: Reason
    before: int
    after: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """``cut`` is what the sum is beyond the least or the most score; 0 if it is within."""

    start: int
    score: int
    cut: int
    falls: tuple[Fall, ...]
    start_at: float
    limit_at: float
    score_at: float


def waterfall_of(advice: Advice, start: int) -> Waterfall:
    """What speaks for it first, then what speaks against it; reasons without points have no bar."""
    weighed = sorted((r for r in advice.reasons if r.points), key=lambda r: -r.points)
    sums = [start]
    for reason in weighed:
        sums.append(sums[-1] + reason.points)
    axis = _axis([*sums, advice.join_at, advice.score])
    falls = tuple(map(_fall, weighed, sums, sums[1:], [axis] * len(weighed)))
    places = (axis.at(score) for score in (start, advice.join_at, advice.score))
    return Waterfall(start, advice.score, sums[-1] - advice.score, falls, *places)


def _axis(scores: Sequence[int]) -> Axis:
    low, high = min(scores) - MARGIN, max(scores) + MARGIN
    missing = max(LEAST_SPAN - (high - low), 0) / 2
    return Axis(low - missing, high + missing)


def _fall(reason: Reason, before: int, after: int, axis: Axis) -> Fall:
    left, right = axis.at(min(before, after)), axis.at(max(before, after))
    return Fall(reason, before, after, left, round(right - left, 2))
