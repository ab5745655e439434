"""Where all processes of a server count together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from joinwise.runtime.own_folder import make_again

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
READER = "prometheus_client"
"""Reads the variable once, when it is imported."""


class Process:
    """Which process counts; for another answer, prometheus_client opens its files again."""

    def __init__(self) -> None:
        self._spelled: Callable[[int], object] = int

    def __call__(self) -> object:
        return self._spelled(os.getpid())

    def open_again(self) -> None:
        """The answer is another one, and the names of the files stay the same."""
        self._spelled = str if self._spelled is int else int


PROCESS = Process()


def count_in(folder: Path) -> None:
    """From now on this process, and those that it starts, count in files of this folder.

    Raises RuntimeError if it is too late for that.
    """
    if READER in sys.modules:
        raise RuntimeError(f"{READER} was imported before its folder was chosen")
    os.environ[VARIABLE] = str(folder)
    from prometheus_client import values  # noqa: PLC0415 - now that its folder is chosen

    values.ValueClass = values.MultiProcessValue(PROCESS)  # type: ignore[no-untyped-call]


def is_shared() -> bool:
    """Whether counts add up over several processes."""
    return VARIABLE in os.environ


def shared_folder() -> Path | None:
    """The folder that all processes of a server share; None if there is but one process."""
    folder = os.environ.get(VARIABLE)
    return Path(folder) if folder else None


class CountFiles:
    """The files in which this process counts, if counts are shared."""

    def __init__(self) -> None:
        """Raises OSError if their folder is gone and cannot be made again."""
        self._seen: set[str] = set()
        self.restore()

    def restore(self) -> bool:
        """Has them made again if any was deleted, and says whether one was.

        What was counted in it is lost. Raises OSError if they cannot be made.
        """
        if not is_shared():
            return False
        seen, self._seen = self._seen, self._names()
        is_lost = not seen <= self._seen
        if is_lost or not self._folder.is_dir():
            make_again(self._folder)
        if is_lost:
            PROCESS.open_again()
        return is_lost

    @property
    def _folder(self) -> Path:
        return Path(os.environ[VARIABLE])

    def _names(self) -> set[str]:
        return {file.name for file in self._folder.glob(f"*_{os.getpid()}.db")}
