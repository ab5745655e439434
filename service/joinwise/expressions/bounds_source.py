"""The bounds of a number in generated source."""

from __future__ import annotations

from typing import NamedTuple


class BoundsSource(NamedTuple):
    """Expressions for the lowest and the highest value, and for whether it may be unknown."""

    low: str
    high: str
    unknown: str

    def __str__(self) -> str:
        return f"({', '.join(self)})"


def any_unknown(*numbers: BoundsSource) -> str:
    """Whether one of these may be unknown."""
    return " or ".join(bounds.unknown for bounds in numbers if bounds.unknown != "False") or "False"
