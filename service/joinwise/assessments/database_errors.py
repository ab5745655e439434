"""Errors of databases in words, for the operator."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from joinwise.assessments.versions import UPGRADE
from joinwise.errors import StoreBusyError, StoreError, StoreFullError, StoreReadOnlyError

BUSY = "The store is busy; try again in a moment."
FULL = "The store has no room left on its disk; nothing was saved."
READ_ONLY = "The store cannot be written: it is read-only."
MISSING = (
    "The store is missing, or its folder cannot be written; "
    "restore it, or restart the service to start with an empty one."
)
DAMAGED = (
    'The store is damaged, or no store of joinwise; restore a backup of it ("joinwise db restore").'
)
AWAY = "The store cannot be reached."
NO_FILE = "The store is no file: its address names a folder or a device."
NOT_UTF8 = "The store has the encoding {0}; create it with ENCODING 'UTF8'."
NO_TEXT = "The store cannot hold this text, or does not give text back."
NO_TABLES = f"The store lacks tables; {UPGRADE}."

CANNOT_CONNECT, UNDEFINED_TABLE = "08", "42P01"
MESSAGES = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_CANTOPEN": MISSING,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    CANNOT_CONNECT: AWAY,
    "25006": READ_ONLY,
    "28": "Access to the store was denied: its address has a wrong user or password.",
    "3D": "The store is missing: its server has no database of that name.",
    "40": BUSY,
    "42501": "Access to the store was denied: the user of its address may not do this.",
    UNDEFINED_TABLE: NO_TABLES,
    "53100": FULL,
    "53": BUSY,
    "55P03": BUSY,
    "57": AWAY,
}
"""By the code of SQLite, or PostgreSQL's SQLSTATE, or its class (the first two characters)."""

KINDS = {BUSY: StoreBusyError, FULL: StoreFullError, READ_ONLY: StoreReadOnlyError}

LONGEST_CAUSE = 400


def store_error(error: Exception, where: str = "", secrets: Iterable[str] = ()) -> StoreError:
    """An error in words; the driver's own sentence is the cause if the store cannot be reached."""
    message = message_of(error)
    cause = _cause(error, secrets) if message == AWAY else ""
    return KINDS.get(message, StoreError)(message, where, cause)


def _cause(error: Exception, secrets: Iterable[str]) -> str:
    text = " ".join(str(_original(error)).split())[:LONGEST_CAUSE]
    for secret in secrets:
        text = text.replace(secret, "***")
    return text


def message_of(error: Exception) -> str:
    """What happened to the database."""
    if isinstance(error, PoolTimeoutError):
        return BUSY
    if isinstance(error, UnicodeError):
        return NO_TEXT
    known = (MESSAGES[code] for code in _codes(error) if code in MESSAGES)
    return next(known, f"The store failed: {_first_line(_original(error))}")


def _original(error: Exception) -> object:
    return error.orig if isinstance(error, DBAPIError) else error


def _codes(error: Exception) -> Iterator[str]:
    """The codes of an error, the most precise first."""
    cause = _original(error)
    if isinstance(cause, sqlite3.Error):
        if "no such table" in str(cause):
            yield UNDEFINED_TABLE
        yield "_".join(str(getattr(cause, "sqlite_errorname", "")).split("_")[:2])
    elif hasattr(cause, "sqlstate"):
        state = str(cause.sqlstate or "")
        yield from (state, state[:2])
        if not state and isinstance(error, OperationalError | InterfaceError):
            yield CANNOT_CONNECT


def _first_line(cause: object) -> str:
    return (str(cause).splitlines() or [""])[0][:200]
