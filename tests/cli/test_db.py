"""The commands that look after the store."""

import os
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from joinwise.assessments.store import Store
from joinwise.resources import default_folder
from tests.support import commands
from tests.support.assessments import FILES, assessment
from tests.support.databases import address_of


def run(address: str, *arguments: object) -> Result:
    return commands.run("db", *arguments, JOINWISE_DATABASE_URL=address)


def test_the_store_is_made_backed_up_and_restored(
    address: str, store: Store, tmp_path: Path
) -> None:
    made = run(address, "upgrade")
    assert (made.exit_code, made.stdout) == (0, f"{store.database.location} is ready.\n")
    store.save(assessment(), FILES)
    backup = tmp_path / "backup"
    done = run(address, "backup", backup)
    assert done.stdout == f"{backup} holds 1 assessment and 1 version of the rules.\n"
    refused = run(address, "restore", backup)
    assert refused.exit_code == 1
    said = "The store holds 1 assessment; --replace removes what it holds."
    assert refused.stderr == f"joinwise: {said}\n"
    done = run(address, "restore", backup, "--replace")
    held = f"{store.database.location} holds 1 assessment and 1 version of the rules.\n"
    assert done.stdout == held
    replaced = f"1 assessment and 1 version of the rules in {store.database.location}"
    assert done.stderr == f"joinwise: replacing {replaced}.\n"


@pytest.fixture
def saved(tmp_path: Path, opened: Callable[[str], Store]) -> Store:
    """A store in SQLite that holds three assessments."""
    store = opened(f"sqlite:///{tmp_path}/store/joinwise.db")
    for number in range(3):
        store.save(assessment(number), FILES)
    return store


@pytest.fixture
def backup(saved: Store, tmp_path: Path) -> bytes:
    run(address_of(saved), "backup", tmp_path / "whole")
    return (tmp_path / "whole").read_bytes()


def shell(command: str, store: Store) -> subprocess.CompletedProcess[bytes]:
    """A command line, in which ``joinwise`` is ours."""
    joinwise = f'joinwise() {{ {shlex.quote(sys.executable)} -m joinwise "$@"; }}\n'
    environ = {**os.environ, "JOINWISE_DATABASE_URL": address_of(store)}
    words = ["bash", "-o", "pipefail", "-c", joinwise + command]
    return subprocess.run(words, env=environ, capture_output=True, check=False, timeout=60)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        "cat {file} | joinwise db restore /dev/stdin --replace",
        "cat {file} | joinwise db restore - --replace",
        "joinwise db restore <(cat {file}) --replace",
        "joinwise db restore - --replace < {file}",
        "mkfifo {file}.p; cat {file} > {file}.p & joinwise db restore {file}.p --replace",
        "ln -s {file} {file}.l; joinwise db restore {file}.l --replace",
    ],
)
def test_a_backup_is_restored_from_whatever_it_comes(
    command: str, saved: Store, backup: bytes, tmp_path: Path
) -> None:
    before = saved.page()
    saved.save(assessment(9), FILES)
    done = shell(command.format(file=tmp_path / "whole"), saved)
    assert done.returncode == 0, done.stderr
    assert b"holds 3 assessments" in done.stdout
    assert saved.page() == before


NO_BACKUPS = ["/dev/null", "/dev/full", "/dev/zero", "{0}/none", "{0}", "{0}/torn", "{0}/store.db"]


@pytest.mark.parametrize("file", NO_BACKUPS)
def test_what_is_no_backup_replaces_nothing_and_makes_no_store(
    file: str, saved: Store, backup: bytes, tmp_path: Path
) -> None:
    before = saved.page()
    (tmp_path / "torn").write_bytes(backup[:900])
    new = f"sqlite:///{tmp_path}/new.db"
    for address in (address_of(saved), new):
        result = run(address, "restore", file.format(tmp_path), "--replace")
        assert result.exit_code in (1, 2), result.output
        assert isinstance(result.exception, SystemExit)
    assert saved.page() == before
    assert not (tmp_path / "new.db").exists()


