"""Reads a folder of rule files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from joinwise.diagnostics import Diagnostic, Severity
from joinwise.errors import RuleFilesError
from joinwise.packs.builder import Check, check_files
from joinwise.packs.model import Pack
from joinwise.resources import default_folder

SUFFIXES = (".yaml", ".yml")
MOST_FILES = 500


MOST_BYTES = 16 * 1024 * 1024
DEFAULT = "default"


def load_pack(folder: Path) -> Pack:
    """The pack in a folder. Raises RuleFilesError with every fault that is an error."""
    return usable(check_folder(folder))


def usable(check: Check) -> Pack:
    """The pack that was read. Raises RuleFilesError with every fault that is an error."""
    if check.pack is None:
        raise RuleFilesError(fault for fault in check.faults if fault.is_error)
    return check.pack


def check_folder(folder: Path) -> Check:
    """Reads the ``*.yaml`` files of a folder, hidden ones left out."""
    try:
        return check_files(read_folder(folder))
    except RuleFilesError as error:
        return Check(None, error.faults)


def read_folder(folder: Path) -> dict[str, bytes]:
    """What the rule files of a folder hold, by path. Raises RuleFilesError where there is none."""
    try:
        contents = _contents(folder)
    except OSError as error:
        raise _refused(folder, f"cannot be read: {error.strerror or error}") from None
    if not contents:
        raise _refused(folder, "no rule files (*.yaml) are here")
    return contents


def rule_files(folder: Path) -> Iterator[Path]:
    """The files of a folder that are read. Raises OSError where the folder cannot be."""
    for each in folder.iterdir():
        if each.suffix in SUFFIXES and each.name[0] != "." and each.is_file():
            yield each


def _contents(folder: Path) -> dict[str, bytes]:
    files = list(islice(rule_files(folder), MOST_FILES + 1))
    if len(files) > MOST_FILES or sum(each.stat().st_size for each in files) > MOST_BYTES:
        raise _refused(
            folder, f"more than {MOST_FILES} rule files, or {MOST_BYTES // 2**20} MiB of them"
        )
    return {str(each): each.read_bytes() for each in files}


def _refused(folder: Path, message: str) -> RuleFilesError:
    return RuleFilesError([Diagnostic(str(folder), 1, 1, Severity.ERROR, message)])


def pack_in(folder: Path) -> Pack:
    """The pack in a folder. Raises RuleFilesError with every fault that is an error."""
    return pack_of(read_folder(folder))


def pack_of(files: Mapping[str, bytes]) -> Pack:
    """The pack in files handed in, named ``default`` where it says what the shipped one says.

    Raises RuleFilesError with every fault that is an error.
    """
    pack = usable(check_files(files))
    return replace(pack, name=DEFAULT) if _is_default(pack, files) else pack


def _is_default(pack: Pack, files: Mapping[str, bytes]) -> bool:
    folders = {Path(each).parent.resolve() for each in files}
    return folders == {default_folder().resolve()} or pack.version == _shipped_version()


@cache
def _shipped_version() -> str:
    """Of the rules that come with joinwise; they change only with it."""
    shipped = check_folder(default_folder()).pack
    return shipped.version if shipped else ""
