"""The process that supervises: it lets workers go once those that take over from them answer."""

from __future__ import annotations

from collections.abc import Iterable
from signal import SIGHUP
from time import monotonic, sleep
from typing import Any

from gunicorn.arbiter import Arbiter

from joinwise.server.stops import STOPS

LOOK_EVERY = 0.05
"""Seconds."""


class Supervisor(Arbiter):
    """gunicorn's own stops workers as soon as others are forked, however long these take to start.

    Those that read thousands of rules first take seconds, in which nobody would be answered.
    """

    def reload(self) -> None:
        """Renews all workers; who asked for the same meanwhile has been heard."""
        super().reload()
        self._queue(sig for sig in self._queued() if sig != SIGHUP)

    def manage_workers(self) -> None:
        """Waits for those that take over as long as they live, and looks after all meanwhile."""
        while self._waits_for_some() and not self._is_told_to_stop():
            self.murder_workers()
            self.reap_workers()
            sleep(LOOK_EVERY)
        super().manage_workers()

    def _waits_for_some(self) -> bool:
        """Whether there are more workers than needed, and the youngest do not answer yet."""
        youngest = sorted(self.WORKERS.values(), key=_age)[-self.num_workers :]
        return len(self.WORKERS) > self.num_workers and not all(map(_answers, youngest))

    def _is_told_to_stop(self) -> bool:
        signals = self._queued()
        self._queue(signals)
        return not set(STOPS).isdisjoint(signals)

    def _queued(self) -> list[int]:
        """Takes out the signals that wait."""
        return [self.SIG_QUEUE.get_nowait() for _ in range(self.SIG_QUEUE.qsize())]

    def _queue(self, signals: Iterable[int]) -> None:
        for signal in signals:
            self.SIG_QUEUE.put_nowait(signal)


def _age(worker: Any) -> int:
    age: int = worker.age
    return age


def _answers(worker: Any) -> bool:
    """It says when it last turned its loop; until it first does, its file has the time of day."""
    return bool(worker.tmp.last_update() <= monotonic())
