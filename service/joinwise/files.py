"""Files that are written whole or not at all, and that are read once whatever they are."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from secrets import token_hex
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

STANDARD_STREAM = "-"
"""The name of a file that stands for standard input or output."""

OWNER_ONLY, FOR_ALL = 0o600, 0o666

Check = Callable[[IO[bytes]], None]


def is_standard_output(file: Path) -> bool:
    """Whether what is written to a file of this name is printed: ``-`` or ``/dev/stdout``."""
    if str(file) == STANDARD_STREAM:
        return True
    try:
        return os.path.samestat(file.stat(), os.fstat(1))
    except OSError:
        return False


@contextmanager
def write_whole(
    file: Path, check: Check | None = None, mode: int = OWNER_ONLY
) -> Iterator[IO[bytes]]:
    """A file to write to, which gets its name once it is complete, checked and on disk.

    A link stays: the file that it leads to is replaced. A pipe or a device is never replaced; it
    is written to as it comes, unchecked. Raises OSError.
    """
    if is_standard_output(file):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif file.exists() and not file.is_file():
        with file.open("wb") as out:
            yield out
    else:
        with _replacing(_target(file), check, mode) as out:
            yield out


def write_whole_text(file: Path, text: str) -> None:
    with write_whole(file, mode=FOR_ALL) as out:
        out.write(text.encode())


def _target(file: Path) -> Path:
    target = Path(os.path.realpath(file))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


@contextmanager
def _replacing(file: Path, check: Check | None, mode: int) -> Iterator[IO[bytes]]:
    new = file.with_name(f".joinwise-{token_hex(8)}")
    with open(new, "x+b", opener=partial(os.open, mode=mode)) as out:
        try:
            yield out
            out.flush()
            os.fsync(out.fileno())
            if check:
                out.seek(0)
                check(out)
            new.replace(file)
        except BaseException:
            new.unlink()
            raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Has the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def read_once(file: Path) -> Iterator[IO[bytes]]:
    """What a file holds, from its start, in a form that can be sought; a pipe is read to its end.

    Raises OSError.
    """
    with opened(file) as content:
        if stat.S_ISREG(_mode(content)):
            yield content
            return
        with TemporaryFile() as spooled:
            copyfileobj(content, spooled)
            spooled.seek(0)
            yield spooled


@contextmanager
def opened(file: Path) -> Iterator[IO[bytes]]:
    """A file to read, or standard input. Raises OSError, also for a device: it may have no end."""
    if str(file) == STANDARD_STREAM:
        yield sys.stdin.buffer
        return
    with file.open("rb") as content:
        if stat.S_ISCHR(_mode(content)) and not content.isatty():
            raise OSError(errno.EINVAL, "it is a device")
        yield content


def read_all(file: Path) -> bytes:
    with opened(file) as content:
        return content.read()


def _mode(content: IO[bytes]) -> int:
    try:
        return os.fstat(content.fileno()).st_mode
    except OSError:
        return 0
