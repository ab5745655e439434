"""A fair lock goes to threads in the order in which they asked for it."""

import time
from threading import Thread

import pytest

from joinwise.assessments.fair_lock import FairLock


def test_who_comes_first_goes_first() -> None:
    lock, order = FairLock(), []

    def work(number: int) -> None:
        with lock.held(10):
            order.append(number)

    threads = [Thread(target=work, args=(number,)) for number in range(20)]
    with lock.held(10):
        for number, thread in enumerate(threads):
            thread.start()
            while lock.waiting <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(20))


def test_who_waits_too_long_gives_up_and_keeps_nobody_waiting() -> None:
    lock = FairLock()
    with lock.held(1):
        with pytest.raises(TimeoutError), lock.held(0.01):
            pass
        assert lock.waiting == 0
    with lock.held(0.01):
        pass


def test_an_error_releases_it_too() -> None:
    lock = FairLock()
    with pytest.raises(ValueError, match="mine"), lock.held(1):
        raise ValueError("mine")
    with lock.held(0.01):
        pass


def test_no_two_hold_it_at_once() -> None:
    lock, inside, most = FairLock(), [0], [0]

    def work() -> None:
        for _ in range(200):
            with lock.held(10):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
