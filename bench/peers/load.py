"""Load by wrk: as much as a server can take, and half of that."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.peers.launch import Target

CONNECTIONS = 8
WARM_UP, SECONDS, TRIAL, BATCHES = 2, 5, 1, 10
"""Seconds; a batch takes long, so that few fit into a short while."""
SCRIPT = Path(__file__).parent / "wrk.lua"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Requests:
    """What is posted, file by file in turn; each file holds so many candidates."""

    path: str
    files: Sequence[Path]
    media_type: str = JSON
    candidates: int = 1
    connections: int = CONNECTIONS


@dataclass(frozen=True, slots=True)
class Load:
    """Requests a second, ms at the 50th and the 99th percentile, CPU ms a request."""

    rate: float
    p50: float
    p99: float
    cpu: float
    errors: int

    @property
    def cores(self) -> float:
        """How many it kept busy."""
        return self.rate * self.cpu / 1000

    @property
    def spread(self) -> float:
        return self.p99 / self.p50


@dataclass(frozen=True, slots=True)
class Round:
    full: Load
    half: Load


def measured(target: Target, requests: Requests) -> Round:
    """Warmed up, fully loaded, then half."""
    loaded(target, requests, WARM_UP)
    full = loaded(target, requests)
    return Round(full, loaded(target, requests, pause=_pause(target, requests, full.rate)))


def _pause(target: Target, requests: Requests, rate: float) -> float:
    """Seconds before each request of a connection, so that half the rate is put.

    A short trial shows what it takes beyond its pause.
    """
    fair = requests.connections / rate
    trial = loaded(target, requests, TRIAL, fair)
    beyond = requests.connections / trial.rate - fair
    return max(0.0, 2 * fair - beyond)


def loaded(target: Target, requests: Requests, seconds: int = SECONDS, pause: float = 0) -> Load:
    before = target.cpu()
    figures = _wrk(target, requests, seconds, pause)
    cpu = 1000 * (target.cpu() - before) / max(figures["requests"], 1)
    rate = figures["requests"] / figures["seconds"]
    return Load(rate, figures["p50"], figures["p99"], cpu, int(figures["errors"]))


def _wrk(target: Target, requests: Requests, seconds: int, pause: float) -> dict[str, float]:
    load = ["-t1", f"-c{requests.connections}", f"-d{seconds}s", "--timeout=30s", "-s", str(SCRIPT)]
    given = [requests.media_type, f"{1000 * pause:.3f}", *map(str, requests.files)]
    command = ["wrk", *load, target.url + requests.path, "--", *given]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures
