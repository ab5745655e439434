"""Backups: whole, checked, and good for either kind of database."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from joinwise.assessments import backup as backups
from joinwise.assessments import engines
from joinwise.assessments.backup import back_up, restore
from joinwise.assessments.store import Counts, Store
from joinwise.assessments.versions import newest_version
from joinwise.errors import BackupError, StoreError
from tests.support.assessments import FILES, assessment
from tests.support.databases import client_of, new_address

Opened = Callable[[str], Store]


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path, opened: Opened, postgres: str) -> Store:
    """An empty store of either kind."""
    return opened(new_address(request.param, tmp_path, request))


@pytest.fixture
def file(tmp_path: Path, store: Store) -> Path:
    """A backup of a store with three assessments."""
    for number in range(3):
        store.save(assessment(number, key=f"k{number}", outcome='{"joined":true}'), FILES)
    back_up(store, tmp_path / "backup")
    return tmp_path / "backup"


def test_a_backup_goes_into_either_kind_of_database(
    store: Store, other: Store, file: Path, tmp_path: Path
) -> None:
    assert restore(other, file) == {"rule_packs": 1, "assessments": 3}
    assert other.page() == store.page()
    assert other.rule_files("sha256:a") == FILES
    back_up(other, tmp_path / "again")
    assert (
        file.read_bytes().splitlines()[1:-1] == (tmp_path / "again").read_bytes().splitlines()[1:-1]
    )


def test_replays_work_after_a_backup_was_restored(
    store: Store, other: Store, app: Flask, tmp_path: Path
) -> None:
    posted = client_of(store, app).post("/v1/assessments", json={"name": "A", "kind": "meetup"})
    back_up(store, tmp_path / "backup")
    restore(other, tmp_path / "backup")
    own = posted.headers["Location"]
    assert client_of(other, app).get(own).data == posted.data
    assert client_of(other, app).post(f"{own}/replay").get_json()["same"] is True


def test_a_store_that_holds_something_is_only_replaced_when_told_so(
    store: Store, file: Path
) -> None:
    store.delete(store.page()[0].id)
    before = store.save(assessment(9), FILES)
    with pytest.raises(
        BackupError, match=r"holds 3 assessments; --replace removes what it holds\."
    ):
        restore(store, file)
    assert before in store.page()
    restore(store, file, replace=True)
    assert len(store.page()) == 3
    assert before not in store.page()


def test_a_backup_is_of_one_moment(store: Store, tmp_path: Path) -> None:
    store.save(assessment(0), FILES)
    with store.snapshot() as rows:
        first = next(rows)
        store.save(assessment(1, rules="sha256:b"), FILES)
        all_rows = [first, *rows]
    assert [table for table, _ in all_rows] == ["rule_packs", "assessments"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[:-1], "line 5: the backup is not complete: it ends here"),
        (lambda lines: [*lines[:2], *lines[3:]], "line 5: the backup was changed"),
        (lambda lines: [*lines, lines[-1]], "the backup was changed"),
        (lambda lines: [lines[0], lines[1].replace(b"40", b"50"), *lines[2:]], "was changed"),
        (lambda lines: [lines[0], b"nonsense\n"], "line 2: not a line of a joinwise backup"),
        (lambda lines: [lines[0], b'{"assessments": {"id": "x"}}\n'], "line 2: not a line"),
        (lambda lines: [lines[0], b'{"other": {}}\n'], "line 2: not a line"),
        (lambda lines: [b"[1]\n"], "line 1: not a line of a joinwise backup"),
        (lambda lines: lines[1:], "line 1: not a line of a joinwise backup"),
        (lambda lines: [b"\xff\n"], "line 1: not a line of a joinwise backup"),
        (lambda lines: [], "line 0: the backup is not complete: it ends here"),
        (lambda lines: [lines[0].replace(b"backup 1", b"backup 2")], "joinwise 0.1.0, and"),
    ],
)
def test_a_backup_that_is_not_as_it_was_written_is_refused_and_changes_nothing(
    store: Store, file: Path, change: Callable[[list[bytes]], list[bytes]], said: str
) -> None:
    before = store.page()
    file.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))
    with pytest.raises(BackupError, match=said) as error:
        restore(store, file, replace=True)
    assert str(error.value).endswith("nothing was restored.")
    assert store.page() == before


def signed(*lines: bytes) -> bytes:
    """A backup of these lines, whose end fits them."""
    body = b"".join(lines)
    tables = [next(iter(json.loads(line))) for line in lines]
    rows = {table: tables.count(table) for table in ("rule_packs", "assessments")}
    end = {"end": {"rows": rows, "sha256": hashlib.sha256(body).hexdigest()}}
    return body + json.dumps(end).encode() + b"\n"


def test_rows_that_do_not_fit_together_change_nothing(store: Store, file: Path) -> None:
    before = store.page()
    heading, pack, *rows = file.read_bytes().splitlines(keepends=True)[:-1]
    for wrong in ([heading, *rows], [heading, pack, pack, *rows]):
        file.write_bytes(signed(*wrong))
        with pytest.raises(BackupError, match="not consistent"):
            restore(store, file, replace=True)
        assert store.page() == before


def test_a_backup_that_changes_while_it_is_restored_changes_nothing(
    store: Store, file: Path
) -> None:
    before, whole = store.page(), file.read_bytes()
    heading, pack, *rows = whole.splitlines(keepends=True)[:-1]
    for changed in (whole.replace(b"Group 1", b"Group 7"), signed(heading, pack, rows[0])):
        file.write_bytes(whole)

        def change(_: Counts, changed: bytes = changed) -> None:
            file.write_bytes(changed)

        with pytest.raises(BackupError, match="changed"):
            restore(store, file, replace=True, announce=change)
        assert store.page() == before


def older(line: bytes, *lacking: str) -> bytes:
    ((key, value),) = json.loads(line).items()
    return json.dumps({key: {k: v for k, v in value.items() if k not in lacking}}).encode() + b"\n"


def test_a_backup_of_an_older_version_lacks_what_came_later(
    store: Store, other: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "known_versions", lambda: ("0000", newest_version()))
    heading, pack, *rows = file.read_bytes().splitlines(keepends=True)[:-1]
    heading = heading.replace(b'"0002"', b'"0000"')
    file.write_bytes(
        signed(heading, pack, *(older(row, "key", "outcome", "owner") for row in rows))
    )
    assert restore(other, file) == {"rule_packs": 1, "assessments": 3}
    expected = [replace(found, key=None, outcome=None) for found in store.page()]
    assert other.page() == expected
    file.write_bytes(signed(heading, pack, older(rows[0], "kind")))
    with pytest.raises(BackupError, match="line 3: not a line"):
        restore(other, file, replace=True)


def test_a_backup_of_before_a_table_came_restores_without_it(other: Store, file: Path) -> None:
    heading = file.read_bytes().splitlines(keepends=True)[0]
    digest = hashlib.sha256(heading).hexdigest()
    end = {"end": {"rows": {"assessments": 0}, "sha256": digest}}
    file.write_bytes(heading + json.dumps(end).encode())
    assert restore(other, file) == {"rule_packs": 0, "assessments": 0}


def test_the_backup_before_stays_until_the_new_one_is_whole(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_write", broken)
    with pytest.raises(BackupError, match="cannot be written: No space left on device"):
        back_up(store, file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == ["backup"]


def test_a_backup_is_read_back_before_it_replaces_the_one_before(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    monkeypatch.setattr(backups, "write_json", lambda value: b"torn")
    with pytest.raises(
        BackupError, match="line 1: not a line of a joinwise backup; nothing was written"
    ):
        back_up(store, file)
    assert file.read_bytes() == before


def test_a_backup_that_holds_more_is_only_replaced_when_told_so(store: Store, file: Path) -> None:
    before = file.read_bytes()
    store.delete(store.page()[0].id)
    with pytest.raises(BackupError, match="holds 3 assessments, and the store only 2; --force"):
        back_up(store, file)
    assert file.read_bytes() == before
    assert back_up(store, file, force=True)["assessments"] == 2
    assert back_up(store, file)["assessments"] == 2


@pytest.mark.parametrize("other", ["letter", "torn backup"])
def test_a_file_that_is_no_backup_is_only_replaced_when_told_so(
    store: Store, file: Path, other: str
) -> None:
    content = file.read_bytes()[:-9] if other == "torn backup" else b"Dear Ada"
    file.write_bytes(content)
    with pytest.raises(BackupError, match="is no complete backup; --force replaces it"):
        back_up(store, file)
    assert file.read_bytes() == content
    back_up(store, file, force=True)


def test_a_store_is_never_replaced_by_its_backup(tmp_path: Path, opened: Opened) -> None:
    store = opened(f"sqlite:///{tmp_path}/joinwise.db")
    saved = store.save(assessment(), FILES)
    for suffix in ("", "-wal", "-shm"):
        with pytest.raises(BackupError, match="is the store itself"):
            back_up(store, tmp_path / f"joinwise.db{suffix}", force=True)
    assert store.page() == [saved]


def test_others_that_save_meanwhile_are_neither_lost_nor_mixed_in(
    store: Store, file: Path, opened: Opened, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "TIMEOUT", 0.2)
    writer = opened(address)
    writer.page()

    def save(_: Counts) -> None:
        with pytest.raises(StoreError, match="busy"):
            writer.save(assessment(7), FILES)

    restore(store, file, replace=True, announce=save)
    assert len(writer.page()) == 3


def test_folders_that_are_missing_are_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="cannot be written: No such file"):
        back_up(store, tmp_path / "none" / "backup")
    with pytest.raises(BackupError, match="cannot be read: No such file"):
        restore(store, tmp_path / "none")


def test_a_backup_is_for_its_owner_alone_and_names_what_made_it(file: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0
    heading = json.loads(file.read_bytes().splitlines()[0])["backup"]
    assert file.read_bytes().startswith(b'{"backup":{"format":')
    assert all(b'": ' not in line[:40] for line in file.read_bytes().splitlines())
    assert (heading["format"], heading["database"]) == ("joinwise backup 1", "0002")
