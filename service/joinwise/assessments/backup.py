"""A backup of the store: a portable export, one file for either kind of database.

A line of JSON each: a heading, the rows, and an end with the number of rows and a hash of all
lines before it. All of it is checked before any is restored.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from joinwise import __version__
from joinwise.assessments.store import BATCH, Store
from joinwise.assessments.tables import COLUMNS
from joinwise.assessments.versions import known_versions, newest_version
from joinwise.errors import BackupError, MalformedError
from joinwise.formats.strict_json import read_json, write_json

FORMAT = "joinwise backup 1"
HEADING, END = "backup", "end"
NOT_A_LINE = "not a line of a joinwise backup"

Entry = tuple[str, dict[str, Any]]
"""What a line holds: its key (of a row, the table) and its value."""

Counts = dict[str, int]


def back_up(store: Store, file: Path) -> Counts:
    """Writes what the store holds at one moment, and counts the rows of each table.

    A file of that name is replaced once the new one is complete. Raises BackupError, StoreError.
    """
    try:
        with store.snapshot() as rows, _replacing(file) as out:
            return _write(out, rows)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror or error}.") from None


@contextmanager
def _replacing(file: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name once it is complete and on disk."""
    with NamedTemporaryFile(dir=file.absolute().parent, delete=False) as out:
        try:
            yield out
            out.flush()
            os.fsync(out.fileno())
            Path(out.name).replace(file)
        except BaseException:
            Path(out.name).unlink()
            raise


def _write(out: IO[bytes], rows: Iterator[Entry]) -> Counts:
    counts, digest = _zero_counts(), hashlib.sha256()
    for key, value in chain([(HEADING, _heading())], rows):
        line = write_json({key: value}) + b"\n"
        digest.update(line)
        out.write(line)
        counts[key] += 1
    out.write(write_json(_end(counts, digest.hexdigest())) + b"\n")
    return _row_counts(counts)


def _zero_counts() -> Counts:
    return dict.fromkeys((HEADING, *COLUMNS), 0)


def _row_counts(counts: Counts) -> Counts:
    return {key: count for key, count in counts.items() if key != HEADING}


def _heading() -> dict[str, Any]:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return {"format": FORMAT, "database": newest_version(), "joinwise": __version__, "made": made}


def _end(counts: Counts, digest: str) -> dict[str, Any]:
    return {END: {"rows": _row_counts(counts), "sha256": digest}}


def restore(store: Store, file: Path, replace: bool = False) -> Counts:
    """Restores a backup, all of it or nothing, and counts the rows of each table.

    Raises BackupError if the file is not complete, or if the store holds assessments already and
    ``replace`` does not say to remove them; StoreError.
    """
    try:
        with file.open("rb") as lines:
            counts = _checked(_Lines(file, lines))
        with file.open("rb") as lines:
            store.restore(_batches(_Lines(file, lines)), replace)
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror or error}.") from None
    return counts


class _Lines:
    """The lines of a backup, each with what it holds; every error names its line."""

    def __init__(self, file: Path, lines: Iterable[bytes]) -> None:
        self.file = file
        self.lines = lines
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
        return BackupError(f"{self.file}, line {self.number}: {message}; nothing was restored.")


def _checked(lines: _Lines) -> Counts:
    """Counts the rows of each table, if the whole file is as it was written."""
    counts, digest = _zero_counts(), hashlib.sha256()
    for line, key, value in lines:
        if key == END:
            if _end(counts, digest.hexdigest()) != {END: value} or next(iter(lines), None):
                raise lines.error("the backup was changed after it was made")
            return _row_counts(counts)
        _check(lines, key, value)
        digest.update(line)
        counts[key] += 1
    raise lines.error("the backup is not complete: it ends here")


def _check(lines: _Lines, key: str, value: Mapping[str, Any]) -> None:
    if key == HEADING:
        _check_heading(lines, value)
    elif key not in COLUMNS or set(value) != set(COLUMNS[key]):
        raise lines.error(NOT_A_LINE)


def _check_heading(lines: _Lines, heading: Mapping[str, Any]) -> None:
    if heading.get("format") != FORMAT or heading.get("database") not in known_versions():
        writer = f"joinwise {heading.get('joinwise', '?')}"
        raise lines.error(f"the backup was made by {writer}, and {__version__} cannot read it")


def _batches(lines: _Lines) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows in batches, one table per batch."""
    rows = ((key, value) for _, key, value in lines if key in COLUMNS)
    for key, group in groupby(rows, key=itemgetter(0)):
        values = (value for _, value in group)
        while batch := list(islice(values, BATCH)):
            yield key, batch
