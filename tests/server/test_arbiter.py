"""While it waits for new workers, the supervisor hears that it is to stop, and forgets no signal."""

from queue import SimpleQueue
from signal import SIGCHLD, SIGHUP, SIGTERM
from typing import Any

import pytest
from gunicorn.arbiter import Arbiter

from joinwise.server.arbiter import Supervisor


class Worker:
    """One that has not answered yet."""

    def __init__(self, age: int) -> None:
        self.age, self.tmp = age, self

    def last_update(self) -> float:
        return float("inf")


def supervisor(*signals: int) -> Any:
    """One that was sent signals while two workers take over from two others."""
    made: Any = Supervisor.__new__(Supervisor)
    made.SIG_QUEUE, made.WORKERS = SimpleQueue(), {age: Worker(age) for age in range(1, 5)}
    made._num_workers = 2  # noqa: SLF001 - its setter wants all of gunicorn
    for signal in signals:
        made.SIG_QUEUE.put(signal)
    return made


def queued(made: Any) -> list[int]:
    return [made.SIG_QUEUE.get() for _ in range(made.SIG_QUEUE.qsize())]


@pytest.fixture(autouse=True)
def managed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Arbiter, "manage_workers", lambda self: None)
    monkeypatch.setattr(Arbiter, "reload", lambda self: None)


def test_a_stop_is_not_kept_waiting() -> None:
    made = supervisor(SIGCHLD, SIGTERM)
    made.manage_workers()
    assert queued(made) == [SIGCHLD, SIGTERM]


def test_several_workers_that_ask_for_renewal_are_renewed_once() -> None:
    made = supervisor(SIGHUP, SIGCHLD, SIGHUP)
    made.reload()
    assert queued(made) == [SIGCHLD]
