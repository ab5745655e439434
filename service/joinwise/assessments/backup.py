"""A backup of the store: one file, alike for every kind of database, and checked before it is used.

A line of JSON each: a heading, the rows, and an end with the number of rows and a hash of all that
stands before it.
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
from joinwise.assessments.database import KNOWN, VERSION
from joinwise.assessments.store import CHUNK, COLUMNS, Store
from joinwise.errors import BackupError, MalformedError
from joinwise.formats.strict_json import read_json, write_json

FORMAT = "joinwise backup 1"
HEADING, END = "backup", "end"

Row = tuple[str, dict[str, Any]]
"""What stands in a line: its key (the table, where it is a row) and its value."""

Counts = dict[str, int]


def back_up(store: Store, file: Path) -> Counts:
    """Writes what the store held at one moment; gives the number of rows by table.

    A file of that name is replaced when the new one is whole. Raises BackupError, StoreError.
    """
    try:
        with store.snapshot() as rows, _replacing(file) as out:
            return _write(out, rows)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror or error}.") from None


@contextmanager
def _replacing(file: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when it is whole and on disk."""
    with NamedTemporaryFile(dir=file.absolute().parent, delete=False) as out:
        try:
            yield out
            out.flush()
            os.fsync(out.fileno())
            Path(out.name).replace(file)
        except BaseException:
            Path(out.name).unlink()
            raise


def _write(out: IO[bytes], rows: Iterator[Row]) -> Counts:
    counts, digest = _none_yet(), hashlib.sha256()
    for key, value in chain([(HEADING, _heading())], rows):
        line = write_json({key: value}) + b"\n"
        digest.update(line)
        out.write(line)
        counts[key] += 1
    out.write(write_json(_end(counts, digest.hexdigest())) + b"\n")
    return _of_rows(counts)


def _none_yet() -> Counts:
    return dict.fromkeys((HEADING, *COLUMNS), 0)


def _of_rows(counts: Counts) -> Counts:
    return {key: count for key, count in counts.items() if key != HEADING}


def _heading() -> dict[str, Any]:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return {"format": FORMAT, "database": VERSION, "joinwise": __version__, "made": made}


def _end(counts: Counts, digest: str) -> dict[str, Any]:
    return {END: {"rows": _of_rows(counts), "sha256": digest}}


def restore(store: Store, file: Path, replace: bool = False) -> Counts:
    """Puts a backup into a store, all of it or nothing; gives the number of rows by table.

    Raises BackupError where the file is not whole, or where the store holds assessments already
    and ``replace`` does not say to remove them; StoreError.
    """
    try:
        with file.open("rb") as lines:
            counts = _checked(_Lines(file, lines))
        with file.open("rb") as lines:
            store.restore(_lots(_Lines(file, lines)), replace)
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror or error}.") from None
    return counts


class _Lines:
    """The lines of a backup, each with what it holds; every fault names its line."""

    def __init__(self, file: Path, lines: Iterable[bytes]) -> None:
        self.file = file
        self.lines = lines
        self.number = 0

    def __iter__(self) -> Iterator[tuple[bytes, str, Any]]:
        for line in self.lines:
            self.number += 1
            yield line, *self._entry(line)

    def _entry(self, line: bytes) -> Row:
        try:
            ((key, value),) = read_json(line).items()
        except (MalformedError, AttributeError, ValueError):
            raise self.fault("this is no line of a backup by joinwise") from None
        if (key == HEADING) != (self.number == 1) or not isinstance(value, dict):
            raise self.fault("this is no line of a backup by joinwise")
        return key, value

    def fault(self, message: str) -> BackupError:
        return BackupError(f"{self.file}, line {self.number}: {message}; nothing was restored.")


def _checked(lines: _Lines) -> Counts:
    """The number of rows by table, when the whole file was found to be as it was written."""
    counts, digest = _none_yet(), hashlib.sha256()
    for line, key, value in lines:
        if key == END:
            if _end(counts, digest.hexdigest()) != {END: value} or next(iter(lines), None):
                raise lines.fault("the backup was changed after it was made")
            return _of_rows(counts)
        _check(lines, key, value)
        digest.update(line)
        counts[key] += 1
    raise lines.fault("the backup ends here, and is not whole")


def _check(lines: _Lines, key: str, value: Mapping[str, Any]) -> None:
    if key == HEADING:
        if (value.get("format"), value.get("database") in KNOWN) != (FORMAT, True):
            made_by = f"joinwise {value.get('joinwise', '?')}"
            raise lines.fault(f"the backup was made by {made_by}, and {__version__} cannot read it")
    elif COLUMNS.get(key) != set(value):
        raise lines.fault("this is no line of a backup by joinwise")


def _lots(lines: _Lines) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows by lots of one table."""
    rows = ((key, value) for _, key, value in lines if key in COLUMNS)
    for key, group in groupby(rows, key=itemgetter(0)):
        values = (value for _, value in group)
        while lot := list(islice(values, CHUNK)):
            yield key, lot
