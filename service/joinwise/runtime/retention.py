"""Deletes old assessments while the service runs: a thread in each process that answers."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import structlog

from joinwise.assessments.store import Filters, Store
from joinwise.errors import StoreError
from joinwise.runtime.metrics import Metrics

EVERY = 600.0
"""Seconds between two looks, and up to as many again: the processes are not to look at once."""

log = structlog.get_logger("joinwise.retention")


class Sweeper(Thread):
    """Deletes assessments that are older than so many days.

    Any number of processes may: what one has deleted the others no longer find.
    """

    def __init__(self, store: Store, metrics: Metrics, days: int) -> None:
        super().__init__(name="retention", daemon=True)
        self.store, self.metrics, self.kept = store, metrics, timedelta(days=days)
        self.stopped = Event()

    def run(self) -> None:
        self.sweep()
        while not self.stopped.wait(EVERY * random.uniform(1, 2)):
            self.sweep()

    def sweep(self) -> None:
        """If the store is away, the next look finds what is left."""
        try:
            count = self.store.erase(Filters(until=datetime.now(UTC) - self.kept))
        except StoreError as error:
            log.warning("old assessments stay", reason=error.reason, store=error.where)
            return
        if count:
            self.metrics.expired.inc(count)
            log.info("old assessments deleted", count=count, days=self.kept.days)
