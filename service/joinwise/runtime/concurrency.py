"""How much a process works at once: what costs much waits in a short line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from joinwise.errors import OverloadedError

AT_ONCE = 2
"""Threads share one interpreter: more at once would only make each, and all others, slower."""

WAITING = 16
PATIENCE = 10.0
"""Seconds that a call waits for its turn."""

RETRY_AFTER = 5
OVERLOADED = "Too many costly calls are being worked on; try again in some seconds."


class ConcurrencyLimit:
    """Lets a few calls work at once and some more wait for a while; the others are refused.

    ``free`` is what works outside the line has to hold, too.
    """

    def __init__(
        self, at_once: int = AT_ONCE, waiting: int = WAITING, patience: float = PATIENCE
    ) -> None:
        self.free = BoundedSemaphore(at_once)
        self._places = BoundedSemaphore(at_once + waiting)
        self._patience = patience

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Raises OverloadedError if too many wait, or have worked for too long."""
        if not self._places.acquire(blocking=False):
            raise OverloadedError(OVERLOADED, RETRY_AFTER)
        try:
            with self._working():
                yield
        finally:
            self._places.release()

    @contextmanager
    def _working(self) -> Iterator[None]:
        if not self.free.acquire(timeout=self._patience):
            raise OverloadedError(OVERLOADED, RETRY_AFTER)
        try:
            yield
        finally:
            self.free.release()
