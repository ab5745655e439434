"""Servers to compare: how each is started, waited for and stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.servers import client
from bench.servers.client import HOST, ask
from bench.servers.processes import cpu_seconds, resident, workers

WORKERS = 2
WORKER_TIMEOUT = 5
"""Seconds: short, so that what outlasts it shows soon. The graceful timeout is as short."""
RENEW_AFTER = 1_000
STREAM_LINES = 200_000
SHORT_STREAM_LINES = 40_000


@dataclass(frozen=True, slots=True)
class Server:
    """A way to run the service.

    ``lines`` is how long a stream it is measured with; without any it is not measured with what
    the number of threads has no say in.
    """

    name: str
    command: tuple[str, ...]
    lines: int = 0


@dataclass(slots=True)
class Running:
    """A server that runs, and what was measured of it, by row of the table."""

    server: Server
    port: int
    process: subprocess.Popen[bytes]
    figures: dict[str, str] = field(default_factory=dict)

    def connect(self, timeout: float) -> socket.socket:
        return client.connect(self.port, timeout)

    def memory(self) -> float:
        """The resident memory of its workers together, in MiB."""
        return sum(map(resident, workers(self.process.pid)))

    def cpu(self) -> float:
        """The CPU time that its workers took so far, in seconds."""
        return sum(map(cpu_seconds, workers(self.process.pid)))


def servers() -> list[Server]:
    """The servers to compare, and last one that renews its workers; ``{port}`` is filled in."""
    gunicorn = (
        *(sys.executable, "-m", "gunicorn", "joinwise.web:create_app()"),
        *("--bind", HOST + ":{port}", "--workers", str(WORKERS), "--log-level", "warning"),
        *("--timeout", str(WORKER_TIMEOUT), "--graceful-timeout", str(WORKER_TIMEOUT)),
        "--no-control-socket",
    )
    threaded = (*gunicorn, "--worker-class", "gthread", "--threads")
    renewed = ("--max-requests", str(RENEW_AFTER), "--max-requests-jitter", str(RENEW_AFTER // 10))
    serve = (
        *("env", f"JOINWISE_HOST={HOST}", "JOINWISE_PORT={port}", f"JOINWISE_WORKERS={WORKERS}"),
        *(f"JOINWISE_TIMEOUT={WORKER_TIMEOUT}", "JOINWISE_THREADS=32", "JOINWISE_LOG_LEVEL=error"),
        *(sys.executable, "-m", "joinwise", "serve"),
    )
    granian = (
        *(sys.executable, "-m", "granian", "joinwise.web:create_app", "--factory"),
        *("--interface", "wsgi", "--host", HOST, "--port", "{port}", "--log-level", "error"),
        *("--workers", str(WORKERS), "--blocking-threads", "32"),
        *("--workers-kill-timeout", str(WORKER_TIMEOUT)),
    )
    return [
        Server("gunicorn sync", (*gunicorn, "--worker-class", "sync"), SHORT_STREAM_LINES),
        Server("gunicorn gthread, 8 threads", (*threaded, "8"), SHORT_STREAM_LINES),
        Server("gunicorn gthread, 64 threads", (*threaded, "64")),
        Server("joinwise serve, 32 threads", serve, STREAM_LINES),
        Server("granian, 32 threads", granian, SHORT_STREAM_LINES),
        Server("gunicorn gthread, 32 threads, renewed", (*threaded, "32", *renewed)),
    ]


@contextmanager
def running(server: Server, logs: Path) -> Iterator[Running]:
    """Runs a server until the block ends, in a process group of its own."""
    port = free_port()
    command = [part.replace("{port}", str(port)) for part in server.command]
    with (logs / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        found = Running(server, port, process)
        wait_until_answering(found)
        yield found
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(3 * WORKER_TIMEOUT)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_answering(target: Running, patience: float = 30) -> None:
    """Until it answers ten requests in a row."""
    end, row = time.monotonic() + patience, 0
    while row < 10:
        row = row + 1 if ask(target.port) is not None else 0
        if not row:
            if time.monotonic() > end or target.process.poll() is not None:
                raise SystemExit(f"{target.server.name} does not answer.")
            time.sleep(0.1)
