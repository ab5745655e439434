"""Backups: whole, checked, and good for either kind of database."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from joinwise.assessments import backup as backups
from joinwise.assessments.backup import back_up, restore
from joinwise.assessments.store import Store
from joinwise.errors import BackupError
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
    with pytest.raises(BackupError, match=r"holds 3 assessments; --replace removes them\."):
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


def test_rows_that_do_not_fit_together_change_nothing(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.page()
    monkeypatch.setattr(backups, "_checked", lambda lines: {})
    lines = file.read_bytes().splitlines(keepends=True)
    for wrong in ([lines[0], *lines[2:]], [*lines[:3], *lines[2:]]):
        file.write_bytes(b"".join(wrong))
        with pytest.raises(BackupError, match="not consistent"):
            restore(store, file, replace=True)
        assert store.page() == before


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
    assert (heading["format"], heading["database"]) == ("joinwise backup 1", "0001")
