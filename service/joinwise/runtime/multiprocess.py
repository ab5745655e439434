"""Where all processes of a server count together."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
READER = "prometheus_client"
"""Reads the variable once, when it is imported."""


def count_in(folder: Path) -> None:
    """From now on this process, and those that it starts, count in files of this folder.

    Raises RuntimeError if it is too late for that.
    """
    if READER in sys.modules:
        raise RuntimeError(f"{READER} was imported before its folder was chosen")
    folder.mkdir()
    os.environ[VARIABLE] = str(folder)


def is_shared() -> bool:
    """Whether counts add up over several processes."""
    return VARIABLE in os.environ
