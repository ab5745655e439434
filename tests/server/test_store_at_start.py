"""The store is prepared in a process of its own, before any worker starts."""

import os
from collections.abc import Callable
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
    with pytest.raises(StoreError, match=f"could not be prepared .exit status {status}."):
        in_child(task, "sqlite://")


def test_a_store_that_is_prepared_lets_the_service_start() -> None:
    in_child(leave_well, "sqlite://")
