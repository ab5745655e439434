"""Reloads the rules while the service runs: a thread in each process that answers."""

from __future__ import annotations

import random
from collections.abc import Callable
from threading import Event, Thread
from time import perf_counter

import structlog

from joinwise.runtime.metrics import Metrics
from joinwise.runtime.reloading import ActiveRules, ReloadResult
from joinwise.runtime.rule_log import log_refusal, log_warnings

EVERY = 0.2
"""Seconds between two polls: a change is activated at the second that finds it."""

MOST_LEFT_BEHIND = 256 * 2**20
"""Bytes that durable_rules may keep of inactive rules, before a process is renewed."""

MOST_JITTER = 0.25
"""Of that, as much more by chance: the processes are not to ask for renewal all at once."""

log = structlog.get_logger("joinwise.rules")


class Watcher(Thread):
    """Activates changed rules, logs it, and calls ``renew`` once when too much is left behind.

    ``settle`` is called when other rules are active.
    """

    def __init__(
        self,
        rules: ActiveRules,
        metrics: Metrics,
        renew: Callable[[], None] = lambda: None,
        settle: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(name="rules", daemon=True)
        self.rules, self.metrics, self.renew, self.settle = rules, metrics, renew, settle
        self.most = MOST_LEFT_BEHIND * random.uniform(1, 1 + MOST_JITTER)
        self.stopped = Event()

    def run(self) -> None:
        """A worker answers before its first rules can explain, which takes as long as all else."""
        self._try(self._complete)
        while not self.stopped.wait(EVERY):
            self._try(self.poll)

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception:
            log.exception("the rules could not be polled")

    def _complete(self) -> None:
        self.rules.advisor.complete()
        self.settle()

    def poll(self) -> None:
        """Reloads the rules if they have changed, and checks what the process has left behind."""
        start, before = perf_counter(), self.rules.advisor.pack.version
        result = self.rules.reload()
        self.metrics.update(self.rules)
        if result is not None:
            self._report(result, before, perf_counter() - start)
        if self.rules.left_behind > self.most:
            self._renew()

    def _report(self, result: ReloadResult, before: str, seconds: float) -> None:
        self.metrics.reloads.labels(result).inc()
        if self.rules.refused:
            log_refusal(self.rules.refused.faults)
            return
        pack = self.rules.advisor.pack
        log.info(
            "rules taken up",
            outcome=str(result), pack=pack.name, version=pack.version, before=before,
            ms=round(seconds * 1000),
        )  # fmt: skip
        log_warnings(self.rules.warnings)
        self.settle()

    def _renew(self) -> None:
        log.info("process to be renewed", left_behind=self.rules.left_behind)
        self.most = float("inf")
        self.renew()
