"""A limit of a comparison as a form: a field to type in, and a slider."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, inf, log10

from joinwise.web.forms.candidate import Field

SLIDE, BEFORE, SLIDE_BEFORE, TOP = "slide.", "before.", "before.slide.", "top."
POSITIONS = 200
"""How many positions a slider has, about."""

LEAST_TOTAL = 0.01


@dataclass(frozen=True, slots=True)
class LimitControl:
    """A limit to slide or to type; all the way up is no limit. Without a ``top`` only to type.

    ``reading`` says how it was understood if it is not typed plainly.
    """

    name: str
    field: Field
    text: str
    problem: str
    reading: str = ""
    step: str = ""
    top: str = ""
    position: str = ""

    def hidden(self) -> Iterator[tuple[str, str]]:
        """What is sent along to tell which of the two was changed."""
        if self.top:
            yield f"{BEFORE}{self.name}", self.text
            yield f"{SLIDE_BEFORE}{self.name}", self.position
            yield f"{TOP}{self.name}", self.top


@dataclass(frozen=True, slots=True)
class SentLimit:
    """A limit as it was sent: what was typed and slid to, and both as they were shown before."""

    typed: str
    slid: str
    typed_before: str
    slid_before: str
    top: str

    @classmethod
    def of(cls, form: Mapping[str, Sequence[str]], name: str) -> SentLimit:
        names = ("", SLIDE, BEFORE, SLIDE_BEFORE, TOP)
        return cls(*(next(iter(form.get(f"{prefix}{name}", ())), "") for prefix in names))

    @property
    def is_slid(self) -> bool:
        """Whether the slider was moved, and nothing else typed."""
        is_typed = self.typed != self.typed_before
        return not is_typed and bool(self.slid) and _number(self.slid) != _number(self.slid_before)

    @property
    def text(self) -> str:
        """What the limit is now: the slider counts only if it alone was moved."""
        if not self.is_slid:
            return self.typed
        return "" if _number(self.slid) >= _number(self.top) else self.slid


def is_of_a_limit(name: str) -> bool:
    """Whether a name in a form only tells how a limit was set."""
    return name.startswith((SLIDE, BEFORE, TOP))


def positions(total: float, limit: float | None, highest: float) -> tuple[str, ...]:
    """Step, top and position of a slider up to a total, as numbers in HTML; none if it is small."""
    if total < LEAST_TOTAL:
        return ()
    step = nice_step(min(total, highest) / POSITIONS)
    count = ceil(min(total, highest) / step)
    position = count if limit is None else min(round(limit / step), count)
    return tuple(f"{(Decimal(repr(step)) * steps).normalize():f}" for steps in (1, count, position))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return inf


def nice_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is at least so much."""
    power = floor(log10(least))
    for digit in (1, 2, 5):
        step = float(f"{digit}e{power}")
        if step >= least:
            return step
    return float(f"1e{power + 1}")
