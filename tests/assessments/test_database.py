"""The database when all is well, and when it is away, full, locked, read-only, old, new or broken."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import OperationalError

import joinwise
from joinwise.assessments import database_errors, engines, versions
from joinwise.assessments.database import Database, parse_url
from joinwise.assessments.database_errors import message_of, store_error
from joinwise.assessments.store import Store
from joinwise.assessments.tables import TABLES
from joinwise.assessments.versions import known_versions, newest_version
from joinwise.errors import StoreBusyError, StoreError, StoreFullError, StoreReadOnlyError
from joinwise.server import make_store
from tests.support.assessments import FILES, assessment
from tests.support.databases import address_of, client_of, own_database
from tests.support.fakes import MINIMAL

PATH = "/v1/assessments"
Opened = Callable[[str], Store]


def refused(client: FlaskClient) -> str:
    """What a caller is told while the store does not work; scoring goes on."""
    assert client.post("/v1/score", json=MINIMAL).status_code == 200
    response = client.post(PATH, json=MINIMAL)
    assert (response.status_code, response.content_type) == (503, "application/problem+json")
    assert int(response.headers["Retry-After"]) > 0
    detail: str = response.get_json()["detail"]
    return detail


def kept(client: FlaskClient) -> None:
    assert client.post(PATH, json=MINIMAL).status_code == 201


def count(client: FlaskClient) -> int:
    return len(client.get(f"{PATH}?limit=100").get_json()["assessments"])


def sqlite_in(folder: Path) -> str:
    return f"sqlite:///{folder}/joinwise.db"


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///a.db", "sqlite+pysqlite"), ("postgres://u:p@h/d", "postgresql+psycopg"),
        ("postgresql://h/d", "postgresql+psycopg"), ("postgresql+psycopg://h", "postgresql+psycopg"),
    ],
)  # fmt: skip
def test_addresses_are_of_sqlite_files_or_postgresql(given: str, driver: str) -> None:
    assert parse_url(given).drivername == driver


@pytest.mark.parametrize(
    "given", ["", "x", "mysql://u:secret@h/d", "sqlite://", "sqlite:///:memory:", "postgresql"]
)
def test_other_addresses_are_refused_without_repeating_them(given: str) -> None:
    with pytest.raises(ValueError, match=r"Must .*(sqlite|postgresql)") as error:
        parse_url(given)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("postgresql://u:secret@h/d?prepare_threshold=0", 'has no option "prepare_threshold"'),
        ("postgresql://u:secret@h/d?ssl_mode=require", 'did you mean "sslmode"?'),
        ("postgresql://u:secret@h:70000/d", "a port from 1 to 65535"),
        ("postgresql://u:secret@h:0/d", "a port from 1 to 65535"),
        ("postgresql://u:secret@h:x/d", "Must be an address"),
        ("postgresql://u:secret@h/d?port=x", "non-integer port"),
        ("postgresql://u:secret@/d?host=a&host=b&port=1,2,3", "host"),
        ("sqlite://var/joinwise.db", "three slashes"),
        ("sqlite:///var/joinwise.db?mode=ro", "Must not have options: mode."),
    ],
)
def test_odd_addresses_are_refused_in_words(given: str, said: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - its text is looked at
        parse_url(given)
    assert said in str(error.value)
    assert "secret" not in str(error.value)


def test_options_of_postgresql_are_taken() -> None:
    assert parse_url("postgresql://h/d?sslmode=require&application_name=a&host=/tmp").query


def test_the_tables_are_what_the_migrations_make(store: Store) -> None:
    with store.database.read_transaction() as connection:
        tables = inspect(connection)
        assert {*tables.get_table_names()} == {*TABLES.tables, "alembic_version"}
        for table in TABLES.sorted_tables:
            made = {column["name"]: column["nullable"] for column in tables.get_columns(table.name)}
            assert made == {column.name: bool(column.nullable) for column in table.columns}
        assert MigrationContext.configure(connection).get_current_revision() == newest_version()


def test_every_migration_is_known() -> None:
    folder = Path(joinwise.__file__).with_name("assessments") / "migrations"
    scripts = ScriptDirectory.from_config(_config(folder))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == known_versions()


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    return config


@pytest.mark.slow
def test_processes_that_upgrade_at_once_make_one_store(address: str, opened: Opened) -> None:
    code = f"from joinwise.assessments.store import Store; Store({address!r}).upgrade()"
    started = [
        subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(6)
    ]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in started] == [
        (b"", 0)
    ] * 6
    assert opened(address).page() == []


@pytest.mark.slow
def test_processes_that_first_keep_at_once_all_keep(tmp_path: Path, opened: Opened) -> None:
    code = f"""
