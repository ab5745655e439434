"""The tables among files, and what reading them needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from joinwise.bulk.formats import SUFFIXES, Format, files_at, holds_tables
from joinwise.cli.console import print_error
from joinwise.domain.catalogue import Catalogue
from joinwise.errors import FrameError, SettingsError
from joinwise.files import STANDARD_STREAM

ENGINES = {"polars": "bulk", "duckdb": "bulk", "spark": "spark"}
"""The engines, each with the extra that holds it."""

MODULES = {"polars": "polars", "duckdb": "duckdb", "spark": "pyspark"}
TABLES = (Format.CSV, Format.PARQUET)
DATA = (".json", *SUFFIXES)
"""What the names of files end in that are never a draft: rules are YAML."""


def require_engine(engine: str) -> None:
    """Raises SettingsError if the packages of an engine are not there."""
    lacking = [name for name in ("narwhals", MODULES[engine]) if find_spec(name) is None]
    if lacking:
        install = f"pip install 'joinwise[{ENGINES[engine]}]'"
        raise SettingsError(f"tables need {lacking[0]}, which is not installed: {install}")


def named_files(paths: Iterable[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The tables that paths, folders and patterns name, and all other files.

    Raises SettingsError if what reads tables is not installed.
    """
    files = [file for path in paths for file in _files(path)]
    tables = [file for file in files if is_table(file)]
    if tables:
        require_engine("polars")
    return tables, [file for file in files if not is_table(file)]


def _files(path: str) -> Sequence[str]:
    """The path itself if it names no file, so that it is said of it when it is read."""
    try:
        return files_at([path], None)
    except FrameError:
        return [path]


def split_draft(paths: Sequence[str]) -> tuple[Path | None, Sequence[str]]:
    """The draft, if the first path is one, and the files of groups."""
    if not paths or _holds_groups(Path(paths[0])):
        return None, paths
    return Path(paths[0]), paths[1:]


def _holds_groups(path: Path) -> bool:
    """A folder of rules may hold tables too."""
    if path.is_dir():
        return holds_tables(path) and not any(path.glob("*.y*ml"))
    return str(path) == STANDARD_STREAM or path.suffix.lower() in DATA


def print_misspelt(tables: Sequence[str], catalogue: Catalogue) -> None:
    """Says which columns of the first table may be meant as inputs."""
    for file in tables[:1]:
        from joinwise.bulk.decisions import misspelt_in  # noqa: PLC0415 - needs the extra

        for said in misspelt_in(file, catalogue):
            print_error(said, file)


def is_table(file: str) -> bool:
    """Whether a name tells that it is CSV or Parquet."""
    return SUFFIXES.get(Path(file).suffix.lower()) in TABLES
