"""Runs all measurements, and prints the tables."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import bench.servers
from bench.servers.launch import (
    WORKER_TIMEOUT,
    WORKERS,
    Running,
    running,
    servers,
    wait_until_answering,
)
from bench.servers.limits import measure_limits
from bench.servers.load import measure_load
from bench.servers.processes import cpu_times
from bench.servers.reload import measure_reload, measure_renewal
from bench.servers.slow_clients import measure_slow
from bench.servers.streams import measure_flood, measure_stream, measure_talk


def measure(targets: list[Running], folder: Path) -> None:
    """What takes CPU runs on one server at a time; what mostly waits runs on all at once."""
    _say("load")
    measure_load(targets, folder)
    streaming = [target for target in targets if target.server.lines]
    _say("streams")
    for target in streaming:
        measure_stream(target)
        wait_until_answering(target)
    _at_once(measure_limits, targets)
    _at_once(measure_talk, streaming)
    _at_once(measure_flood, streaming)
    _say("slow clients")
    _at_once(measure_slow, targets)
    _say("reload")
    for target in streaming:
        wait_until_answering(target)
        measure_reload(target)


def _at_once(measurement: Callable[[Running], None], targets: list[Running]) -> None:
    for target in targets:
        wait_until_answering(target)
    with ThreadPoolExecutor(len(targets)) as pool:
        list(pool.map(measurement, targets))


def _say(text: str) -> None:
    print(f"{time.strftime('%X')} {text}", file=sys.stderr, flush=True)


def table(targets: list[Running]) -> str:
    """A row a measure, a column a server; a dash where a measure was not taken."""
    rows = list(dict.fromkeys(name for target in targets for name in target.figures))
    lines = [["", *(target.server.name for target in targets)], ["---"] * (len(targets) + 1)]
    lines += [[row, *(target.figures.get(row, "-") for target in targets)] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def surroundings() -> str:
    """What the figures depend on."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("gunicorn", "granian", "Flask"))
    return (
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{packages}; {WORKERS} workers each, worker timeout {WORKER_TIMEOUT} s. "
        f"Before the start other processes kept {_busy_cores():.1f} cores busy."
    )


def _busy_cores(seconds: float = 2) -> float:
    before = cpu_times()
    time.sleep(seconds)
    total, idle = (now - then for now, then in zip(cpu_times(), before, strict=True))
    return (os.cpu_count() or 1) * (1 - idle / total)


def main() -> None:
    argparse.ArgumentParser(description=bench.servers.__doc__).parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing; Debian has it as the package wrk.")
    about = surroundings()
    start = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        *targets, renewed = [stack.enter_context(running(server, folder)) for server in servers()]
        measure(targets, folder)
        measure_renewal(renewed)
        print(f"{about}\n\n{table(targets)}\n\n{table([renewed])}")
    _say(f"{time.monotonic() - start:.0f} s in all")


if __name__ == "__main__":
    main()
