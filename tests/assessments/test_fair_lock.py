"""Threads take turns in the order in which they came."""

import time
from threading import Thread

import pytest

from joinwise.assessments.fair_lock import Turns


def waiting(turns: Turns) -> int:
    return len(turns._waiting)


def test_who_comes_first_goes_first() -> None:
    turns, order = Turns(), []

    def come(number: int) -> None:
        with turns.turn(10):
            order.append(number)

    threads = [Thread(target=come, args=(number,)) for number in range(20)]
    with turns.turn(10):
        for number, each in enumerate(threads):
            each.start()
            while waiting(turns) <= number:
                time.sleep(0.001)
    for each in threads:
        each.join()
    assert order == list(range(20))


def test_who_waits_too_long_gives_up_and_keeps_nobody_waiting() -> None:
    turns = Turns()
    with turns.turn(1):
        with pytest.raises(TimeoutError), turns.turn(0.01):
            pass
        assert waiting(turns) == 0
    with turns.turn(0.01):
        pass


def test_a_turn_ends_with_an_error_too() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="mine"), turns.turn(1):
        raise ValueError("mine")
    with turns.turn(0.01):
        pass


def test_no_two_have_a_turn_at_once() -> None:
    turns, inside, most = Turns(), [0], [0]

    def come() -> None:
        for _ in range(200):
            with turns.turn(10):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [Thread(target=come) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert most == [1]
