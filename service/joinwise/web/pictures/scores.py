"""How scores lie before and after a change of the rules: two bars for each ten points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FOOT, TOP = 640, 190, 24, 18
BAR, GAP = 26, 3
STEP = WIDTH / 10


@dataclass(frozen=True, slots=True)
class Bar:
    """How many have a score within ten points, before or after."""

    count: int
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The bars of before and after, from the lowest ten on, and both limits on the same axis."""

    before: tuple[Bar, ...]
    after: tuple[Bar, ...]
    limits: tuple[float, float]
    width: int = WIDTH
    height: int = HEIGHT
    foot: int = HEIGHT - FOOT

    @property
    def ticks(self) -> Iterator[tuple[int, float]]:
        for ten in range(0, 101, 10):
            yield ten, ten / 10 * STEP


def scores_of(before: Sequence[int], after: Sequence[int], limits: tuple[int, int]) -> Scores:
    """The picture of counts by tens, with the limit before and the limit after."""
    most = max(*before, *after, 1)
    start = (STEP - 2 * BAR - GAP) / 2
    places = limits[0] / 10 * STEP, limits[1] / 10 * STEP
    return Scores(
        tuple(_bars(before, most, start)), tuple(_bars(after, most, start + BAR + GAP)), places
    )


def _bars(counts: Sequence[int], most: int, start: float) -> Iterator[Bar]:
    room = HEIGHT - FOOT - TOP
    for ten, count in enumerate(counts):
        height = round(room * count / most, 1)
        yield Bar(count, round(ten * STEP + start, 1), HEIGHT - FOOT - height, height)
