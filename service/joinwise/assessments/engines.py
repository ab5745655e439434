"""Engines of SQLAlchemy whose connections keep what they commit, whatever is killed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from joinwise.files import sync_folder

TIMEOUT = 5
"""Seconds to wait for a connection, or for a lock that others hold."""

MAX_CONNECTIONS = 15
"""Of one process, so that PostgreSQL's usual 100 suffice for some workers."""

BEGIN_OPTION = "joinwise_begin"
"""The execution option that says how a transaction of SQLite begins."""


def sqlite_engine(file: Path) -> Engine:
    address = f"file:{quote(str(file.absolute()))}?mode=rw"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            address, uri=True, timeout=TIMEOUT, isolation_level=None, check_same_thread=False
        )

    engine = create_engine(
        "sqlite+pysqlite:///file",
        creator=connect,
        pool_timeout=TIMEOUT,
        pool_size=MAX_CONNECTIONS,
        max_overflow=0,
    )
    event.listen(engine, "connect", _make_durable)
    event.listen(engine, "connect", lambda _, record: record.info.update(file=_identity(file)))
    event.listen(engine, "checkout", _same_file(file))
    event.listen(engine, "begin", _begin)
    return engine


def _make_durable(connection: Any, record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _same_file(file: Path) -> Callable[..., None]:
    """Else a file that was moved away would still be written, and nobody would find it there."""

    def check(connection: Any, record: Any, proxy: Any) -> None:
        if record.info.get("file") != _identity(file):
            raise DisconnectionError

    return check


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except FileNotFoundError:
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


def postgresql_engine(url: URL) -> Engine:
    limits = {"connect_timeout": TIMEOUT, "tcp_user_timeout": TIMEOUT * 1000}
    missing = {name: value for name, value in limits.items() if name not in url.query}
    engine = create_engine(
        url,
        connect_args=missing,
        pool_pre_ping=True,
        pool_timeout=TIMEOUT,
        pool_size=MAX_CONNECTIONS,
        max_overflow=0,
    )
    event.listen(engine, "connect", _wait_for_disk)
    return engine


def _wait_for_disk(connection: Any, record: Any) -> None:
    """A commit that is off by setting is switched on; what asks for more than the disk stays."""
    connection.execute(f"SET lock_timeout = '{TIMEOUT}s'")
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) "
        "WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.commit()
