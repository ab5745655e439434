"""Killed at any moment, stores and backups hold what was acknowledged, and nothing by halves."""

import subprocess
import sys

import pytest

from joinwise.assessments.store import Store
from tools.kill_service import Ledger


@pytest.mark.slow
def test_a_service_that_is_killed_has_kept_all_that_it_acknowledged(address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tools.kill_service", "6", address],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_count_finds_what_is_lost(store: Store) -> None:
    ledger = Ledger()
    for line in ("kept a", "kept b", "deleting b", "kept c"):
        ledger.note(line)
    assert sorted(ledger.lost(store)) == ["a is gone", "c is gone"]
