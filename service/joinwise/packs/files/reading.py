"""What was read of a folder of rule files, and what was passed over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from joinwise.packs.layers.names import TABLES, depth_of
from joinwise.packs.loader import SUFFIXES
from joinwise.packs.model import Pack

MOST_NAMED = 10


def reading(folder: Path, pack: Pack) -> str:
    """``12 files: 84 rules, 36 rows, 46 facts; not read: own.YAML (name it .yaml)``."""
    rows = pack.size - len(pack.rules)
    counted = f"{_count(len(pack.rules), 'rule')}, {_count(rows, 'row')}"
    texts = pack.files.values()
    read = [name for name in pack.files if not _reason(PurePath(name), texts)]
    line = f"{_count(len(read), 'file')}: {counted}, {_count(len(pack.facts), 'fact')}"
    passed = not_read(folder, pack.files)
    return f"{line}; {passed}" if passed else line


def not_read(folder: Path, files: Mapping[str, bytes]) -> str:
    """``not read: own.YAML (name it .yaml)``; an empty text if nothing was passed over."""
    passed = [*passed_over(folder, files)]
    more = f" and {len(passed) - MOST_NAMED} more" if len(passed) > MOST_NAMED else ""
    return f"not read: {', '.join(passed[:MOST_NAMED])}{more}" if passed else ""


def passed_over(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """What looks like rule files in a folder and is none, and why."""
    read = {PurePath(name).name for name in files if not depth_of(name)}
    for path in sorted(folder.iterdir()) if os.path.isdir(folder) else ():
        reason = _reason(path, files.values())
        if reason and (path.name not in read or path.suffix == TABLES):
            yield f"{path.name} ({reason})"


def _reason(path: PurePath, texts: Iterable[bytes]) -> str:
    name = path.name.lower()
    if isinstance(path, Path) and path.is_dir():
        held = any(inner.suffix in SUFFIXES for inner in path.iterdir())
        return "a folder" if held and path.name[0] != "." else ""
    if path.suffix == TABLES:
        is_named = any(path.name.encode() in text for text in texts)
        return "" if is_named else "no table names it"
    if path.name[0] == ".":
        return "hidden" if name.endswith(SUFFIXES) else ""
    looks_like = any(suffix in name for suffix in SUFFIXES) or name.endswith(".txt")
    return "name it .yaml" if looks_like and path.suffix not in SUFFIXES else ""


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
