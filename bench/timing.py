"""Tasks timed side by side, so that whatever else the machine does falls on all of them alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True, slots=True)
class Task:
    """``run`` does its work ``times`` times over."""

    name: str
    run: Callable[[], object]
    times: int = 1


Times = Mapping[str, float]
"""Seconds for one piece of work, by task."""


def interleaved(tasks: Sequence[Task], rounds: int) -> Times:
    """The medians of the rounds; tasks take turns, and each round starts with another one."""
    seconds: dict[str, list[float]] = {task.name: [] for task in tasks}
    for number in range(rounds):
        start = number % len(tasks)
        for task in (*tasks[start:], *tasks[:start]):
            seconds[task.name].append(timed(task))
    return {name: median(turns) for name, turns in seconds.items()}


def timed(task: Task) -> float:
    """Seconds of processor time for one piece of work, without garbage collection.

    Processor time, because other programs' use of the machine does not count in it.
    """
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        task.run()
        return (process_time() - start) / task.times
    finally:
        gc.enable()
