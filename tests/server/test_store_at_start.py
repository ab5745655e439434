"""The store is prepared in a process of its own, before any worker starts."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from signal import SIGKILL

import pytest

from joinwise.errors import StoreError
from joinwise.server.application import in_child


def end_at_once(given: str) -> None:
    os.kill(os.getpid(), SIGKILL)


def fail(given: str) -> None:
    raise OSError(given)


def leave_well(given: str) -> None:
    assert given == "sqlite://"


@pytest.mark.parametrize(("task", "status"), [(end_at_once, "-9"), (fail, "1")])
def test_a_crash_is_an_error_in_words(task: Callable[[str], None], status: str) -> None:
    with (
        pytest.raises(StoreError, match=f"could not be prepared .exit status {status}."),
        in_child(task, "sqlite://"),
    ):
        pass


def test_a_store_that_is_prepared_lets_the_service_start() -> None:
    with in_child(leave_well, "sqlite://"):
        pass


@pytest.mark.slow
def test_a_store_that_is_away_is_a_line_of_the_log_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("rules: []", "utf-8")
    command = [sys.executable, "-m", "joinwise", "serve", "--rules", str(tmp_path)]
    away = {"JOINWISE_DATABASE_URL": "sqlite:////proc/none/joinwise.db", "JOINWISE_PORT": "0"}
    done = subprocess.run(
        command, env={**os.environ, **away}, capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert json.loads(done.stderr.splitlines()[0])["event"] == "store away"
