"""How long the check of rule files takes, beside its solver: ``python -m bench.checks``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from bench import packs, workload
from bench.packs import Entry
from bench.report import aim, table
from joinwise.resources import default_folder

ROUNDS = 3
SHIPPED, NARROW, NESTED = "the shipped pack", "1,000 rules over 30 inputs", "1,000 nested limits"
MOST_SECONDS = {SHIPPED: 3.0, NARROW: 60.0, NESTED: 60.0}
LIMITS = 1_000


@dataclass(frozen=True, slots=True)
class Checked:
    """Seconds in all, of reading and in the solver; questions, and those not decided."""

    whole: float
    reading: float
    solver: float
    asked: int
    undecided: int


def main() -> None:
    print(run())


def run() -> str:
    """The section on checking."""
    with TemporaryDirectory() as folder:
        folders = {
            SHIPPED: default_folder(),
            NARROW: packs.write_folder(Path(folder) / "narrow", _narrow()),
            NESTED: packs.write_folder(Path(folder) / "nested", _nested()),
        }
        found = {name: _checked(path) for name, path in folders.items()}
    return "\n\n".join([INTRODUCTION, _table(found), _aims(found)])


def _narrow() -> list[Entry]:
    rules = enumerate(packs.entries(workload.rules(1_000)))
    return [{**rule, "points": number % 7 - 3} for number, rule in rules]


def _nested() -> list[Entry]:
    """Each fires only where all before it do."""
    common = {"title": "A rule", "reason": "A reason.", "points": -1}
    limits = range(1, LIMITS + 1)
    return [{"id": f"r-{limit}", "when": _above(limit), **common} for limit in limits]


def _above(limit: int) -> str:
    return f"cost.annual_dues + cost.joining_fee / 3 > {limit}"


def _checked(folder: Path) -> Checked:
    rounds = [_once(folder) for _ in range(ROUNDS)]
    return sorted(rounds, key=lambda checked: checked.whole)[ROUNDS // 2]


def _once(folder: Path) -> Checked:
    """One check in a process of its own, from its start to its end."""
    before = _of_children()
    command = [sys.executable, "-c", CODE, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    return Checked(_of_children() - before, *json.loads(done.stdout))


def _of_children() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


CODE = """
import json, sys
from pathlib import Path
from time import process_time
from joinwise.packs.loader import check_folder
from joinwise.authoring.analysis.findings import analyze
from joinwise.authoring.analysis.solver import TimeBudget

start = process_time()
check = check_folder(Path(sys.argv[1]))
reading, time = process_time() - start, TimeBudget()
found = analyze(check, time)
print(json.dumps([reading, time.spent, found.asked, found.undecided]))
"""
"""What `joinwise rules check` does, but for printing what it found."""


def _table(found: Mapping[str, Checked]) -> str:
    header = ["pack", "s in all", "s reading", "s in the solver", "questions", "undecided"]
    rows = (
        [
            name,
            f"{checked.whole:.1f}",
            f"{checked.reading:.1f}",
            f"{checked.solver:.1f}",
            f"{checked.asked:,}",
            f"{checked.undecided:,}",
        ]
        for name, checked in found.items()
    )
    return table(header, rows)


def _aims(found: Mapping[str, Checked]) -> str:
    return "\n".join(
        aim(
            f"{name} is checked in {checked.whole:.1f} s; aim: at most {MOST_SECONDS[name]:.0f} s",
            checked.whole <= MOST_SECONDS[name],
        )
        for name, checked in found.items()
    )


INTRODUCTION = """## Checking rule files

What `joinwise rules check` does, from its start to its end, in processor time; the middle of three
rounds. Candidates that are tried answer most questions; what they leave open is put to z3, whose
share includes the making of its terms. The 1,000 rules over 30 inputs are those of the race above;
the 1,000 nested limits are a sum against 1, 2, 3..., so that each rule fires only where all before
it do, which no candidate can settle. Printing what was found is not in it."""


if __name__ == "__main__":
    main()
