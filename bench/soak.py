"""Memory over many candidates through one worker: ``python -m bench.soak [CANDIDATES]``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

from bench import workload
from bench.report import aim, machine, memory
from bench.score import joinwise_app
from bench.wsgi import poster
from joinwise.domain.nesting import nested
from joinwise.server import settle

ROOT = Path(__file__).parents[1]
CANDIDATES = 1_000_000
WARM_UP = SAMPLED = 10_000
"""Candidates before the first sample of memory, and between two samples."""

MOST_GROWTH = 0.02
UNFIT_EVERY = 100
WORKER = "--worker"


@dataclass(frozen=True, slots=True)
class Soak:
    """``memory``: the KiB resident after every 10,000 candidates."""

    candidates: int
    seconds: float
    memory: tuple[int, ...]


def main() -> None:
    counts = [int(argument) for argument in sys.argv[1:] if argument != WORKER]
    count = max(*counts, 2 * WARM_UP) if counts else CANDIDATES
    if WORKER in sys.argv:
        soak = worked(count)
        print(json.dumps([soak.candidates, soak.seconds, soak.memory]))
    else:
        print(run(count))


def run(count: int = CANDIDATES) -> str:
    """The section on memory; the candidates go through a process of its own."""
    command = [sys.executable, "-m", "bench.soak", WORKER, str(count)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    candidates, seconds, samples = json.loads(done.stdout)
    return _section(Soak(candidates, seconds, tuple(samples)))


def worked(count: int) -> Soak:
    """Puts so many candidates through the service."""
    post = poster(joinwise_app())
    settle()
    samples = []
    start = perf_counter()
    for number, body in enumerate(_bodies(count), start=1):
        post(body)
        if number % SAMPLED == 0:
            samples.append(memory())
    return Soak(count, perf_counter() - start, tuple(samples))


def _bodies(count: int) -> Iterator[bytes]:
    """Candidates of which no two are alike; every hundredth does not fit."""
    random = Random(3)
    for number in range(count):
        candidate = workload.candidate(random)
        kind = "meetup" if number % UNFIT_EVERY else "meet-up"
        yield json.dumps({"name": f"Club {number}", "kind": kind, **nested(candidate)}).encode()


def _section(soak: Soak) -> str:
    first, last, most = soak.memory[0], soak.memory[-1], max(soak.memory)
    middle = soak.memory[len(soak.memory) // 2]
    growth, rate = most / first - 1, soak.candidates / soak.seconds
    return "\n\n".join(
        [
            "## Memory over time",
            f"{soak.candidates:,} candidates through one worker, no two alike, every hundredth not"
            f" fit, {rate:,.0f} a second; {machine()}.",
            f"Resident after the first {WARM_UP:,}: {_mib(first)}, half-way {_mib(middle)}, at the"
            f" end {_mib(last)}, at most {_mib(most)}.",
            aim(
                f"after the first {WARM_UP:,} it grew by at most {growth:.2%}, by"
                f" {last / middle - 1:.2%} in the second half; aim: under 2 %",
                growth < MOST_GROWTH,
            ),
        ]
    )


def _mib(kib: int) -> str:
    return f"{kib / 1024:.1f} MiB"


if __name__ == "__main__":
    main()
