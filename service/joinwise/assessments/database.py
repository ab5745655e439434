"""The database: connections that keep what they commit, its version, and its errors in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from joinwise.assessments.fair_lock import Turns
from joinwise.errors import StoreError

KNOWN = ("0001",)
"""The versions of the database that there have been: the migrations, oldest first."""

VERSION = KNOWN[-1]
SQLITE, POSTGRESQL = "sqlite", "postgresql"
DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
SPELLINGS = {"postgres": "postgresql"}
PATIENCE = 5
"""Seconds to wait for a connection, or for others to let go of what they hold."""

CONNECTIONS = 15
"""What a process opens at most, so that PostgreSQL's usual 100 do for some workers."""

MIGRATING = 7_165_829_310
"""The number of PostgreSQL's advisory lock under which migrations run."""

UPGRADE = 'run "joinwise db upgrade"'


def parsed_url(text: str) -> URL:
    """The address of a database. Raises ValueError, which does not repeat it, for its password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError(
            "Must be an address, such as sqlite:///var/joinwise.db or "
            "postgresql://user:password@host/database."
        ) from None
    backend = SPELLINGS.get(url.get_backend_name(), url.get_backend_name())
    if backend not in DRIVERS:
        raise ValueError("Must start with sqlite:/// or postgresql://.")
    if backend == SQLITE and url.database in (None, "", ":memory:"):
        raise ValueError("Must name a file, such as sqlite:///var/joinwise.db.")
    return url.set(drivername=DRIVERS[backend])


class Database:
    """One database, used from any number of threads; nothing is opened before it is needed.

    A SQLite file that is not there is made where it ``may_make`` one. Every error is a StoreError.
    """

    def __init__(self, address: str, may_make: bool = True) -> None:
        self.url = parsed_url(address)
        self.is_sqlite = self.url.get_backend_name() == SQLITE
        self.engine = _sqlite_engine(self.file) if self.is_sqlite else _postgresql_engine(self.url)
        self._preparing = Lock()
        self._turns = Turns()
        self._is_ready = False
        self._failure: StoreError | None = None
        self._may_make = self.is_sqlite and may_make

    @property
    def file(self) -> Path:
        """Where SQLite keeps it."""
        return Path(str(self.url.database))

    @property
    def shown(self) -> str:
        """Where it is, without the password."""
        return str(self.file) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self, **options: Any) -> Iterator[Connection]:
        """A connection that reads one state of the database throughout."""
        self.prepare()
        with self._told_in_words(), self.engine.connect() as connection:
            isolated = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
            yield connection.execution_options(**isolated, **options)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are on disk when the block ends, or were never made."""
        self.prepare()
        with self._transaction() as connection:
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._turn(), self._told_in_words(), self.engine.connect() as connection:
            writing = connection.execution_options(joinwise_begin="BEGIN IMMEDIATE")
            with writing.begin():
                yield writing

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """SQLite lets one write at a time, and keeps no queue of those who wait."""
        try:
            with self._turns.turn(PATIENCE) if self.is_sqlite else nullcontext():
                yield
        except TimeoutError:
            raise StoreError(BUSY, self.shown) from None

    @contextmanager
    def _told_in_words(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise self._failed(in_words(error)) from error

    def _failed(self, message: str) -> StoreError:
        """Whatever else it is than a crowd, the next one looks anew before it uses it."""
        error = StoreError(message, self.shown)
        if message != BUSY:
            self._failure, self._is_ready = error, False
        return error

    def prepare(self) -> None:
        """Sees to it that it is there, and of the version that it takes.

        While it is away, one thread at a time looks for it; the others are told at once what it
        last said, so that they do not all wait, and the service can do other things.
        """
        if self._is_ready:
            return
        failure = self._failure
        if not self._preparing.acquire(blocking=failure is None):
            raise StoreError(str(failure), self.shown)
        try:
            self._prepare_once()
        finally:
            self._preparing.release()

    def _prepare_once(self) -> None:
        if self._is_ready:
            return
        try:
            self._make_or_check()
        except StoreError as error:
            self._failure = error
            raise
        self._is_ready, self._may_make, self._failure = True, False, None

    def _make_or_check(self) -> None:
        if self._may_make and not self.file.exists():
            return self._upgrade()
        with self._told_in_words(), self.engine.connect() as connection:
            version, is_empty = _version(connection), not inspect(connection).get_table_names()
        if self._may_make and is_empty:
            return self._upgrade()
        if misfit := _misfit(version):
            raise StoreError(misfit, self.shown)
        return None

    def upgrade(self) -> None:
        """Makes the tables, or brings them to the newest version; all of it or nothing.

        Who comes second waits for the first and finds nothing left to do.
        """
        with self._preparing:
            self._upgrade()
            self._is_ready, self._may_make, self._failure = True, False, None

    def _upgrade(self) -> None:
        if self.is_sqlite:
            self._make_file()
        with self._transaction() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATING})"))
            version = _version(connection)
            if version not in (None, *KNOWN):
                raise StoreError(_misfit(version) or "", self.shown)
            if version != VERSION:
                _migrate(connection)

    def _make_file(self) -> None:
        try:
            _make_file(self.file)
        except OSError as error:
            message = f"The store cannot be made: {error.strerror or error}."
            raise StoreError(message, self.shown) from None

    def close(self) -> None:
        """Lets go of every connection; the next use opens new ones."""
        self.engine.dispose()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _misfit(version: str | None) -> str | None:
    """Why a database of this version cannot be used, and what to do."""
    if version == VERSION:
        return None
    if version is None:
        return f"The store has no tables yet; {UPGRADE}."
    if version in KNOWN:
        return f"The store is of version {version}, and it takes {VERSION}; {UPGRADE}."
    return (
        f"The store is of version {version}, which this joinwise does not know "
        f"(it knows {VERSION}); run the joinwise that upgraded it, or a newer one."
    )


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - the service rarely needs it
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    folder = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, VERSION)


