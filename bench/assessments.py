"""Keeping an assessment beside a bare durable commit: ``python -m bench.assessments``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.report import aim, table
from bench.score import BODY, joinwise_app
from bench.wsgi import PATH, poster
from joinwise.resources import default_folder
from joinwise.settings import Settings
from joinwise.web.app import create_app

KEEP = "/v1/assessments"
SCORING, COMMITTING, KEEPING = "scoring alone", "a bare durable commit", "keeping"
ROUNDS, PIECES = 61, 10
"""Turns, and pieces of work in a turn."""

MOST_OVER_BOTH = 1.5

Work = Callable[[], object]


def main() -> None:
    print(run())


def run() -> str:
    """The section on keeping."""
    with TemporaryDirectory(dir=Path.cwd()) as folder, closing(_bare(folder)) as bare:
        app = create_app(_settings(folder))
        keep, score = poster(app, KEEP), poster(joinwise_app(), PATH)
        row = keep(BODY)
        work: Mapping[str, Work] = {
            SCORING: lambda: score(BODY),
            COMMITTING: lambda: bare.execute("INSERT INTO kept VALUES (?)", (row,)),
            KEEPING: lambda: keep(BODY),
        }
        times = _times(work)
        _check(app.test_client().get(f"{KEEP}?limit=1").data, len(row))
        app.extensions["joinwise"].assessments.store.close()
    return "\n\n".join([_introduction(len(row)), _table(times), _aim(times)])


def _settings(folder: str) -> Settings:
    return Settings(rules=default_folder(), database_url=f"sqlite:///{folder}/joinwise.db")


def _bare(folder: str) -> sqlite3.Connection:
    """A table of one column, committed to as the store is; each statement is a commit."""
    connection = sqlite3.connect(f"{folder}/bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE kept (answer BLOB)")
    return connection


def _times(work: Mapping[str, Work]) -> dict[str, float]:
    """The medians of the turns, in seconds by the clock, since the disk is waited for."""
    seconds: dict[str, list[float]] = {name: [] for name in work}
    names = list(work)
    for number in range(ROUNDS):
        start = number % len(names)
        for name in (*names[start:], *names[:start]):
            seconds[name].append(_timed(work[name]))
    return {name: median(rounds) for name, rounds in seconds.items()}


def _timed(work: Work) -> float:
    start = perf_counter()
    for _ in range(PIECES):
        work()
    return (perf_counter() - start) / PIECES


def _check(listed: bytes, size: int) -> None:
    (newest,) = json.loads(listed)["assessments"]
    if not newest["advice"]["reasons"] or len(listed) < size:
        raise AssertionError("nothing was kept")


def _table(times: Mapping[str, float]) -> str:
    own = times[KEEPING]
    rows = ([name, f"{taken * 1e3:,.2f}", f"{own / taken:.2f}"] for name, taken in times.items())
    return table(["one client", "ms", "keeping takes"], rows)


def _aim(times: Mapping[str, float]) -> str:
    over = times[KEEPING] / (times[SCORING] + times[COMMITTING])
    said = (
        f"keeping takes {over:.2f} times scoring and a bare durable commit together; aim: at most"
    )
    return aim(f"{said} {MOST_OVER_BOTH}", over <= MOST_OVER_BOTH)


def _introduction(size: int) -> str:
    return f"""## Keeping an assessment

`POST /v1/assessments` of the same candidate, answered by {size:,} bytes, on SQLite: the application
called directly, by one client. The bare commit puts these bytes into a table of one column without
an index, by the sqlite3 module alone, in the same folder and as durably (write-ahead log,
`synchronous=FULL`). By the clock, since both wait for the disk; the median of {ROUNDS} turns of
{PIECES}."""


if __name__ == "__main__":
    main()
