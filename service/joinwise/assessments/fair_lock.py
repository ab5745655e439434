"""A fair lock: first come, first served."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class FairLock:
    """A lock that threads get in the order in which they asked for it.

    Python's own goes to whoever happens to run, so that under load some wait for seconds.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._queue: deque[Lock] = deque()
        self._is_held = False

    @property
    def waiting(self) -> int:
        """How many threads wait for it."""
        return len(self._queue)

    @contextmanager
    def held(self, timeout: float) -> Iterator[None]:
        """Holds it. Raises TimeoutError if it is not free within so many seconds."""
        self._acquire(timeout)
        try:
            yield
        finally:
            self._release()

    def _acquire(self, timeout: float) -> None:
        with self._guard:
            if not self._is_held:
                self._is_held = True
                return
            ticket = Lock()
            ticket.acquire()
            self._queue.append(ticket)
        if not ticket.acquire(timeout=timeout):
            self._give_up(ticket)

    def _give_up(self, ticket: Lock) -> None:
        """Unless it was handed over just now."""
        with self._guard:
            if ticket in self._queue:
                self._queue.remove(ticket)
                raise TimeoutError

    def _release(self) -> None:
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._is_held = False
