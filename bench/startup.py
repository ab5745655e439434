"""Start-up of one worker, to its first answer, beside a bare Flask worker."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.report import aim, table

ROOT = Path(__file__).parents[1]
ROUNDS = 5
MOST_SECONDS_MORE = 2.0
MOST_TIMES_THE_MEMORY = 3.0
JOINWISE, FLASK = "joinwise", "Flask"

APPS = {
    JOINWISE: "from joinwise.web import create_app; app = create_app()",
    FLASK: """
from flask import Flask
app = Flask("bare")
@app.post("/v1/score")
def score():
    return {"recommendation": "skip"}
""",
}
WORKER = """
{app}
candidate = {{"name": "A club", "kind": "meetup"}}
assert app.test_client().post("/v1/score", json=candidate).status_code == 200
status = open("/proc/self/status").read()
print(status.split("VmRSS:")[1].split()[0])
"""


@dataclass(frozen=True, slots=True)
class Start:
    """``seconds`` from the command to the first answer, and the KiB resident then."""

    seconds: float
    memory: int


def main() -> None:
    print(run())


def run() -> str:
    """The section on start-up; a first start of each, which fills caches, does not count."""
    rounds = [{name: started(name) for name in APPS} for _ in range(ROUNDS + 1)]
    starts = {name: _typical([round_[name] for round_ in rounds[1:]]) for name in APPS}
    return "\n\n".join([INTRODUCTION, _table(starts), _aims(starts[JOINWISE], starts[FLASK])])


def started(name: str) -> Start:
    """Starts a worker and waits for its first answer."""
    code = WORKER.format(app=APPS[name])
    start = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as worker:
        said = worker.stdout.readline() if worker.stdout else ""
        seconds = perf_counter() - start
    return Start(seconds, int(said))


def _typical(starts: Sequence[Start]) -> Start:
    seconds = median(start.seconds for start in starts)
    return Start(seconds, int(median(start.memory for start in starts)))


def _table(starts: Mapping[str, Start]) -> str:
    header = ["worker", "s to the first answer", "MiB resident"]
    rows = (
        [name, f"{start.seconds:.2f}", f"{start.memory / 1024:.1f}"]
        for name, start in starts.items()
    )
    return table(header, rows)


def _aims(joinwise: Start, flask: Start) -> str:
    more, times = joinwise.seconds - flask.seconds, joinwise.memory / flask.memory
    later = f"it answers {more:.2f} s later; aim: at most 2 s"
    larger = f"it takes {times:.2f} times the memory; aim: at most 3"
    aims = (aim(later, more <= MOST_SECONDS_MORE), aim(larger, times <= MOST_TIMES_THE_MEMORY))
    return "\n".join(aims)


INTRODUCTION = """## Start-up

One worker each, from the command to its first answer, in process; the median of five, in turns."""


if __name__ == "__main__":
    main()
