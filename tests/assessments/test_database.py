"""The database when all is well, and when it is full, locked, read-only, taken away or no store."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, text

from joinwise.assessments import database_errors, engines
from joinwise.assessments.store import Store
from joinwise.errors import StoreError
from tests.support.databases import client_of
from tests.support.fakes import MINIMAL
from tests.support.stores import PATH, Opened, count, kept, refused, sqlite_in


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


def test_commits_wait_for_the_disk(store: Store) -> None:
    with store.database.write_transaction() as connection:
        if store.database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        else:
            assert connection.scalar(text("SHOW synchronous_commit")) == "on"


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path, app: Flask, opened: Opened) -> None:
    store = opened(sqlite_in(tmp_path / "new"))
    assert isinstance(store.database.engine, Engine)
    client_of(store, app).post("/v1/score", json=MINIMAL)
    assert not (tmp_path / "new").exists()
