"""A folder of temporary files that a server alone uses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EPERM
from fcntl import LOCK_SH, flock
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from joinwise.errors import SettingsError

RUNTIME = "RUNTIME_DIRECTORY"
"""Where systemd gives a service a folder of its own, if it is told to."""


@contextmanager
def own_folder() -> Iterator[Path]:
    """A new folder, removed by the process that made it.

    While it is locked, systemd-tmpfiles leaves it alone. Raises SettingsError if none can be made.
    """
    process, folder = os.getpid(), _new_folder()
    flock(os.open(folder, os.O_RDONLY), LOCK_SH)
    try:
        yield folder
    finally:
        if os.getpid() == process:
            rmtree(folder, ignore_errors=True)


def make_again(folder: Path) -> None:
    """Makes the folder if it was deleted. Raises OSError if another user has taken its place."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.lstat().st_uid != os.geteuid():
        raise PermissionError(EPERM, "belongs to another user", str(folder))


def _new_folder() -> Path:
    try:
        return Path(mkdtemp(prefix="joinwise-", dir=_parent()))
    except OSError as error:
        message = (
            "TMPDIR: no folder for temporary files can be written; name one, or mount one at /tmp"
        )
        raise SettingsError(f"{message} ({error.strerror})") from None


def _parent() -> str | None:
    """None for TMPDIR or /tmp."""
    return os.environ.get(RUNTIME, "").split(":")[0] or None
