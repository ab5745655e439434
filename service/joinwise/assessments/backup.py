"""A backup of the store: a portable export, one file for either kind of database.

A line of JSON each: a heading, the rows, and an end with the number of rows and a hash of all
lines before it. All of it is checked before it gets its name, and before any is restored.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

from joinwise import __version__
from joinwise.assessments.store import BATCH, Announce, Counts, Store
from joinwise.assessments.tables import COLUMNS, EMPTY, REQUIRED
from joinwise.assessments.versions import known_versions, newest_version
from joinwise.domain.units import how_many
from joinwise.errors import BackupError, MalformedError
from joinwise.files import is_standard_output, read_once, write_whole
from joinwise.formats.strict_json import read_json, write_json

FORMAT = "joinwise backup 1"
HEADING, END = "backup", "end"
NOT_A_LINE = "not a line of a joinwise backup"
NOT_RESTORED, NOT_WRITTEN = "nothing was restored", "nothing was written"

LONGEST_END = 4_096
"""Bytes at the end of a backup that hold its last line."""

Entry = tuple[str, dict[str, Any]]
"""What a line holds: its key (of a row, the table) and its value."""


def back_up(store: Store, file: Path, force: bool = False) -> Counts:
    """Writes what the store holds at one moment, and counts the rows of each table.

    A file of that name is replaced once the new one is complete and was read back. Raises
    BackupError if that file holds more assessments, or is no backup, unless ``force`` says to
    replace it; StoreError.
    """
    if store.database.is_part(file):
        raise BackupError(f"{file} is the store itself.")
    try:
        replaced = 0 if force else _assessments_in(file)
        with store.snapshot() as rows, write_whole(file, _check_of(file, replaced)) as out:
            return _write(out, rows)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror or error}.") from None


def _assessments_in(file: Path) -> int:
    """How many are in the backup that is to be replaced; 0 if there is none."""
    if is_standard_output(file) or not file.is_file() or not file.stat().st_size:
        return 0
    try:
        count: int = read_json(_last_line(file))[END]["rows"]["assessments"]
    except (MalformedError, LookupError, TypeError):
        raise BackupError(f"{file} is no complete backup; --force replaces it.") from None
    return count


def _last_line(file: Path) -> bytes:
    with file.open("rb") as content:
        content.seek(-min(LONGEST_END, file.stat().st_size), os.SEEK_END)
        return content.read().splitlines()[-1]


def _check_of(file: Path, replaced: int) -> Callable[[IO[bytes]], None]:
    """Reads a new backup back, before it replaces one of so many assessments."""

    def check(written: IO[bytes]) -> None:
        count = _counted(_verified(_Lines(file, written, NOT_WRITTEN)))["assessments"]
        if count < replaced:
            held = how_many(replaced, "assessment")
            raise BackupError(
                f"{file} holds {held}, and the store only {count:,}; --force replaces it."
            )

    return check


def _write(out: IO[bytes], rows: Iterator[Entry]) -> Counts:
    counts, digest = _zero_counts(), hashlib.sha256()
    for key, value in chain([(HEADING, _heading())], rows):
        line = write_json({key: value}) + b"\n"
        digest.update(line)
        out.write(line)
        counts[key] += 1
    out.write(write_json({END: _end(counts, digest.hexdigest())}) + b"\n")
    return _row_counts(counts)


def _zero_counts() -> Counts:
    return dict.fromkeys((HEADING, *COLUMNS), 0)


def _row_counts(counts: Counts) -> Counts:
    return {key: count for key, count in counts.items() if key != HEADING}


def _heading() -> dict[str, Any]:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return {"format": FORMAT, "database": newest_version(), "joinwise": __version__, "made": made}


def _end(counts: Counts, digest: str) -> dict[str, Any]:
    return {"rows": _row_counts(counts), "sha256": digest}


def restore(
    store: Store, file: Path, replace: bool = False, announce: Announce | None = None
) -> Counts:
    """Restores a backup, all of it or nothing, and counts the rows of each table.

    What is replaced is announced before, by the rows of each table. Raises BackupError if the file
    is not complete, or if the store holds assessments already and ``replace`` does not say to
    remove them; StoreError.
    """
    try:
        with read_once(file) as content:
            counts = _counted(_verified(_Lines(file, content, NOT_RESTORED)))
            content.seek(0)
            rows = _verified(_Lines(file, content, NOT_RESTORED))
            store.restore(_batches(rows), counts, replace, announce)
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror or error}.") from None
    return counts


class _Lines:
    """The lines of a backup, each with what it holds; every error names its line."""

    def __init__(self, file: Path, lines: Iterable[bytes], outcome: str) -> None:
        self.file = file
        self.lines = lines
        self.outcome = outcome
        self.number = 0

    def __iter__(self) -> Iterator[tuple[bytes, str, Any]]:
        for line in self.lines:
            self.number += 1
            yield line, *self._entry(line)

    def _entry(self, line: bytes) -> Entry:
        try:
            ((key, value),) = read_json(line).items()
        except (MalformedError, AttributeError, ValueError):
            raise self.error(NOT_A_LINE) from None
        if (key == HEADING) != (self.number == 1) or not isinstance(value, dict):
            raise self.error(NOT_A_LINE)
        return key, value

    def error(self, message: str) -> BackupError:
        return BackupError(f"{self.file}, line {self.number}: {message}; {self.outcome}.")


def _counted(rows: Iterable[Entry]) -> Counts:
    return {**_row_counts(_zero_counts()), **Counter(table for table, _ in rows)}


def _verified(lines: _Lines) -> Iterator[Entry]:
    """The rows; raises BackupError, after the last at the latest, unless all is as written."""
    counts, digest = _zero_counts(), hashlib.sha256()
    for line, key, value in lines:
        if key == END:
            return _check_end(lines, value, _end(counts, digest.hexdigest()))
        _check(lines, key, value)
        digest.update(line)
        counts[key] += 1
        if key != HEADING:
            yield key, EMPTY[key] | value
    raise lines.error("the backup is not complete: it ends here")


def _check(lines: _Lines, key: str, value: Mapping[str, Any]) -> None:
    """A row of an older version may lack columns that came later."""
    if key == HEADING:
        _check_heading(lines, value)
    elif key not in COLUMNS or not REQUIRED[key] <= value.keys() <= set(COLUMNS[key]):
        raise lines.error(NOT_A_LINE)


def _check_heading(lines: _Lines, heading: Mapping[str, Any]) -> None:
    if heading.get("format") != FORMAT or heading.get("database") not in known_versions():
        writer = f"joinwise {heading.get('joinwise', '?')}"
        raise lines.error(f"the backup was made by {writer}, and {__version__} cannot read it")


def _check_end(lines: _Lines, end: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    """An older version does not name tables that came later."""
    rows = end.get("rows")
    given = rows if isinstance(rows, dict) else {}
    whole = {**end, "rows": {**_row_counts(_zero_counts()), **given}}
    if whole != expected or next(iter(lines), None):
        raise lines.error("the backup was changed after it was made")


def _batches(rows: Iterable[Entry]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows in batches, one table per batch."""
    for key, group in groupby(rows, key=itemgetter(0)):
        values = (value for _, value in group)
        while batch := list(islice(values, BATCH)):
            yield key, batch
