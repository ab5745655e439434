"""The rule files that were active last, for processes that start later."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import ENOSPC
from fcntl import LOCK_EX, LOCK_UN, lockf
from struct import Struct
from tempfile import TemporaryFile

PLACE = Struct("=QQ")
"""Where the files are that count, and how many bytes they have: the first thing in the file."""


class LastGood:
    """Rule files in an open file without a name, which nothing that cleans up can delete.

    All processes that are forked from the one that made it share it. What is saved is there whole
    or not at all, even if a process is killed while it saves.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Raises OSError if there is no room for it."""
        with TemporaryFile() as file:
            self._handle = os.dup(file.fileno())
        self._write(PLACE.pack(PLACE.size, 0), 0)
        self.save(files)

    def save(self, files: Mapping[str, bytes]) -> None:
        """Raises OSError if there is no room for them; then the former ones stay."""
        content = _encoded(files)
        with self._locked():
            start = self._free_place(len(content))
            self._write(content, start)
            self._write(PLACE.pack(start, len(content)), 0)

    def files(self) -> dict[str, bytes]:
        """The files as they were saved."""
        with self._locked():
            start, size = self._place()
            return _decoded(os.pread(self._handle, size, start))

    def _free_place(self, size: int) -> int:
        """Before or behind what is saved."""
        start, length = self._place()
        return PLACE.size if PLACE.size + size <= start else start + length

    def _place(self) -> tuple[int, int]:
        start, size = PLACE.unpack(os.pread(self._handle, PLACE.size, 0))
        return start, size

    def _write(self, content: bytes, start: int) -> None:
        if os.pwrite(self._handle, content, start) < len(content):
            raise OSError(ENOSPC, os.strerror(ENOSPC))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One process at a time; the lock of one that is killed is free again."""
        lockf(self._handle, LOCK_EX)
        try:
            yield
        finally:
            lockf(self._handle, LOCK_UN)


def _encoded(files: Mapping[str, bytes]) -> bytes:
    texts = {name: content.decode("utf-8", "surrogateescape") for name, content in files.items()}
    return json.dumps(texts).encode("ascii")


def _decoded(content: bytes) -> dict[str, bytes]:
    texts = json.loads(content)
    return {name: text.encode("utf-8", "surrogateescape") for name, text in texts.items()}
