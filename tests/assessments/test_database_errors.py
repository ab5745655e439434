"""What went wrong in a database, in the words of those who run the service."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from joinwise.assessments import database_errors
from joinwise.assessments.database_errors import message_of, store_error
from joinwise.assessments.store import Store
from joinwise.errors import StoreBusyError, StoreError, StoreFullError, StoreReadOnlyError
from tests.support.assessments import FILES, assessment
from tests.support.stores import Opened, sqlite_in


class StoreMovedError(StoreError):
    """A kind that only this test knows."""


def test_the_kind_of_an_error_is_kept_on_its_way(tmp_path: Path, opened: Opened) -> None:
    database = opened(sqlite_in(tmp_path)).database
    looking, may_go_on = Event(), Event()

    def fail(*_: object) -> None:
        looking.set()
        may_go_on.wait(10)
        raise StoreMovedError("It has moved.", "there", "a cause")

    event.listen(database.engine, "connect", fail)
    with ThreadPoolExecutor() as threads:
        for _ in range(2):
            may_go_on.set()
            with pytest.raises(StoreMovedError):
                database.prepare()
            may_go_on.clear()
            looking.clear()
        first = threads.submit(database.prepare)
        looking.wait(10)
        with pytest.raises(StoreMovedError, match="has moved") as error:
            database.prepare()
        may_go_on.set()
        assert first.exception() is not error.value
    assert (error.value.where, error.value.cause) == ("there", "a cause")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (psycopg.errors.DiskFull(), StoreFullError),
        (psycopg.errors.ReadOnlySqlTransaction(), StoreReadOnlyError),
        (psycopg.errors.DeadlockDetected(), StoreBusyError),
        (psycopg.OperationalError("no route"), StoreError),
    ],
)
def test_errors_are_of_the_kind_that_they_are_about(error: Exception, kind: type) -> None:
    assert type(store_error(OperationalError("", {}, error))) is kind


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.errors.DiskFull(), database_errors.FULL),
        (psycopg.errors.TooManyConnections(), database_errors.BUSY),
        (psycopg.errors.DeadlockDetected(), database_errors.BUSY),
        (psycopg.errors.AdminShutdown(), database_errors.AWAY),
        (psycopg.errors.UndefinedTable(), database_errors.NO_TABLES),
        (psycopg.errors.SyntaxError("a\nb"), "The store failed: a"),
        (psycopg.OperationalError("no route"), database_errors.AWAY),
        (sqlite3.OperationalError("no such table: x"), database_errors.NO_TABLES),
        (sqlite3.OperationalError("odd"), "The store failed: odd"),
    ],
)
def test_every_error_has_its_words(error: Exception, expected: str) -> None:
    assert message_of(OperationalError("", {}, error)) == expected


def test_text_that_no_database_holds_is_an_error_of_the_store(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot hold this text"):
        store.save(assessment(name="\ud800"), FILES)
    assert store.page() == []
