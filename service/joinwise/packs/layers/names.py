"""The names of rule files by layer, so that one mapping holds the files of all layers.

The files of the last layer go by their paths; those of the layer that it stands on by ``layer 1:``
and their paths, and so on.
"""

from __future__ import annotations

import re
from pathlib import PurePath

TABLES = ".csv"
"""How the names of files end that hold the rows of tables."""

MARKED = re.compile(r"layer (\d+): ")


def layered(path: str, depth: int) -> str:
    """The name of a file so many layers below the last."""
    return f"layer {depth}: {path}" if depth else path


def depth_of(name: str) -> int:
    marked = MARKED.match(name)
    return int(marked[1]) if marked else 0


def path_of(name: str) -> str:
    """The path of the file itself."""
    return MARKED.sub("", name, count=1) if MARKED.match(name) else name


def without_folder(name: str) -> str:
    """The name, whatever folder the file is in."""
    return layered(PurePath(path_of(name)).name, depth_of(name))
