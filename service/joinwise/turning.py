"""Where along a row of values the recommendation turns, found by halving."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Stretch = tuple[int, int]
"""The first and the last place, both included."""

Turns = Callable[[int, int], bool | None]
"""Whether it turns at every place of a stretch, at none, or neither is sure; one place is sure."""


def stretches(turns: Turns, size: int) -> Iterator[Stretch]:
    """The longest stretches at whose every place it turns, in order."""
    start = end = -1
    for first, last in _decided(turns, 0, size - 1):
        if first > end + 1 or start < 0:
            if start >= 0:
                yield start, end
            start = first
        end = last
    if start >= 0:
        yield start, end


def _decided(turns: Turns, first: int, last: int) -> Iterator[Stretch]:
    if first > last:
        return
    found = turns(first, last)
    if found:
        yield first, last
    elif found is None:
        middle = (first + last) // 2
        yield from _decided(turns, first, middle)
        yield from _decided(turns, middle + 1, last)
