"""What costs much waits in a short line: beyond it, calls are refused at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier, Event

import pytest

from joinwise.concurrency import ConcurrencyLimit
from joinwise.errors import OverloadedError


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_as_many_work_at_once_as_the_limit_says(threads: ThreadPoolExecutor) -> None:
    limit, both = ConcurrencyLimit(at_once=2, waiting=0), Barrier(2, timeout=5)

    def work() -> None:
        with limit.turn():
            both.wait()

    for done in [threads.submit(work) for _ in range(2)]:
        done.result()


def test_who_finds_a_place_waits_and_who_finds_none_is_refused(threads: ThreadPoolExecutor) -> None:
    limit, ended = ConcurrencyLimit(at_once=1, waiting=1, patience=5), Event()

    def wait_for_a_turn() -> str:
        with limit.turn():
            return "worked" if ended.is_set() else "worked beside the first"

    with limit.turn():
        outcomes = [threads.submit(wait_for_a_turn) for _ in range(3)]
        refused = [done for done in outcomes if _is_refused(done)]
        ended.set()
    assert len(refused) == 2
    assert [done.result() for done in outcomes if done not in refused] == ["worked"]


def _is_refused(done: object) -> bool:
    try:
        return isinstance(done.exception(timeout=0.2), OverloadedError)  # type: ignore[attr-defined]
    except TimeoutError:
        return False


def test_patience_has_an_end() -> None:
    limit = ConcurrencyLimit(at_once=1, waiting=1, patience=0)
    with limit.turn(), pytest.raises(OverloadedError), limit.turn():
        pass


def test_places_are_free_again_after_every_end() -> None:
    limit = ConcurrencyLimit(at_once=1, waiting=1, patience=0)
    for _ in range(5):
        with pytest.raises(ZeroDivisionError), limit.turn():
            raise ZeroDivisionError
        with limit.turn(), pytest.raises(OverloadedError), limit.turn():
            pass
    with ExitStack() as stack:
        stack.enter_context(limit.turn())
