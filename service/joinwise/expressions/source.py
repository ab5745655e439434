"""Generated Python source, and what is known of its values before there are any."""

from __future__ import annotations

from collections.abc import Iterable

from joinwise.domain.values import UNKNOWN, Scalar
from joinwise.expressions.intervals import LARGEST, NEVER_KNOWN, Bounds

SURE: Bounds = (-LARGEST, LARGEST, False)
UNSURE: Bounds = (-LARGEST, LARGEST, True)
"""Of what is no number, only whether it may be unknown is known."""


class Source(str):
    """Source of a value, which is None if unknown; ``bounds`` are those of the value."""

    bounds: Bounds

    def __new__(cls, text: str, bounds: Bounds = UNSURE) -> Source:
        source = super().__new__(cls, text)
        source.bounds = bounds
        return source

    @property
    def is_known(self) -> bool:
        return not self.bounds[2]


def bounds_of(value: Scalar | tuple[str, ...] | None) -> Bounds:
    """The bounds of one value."""
    if value is UNKNOWN:
        return NEVER_KNOWN
    return (value, value, False) if value.__class__ is float else SURE


def unsure(sources: Iterable[str]) -> list[str]:
    """Those that may be unknown, each once."""
    return [
        source
        for source in dict.fromkeys(sources)
        if not (isinstance(source, Source) and source.is_known)
    ]


def if_known(sources: Iterable[str], value: str) -> str:
    """A value that is unknown if one of these is."""
    tests = [f"{source} is not None" for source in unsure(sources)]
    return f"{value} if {' and '.join(tests)} else None" if tests else value


def truth(sources: Iterable[str], value: str) -> Source:
    """A condition that is unknown if one of these is."""
    parts = [*sources]
    return Source(if_known(parts, value), UNSURE if unsure(parts) else SURE)
