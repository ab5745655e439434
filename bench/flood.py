"""Many costly requests at once, and how long others wait meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from socket import socket
from time import monotonic, sleep

from bench.report import aim

AT_ONCE = 64
PATIENCE = 120.0
HEALTH_AIM, SCORE_AIM, END_AIM = 0.2, 1.0, 10.0
SMALL = b'{"name": "a", "kind": "meetup"}'
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Flood:
    """Longest waits for health and for a score in seconds, how the requests ended, and when."""

    health: float
    score: float
    statuses: Counter[int]
    seconds: float

    def text(self) -> str:
        ended = ", ".join(f"{count} times {status}" for status, count in self.statuses.items())
        return (
            f"{AT_ONCE} of the costliest open requests of 64 KiB at once, to two workers: {ended}, "
            f"all within {self.seconds:.1f} s; meanwhile `/healthz` answered within "
            f"{self.health:.2f} s and other scores within {self.score:.2f} s."
        )

    def aims(self) -> Iterator[str]:
        if self.health > HEALTH_AIM:
            yield aim(f"`/healthz` within {HEALTH_AIM} s meanwhile ({self.health:.2f} s)", False)
        if self.score > SCORE_AIM:
            yield aim(f"scores within {SCORE_AIM} s meanwhile ({self.score:.2f} s)", False)
        if self.seconds > END_AIM:
            yield aim(f"all over within {END_AIM} s ({self.seconds:.1f} s)", False)


def flooded(path: str, of: str, body: bytes) -> Flood:
    with _serving() as port, ThreadPoolExecutor(AT_ONCE) as senders:
        start = monotonic()
        sent = [senders.submit(_timed, port, "POST", path, body, of) for _ in range(AT_ONCE)]
        health = score = 0.0
        while not all(request.done() for request in sent):
            health = max(health, _timed(port, "GET", "/healthz")[1])
            score = max(score, _timed(port, "POST", "/v1/score", SMALL, JSON)[1])
            sleep(0.05)
        statuses = Counter(request.result()[0] for request in sent)
        return Flood(health, score, statuses, monotonic() - start)


def _timed(port: int, method: str, path: str, body: bytes = b"", of: str = "") -> tuple[int, float]:
    """The status of a request, and the seconds that it took."""
    start, connection = monotonic(), HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, body or None, {"Content-Type": of} if of else {})
        response = connection.getresponse()
        response.read()
        return response.status, monotonic() - start
    finally:
        connection.close()


@contextmanager
def _serving() -> Iterator[int]:
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "joinwise", "serve", "--port", str(port), "--workers", "2"]
        own = {
            "JOINWISE_DATABASE_URL": f"sqlite:///{folder}/bounds.db",
            "JOINWISE_LOG_LEVEL": "error",
        }
        service = subprocess.Popen(command, env={**os.environ, **own})
        try:
            _wait_until_ready(port)
            yield port
        finally:
            service.terminate()
            service.wait()


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(port: int) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            if _timed(port, "GET", "/readyz")[0] == 200:
                return
        except OSError:
            sleep(0.1)
    raise TimeoutError("the service did not start")
