"""The database: transactions in a store that is there, and of the version that is needed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Table, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError

from joinwise.assessments import engines
from joinwise.assessments.database_errors import BUSY, NO_FILE, store_error
from joinwise.assessments.fair_lock import FairLock
from joinwise.assessments.versions import (
    known_versions,
    migrate,
    newest_version,
    version_of,
    version_problem,
)
from joinwise.errors import StoreBusyError, StoreError, StoreMissingError
from joinwise.suggestions import nearest

SQLITE, POSTGRESQL = "sqlite", "postgresql"
DRIVERS = {SQLITE: "sqlite+pysqlite", POSTGRESQL: "postgresql+psycopg"}
SPELLINGS = {"postgres": POSTGRESQL}

LAST_PORT = 65_535
SECRET_OPTIONS = ("password", "sslpassword", "oauth_client_secret", "scram_client_key")

SQLITE_SUFFIXES = ("", "-wal", "-shm", "-journal")

MIGRATION_LOCK = 7_165_829_310
"""The number of PostgreSQL's advisory lock under which migrations run."""


def parse_url(text: str) -> URL:
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
    url = url.set(drivername=DRIVERS[backend])
    if problem := _sqlite_problem(url) if backend == SQLITE else _postgresql_problem(url):
        raise ValueError(problem)
    return url


def _sqlite_problem(url: URL) -> str | None:
    if url.host or url.username:
        return "Must have three slashes before the name of a file: sqlite:///var/joinwise.db."
    if url.database in (None, "", ":memory:"):
        return "Must name a file, such as sqlite:///var/joinwise.db."
    return f"Must not have options: {', '.join(url.query)}." if url.query else None


def _postgresql_problem(url: URL) -> str | None:
    if url.port is not None and not 0 < url.port <= LAST_PORT:
        return f"Must have a port from 1 to {LAST_PORT}."
    return _wrong_option(url) if url.query else None


def _wrong_option(url: URL) -> str | None:
    try:
        url.get_dialect()().create_connect_args(url)
    except ArgumentError as error:
        return f"Must be an address of PostgreSQL. {error}"
    return _unknown_option(url.query)


def _unknown_option(options: Iterable[str]) -> str | None:
    known = engines.postgresql_options()
    unknown = next((name for name in options if name not in known), None)
    if unknown is None:
        return None
    return f'PostgreSQL has no option "{unknown[:100]}"{nearest(unknown, known)}'


def secrets_in(url: URL) -> Iterator[str]:
    yield from (str(secret) for secret in (url.password, *_secret_options(url).values()) if secret)


def without_secrets(url: URL) -> str:
    hidden = url.update_query_dict(dict.fromkeys(_secret_options(url), "***"))
    return hidden.render_as_string(hide_password=True)


def _secret_options(url: URL) -> dict[str, Any]:
    return {name: value for name, value in url.query.items() if name in SECRET_OPTIONS}


