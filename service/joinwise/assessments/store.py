"""The store of assessments, with their outcomes and the rule files that they were made under."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from joinwise.assessments.assessment import Assessment
from joinwise.assessments.database import POSTGRESQL, SQLITE, Database
from joinwise.assessments.ids import first_id
from joinwise.assessments.tables import ASSESSMENTS, COLUMNS, RULE_PACKS, TABLES
from joinwise.domain.units import how_many
from joinwise.errors import BackupError, ConflictError
from joinwise.formats.strict_json import read_json, write_json

BATCH = 1_000
"""Rows that are held in memory at a time when all are read or written."""

COLUMN = ASSESSMENTS.c
INSERTS = {SQLITE: sqlite.insert, POSTGRESQL: postgresql.insert}

Row = dict[str, Any]
Counts = dict[str, int]
"""The number of rows by the name of the table."""

Announce = Callable[[Counts], None]
"""Says what is about to be replaced."""


@dataclass(frozen=True, slots=True)
class SavedCandidate:
    """The candidate of an assessment, as decoded JSON."""

    id: str
    candidate: Any


@dataclass(frozen=True, slots=True)
class Filters:
    """Which assessments are wanted; ``since`` is included, ``until`` is not."""

    owner: str | None = None
    name: str | None = None
    kind: str | None = None
    recommendation: str | None = None
    rules: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """The time is in the ids, in whose order assessments are read."""
        for name in ("owner", "name", "kind", "recommendation", "rules"):
            if (value := getattr(self, name)) is not None:
                yield COLUMN[name] == value
        if self.since:
            yield COLUMN.id >= first_id(self.since)
        if self.until:
            yield COLUMN.id < first_id(self.until)


ALL = Filters()


class Store:
    """The assessments in one database, for any number of threads and processes.

    What it gives back is on disk. If the database does not answer, StoreError is raised.
    ``may_create`` lets it create a SQLite file at its first use.
    """

    def __init__(self, address: str, may_create: bool = True) -> None:
        self.database = Database(address, may_create)

    def save(self, assessment: Assessment, files: Mapping[str, bytes]) -> Assessment:
        """Saves an assessment, and the rule files that it was made under.

        If its key was used before, for the same candidate, however that was written, and the same
        owner, the first assessment is given back.
        Raises ConflictError if that was for another candidate or owner.
        """
        with self.database.write_transaction() as connection:
            self._save_rules(connection, assessment.rules, files)
            insert = self._insert(ASSESSMENTS).values(**asdict(assessment))
            connection.execute(insert.on_conflict_do_nothing(index_elements=["key"]))
            return _first(connection, assessment) if assessment.key else assessment

    def _insert(self, table: Table) -> Any:
        return INSERTS[self.database.backend](table)

    def _save_rules(self, connection: Connection, version: str, files: Mapping[str, bytes]) -> None:
        known = select(RULE_PACKS.c.version).where(RULE_PACKS.c.version == version)
        if connection.scalar(known) is None:
            texts = {name: text.decode() for name, text in sorted(files.items())}
            row = {"version": version, "files": write_json(texts).decode()}
            connection.execute(self._insert(RULE_PACKS).values(row).on_conflict_do_nothing())

    def find(self, id: str) -> Assessment | None:
        with self.database.read_transaction() as connection:
            return _assessment(connection, COLUMN.id == id)

    def page(
        self, filters: Filters = ALL, after: str | None = None, limit: int = 20
    ) -> list[Assessment]:
        """The newest, or the newest before the one with the id ``after``."""
        matching = select(ASSESSMENTS).where(*filters.conditions())
        wanted = matching.where(COLUMN.id < after) if after else matching
        rows = self._rows(wanted.order_by(COLUMN.id.desc()).limit(limit))
        return [Assessment(*row) for row in rows]

    def delete(self, id: str) -> bool:
        """Removes an assessment with its outcome and key; false if there is none."""
        with self.database.write_transaction() as connection:
            return connection.execute(delete(ASSESSMENTS).where(COLUMN.id == id)).rowcount > 0

    def erase(self, filters: Filters) -> int:
        """Removes all that match, with their outcomes and keys, and says how many they were.

        It does so some at a time: others can write in between.
        """
        some = select(COLUMN.id).where(*filters.conditions()).limit(BATCH)
        count = 0
        while self._rows(some.limit(1)):
            with self.database.write_transaction() as connection:
                erased = connection.execute(delete(ASSESSMENTS).where(COLUMN.id.in_(some)))
                count += erased.rowcount
        return count

    def record_outcome(self, id: str, outcome: str) -> Assessment | None:
        """The assessment with its outcome, which replaces an earlier one; None if there is none."""
        with self.database.write_transaction() as connection:
            connection.execute(update(ASSESSMENTS).where(COLUMN.id == id).values(outcome=outcome))
            return _assessment(connection, COLUMN.id == id)

    def rule_files(self, version: str) -> dict[str, bytes]:
        """The texts of the rule files of a version, by file name; empty if it is not known."""
        query = select(RULE_PACKS.c.files).where(RULE_PACKS.c.version == version)
        with self.database.read_transaction() as connection:
            texts = read_json((connection.scalar(query) or "{}").encode())
        return {name: text.encode() for name, text in texts.items()}

    def candidates(self) -> Iterator[SavedCandidate]:
        """Those of all assessments, newest first, in constant memory; nothing is locked meanwhile.

        What is saved while it runs is left out.
        """
        for id, candidate in self._scan([COLUMN.id, COLUMN.candidate]):
            yield SavedCandidate(id, read_json(candidate.encode()))

    def matching(self, filters: Filters) -> Iterator[Assessment]:
        """All that match, newest first, as ``candidates`` does."""
        for row in self._scan([*COLUMN], *filters.conditions()):
            yield Assessment(*row)

    def with_outcome(self) -> Iterator[Assessment]:
        """All that have an outcome, newest first, as ``candidates`` does."""
        for row in self._scan([*COLUMN], COLUMN.outcome.is_not(None)):
            yield Assessment(*row)

    def _scan(
        self, columns: Sequence[Column[Any]], *conditions: ColumnElement[bool]
    ) -> Iterator[Any]:
        """The rows in batches, each of which begins after the last id; the id comes first."""
        query = select(*columns).where(*conditions).order_by(COLUMN.id.desc()).limit(BATCH)
        rows = self._rows(query)
        while rows:
            yield from rows
            rows = self._rows(query.where(COLUMN.id < rows[-1][0]))

    def _rows(self, query: Any) -> Sequence[Any]:
        with self.database.read_transaction() as connection:
            return connection.execute(query).all()

    def ping(self) -> None:
        """Raises StoreError if the store does not answer, or is not of the version needed."""
        self._rows(select(COLUMN.id).limit(1))

    def upgrade(self) -> None:
        """Creates the tables, or brings them to the newest version."""
        self.database.upgrade()

    def close(self) -> None:
        """Closes every connection; the next use opens new ones."""
        self.database.close()

    @contextmanager
    def snapshot(self) -> Iterator[Iterator[tuple[str, Row]]]:
        """Every row of one moment with the name of its table, rule files first."""
        with self.database.read_transaction(yield_per=BATCH) as connection:
            yield (
                (name, dict(zip(COLUMNS[name], row, strict=True)))
                for name in COLUMNS
                for row in connection.execute(select(TABLES.tables[name]))
            )

    def restore(
        self,
        batches: Iterable[tuple[str, Sequence[Row]]],
        expected: Counts,
        replace: bool,
        announce: Announce | None = None,
    ) -> None:
        """Inserts what a snapshot gave, in batches, one table per batch; all of it or nothing.

        What is replaced is announced before. Raises BackupError if there are assessments already
        and they are not to be replaced, or if other rows came than were expected.
        """
        self.upgrade()
        with self.database.write_transaction() as connection:
            self.database.lock(connection, TABLES.sorted_tables)
            self._clear(connection, replace, announce)
            _insert_all(connection, batches)
            if _counts(connection) != expected:
                raise BackupError("The backup changed while it was read; nothing was restored.")

    def _clear(self, connection: Connection, replace: bool, announce: Announce | None) -> None:
        counts = _counts(connection)
        if (count := counts["assessments"]) and not replace:
            held = how_many(count, "assessment")
            raise BackupError(f"The store holds {held}; --replace removes what it holds.")
        if announce and any(counts.values()):
            announce(counts)
        for table in (ASSESSMENTS, RULE_PACKS):
            connection.execute(delete(table))


def _counts(connection: Connection) -> Counts:
    return {
        name: connection.scalar(select(func.count()).select_from(table)) or 0
        for name, table in TABLES.tables.items()
    }


def _insert_all(connection: Connection, batches: Iterable[tuple[str, Sequence[Row]]]) -> None:
    try:
        for table, rows in batches:
            connection.execute(TABLES.tables[table].insert(), rows)
    except IntegrityError:
        message = "The backup is not consistent: it has duplicate rows, or lacks some."
        raise BackupError(message) from None


def _assessment(connection: Connection, condition: ColumnElement[bool]) -> Assessment | None:
    row = connection.execute(select(ASSESSMENTS).where(condition)).first()
    return Assessment(*row) if row else None


def _first(connection: Connection, assessment: Assessment) -> Assessment:
    """What is saved under the same key: this one, or the one that came first."""
    first = _assessment(connection, COLUMN.key == assessment.key)
    if first is None or not _is_repeated(first, assessment):
        raise ConflictError("This Idempotency-Key was used before, with another body.")
    return first


def _is_repeated(first: Assessment, assessment: Assessment) -> bool:
    is_same_owner = first.owner == assessment.owner
    return is_same_owner and _is_same(first.candidate, assessment.candidate)


def _is_same(one: str, other: str) -> bool:
    """Whether two JSON texts have the same value: keys in any order, 100 as 100.0."""
    return one == other or read_json(one.encode()) == read_json(other.encode())
