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
    if not size:
        return
    for first, last in _within(turns, 0, size - 1, turns(0, size - 1)):
        if first > end + 1 or start < 0:
            if start >= 0:
                yield start, end
            start = first
        end = last
    if start >= 0:
        yield start, end


def _within(turns: Turns, first: int, last: int, found: bool | None) -> Iterator[Stretch]:
    """The stretches within one of which it is known whether it turns.

    Of the halves of a mixed one, the second is looked at first: ranges reach farther up than
    people's answers, so that it is often alike throughout. Then the first is taken to be mixed.
    """
    if found:
        yield first, last
    elif found is None:
        middle = (first + last) // 2
        upper = turns(middle + 1, last)
        lower = None if upper is not None and first < middle else turns(first, middle)
        yield from _within(turns, first, middle, lower)
        yield from _within(turns, middle + 1, last, upper)
