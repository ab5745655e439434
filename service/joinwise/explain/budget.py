"""How much may be worked out for one request."""

from __future__ import annotations

MAX_EFFORT = 5_000_000
"""Statements run for one request, at most: some seconds."""

MAX_EFFORT_TOGETHER = MAX_EFFORT // 4
"""Statements run for all candidates of one body."""


class EffortSpent(Exception):
    """The effort of a request is spent. Internal: always caught."""


class Effort:
    """What one request may still spend, in statements run. Raises EffortSpent beyond it."""

    def __init__(self, limit: int = MAX_EFFORT) -> None:
        self.left = limit

    @property
    def is_spent(self) -> bool:
        """Whether more was wanted than there was."""
        return self.left < 0

    def spend(self, statements: int) -> None:
        self.left -= statements
        if self.left < 0:
            raise EffortSpent
