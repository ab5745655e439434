"""The formats of tables, and which files are named by a path, a folder or a pattern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from glob import glob, has_magic
from os.path import exists, isdir
from pathlib import Path

from joinwise.errors import FrameError, OptionsError
from joinwise.files import STANDARD_STREAM


class Format(StrEnum):
    CSV = "csv"
    NDJSON = "ndjson"
    PARQUET = "parquet"


SUFFIXES = {
    ".csv": Format.CSV,
    ".ndjson": Format.NDJSON,
    ".jsonl": Format.NDJSON,
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
}
UNKNOWN = "say --format csv, ndjson or parquet: the name does not tell"


def format_of(path: str) -> Format:
    """The format that the name of a file tells. Raises OptionsError."""
    found = SUFFIXES.get(Path(path).suffix.lower())
    if found is None:
        raise OptionsError([f"{path}: {UNKNOWN}"])
    return found


def files_at(paths: Iterable[str], given: Format | None) -> list[str]:
    """All files that paths, folders and patterns name, in order. Raises FrameError."""
    files = [file for path in paths for file in _files(path, given)]
    again = sorted(file for file, times in Counter(files).items() if times > 1)
    if again:
        raise OptionsError([f"{file} is named twice" for file in again])
    return files


def _files(path: str, given: Format | None) -> Sequence[str]:
    if path == STANDARD_STREAM:
        return [path]
    if isdir(path):
        return _in_folder(Path(path), given)
    if exists(path) or not has_magic(path):
        return [path]
    return sorted(glob(path)) or _nothing(f"{path} matches no file")


def holds_tables(folder: Path) -> bool:
    """Whether there are tables in a folder."""
    return bool(_tables(folder, None))


def _tables(folder: Path, given: Format | None) -> Sequence[str]:
    """Hidden files, and those of engines (``_SUCCESS``), are passed over."""
    visible = (path for path in folder.iterdir() if path.name[0] not in "._" and path.is_file())
    return sorted(str(path) for path in visible if given or path.suffix.lower() in SUFFIXES)


def _in_folder(folder: Path, given: Format | None) -> Sequence[str]:
    files = _tables(folder, given)
    return files or _nothing(f"{folder} holds no table (*.csv, *.ndjson, *.parquet)")


def _nothing(message: str) -> Sequence[str]:
    raise FrameError([message])


def common_format(files: Sequence[str]) -> Format:
    """The one format of all files. Raises OptionsError if they have several."""
    formats = {format_of(file) for file in files}
    if len(formats) > 1:
        raise OptionsError([f"files of several formats: {', '.join(sorted(formats))}"])
    return formats.pop()
