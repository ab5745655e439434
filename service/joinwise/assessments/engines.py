"""Engines of SQLAlchemy whose connections keep what they commit, whatever is killed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from joinwise.assessments.database_errors import NOT_UTF8
from joinwise.errors import StoreError
from joinwise.files import sync_folder

TIMEOUT = 5
"""Seconds to wait for a connection, or for a lock that others hold."""

MAX_CONNECTIONS = 15
"""Of one process, so that PostgreSQL's usual 100 suffice for some workers."""

UTF8 = "UTF8"

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""What is committed is on disk, and what is deleted is overwritten there."""

BEGIN_OPTION = "joinwise_begin"
"""The execution option that says how a transaction of SQLite begins."""


class FileConnection(sqlite3.Connection):
    """Knows which file it was opened for."""

    identity: tuple[int, int] | None = None


def sqlite_engine(file: Path) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite:///file",
        creator=partial(_opened, file),
        pool_timeout=TIMEOUT,
        pool_size=MAX_CONNECTIONS,
        max_overflow=0,
    )
    event.listen(engine, "connect", _make_durable)
    event.listen(engine, "checkout", _same_file(file))
    event.listen(engine, "begin", _begin)
    return engine


def _opened(file: Path) -> FileConnection:
    identity = _identity(file)
    connection: FileConnection = sqlite3.connect(
        f"file:{quote(os.fsencode(file.absolute()))}?mode=rw", uri=True, timeout=TIMEOUT,
        isolation_level=None, check_same_thread=False, factory=FileConnection,
    )  # fmt: skip
    connection.identity = identity
    return connection


def _make_durable(connection: Any, record: Any) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _same_file(file: Path) -> Callable[..., None]:
    """Else a file that was moved away would still be written, and nobody would find it there."""

    def check(connection: FileConnection, record: Any, proxy: Any) -> None:
        if connection.identity is None or connection.identity != _identity(file):
            raise DisconnectionError

    return check


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get(BEGIN_OPTION, "BEGIN"))


def create_file(file: Path) -> None:
    """An empty file in its folder, both of which survive a power cut."""
    folder = file.absolute().parent
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    for changed in (folder, *(parent.parent for parent in missing)):
        sync_folder(changed)


@cache
def postgresql_options() -> tuple[str, ...]:
    """The options that the address of a database may have, as its driver names them."""
    from psycopg import pq  # noqa: PLC0415 - with SQLite it is not needed

    return tuple(option.keyword.decode() for option in pq.Conninfo.get_defaults())


def postgresql_engine(url: URL, location: str) -> Engine:
    """Nothing is left behind in a connection, so that a pool such as PgBouncer may share it."""
    limits = {"connect_timeout": TIMEOUT, "tcp_user_timeout": TIMEOUT * 1000}
    missing = {name: value for name, value in limits.items() if name not in url.query}
    engine = create_engine(
        url,
        connect_args={**missing, "client_encoding": UTF8, "prepare_threshold": None},
        pool_pre_ping=True,
        pool_timeout=TIMEOUT,
        pool_size=MAX_CONNECTIONS,
        max_overflow=0,
    )
    event.listen(engine, "connect", _check_encoding(location), insert=True)
    event.listen(engine, "begin", _set_limits)
    return engine


def _check_encoding(location: str) -> Callable[..., None]:
    def check(connection: Any, record: Any) -> None:
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != UTF8:
            connection.close()
            raise StoreError(NOT_UTF8.format(encoding), location)

    return check


def _set_limits(connection: Connection) -> None:
    """For one transaction: its commit waits for the disk, or for more if settings say so.

    A cursor on the server, as backups use one, would not run it before it is read.
    """
    connection.exec_driver_sql(
        f"SELECT set_config('lock_timeout', '{TIMEOUT}s', true), set_config("
        "'synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), true)",
        execution_options={"yield_per": None, "stream_results": False},
    )
