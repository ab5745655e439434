"""The places of the dots, labels and ticks of a picture."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, hypot, log10

WIDTH, HEIGHT = 360, 250
TOP, RIGHT, BOTTOM, LEAST_LEFT, MOST_LEFT = 12, 20, 40, 28, 90
RADIUS = 8
LETTER, LINE = 6.2, 12
"""The width of a letter and the height of a line, in the units of the picture."""

LEAST_SPAN = 1e-9
GAP = RADIUS + 3
LONGEST_LABEL = 20
TICKS = 4
FULL = 2
"""The width of most East Asian letters, in others."""

Box = tuple[float, float, float, float]
"""Left, top, right and foot."""


@dataclass(frozen=True, slots=True)
class Point:
    """A thing to show: its values on both scales, its number and name."""

    x: float
    y: float
    number: int
    name: str
    is_in: bool


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text that starts at ``x``, ends or has its middle there; ``y`` is its foot."""

    text: str
    x: float
    y: float
    anchor: str

    @property
    def box(self) -> Box:
        width = _width(self.text)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - LINE + 2, left + width, self.y + 2


@dataclass(frozen=True, slots=True)
class Dot:
    """``label`` is None if there is no room; ``number`` is empty if another dot would cover it."""

    x: float
    y: float
    point: Point
    number: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Scatter:
    """A picture of ``WIDTH`` and ``HEIGHT``; ``limit`` is the place of its line."""

    left: float
    dots: tuple[Dot, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    limit: float | None
    width: float = WIDTH
    height: float = HEIGHT
    top: float = TOP
    right: float = WIDTH - RIGHT
    bottom: float = HEIGHT - BOTTOM
    radius: float = RADIUS


class _Scale:
    """From values to places; zero is always shown."""

    def __init__(self, values: Sequence[float]) -> None:
        low, high = min(0.0, *values), max(0.0, *values)
        span = high - low if high - low >= LEAST_SPAN else 1.0
        self.step = nice_step(span / TICKS)
        self.low = floor(low / self.step) * self.step
        self.high = max(ceil(high / self.step), 1) * self.step

    def at(self, value: float, start: float, end: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(start + share * (end - start), 1)

    def ticks(self, start: float, end: float, write: Callable[[float], str]) -> tuple[Tick, ...]:
        count = round((self.high - self.low) / self.step)
        values = [round(self.low + k * self.step, 12) for k in range(count + 1)]
        return tuple(Tick(self.at(value, start, end), write(value)) for value in values)


def nice_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is at least so much."""
    power = floor(log10(least))
    for digit in (1, 2, 5):
        step = float(f"{digit}e{power}")
        if step >= least:
            return step
    return float(f"1e{power + 1}")


def scatter(points: Sequence[Point], limit: float | None, write: Callable[[float], str]) -> Scatter:
    """The picture of one or more points; a limit beyond them all is not drawn.

    ``write`` gives the text at a tick.
    """
    across, up = _Scale([point.x for point in points]), _Scale([point.y for point in points])
    y_ticks = up.ticks(HEIGHT - BOTTOM, TOP, write)
    left = min(max(LEAST_LEFT, *(_width(tick.text) + 8 for tick in y_ticks)), MOST_LEFT)
    right = WIDTH - RIGHT
    places = [
        (across.at(point.x, left, right), up.at(point.y, HEIGHT - BOTTOM, TOP)) for point in points
    ]
    is_drawn = limit is not None and across.low <= limit <= across.high
    return Scatter(
        left,
        tuple(_dots(points, places, left)),
        across.ticks(left, right, write),
        y_ticks,
        across.at(limit, left, right) if limit is not None and is_drawn else None,
    )


Places = Sequence[tuple[float, float]]


def _dots(points: Sequence[Point], places: Places, left: float) -> Iterator[Dot]:
    """Those that are in are labelled first, and drawn last."""
    order = sorted(range(len(points)), key=lambda index: not points[index].is_in)
    room = _Room(places, left)
    dots = []
    for number, index in enumerate(order):
        point, (x, y) = points[index], places[index]
        is_free = all(hypot(x - a, y - b) > RADIUS for a, b in (places[i] for i in order[:number]))
        label = room.label(point.name, x, y)
        dots.append(Dot(x, y, point, str(point.number) if is_free else "", label))
    return reversed(dots)


class _Room:
    """What is left of a picture beside its dots, for labels."""

    def __init__(self, places: Places, left: float) -> None:
        self.left = left
        self.dots = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in places]
        self.labels: list[Box] = []

    def label(self, name: str, x: float, y: float) -> Label | None:
        """In the first place beside a dot at which it covers nothing."""
        text = name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"
        label = next((label for label in _beside(text, x, y) if self._has(label.box)), None)
        self.labels += [label.box] if label else []
        return label

    def _has(self, box: Box) -> bool:
        left, top, right, foot = box
        is_inside = left >= self.left and right <= WIDTH and top >= 0 and foot <= HEIGHT - BOTTOM
        return is_inside and not any(_meet(box, other) for other in (*self.dots, *self.labels))


def _beside(text: str, x: float, y: float) -> Iterator[Label]:
    """To the right of a dot, to the left, above and below."""
    yield Label(text, round(x + GAP, 1), round(y + 4, 1), "start")
    yield Label(text, round(x - GAP, 1), round(y + 4, 1), "end")
    yield Label(text, x, round(y - GAP, 1), "middle")
    yield Label(text, x, round(y + GAP + LINE - 4, 1), "middle")


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _width(text: str) -> float:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return LETTER * (len(text) + wide * (FULL - 1))
