"""Is durable_rules faster when built with optimisation? ``python -m bench.o3`` builds it twice.

Takes a C compiler, and the package index that pip uses.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import workload
from bench.bare import Bare
from bench.report import machine, table
from bench.timing import Task, interleaved

ROOT = Path(__file__).parents[1]
PACKAGE = "durable-rules==2.0.28"
COMPILERS = {"default": "gcc", "-O3": "gcc -O3"}
INSTALLED = "as installed"
RULES, ROUNDS, TURNS = 40, 7, 9
WORKER = "--worker"


def main() -> None:
    print(measured() * 1e6 if WORKER in sys.argv else run())


def run() -> str:
    """The section on builds."""
    with TemporaryDirectory() as folder:
        paths = {name: _built(compiler, Path(folder, name)) for name, compiler in COMPILERS.items()}
        paths[INSTALLED] = ROOT
        rounds = [{name: _timed(path) for name, path in paths.items()} for _ in range(ROUNDS)]
    times = {name: median(seconds[name] for seconds in rounds) for name in paths}
    return "\n\n".join(
        [
            "## Builds of durable_rules",
            f"The bare loop over {RULES} rules, each build in a process of its own, in turns, the"
            f" median of {ROUNDS}; {machine()}.",
            _table(times),
        ]
    )


def measured() -> float:
    """Seconds for a candidate with the build that is imported here."""
    bare = Bare(workload.rules(RULES))
    facts = [bare.encoded(candidate) for candidate in workload.candidates()] * 3
    task = Task("bare", lambda: [bare.fired(fact) for fact in facts], len(facts))
    return interleaved([task], TURNS)["bare"]


def _built(compiler: str, folder: Path) -> Path:
    options = ["--quiet", "--no-deps", "--no-cache-dir", "--no-binary", "durable-rules"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), PACKAGE]
    subprocess.run(command, check=True, env={**os.environ, "CC": compiler})
    return folder


def _timed(folder: Path) -> float:
    """Microseconds for a candidate with the build in a folder."""
    command = [sys.executable, "-m", "bench.o3", WORKER]
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    done = subprocess.run(command, cwd=ROOT, check=True, env=environment, stdout=subprocess.PIPE)
    return float(done.stdout)


def _table(times: Mapping[str, float]) -> str:
    header = ["build", "µs a candidate", "default takes"]
    default = times["default"]
    return table(
        header,
        ([name, f"{taken:.1f}", f"{default / taken:.2f}"] for name, taken in times.items()),
    )


if __name__ == "__main__":
    main()
