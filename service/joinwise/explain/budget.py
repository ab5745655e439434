"""How much may be worked out for one request."""

from __future__ import annotations

MOST_EFFORT = 5_000_000
"""Lines of rules worked out for one request, at most: some seconds."""


class EffortSpent(Exception):
    """One request has worked out all that it may; the answer says what is missing."""


class Effort:
    """What one request may still spend, in lines worked out. Raises EffortSpent beyond it."""

    def __init__(self, most: int = MOST_EFFORT) -> None:
        self.left = most

    def spend(self, lines: int) -> None:
        self.left -= lines
        if self.left < 0:
            raise EffortSpent
