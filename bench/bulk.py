"""``joinwise bulk`` beside scoring one by one and beside polars by hand: ``python -m bench.bulk``.

``python -m bench.bulk 20000000`` measures another number of rows.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import polars as pl

from bench import workload
from bench.packs import entries, write_folder
from bench.report import aim, table
from bench.timing import Task, interleaved
from joinwise.advisor import Advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import INPUTS, KINDS_OF_GROUP
from joinwise.domain.nesting import nested
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder

ROWS, DIFFERENT, RULES, SINGLE, ROUNDS = 1_000_000, 20_000, 25, 300, 15
LEAST_TIMES, MOST_TIMES, MOST_MEMORY = 30, 4, 2 * 2**20
MODULE = ("-m", "joinwise", "bulk")


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds of processor time of all cores and by the clock, and memory in KiB at most."""

    processor: float
    clock: float
    memory: int


def main() -> None:
    match sys.argv[1:]:
        case ["by-hand", source, target]:
            by_hand(source, target)
        case ["write", folder, rows]:
            write_tables(Path(folder), int(rows))
        case given:
            print(run(*map(int, given)))


def run(rows: int = ROWS) -> str:
    """The section on many rows. Another process writes the tables, which takes memory."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _used(folder, "-m", "bench.bulk", "write", name, str(rows))
        used = {label: _used(folder, *command) for label, command in _commands(folder).items()}
    single = _advised_singly()
    introduction = INTRODUCTION.format(rows=rows, few=RULES)
    return "\n\n".join([introduction, _table(used, rows), _aims(used, single, rows)])


def write_tables(folder: Path, rows: int) -> None:
    """The two tables, and the few rules."""
    groups = [plausible(seed) for seed in range(DIFFERENT)]
    write_rows(folder / "plausible.parquet", groups, rows)
    write_rows(folder / "workload.parquet", _workload(), rows)
    write_folder(folder / "rules", _rules())


def write_rows(path: Path, bodies: Sequence[Any], rows: int) -> None:
    """So many rows, each one of the bodies, as Parquet."""
    candidates = [candidate.values for candidate in map(Candidate.from_json, bodies) if candidate]
    names = [name for name in INPUTS if any(name in values for values in candidates)]
    columns = {name: [_cell(values.get(name)) for values in candidates] for name in names}
    different = pl.DataFrame(columns, strict=False)
    blocks = -(-rows // len(candidates))
    shuffled = (_shuffled(different, seed) for seed in range(blocks))
    pl.concat([*shuffled]).head(rows).sink_parquet(path, row_group_size=100_000)


def _shuffled(frame: pl.DataFrame, seed: int) -> pl.LazyFrame:
    return frame.sample(fraction=1, shuffle=True, seed=seed).lazy()


def _cell(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _workload() -> list[dict[str, Any]]:
    random = Random(3)
    return [
        nested({"name": "A group", "kind": random.choice(KINDS_OF_GROUP), **candidate})
        for candidate in workload.candidates(DIFFERENT)
    ]


def _points(number: int) -> int:
    return number % 7 if number % 2 else -(number % 7)


def _rules() -> list[dict[str, object]]:
    few = entries(workload.rules(RULES))
    return [{**entry, "points": _points(number)} for number, entry in enumerate(few)]


DEFAULT, DUCKDB = "default rules, polars", "default rules, DuckDB"
FEW, FEW_BY_HAND = f"{RULES} rules, polars", f"{RULES} rules, polars by hand"


def _commands(folder: Path) -> dict[str, Sequence[str]]:
    default = ("plausible.parquet", "out.parquet", "--rules", str(default_folder()))
    few = ("workload.parquet", "out.parquet", "--rules", "rules")
    return {
        DEFAULT: (*MODULE, *default),
        DUCKDB: (*MODULE, *default, "--engine", "duckdb"),
        FEW: (*MODULE, *few),
        FEW_BY_HAND: ("-m", "bench.bulk", "by-hand", "workload.parquet", "out.parquet"),
    }


def _used(folder: Path, *command: str) -> Usage:
    """What a program took; its modules are found from here."""
    start = monotonic()
    paths = os.pathsep.join(map(os.path.abspath, filter(None, [*sys.path, "."])))
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    memory, ended = 0, 0
    while not ended:
        memory = max(memory, _resident(process.pid))
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        sleep(0.05)
    if status:
        raise RuntimeError(f"{' '.join(command)} failed")
    return Usage(usage.ru_utime + usage.ru_stime, monotonic() - start, memory)


def _resident(process: int) -> int:
    """The most memory that a program had so far, in KiB.

    What the system says when it has ended counts that of the program that started it, too.
    """
    with suppress(OSError):
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return 0


def by_hand(source: str, target: str) -> None:
    """What somebody who knows polars would write for the few rules."""
    rules = [
        (f"r-{number:05d}:{_points(number)}", _points(number), _condition(rule))
        for number, rule in enumerate(workload.rules(RULES))
    ]
    points = [pl.when(condition).then(points).otherwise(0) for _, points, condition in rules]
    score = (50 + pl.sum_horizontal(points)).clip(0, 100)
    fired = [pl.when(condition).then(pl.lit(text)) for text, _, condition in rules]
    pl.scan_parquet(source).with_columns(
        score=score, fired=pl.concat_str(fired, separator="|", ignore_nulls=True)
    ).with_columns(
        recommendation=pl.when(pl.col("score") >= 50).then(pl.lit("join")).otherwise(pl.lit("skip"))
    ).sink_parquet(target)


def _condition(rule: workload.Rule) -> pl.Expr:
    return pl.all_horizontal([_test(test) for test in rule])


def _test(test: workload.Test) -> pl.Expr:
    column = pl.col(test.input)
    match test.operator:
        case ">=":
            return column >= test.value
        case ">":
            return column > test.value
        case "<=":
            return column <= test.value
        case "<":
            return column < test.value
    return column == test.value


def _advised_singly() -> float:
    """Seconds that a worker takes for a candidate that was read."""
    advisor = Advisor(load_pack(default_folder()))
    candidates = [*filter(None, map(Candidate.from_json, map(plausible, range(SINGLE))))]
    task = Task("single", lambda: [advisor.advise(each).to_dict() for each in candidates], SINGLE)
    return interleaved([task], ROUNDS)["single"]


def _table(used: dict[str, Usage], rows: int) -> str:
    lines = (
        [
            label,
            f"{each.processor:,.1f}",
            f"{rows / each.processor:,.0f}",
            f"{each.clock:,.1f}",
            f"{each.memory / 1024:,.0f}",
        ]
        for label, each in used.items()
    )
    heads = ["job", "s of processor", "rows a second and core", "s by the clock", "MiB at most"]
    return table(heads, lines)


def _aims(used: dict[str, Usage], single: float, rows: int) -> str:
    times = 2 * single / (used[DEFAULT].processor / rows)
    by_hand = used[FEW].processor / used[FEW_BY_HAND].processor
    memory = used[DEFAULT].memory
    return "\n".join(
        [
            aim(
                f"two cores score {times:,.0f} times as many rows as one worker in process "
                f"({1 / single:,.0f} a second and core); aim: at least {LEAST_TIMES}",
                times >= LEAST_TIMES,
            ),
            aim(
                f"{by_hand:.1f} times the time of polars by hand; aim: at most {MOST_TIMES}",
                by_hand <= MOST_TIMES,
            ),
            aim(f"{memory / 2**20:.1f} GiB of memory; aim: below 2", memory < MOST_MEMORY),
        ]
    )


INTRODUCTION = """## Many rows

`joinwise bulk` over {rows:,} rows, Parquet in and out with all columns carried along, the start of
the program included. Under the default rules the rows are plausible groups; under {few} rules of
two or three tests they have 30 inputs, and the same rules were written by hand in polars, without a
check of values. One worker in process is advising with all texts, without HTTP."""


if __name__ == "__main__":
    main()
