"""The tables of each version: made, brought up to date, and left alone if newer."""

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, inspect, text
from sqlalchemy.exc import OperationalError

import joinwise
from joinwise.assessments import versions
from joinwise.assessments.store import Store
from joinwise.assessments.tables import TABLES
from joinwise.assessments.versions import known_versions, newest_version
from joinwise.errors import StoreError
from tests.support.assessments import assessment
from tests.support.databases import client_of, own_database
from tests.support.fakes import MINIMAL
from tests.support.stores import PATH, Opened, count, kept, refused, sqlite_in


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
