"""The servers as they run: all at once, each by itself."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

from bench.peers.given import CANDIDATES
from bench.peers.peers import Files, Peer
from bench.servers.client import HOST
from bench.servers.launch import free_port, stop
from bench.servers.processes import cpu_seconds, workers
from bench.workload import Candidate

PATIENCE = 60
"""Seconds until a server has to answer."""


@dataclass(frozen=True, slots=True)
class Target:
    """A peer that runs with so many workers."""

    peer: Peer
    workers: int
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def processes(self) -> list[int]:
        """Its workers; itself, if it does the work."""
        return workers(self.pid) or [self.pid]

    def cpu(self) -> float:
        """The seconds of CPU time that its workers took so far."""
        return sum(map(cpu_seconds, self.processes))

    def answer(self, candidate: Candidate) -> Any:
        """Raises HTTPException if it fails."""
        body = json.dumps(self.peer.body(candidate))
        with closing(HTTPConnection(HOST, self.port, timeout=5)) as connection:
            connection.request("POST", self.peer.path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            if response.status != 200:
                raise HTTPException(f"{self.peer.name}: {response.status} {response.read()!r}")
            return json.load(response)


@contextmanager
def running(peer: Peer, workers: int, files: Files) -> Iterator[Target]:
    """Runs a server until the block ends."""
    port = free_port()
    given = {"port": str(port), "workers": str(workers)}
    command = [part.format_map(given) for part in peer.command]
    process = _started(command, files, port)
    try:
        target = Target(peer, workers, port, process.pid)
        _wait_until_answering(target, process)
        yield target
    finally:
        stop(process)


def _started(command: list[str], files: Files, port: int) -> subprocess.Popen[bytes]:
    with (files.folder / f"{port}.log").open("wb") as log:
        return subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            cwd=files.folder,
            env=files.environ(),
            start_new_session=True,
        )


def _wait_until_answering(target: Target, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            target.answer(CANDIDATES[0])
            return
        time.sleep(0.2)
    raise SystemExit(f"{target.peer.name} does not answer.")


def check_alike(targets: list[Target]) -> None:
    """Raises AssertionError unless all that know rules name the same for every candidate."""
    for number, candidate in enumerate(CANDIDATES):
        found = {_named(target, candidate) for target in targets if target.peer.fired}
        if len(found) > 1:
            raise AssertionError(f"the servers name other rules for candidate {number}: {found}")


def _named(target: Target, candidate: Candidate) -> frozenset[int]:
    assert target.peer.fired
    return frozenset(target.peer.fired(target.answer(candidate)))