def _sqlite_engine(file: Path) -> Engine:
    address = f"file:{quote(str(file.absolute()))}?mode=rw"

    def connected() -> sqlite3.Connection:
        return sqlite3.connect(
            address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )

    engine = create_engine(
        "sqlite+pysqlite:///file",
        creator=connected,
        pool_timeout=PATIENCE,
        pool_size=CONNECTIONS,
        max_overflow=0,
    )
    event.listen(engine, "connect", _made_durable)
    event.listen(engine, "connect", lambda _, record: record.info.update(file=_identity(file)))
    event.listen(engine, "checkout", _only_the_same(file))
    event.listen(engine, "begin", _begin)
    return engine


def _made_durable(connection: Any, record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _only_the_same(file: Path) -> Callable[..., None]:
    """Else a file that was moved away would still be written, and nobody would find it there."""

    def check(connection: Any, record: Any, proxy: Any) -> None:
        if record.info.get("file") != _identity(file):
            raise DisconnectionError

    return check


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get("joinwise_begin", "BEGIN"))


def _make_file(file: Path) -> None:
    """An empty file in its folder, both of which a power cut leaves in place."""
    folder = file.absolute().parent
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    for each in (folder, *(each.parent for each in missing)):
        _sync(each)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _postgresql_engine(url: URL) -> Engine:
    limits = {"connect_timeout": PATIENCE, "tcp_user_timeout": PATIENCE * 1000}
    own = {key: each for key, each in limits.items() if key not in url.query}
    engine = create_engine(
        url,
        connect_args=own,
        pool_pre_ping=True,
        pool_timeout=PATIENCE,
        pool_size=CONNECTIONS,
        max_overflow=0,
    )
    event.listen(engine, "connect", _made_to_wait_for_the_disk)
    return engine


def _made_to_wait_for_the_disk(connection: Any, record: Any) -> None:
    """A commit that is off by setting is put on; what asks for more than the disk stays."""
    connection.execute(f"SET lock_timeout = '{PATIENCE}s'")
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) "
        "WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.commit()


BUSY = "The store is busy with others; try again in a moment."
FULL = "The store has no room left on its disk; nothing was kept."
READ_ONLY = "The store cannot be written: it is read-only."
MISSING = (
    "The store is missing, or its folder cannot be written; restore it, or restart to begin anew."
)
DAMAGED = (
    'The store is damaged, or no store at all; restore a backup of it ("joinwise db restore").'
)
AWAY = "The store cannot be reached."
NO_TABLES = f"The store lacks tables; {UPGRADE}."

CANNOT_CONNECT = "08"
SQLITE_CODES = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_CANTOPEN": MISSING,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
}
POSTGRESQL_CODES = {
    "08": AWAY,
    "25006": READ_ONLY,
    "28": "The store refuses us: its address names a user or password that does not fit.",
    "3D": "The store is missing: its server has no database of that name.",
    "40": BUSY,
    "42501": "The store refuses us: the user of its address lacks the right to do this.",
    "42P01": NO_TABLES,
    "53100": FULL,
    "53": BUSY,
    "55P03": BUSY,
    "57": AWAY,
}
"""By SQLSTATE, or the class in its first two characters."""


def in_words(error: Exception) -> str:
    """What happened to the database, for whoever runs it."""
    if isinstance(error, PoolTimeoutError):
        return BUSY
    cause = error.orig if isinstance(error, DBAPIError) else error
    return _known_cause(cause) or f"The store does not work: {_first_line(cause)}"


def _known_cause(cause: object) -> str | None:
    if isinstance(cause, sqlite3.Error):
        name = str(getattr(cause, "sqlite_errorname", ""))
        family = "_".join(name.split("_")[:2])
        return NO_TABLES if "no such table" in str(cause) else SQLITE_CODES.get(family)
    if not hasattr(cause, "sqlstate"):
        return None
    state = str(cause.sqlstate or CANNOT_CONNECT)
    return POSTGRESQL_CODES.get(state) or POSTGRESQL_CODES.get(state[:2])


def _first_line(cause: object) -> str:
    return (str(cause).splitlines() or [""])[0][:200]
