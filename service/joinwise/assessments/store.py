"""Kept assessments, what became of them, and the rule files that they were made under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from secrets import randbits
from time import time_ns
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from joinwise.assessments.database import POSTGRESQL, SQLITE, Database
from joinwise.errors import BackupError, ConflictError
from joinwise.formats.strict_json import read_json, write_json

CHUNK = 1_000
"""Rows that are held at a time where all are gone through."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

TABLES = MetaData()
RULE_PACKS = Table(
    "rule_packs",
    TABLES,
    Column("version", Text, primary_key=True),
    Column("files", Text, nullable=False),
)
ASSESSMENTS = Table(
    "assessments",
    TABLES,
    Column("id", Text, primary_key=True),
    Column("created", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recommendation", Text, nullable=False),
    Column("score", Integer, nullable=False),
    Column("rules", Text, ForeignKey("rule_packs.version"), nullable=False),
    Column("joinwise", Text, nullable=False),
    Column("key", Text, unique=True),
    Column("outcome", Text),
    Column("candidate", Text, nullable=False),
    Column("advice", Text, nullable=False),
)
COLUMNS = {str(table.name): set(table.c.keys()) for table in (RULE_PACKS, ASSESSMENTS)}
"""The columns of each table; the tables in an order in which they can be filled."""

INSERTS = {SQLITE: sqlite.insert, POSTGRESQL: postgresql.insert}


@dataclass(frozen=True, slots=True)
class Assessment:
    """An advice that was kept.

    ``id`` is a UUID of version 7, ``created`` the time in UTC, ``rules`` the version of the rules,
    ``joinwise`` that of the program; ``candidate``, ``advice`` and ``outcome`` are JSON texts;
    ``key`` is the idempotency key that it was posted with.
    """

    id: str
    created: str
    name: str
    kind: str
    recommendation: str
    score: int
    rules: str
    joinwise: str
    candidate: str
    advice: str
    key: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """What going through many assessments takes; ``candidate`` is decoded JSON."""

    id: str
    candidate: Mapping[str, Any]
    recommendation: str
    score: int
    rules: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Which assessments are wanted; ``since`` is included, ``until`` is not."""

    name: str | None = None
    kind: str | None = None
    recommendation: str | None = None
    rules: str | None = None
    since: datetime | None = None
    until: datetime | None = None


ALL = Filters()


def new_id(nanoseconds: int) -> str:
    """A UUID of version 7 (RFC 9562): the time to a quarter of a microsecond, 62 random bits."""
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    fraction = rest * 4096 // 1_000_000
    return str(UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | randbits(62)))


def first_id(moment: datetime) -> str:
    """The lowest id of a moment; those before 1970 all have the same."""
    return str(UUID(int=max(0, (moment - EPOCH) // MILLISECOND) << 80))


def now() -> tuple[str, str]:
    """An id, and the time in it as text: ``2026-11-23T09:30:00.123Z``."""
    nanoseconds = time_ns()
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    moment = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return new_id(nanoseconds), f"{moment}.{rest // 1_000_000:03}Z"


class Store:
    """The kept assessments of one database, for any number of threads and processes.

    What it gives back is on disk. Where the database does not answer, StoreError is raised.
    ``may_make`` lets it make a SQLite file at its first use.
    """

    def __init__(self, address: str, may_make: bool = True) -> None:
        self.database = Database(address, may_make)

    def keep(self, assessment: Assessment, files: Mapping[str, bytes]) -> Assessment:
        """Keeps an assessment, and the rule files that it was made under.

        Where its key was used before, for the same candidate, the first assessment is given back.
        Raises ConflictError where that was for another candidate.
        """
        with self.database.writing() as connection:
            self._keep_rules(connection, assessment.rules, files)
            insert = self._insert(ASSESSMENTS).values(**asdict(assessment))
            connection.execute(insert.on_conflict_do_nothing(index_elements=["key"]))
            return _first(connection, assessment) if assessment.key else assessment

    def _insert(self, table: Table) -> Any:
        return INSERTS[self.database.url.get_backend_name()](table)

    def _keep_rules(self, connection: Connection, version: str, files: Mapping[str, bytes]) -> None:
        known = select(RULE_PACKS.c.version).where(RULE_PACKS.c.version == version)
        if connection.scalar(known) is None:
            texts = {name: text.decode() for name, text in sorted(files.items())}
            row = {"version": version, "files": write_json(texts).decode()}
            connection.execute(self._insert(RULE_PACKS).values(row).on_conflict_do_nothing())

    def find(self, id: str) -> Assessment | None:
        with self.database.reading() as connection:
            return _assessment(connection, ASSESSMENTS.c.id == id)

    def page(
        self, filters: Filters = ALL, after: str | None = None, limit: int = 20
    ) -> list[Assessment]:
        """The newest, or the newest before the one with the id ``after``."""
        query = select(*_columns(Assessment)).where(*_conditions(filters, after))
        newest = query.order_by(ASSESSMENTS.c.id.desc()).limit(limit)
        with self.database.reading() as connection:
            return [Assessment(*row) for row in connection.execute(newest)]

    def forget(self, id: str) -> bool:
        """Removes an assessment with its outcome and key; false where there is none."""
        with self.database.writing() as connection:
            return (
                connection.execute(delete(ASSESSMENTS).where(ASSESSMENTS.c.id == id)).rowcount > 0
            )

    def note_outcome(self, id: str, outcome: str) -> Assessment | None:
        """Keeps what became of it, in place of what was kept of that before."""
        own = ASSESSMENTS.c.id == id
        with self.database.writing() as connection:
            connection.execute(update(ASSESSMENTS).where(own).values(outcome=outcome))
            return _assessment(connection, own)

    def rule_files(self, version: str) -> dict[str, bytes]:
        """The texts of the rule files of a version, by file name; empty where none were kept."""
        query = select(RULE_PACKS.c.files).where(RULE_PACKS.c.version == version)
        with self.database.reading() as connection:
            texts = read_json((connection.scalar(query) or "{}").encode())
        return {name: text.encode() for name, text in texts.items()}

    def each(self, filters: Filters = ALL) -> Iterator[Glance]:
        """All that fit, newest first, in constant memory; nothing is locked while it runs.

        What is kept while it runs is left out.
        """
        for id, candidate, *rest in self._scan(_columns(Glance), *_conditions(filters)):
            yield Glance(id, read_json(candidate.encode()), *rest)

    def with_outcome(self) -> Iterator[Assessment]:
        """All of which it is known what became of them, newest first, as ``each`` does."""
        for row in self._scan(_columns(Assessment), ASSESSMENTS.c.outcome.is_not(None)):
            yield Assessment(*row)

    def _scan(
        self, columns: Sequence[Column[Any]], *conditions: ColumnElement[bool]
    ) -> Iterator[Any]:
        """The rows a chunk at a time; each chunk begins after the last id, so the first is one."""
        query = select(*columns).where(*conditions).order_by(ASSESSMENTS.c.id.desc()).limit(CHUNK)
        rows = self._rows(query)
        while rows:
            yield from rows
            rows = self._rows(query.where(ASSESSMENTS.c.id < rows[-1][0]))

    def _rows(self, query: Any) -> Sequence[Any]:
        with self.database.reading() as connection:
            return connection.execute(query).all()

    def upgrade(self) -> None:
        """Makes the tables, or brings them to the newest version."""
        self.database.upgrade()

    def close(self) -> None:
        """Lets go of every connection; the next use opens new ones."""
        self.database.close()

    @contextmanager
    def snapshot(self) -> Iterator[Iterator[tuple[str, dict[str, Any]]]]:
        """Every row of one moment with the name of its table, rule files first."""
        with self.database.reading(yield_per=CHUNK) as connection:
            yield (
                (str(table.name), dict(zip(map(str, table.c.keys()), row, strict=True)))
                for table in (RULE_PACKS, ASSESSMENTS)
                for row in connection.execute(select(table))
            )

    def restore(
        self, rows: Iterable[tuple[str, Sequence[Mapping[str, Any]]]], replace: bool
    ) -> None:
        """Puts in what a snapshot gave, by lots of one table; all of it or nothing.

        Raises BackupError where assessments are there already and are not to be replaced.
        """
        self.upgrade()
        with self.database.writing() as connection:
            held = connection.scalar(select(func.count()).select_from(ASSESSMENTS)) or 0
            if held and not replace:
                raise BackupError(f"The store holds {held:,} assessments; --replace removes them.")
            for table in (ASSESSMENTS, RULE_PACKS):
                connection.execute(delete(table))
            self._put_in(connection, rows)

    def _put_in(
        self, connection: Connection, rows: Iterable[tuple[str, Sequence[Mapping[str, Any]]]]
    ) -> None:
        try:
            for name, lot in rows:
                connection.execute(TABLES.tables[name].insert(), lot)
        except IntegrityError:
            raise BackupError("The backup does not fit together: rows are twice or lack.") from None


def _columns(shape: type) -> list[Column[Any]]:
    return [ASSESSMENTS.c[each.name] for each in fields(shape)]


def _assessment(connection: Connection, condition: ColumnElement[bool]) -> Assessment | None:
    row = connection.execute(select(*_columns(Assessment)).where(condition)).first()
    return Assessment(*row) if row else None


def _first(connection: Connection, assessment: Assessment) -> Assessment:
    """What is kept under the same key: this one, or the one that came first."""
    found = _assessment(connection, ASSESSMENTS.c.key == assessment.key)
    if found is None or found.candidate != assessment.candidate:
        raise ConflictError("This Idempotency-Key was used before, with another body.")
    return found


def _conditions(filters: Filters, after: str | None = None) -> list[ColumnElement[bool]]:
    """The time is in the ids, in whose order assessments are read."""
    alike = ("name", "kind", "recommendation", "rules")
    wanted = {each: getattr(filters, each) for each in alike}
    conditions = [ASSESSMENTS.c[key] == each for key, each in wanted.items() if each is not None]
    id = ASSESSMENTS.c.id
    conditions += [id >= first_id(filters.since)] if filters.since else []
    conditions += [id < first_id(filters.until)] if filters.until else []
    return conditions + ([id < after] if after else [])