class Database:
    """One database, used from any number of threads; nothing is opened before it is needed.

    A SQLite file that is not there is created if it ``may_create`` one. Every error is a
    StoreError.
    """

    def __init__(self, address: str, may_create: bool = True) -> None:
        self.url = parse_url(address)
        self.backend = self.url.get_backend_name()
        self.is_sqlite = self.backend == SQLITE
        self.engine = (
            engines.sqlite_engine(self.file)
            if self.is_sqlite
            else engines.postgresql_engine(self.url, self.location)
        )
        self._may_create = self.is_sqlite and may_create
        self._is_ready = False
        self._last_error: StoreError | None = None
        self._prepare_lock = Lock()
        self._write_lock = FairLock()

    @property
    def file(self) -> Path:
        """Where SQLite stores it."""
        return Path(str(self.url.database))

    @property
    def location(self) -> str:
        """Where it is, without the password."""
        return str(self.file) if self.is_sqlite else without_secrets(self.url)

    def is_part(self, file: Path) -> bool:
        """Whether it is stored in a file, or in one of SQLite's beside it."""
        parts = {os.path.realpath(self.file) + suffix for suffix in SQLITE_SUFFIXES}
        return self.is_sqlite and os.path.realpath(file) in parts

    def require(self) -> None:
        """Raises StoreMissingError if a SQLite file is not there."""
        if self.is_sqlite and not os.path.exists(self.file):
            raise StoreMissingError(f"There is no store at {self.file.absolute()}.")

    @contextmanager
    def read_transaction(self, **options: Any) -> Iterator[Connection]:
        """A connection that reads one state of the database throughout."""
        self.prepare()
        with self._errors_in_words(), self.engine.connect() as connection:
            isolation = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
            yield connection.execution_options(**isolation, **options)

    @contextmanager
    def write_transaction(self) -> Iterator[Connection]:
        """A connection whose changes are on disk when the block ends, or were never made."""
        self.prepare()
        with self._transaction() as connection:
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._one_writer(), self._errors_in_words(), self.engine.connect() as connection:
            options = {engines.BEGIN_OPTION: "BEGIN IMMEDIATE"}
            writer = connection.execution_options(**options)
            with writer.begin():
                yield writer

    def lock(self, connection: Connection, tables: Iterable[Table]) -> None:
        """Nobody else writes to the tables until the transaction ends; in SQLite nobody can."""
        if not self.is_sqlite:
            names = ", ".join(table.name for table in tables)
            connection.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        """SQLite allows one at a time, and has no queue for those who wait."""
        try:
            with self._write_lock.held(engines.TIMEOUT) if self.is_sqlite else nullcontext():
                yield
        except TimeoutError:
            raise StoreBusyError(BUSY, self.location) from None

    @contextmanager
    def _errors_in_words(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except (SQLAlchemyError, UnicodeError) as error:
            raise self._noted(store_error(error, self.location, secrets_in(self.url))) from error

    def _noted(self, error: StoreError) -> StoreError:
        """Unless it is only busy, the next call looks again before it uses the database."""
        if not isinstance(error, StoreBusyError):
            self._last_error, self._is_ready = error, False
        return error

    def prepare(self) -> None:
        """Makes sure that it is there, and of the version that is needed.

        While it is away, one thread at a time looks for it; the others get the last error at once,
        so that they do not all wait, and the service can do other things.
        """
        if self._is_ready:
            return
        error = self._last_error
        if not self._prepare_lock.acquire(blocking=error is None):
            raise copy(error) if error else StoreBusyError(BUSY, self.location)
        try:
            self._prepare_once()
        finally:
            self._prepare_lock.release()

    def _prepare_once(self) -> None:
        if self._is_ready:
            return
        try:
            self._create_or_check()
        except StoreError as error:
            self._last_error = error
            raise
        self._set_ready()

    def _set_ready(self) -> None:
        self._is_ready, self._may_create, self._last_error = True, False, None

    def _create_or_check(self) -> None:
        if self.is_sqlite:
            self._check_file()
        if self._may_create and not os.path.exists(self.file):
            return self._upgrade()
        with self._errors_in_words(), self.engine.connect() as connection:
            version, is_empty = version_of(connection), not inspect(connection).get_table_names()
        if self._may_create and is_empty:
            return self._upgrade()
        return self._check(version)

    def _check_file(self) -> None:
        if os.path.exists(self.file) and not os.path.isfile(self.file):
            raise StoreError(NO_FILE, self.location)

    def _check(self, version: str | None) -> None:
        if problem := version_problem(version):
            raise StoreError(problem, self.location)

    def upgrade(self) -> None:
        """Creates the tables, or brings them to the newest version; all of it or nothing.

        A second one waits for the first and finds nothing left to do.
        """
        with self._prepare_lock:
            self._upgrade()
            self._set_ready()

    def _upgrade(self) -> None:
        if self.is_sqlite:
            self._create_file()
        with self._transaction() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
            version = version_of(connection)
            if version not in (None, *known_versions()):
                self._check(version)
            if version != newest_version():
                migrate(connection)

    def _create_file(self) -> None:
        self._check_file()
        try:
            engines.create_file(self.file)
        except OSError as error:
            message = f"The store cannot be created: {error.strerror or error}."
            raise StoreError(message, self.location) from None

    def close(self) -> None:
        """Closes every connection; the next use opens new ones."""
        self.engine.dispose()
