"""How much a process works at once: what costs much waits in a short line of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from joinwise.errors import BusyError, OverloadedError

AT_ONCE = 2
"""Threads share one interpreter: more at once would only make each, and all others, slower."""

WAITING = 16
PATIENCE = 10.0
"""Seconds that a call waits for its turn."""

RETRY_AFTER = 5
OVERLOADED = "Too many costly calls are being worked on; try again in some seconds."


def _overloaded() -> BusyError:
    return OverloadedError(OVERLOADED, RETRY_AFTER)


class ConcurrencyLimit:
    """Lets a few calls work at once and some more wait for a while; the others are refused.

    ``free`` is what works outside the line has to hold, too. ``refusal`` is told to the others.
    """

    def __init__(
        self,
        at_once: int = AT_ONCE,
        waiting: int = WAITING,
        patience: float = PATIENCE,
        refusal: Callable[[], BusyError] = _overloaded,
    ) -> None:
        self.free = BoundedSemaphore(at_once)
        self._places = BoundedSemaphore(at_once + waiting)
        self._patience = patience
        self._refusal = refusal

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Raises the refusal if too many wait, or have worked for too long."""
        if not self._places.acquire(blocking=False):
            raise self._refusal()
        try:
            with self._working():
                yield
        finally:
            self._places.release()

    @contextmanager
    def _working(self) -> Iterator[None]:
        if not self.free.acquire(timeout=self._patience):
            raise self._refusal()
        try:
            yield
        finally:
            self.free.release()
