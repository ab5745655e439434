"""Whether the store of assessments answers: a thread in each process that answers looks at it."""

from __future__ import annotations

from threading import Event, Thread

import structlog

from joinwise.assessments.store import Store
from joinwise.errors import StoreError
from joinwise.runtime.metrics import Metrics

EVERY = 5.0
"""Seconds between two looks."""

log = structlog.get_logger("joinwise.store")


class StoreProbe(Thread):
    """Asks the store for nothing, again and again; ``is_up`` is None before the first answer."""

    def __init__(self, store: Store, metrics: Metrics) -> None:
        super().__init__(name="store", daemon=True)
        self.store, self.metrics = store, metrics
        self.is_up: bool | None = None
        self.stopped = Event()

    def run(self) -> None:
        self.look()
        while not self.stopped.wait(EVERY):
            self.look()

    def look(self) -> None:
        """Says in the log if it is another way than before."""
        before, error = self.is_up, self._error()
        self.is_up = error is None
        self.metrics.store_up.set(self.is_up)
        if error and before is not False:
            log.warning("store away", reason=error.reason, store=error.where)
        if not error and before is False:
            log.info("store back", store=self.store.database.location)

    def _error(self) -> StoreError | None:
        try:
            self.store.ping()
        except StoreError as error:
            return error
        return None
