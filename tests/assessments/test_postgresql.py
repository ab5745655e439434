"""PostgreSQL when it is away, reads only, cuts connections, or holds other texts."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from threading import Thread
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from joinwise.assessments import database_errors, engines
from joinwise.errors import StoreError
from joinwise.server import make_store
from tests.support.assessments import FILES, assessment
from tests.support.databases import address_of, client_of, own_database
from tests.support.stores import Opened, count, kept, refused


def test_a_postgresql_that_only_reads_still_answers_what_it_holds(
    app: Flask, postgres: str, opened: Opened
) -> None:
    address = own_database(postgres)
    store = opened(address)
    store.upgrade()
    kept(client_of(store, app))
    separator = "&" if "?" in address else "?"
    only_reads = opened(f"{address}{separator}options=-c%20default_transaction_read_only%3Don")
    client = client_of(only_reads, app)
    assert count(client) == 1
    assert refused(client) == database_errors.READ_ONLY


def test_a_postgresql_that_is_away_is_told_so_without_its_password(
    app: Flask, opened: Opened
) -> None:
    away = opened("postgresql://joinwise:secret@127.0.0.1:1/joinwise")
    assert refused(client_of(away, app)) == database_errors.AWAY
    with pytest.raises(StoreError) as error:
        away.page()
    assert "secret" not in error.value.where + error.value.reason
    assert "Connection refused" in error.value.reason


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("sslmode=bogus&password=secret", 'invalid sslmode value: "bogus"'),
        ("connect_timeout=soon", "soon"),
        ("sslmode=require", "server does not support SSL, but SSL was required"),
    ],
)
def test_what_the_driver_says_is_for_the_operator_alone(
    options: str, said: str, app: Flask, opened: Opened
) -> None:
    with server_without_ssl() as port:
        store = opened(f"postgresql://u:secret@127.0.0.1:{port}/d?{options}")
        assert "127.0.0.1" not in refused(client_of(store, app))
        with pytest.raises(StoreError) as error:
            store.page()
    assert said in error.value.reason
    assert "secret" not in error.value.reason + error.value.where


@contextmanager
def server_without_ssl() -> Iterator[int]:
    """The port of a server that refuses SSL, which is all that it can do."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        Thread(target=_refuse_ssl, args=(server,), daemon=True).start()
        yield server.getsockname()[1]


def _refuse_ssl(server: socket.socket) -> None:
    with suppress(OSError):
        while True:
            connection = server.accept()[0]
            with connection:
                connection.recv(8)
                connection.sendall(b"N")


def in_encoding(postgres: str, encoding: str) -> str:
    name = f"e{uuid4().hex}"
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        options = f"ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        connection.execute(text(f"CREATE DATABASE {name} {options}"))
    engine.dispose()
    return engine.url.set(database=name).render_as_string(hide_password=False)


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_postgresql_that_does_not_hold_every_text_is_refused_in_words(
    encoding: str, app: Flask, postgres: str, opened: Opened
) -> None:
    store = opened(in_encoding(postgres, encoding))
    said = refused(client_of(store, app))
    assert said == f"The store has the encoding {encoding}; create it with ENCODING 'UTF8'."
    make_store(address_of(store))
    for _ in range(2):
        with pytest.raises(StoreError, match="ENCODING 'UTF8'") as error:
            store.upgrade()
        assert error.value.where == store.database.location


def test_a_client_in_another_encoding_saves_every_text(
    postgres: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    store = opened(own_database(postgres))
    store.upgrade()
    saved = store.save(assessment(name="\u041a\u043b\u0443\u0431"), FILES)
    assert store.find(saved.id) == saved


def test_nothing_is_left_behind_in_a_connection(postgres: str, opened: Opened) -> None:
    store = opened(own_database(postgres))
    store.upgrade()
    for number in range(12):
        store.save(assessment(number), FILES)
        store.page()
    with closing(store.database.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert cursor.fetchone() == (0,)
        for name in ("lock_timeout", "synchronous_commit"):
            cursor.execute(f"SELECT setting = reset_val FROM pg_settings WHERE name = '{name}'")
            assert cursor.fetchone() == (True,)


@pytest.mark.slow
def test_while_a_postgresql_does_not_answer_one_thread_at_a_time_waits_for_it(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "TIMEOUT", 2)
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        silent.settimeout(0)
        store = opened(f"postgresql://joinwise@127.0.0.1:{silent.getsockname()[1]}/joinwise")
        with ThreadPoolExecutor(20) as threads:
            first = threads.submit(store.page).exception()
            calls = [threads.submit(store.page) for _ in range(20)]
            messages = {str(call.exception()) for call in calls}
        assert messages == {str(first)} == {database_errors.AWAY}
        assert callers(silent) == 2


def callers(server: socket.socket) -> int:
    """How many have connected, whom nobody answered."""
    count = 0
    try:
        while True:
            server.accept()[0].close()
            count += 1
    except BlockingIOError:
        return count


def test_a_postgresql_whose_connections_were_cut_is_connected_to_again(
    app: Flask, postgres: str, opened: Opened
) -> None:
    address = own_database(postgres)
    store, other = opened(address), opened(address)
    store.upgrade()
    client = client_of(store, app)
    kept(client)
    with other.database.write_transaction() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    kept(client)
    assert count(client) == 2


def test_a_commit_that_is_off_by_setting_is_put_on(postgres: str, opened: Opened) -> None:
    address = own_database(postgres)
    for given, expected in (("off", "on"), ("remote_apply", "remote_apply")):
        separator = "&" if "?" in address else "?"
        store = opened(f"{address}{separator}options=-c%20synchronous_commit%3D{given}")
        store.upgrade()
        with store.database.write_transaction() as connection:
            assert connection.scalar(text("SHOW synchronous_commit")) == expected
