"""A preview of two packs beside deciding and advising under one: ``python -m bench.preview``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import orjson

from bench import workload
from bench.bulk import write_rows
from bench.report import aim, table
from bench.timing import Task, interleaved, timed
from joinwise.advisor import Advisor
from joinwise.authoring.preview import DraftPreview, Record
from joinwise.authoring.table_preview import table_results
from joinwise.domain.catalogue import KINDS_OF_GROUP
from joinwise.domain.nesting import nested
from joinwise.formats.strict_json import write_json
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.resources import default_folder
from joinwise.scoring.decide import Decider
from joinwise.scoring.matcher import TreeMatcher

CANDIDATES, ROUNDS = 400, 31
ADVISE, DECIDE, READ = "advise, with all texts", "decide", "read a line of JSON"
COMPARE, PREVIEW = "preview, candidates that were read", "preview, lines of JSON"
TABLE = "preview, rows of Parquet"
ROWS, LEAST_TIMES = 200_000, 5
LEAST_PREVIEWED, LEAST_DECIDED = 5_000, 12_000


def main() -> None:
    print(run())


def run() -> str:
    """The section on previews."""
    pack = load_pack(default_folder())
    times = interleaved(_tasks(pack, [*map(_line, workload.candidates(CANDIDATES))]), ROUNDS)
    times = {**times, TABLE: _of_table(pack)}
    return "\n\n".join([INTRODUCTION, _table(times), _aims(times)])


def _of_table(pack: Pack) -> float:
    """Seconds for a row of a table; what is planned beforehand is shared by all rows."""
    preview = DraftPreview.of(pack, _draft(pack))
    with TemporaryDirectory() as folder:
        file = Path(folder, "groups.parquet")
        write_rows(file, [*map(orjson.loads, map(_line, workload.candidates(CANDIDATES)))], ROWS)
        return timed(Task(TABLE, lambda: [*table_results(preview, str(file), 20)], ROWS))


def _line(candidate: workload.Candidate) -> bytes:
    kind = Random(len(candidate)).choice(KINDS_OF_GROUP)
    return orjson.dumps(nested({"name": "A group", "kind": kind, **candidate}))


def _tasks(pack: Pack, lines: Sequence[bytes]) -> list[Task]:
    records = [Record(number, line) for number, line in enumerate(lines)]
    candidates = [record.candidate() for record in records]
    advisor, deciding = Advisor(pack, TreeMatcher), Decider(pack)
    preview = DraftPreview.of(pack, _draft(pack))
    work = {
        ADVISE: lambda: [
            write_json(advisor.advise(candidate).to_dict()) for candidate in candidates
        ],
        DECIDE: lambda: [deciding.decide(candidate) for candidate in candidates],
        READ: lambda: [record.candidate() for record in records],
        COMPARE: lambda: [preview.compare(candidate) for candidate in candidates],
        PREVIEW: lambda: preview.result(records),
    }
    return [Task(name, run, CANDIDATES) for name, run in work.items()]


def _draft(pack: Pack) -> Pack:
    """The pack with the weightiest rule left out, so that something changes."""
    weightiest = max(pack.rules, key=lambda rule: abs(rule.points))
    return replace(pack, rules=tuple(rule for rule in pack.rules if rule != weightiest))


def _table(times: Mapping[str, float]) -> str:
    rows = (
        [name, f"{seconds * 1e6:,.1f}", f"{1 / seconds:,.0f}", f"{times[ADVISE] / seconds:.2f}"]
        for name, seconds in times.items()
    )
    return table(["a candidate", "µs", "a second and core", "times as fast as advising"], rows)


def _aims(times: Mapping[str, float]) -> str:
    faster = times[PREVIEW] / times[TABLE]
    said = f"rows of a table {faster:.1f} times as fast as lines; aim: at least {LEAST_TIMES}"
    aims = [_aim(*names, times) for names in _AIMS]
    return "\n".join([*aims, aim(said, faster >= LEAST_TIMES)])


def _aim(said: str, task: str, least: int, times: Mapping[str, float]) -> str:
    rate = 1 / times[task]
    return aim(f"{said} {rate:,.0f} a second and core; aim: at least {least:,}", rate >= least)


_AIMS: Iterable[tuple[str, str, int]] = (
    ("it decides on", DECIDE, LEAST_DECIDED),
    ("it previews", PREVIEW, LEAST_PREVIEWED),
)

INTRODUCTION = f"""## A preview

What `joinwise rules preview` does with each candidate, in one process under the default pack and
the same without its weightiest rule: {CANDIDATES} candidates over 30 inputs, of which 15 % of the
values are unknown. Deciding gives the score, the recommendation and the rules that fire; advising
gives the whole answer as bytes, by the same reading of the rules, without durable_rules. A preview
reads a line of JSON, decides twice and, of what changes, names the rules. Processor time, the
median of {ROUNDS} turns. The rows of Parquet are {ROWS:,}, in one turn; of what changes the first
20 are named."""


if __name__ == "__main__":
    main()
