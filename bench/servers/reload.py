"""What fails, and when streams end, while workers are replaced."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

from bench.servers.client import HOST, Talk, after, post
from bench.servers.launch import RENEW_AFTER, Running
from bench.servers.processes import workers
from bench.servers.streams import PADDED

RELOAD_SECONDS = 14
RENEWED_STREAMS = 4


@dataclass(slots=True)
class Tally:
    """What became of the requests of one client."""

    fine: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    worst: float = 0.0


def measure_reload(target: Running) -> None:
    """SIGHUP a second into a load with a stream open: what fails, and when does the stream end?"""
    with _load_and_streams(target, "reload", 1):
        time.sleep(1)
        target.process.send_signal(signal.SIGHUP)


def measure_renewal(target: Running) -> None:
    """The same without a signal, as workers are renewed after so many requests."""
    with _load_and_streams(target, f"renewal after {RENEW_AFTER:,} requests", RENEWED_STREAMS):
        pass


@contextmanager
def _load_and_streams(target: Running, name: str, streams: int) -> Iterator[None]:
    end = time.monotonic() + RELOAD_SECONDS
    old = set(workers(target.process.pid))
    with ThreadPoolExecutor(4 + streams) as pool:
        talks = [pool.submit(_talk_until, target, end) for _ in range(streams)]
        loads = [pool.submit(_load_until, target, end, keep) for keep in (True, True, False, False)]
        yield
    target.figures[f"{name}, connections kept alive: failed"] = _failures(*loads[:2])
    target.figures[f"{name}, new connections: failed"] = _failures(*loads[2:])
    target.figures[f"{name}, open streams"] = ", ".join(talk.result() for talk in talks)
    kept = len(old & set(workers(target.process.pid)))
    target.figures[f"{name}, workers replaced"] = f"{len(old) - kept} of {len(old)}"


def _load_until(target: Running, end: float, keep: bool) -> Tally:
    tally, connection = Tally(), HTTPConnection(HOST, target.port, timeout=10)
    while (start := time.monotonic()) < end:
        try:
            status = post(connection)
            tally.fine += status == 200
            if status != 200:
                tally.failed[str(status)] += 1
        except (OSError, HTTPException) as error:
            tally.failed[type(error).__name__] += 1
            connection.close()
        tally.worst = max(tally.worst, time.monotonic() - start)
        if not keep:
            connection.close()
    connection.close()
    return tally


def _failures(*loads: Future[Tally]) -> str:
    tallies = [load.result() for load in loads]
    failed = sum((tally.failed for tally in tallies), Counter[str]())
    total = sum(tally.fine for tally in tallies) + failed.total()
    kinds = f" ({', '.join(failed)})" if failed else ""
    worst = 1000 * max(tally.worst for tally in tallies)
    return f"{failed.total()} of {total:,}{kinds}, worst {worst:.0f} ms"


def _talk_until(target: Running, end: float) -> str:
    talk = Talk(target.port, PADDED)
    with talk.connection:
        try:
            while time.monotonic() < end:
                talk.say()
                time.sleep(0.25)
        except OSError:
            return after("cut", talk.age)
    return after("alive", talk.age)