def rows(backup: bytes) -> list[bytes]:
    return backup.splitlines()[1:-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "said_in"),
    [
        ("joinwise db backup - > {file}", "stderr"),
        ("joinwise db backup - | cat > {file}", "stderr"),
        ("joinwise db backup /dev/stdout | cat > {file}", "stderr"),
        ("joinwise db backup >(cat > {file}); sleep 0.3", "stdout"),
        ("mkfifo p; cat p > {file} & joinwise db backup p; wait; test -p p", "stdout"),
        ("ln -s {file} l; joinwise db backup l; test -L l", "stdout"),
    ],
)
def test_a_backup_goes_to_whatever_is_named(
    command: str, said_in: str, saved: Store, backup: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "copy"
    done = shell(f"cd {tmp_path}; {command.format(file=file)}", saved)
    assert done.returncode == 0, done.stderr
    assert rows(file.read_bytes()) == rows(backup)
    assert b"holds 3 assessments and 1 version of the rules." in getattr(done, said_in)


@pytest.mark.slow
@pytest.mark.parametrize(("device", "status"), [("/dev/null", 0), ("/dev/full", 1)])
def test_a_backup_leaves_devices_what_they_are(device: str, status: int, saved: Store) -> None:
    done = shell(f"joinwise db backup {device} && test -c {device}", saved)
    assert done.returncode == status, done.stderr
    assert stat.S_ISCHR(os.stat(device).st_mode)
    assert (b"cannot be written: No space left on device" in done.stderr) == bool(status)


NO_STORE = {"JOINWISE_DATABASE_URL": "sqlite:///var/joinwise.db"}


def test_a_backup_makes_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "backup").write_text("good")
    result = commands.run("db", "backup", "backup", **NO_STORE)
    assert result.exit_code == 1
    assert result.stderr == f"joinwise: There is no store at {tmp_path}/var/joinwise.db.\n"
    assert not (tmp_path / "var").exists()
    assert (tmp_path / "backup").read_text() == "good"


@pytest.mark.slow
def test_a_review_makes_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = commands.run("rules", "review", **NO_STORE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "published accounts" in result.stdout
    assert not (tmp_path / "var").exists()


@pytest.mark.slow
def test_a_preview_without_a_store_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(default_folder(), tmp_path / "draft")
    command = ("rules", "preview", "draft", "--plausible", "5")
    result = commands.run(*command, JOINWISE_DATABASE_URL="sqlite:///var/joinwise.db")
    assert result.exit_code == 0
    assert not (tmp_path / "var").exists()


def test_a_backup_from_another_folder_never_replaces_a_good_one(
    saved: Store, backup: bytes, tmp_path: Path
) -> None:
    empty = run(f"sqlite:///{tmp_path}/other.db", "upgrade")
    assert empty.exit_code == 0
    result = run(f"sqlite:///{tmp_path}/other.db", "backup", tmp_path / "whole")
    assert result.exit_code == 1
    assert "holds 3 assessments, and the store only 0; --force replaces it" in result.stderr
    assert (tmp_path / "whole").read_bytes() == backup
    forced = run(f"sqlite:///{tmp_path}/other.db", "backup", tmp_path / "whole", "--force")
    assert forced.exit_code == 0


def test_a_store_that_is_away_is_one_line_and_no_trace() -> None:
    result = run("postgresql://joinwise:secret@127.0.0.1:1/joinwise", "upgrade")
    assert result.exit_code == 1
    assert result.stderr == (
        "joinwise: The store cannot be reached: connection failed: connection to server at "
        '"127.0.0.1", port 1 failed: Connection refused Is the server running on that host and '
        "accepting TCP/IP connections? "
        "(postgresql+psycopg://joinwise:***@127.0.0.1:1/joinwise)\n"
    )


def test_an_address_of_no_store_is_wrong_usage() -> None:
    result = run("mysql://joinwise:secret@h/d", "upgrade")
    assert result.exit_code == 2
    assert "JOINWISE_DATABASE_URL: Must start with sqlite:/// or postgresql://." in result.stderr
    assert "secret" not in result.stderr