from joinwise.settings import Settings
from joinwise.web import create_app
client = create_app(Settings(database_url="sqlite:///{tmp_path}/new/joinwise.db")).test_client()
print(client.post("{PATH}", json={MINIMAL!r}).status_code)
"""
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(4)
    ]
    assert [process.communicate(timeout=60)[0] for process in started] == [b"201\n"] * 4
    assert len(opened(sqlite_in(tmp_path / "new")).page()) == 4


def test_a_postgresql_without_tables_says_how_to_make_them(
    app: Flask, postgres: str, opened: Opened
) -> None:
    store = opened(own_database(postgres))
    client = client_of(store, app)
    assert "joinwise db upgrade" in refused(client)
    store.upgrade()
    kept(client)


def set_version(store: Store, version: str) -> None:
    with store.database.write_transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    store.database.close()


@pytest.mark.slow
def test_a_store_of_a_newer_version_is_left_alone(
    store: Store, app: Flask, address: str, keeper: FlaskClient, opened: Opened
) -> None:
    kept(keeper)
    set_version(store, "9999")
    other = opened(address)
    assert "has version 9999, which this joinwise does not know" in refused(client_of(other, app))
    with pytest.raises(StoreError, match="9999"):
        other.upgrade()
    set_version(store, newest_version())
    assert count(client_of(other, app)) == 1


@pytest.mark.slow
def test_a_store_of_an_older_version_says_what_to_run(
    store: Store, app: Flask, address: str, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    newer = (*known_versions(), "0003")
    monkeypatch.setattr(versions, "known_versions", lambda: newer)
    said = refused(client_of(opened(address), app))
    assert "has version 0002, but version 0003 is needed" in said
    assert "joinwise db upgrade" in said


def test_what_an_older_version_saved_stays(
    address: str, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(versions, "newest_version", lambda: "0001")
        opened(address).upgrade()
    saved = assessment()
    row = {key: value for key, value in asdict(saved).items() if key != "owner"}
    columns, values = ", ".join(row), ", ".join(f":{key}" for key in row)
    store = opened(address)
    assert "owner" not in {
        each["name"] for each in inspect(store.database.engine).get_columns("assessments")
    }
    with store.database.engine.begin() as connection:
        connection.execute(text("INSERT INTO rule_packs VALUES ('sha256:a', '{}')"))
        connection.execute(text(f"INSERT INTO assessments ({columns}) VALUES ({values})"), row)
    store.upgrade()
    assert store.page() == [saved]


def test_a_migration_that_fails_leaves_nothing_behind(
    address: str, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    store = opened(address)
    made: list[str] = []

    def failing(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        made.append(statement)
        if "CREATE INDEX" in statement:
            raise OperationalError(statement, {}, Exception("broken"))

    event.listen(store.database.engine, "before_cursor_execute", failing)
    with pytest.raises(StoreError, match="broken"):
        store.upgrade()
    assert any("CREATE TABLE assessments" in statement for statement in made)
    event.remove(store.database.engine, "before_cursor_execute", failing)
    with store.database.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    store.upgrade()
    assert store.page() == []


@pytest.mark.slow
def test_a_full_sqlite_keeps_what_it_holds(tmp_path: Path, app: Flask, opened: Opened) -> None:
    store = opened(sqlite_in(tmp_path))
    client = client_of(store, app)
    kept(client)
    limit = "PRAGMA max_page_count = 40"
    event.listen(store.database.engine, "connect", lambda raw, _: raw.execute(limit))
    store.database.close()
    while (response := client.post(PATH, json=MINIMAL)).status_code == 201:
        pass
    assert response.get_json()["detail"] == database_errors.FULL
    assert refused(client) == database_errors.FULL
    assert count(client) == len(opened(sqlite_in(tmp_path)).page(limit=1000)) > 1


@contextmanager
def tiny_disk() -> Iterator[Path]:
    folder = Path(mkdtemp())
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    try:
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this user cannot mount a small disk")
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


@pytest.mark.slow
def test_a_full_disk_loses_nothing_that_was_acknowledged(app: Flask, opened: Opened) -> None:
    with tiny_disk() as disk:
        store = opened(sqlite_in(disk))
        client = client_of(store, app)
        acknowledged = 0
        while (response := client.post(PATH, json=MINIMAL)).status_code == 201:
            acknowledged += 1
        assert response.status_code == 503
        assert "room" in response.get_json()["detail"]
        store.database.close()
        shutil.copytree(disk, elsewhere := Path(mkdtemp()), dirs_exist_ok=True)
        assert len(opened(sqlite_in(elsewhere)).page(limit=10_000)) == acknowledged > 1
        shutil.rmtree(elsewhere)


@pytest.mark.slow
def test_a_locked_store_is_busy_until_it_is_let_go(
    keeper: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    kept(keeper)
    monkeypatch.setattr(engines, "TIMEOUT", 0.2)
    other = opened(store.database.url.render_as_string(hide_password=False))
    own = client_of(other, keeper.application)
    with store.database.write_transaction() as connection:
        if not store.database.is_sqlite:
            connection.execute(text("LOCK TABLE assessments"))
        assert refused(own) == database_errors.BUSY
    kept(own)
    assert count(own) == 2


@pytest.mark.slow
def test_threads_that_wait_too_long_for_their_turn_are_told_so(
    tmp_path: Path, app: Flask, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    monkeypatch.setattr(engines, "TIMEOUT", 0.1)
    store = opened(sqlite_in(tmp_path))
    client = client_of(store, app)
    kept(client)
    with store.database.write_transaction():
        assert refused(client) == database_errors.BUSY
    kept(client)


@pytest.mark.slow
def test_a_store_whose_file_was_taken_away_is_missing_and_not_begun_anew(
    tmp_path: Path, app: Flask, opened: Opened
) -> None:
    store = opened(sqlite_in(tmp_path / "here"))
    client = client_of(store, app)
    kept(client)
    (tmp_path / "here").rename(tmp_path / "there")
    for _ in range(2):
        assert refused(client) == database_errors.MISSING
    (tmp_path / "there").rename(tmp_path / "here")
    kept(client)
    assert count(client) == 2


@dataclass
class LastPragma:
    """Takes the folder of the store away as soon as a connection has been set up."""

    folder: Path

    def __format__(self, _: str) -> str:
        self.folder.rename(self.folder.with_name("elsewhere"))
        return "user_version"


def test_a_store_whose_file_is_taken_away_while_it_is_opened_is_not_used(
    tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_in(tmp_path / "here")
    opened(url).upgrade()
    pragmas = (*engines.PRAGMAS, LastPragma(tmp_path / "here"))
    monkeypatch.setattr(engines, "PRAGMAS", pragmas)
    with closing(Store(url, may_create=False)) as store:
        for _ in range(2):
            with pytest.raises(StoreError, match=re.escape(database_errors.MISSING)):
                store.ping()


def test_what_is_no_store_is_told_so_and_left_alone(
    tmp_path: Path, app: Flask, opened: Opened
) -> None:
    file = tmp_path / "joinwise.db"
    file.write_bytes(b"something else" * 1000)
    assert refused(client_of(opened(sqlite_in(tmp_path)), app)) == database_errors.DAMAGED
    assert file.read_bytes() == b"something else" * 1000


def test_tables_of_others_are_left_alone(tmp_path: Path, app: Flask, opened: Opened) -> None:
    with closing(sqlite3.connect(tmp_path / "joinwise.db")) as other:
        other.execute("CREATE TABLE theirs (x)")
    assert "joinwise db upgrade" in refused(client_of(opened(sqlite_in(tmp_path)), app))


@contextmanager
def without_rights() -> Iterator[None]:
    """As a user who may not write what root has made."""
    if os.geteuid():
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.slow
def test_a_file_that_cannot_be_written_is_read_only(app: Flask, opened: Opened) -> None:
    folder = Path(mkdtemp())
    kept(client_of(opened(sqlite_in(folder)), app))
    for path, mode in ((folder, 0o555), (folder / "joinwise.db", 0o444)):
        path.chmod(mode)
    with without_rights():
        store = opened(sqlite_in(folder))
        client = client_of(store, app)
        assert refused(client) in (database_errors.READ_ONLY, database_errors.MISSING)
        assert "cannot be created: Permission denied" in refused(
            client_of(opened(sqlite_in(folder / "new")), app)
        )
        store.database.close()
    folder.chmod(0o755)
    assert count(client_of(opened(sqlite_in(folder)), app)) == 1
    shutil.rmtree(folder)


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


def test_text_that_no_database_holds_is_an_error_of_the_store(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot hold this text"):
        store.save(assessment(name="\ud800"), FILES)
    assert store.page() == []


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


@pytest.mark.parametrize("place", ["folder", "pipe", "device", "below a file", "closed", "long"])
def test_a_place_where_no_file_can_be_is_refused_in_words(
    place: str, tmp_path: Path, app: Flask, opened: Opened
) -> None:
    store = opened(f"sqlite:///{no_place(place, tmp_path)}")
    with without_rights() if place == "closed" else nullcontext():
        assert refused(client_of(store, app))
        for use in (store.page, store.upgrade, store.database.prepare):
            with pytest.raises(StoreError) as error:
                use()
            assert error.value.where


def no_place(place: str, folder: Path) -> Path:
    found = folder / "place"
    match place:
        case "folder":
            found.mkdir()
        case "pipe":
            os.mkfifo(found)
        case "device":
            return Path(os.devnull)
        case "below a file":
            found.write_text("text")
            return found / "joinwise.db"
        case "closed":
            found.mkdir(mode=0)
            return found / "joinwise.db"
        case "long":
            return folder / ("x" * 300)
    return found


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


def test_commits_wait_for_the_disk(store: Store) -> None:
    with store.database.write_transaction() as connection:
        if store.database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        else:
            assert connection.scalar(text("SHOW synchronous_commit")) == "on"


def test_a_commit_that_is_off_by_setting_is_put_on(postgres: str, opened: Opened) -> None:
    address = own_database(postgres)
    for given, expected in (("off", "on"), ("remote_apply", "remote_apply")):
        separator = "&" if "?" in address else "?"
        store = opened(f"{address}{separator}options=-c%20synchronous_commit%3D{given}")
        store.upgrade()
        with store.database.write_transaction() as connection:
            assert connection.scalar(text("SHOW synchronous_commit")) == expected


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


def test_a_password_is_never_shown() -> None:
    for address in ("postgresql://u:secret@h/d", "postgresql://h/d?user=u&password=secret"):
        assert "secret" not in Database(address).location


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path, app: Flask, opened: Opened) -> None:
    store = opened(sqlite_in(tmp_path / "new"))
    assert isinstance(store.database.engine, Engine)
    client_of(store, app).post("/v1/score", json=MINIMAL)
    assert not (tmp_path / "new").exists()
