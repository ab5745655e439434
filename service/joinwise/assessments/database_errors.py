"""Errors of databases in words, for the operator."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from joinwise.assessments.versions import UPGRADE

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


def message_of(error: Exception) -> str:
    """What happened to the database."""
    if isinstance(error, PoolTimeoutError):
        return BUSY
    cause = error.orig if isinstance(error, DBAPIError) else error
    known = (MESSAGES[code] for code in _codes(cause) if code in MESSAGES)
    return next(known, f"The store failed: {_first_line(cause)}")


def _codes(cause: object) -> Iterator[str]:
    """The codes of an error, the most precise first."""
    if isinstance(cause, sqlite3.Error):
        if "no such table" in str(cause):
            yield UNDEFINED_TABLE
        yield "_".join(str(getattr(cause, "sqlite_errorname", "")).split("_")[:2])
    elif hasattr(cause, "sqlstate"):
        state = str(cause.sqlstate or CANNOT_CONNECT)
        yield from (state, state[:2])


def _first_line(cause: object) -> str:
    return (str(cause).splitlines() or [""])[0][:200]
