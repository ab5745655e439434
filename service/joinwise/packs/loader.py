"""A folder of rule files: which of its files are read, and how much of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from joinwise.diagnostics import Diagnostic, Severity
from joinwise.errors import RuleFilesError
from joinwise.packs.checker import CheckResult, check_files
from joinwise.packs.model import Pack
from joinwise.resources import default_folder

SUFFIXES = (".yaml", ".yml")
MAX_FILES = 500
MAX_BYTES = 16 * 1024 * 1024
DEFAULT = "default"
"""The name of the pack that comes with joinwise."""


def load_pack(folder: Path | None = None) -> Pack:
    """The pack in a folder; without one, the pack that comes with joinwise.

    Raises RuleFilesError, with every error, if it cannot be used.
    """
    return parse_pack(read_folder(folder or default_folder()))


def parse_pack(files: Mapping[str, bytes]) -> Pack:
    """The pack in files handed in, named ``default`` if it says what the shipped one says.

    Raises RuleFilesError, with every error, if it cannot be used.
    """
    return check_pack(files).require_pack()


def check_pack(files: Mapping[str, bytes]) -> CheckResult:
    """The same pack, and all that is wrong or odd in its files."""
    check = check_files(files)
    if check.pack and _is_default(check.pack, files):
        return replace(check, pack=replace(check.pack, name=DEFAULT))
    return check


def check_folder(folder: Path) -> CheckResult:
    """What the rule files of a folder come to, with all that is wrong or odd in them."""
    try:
        return check_files(read_folder(folder))
    except RuleFilesError as error:
        return CheckResult(None, error.faults)


def read_folder(folder: Path) -> dict[str, bytes]:
    """What the rule files of a folder hold, by path. Raises RuleFilesError if there are none."""
    try:
        contents = _contents(folder)
    except OSError as error:
        raise _refused(folder, f"cannot be read: {error.strerror or error}") from None
    if not contents:
        raise _refused(folder, "no rule files (*.yaml) found")
    return contents


def rule_files(folder: Path) -> Iterator[Path]:
    """The files of a folder that are read, hidden ones left out. Raises OSError."""
    for path in folder.iterdir():
        if path.suffix in SUFFIXES and path.name[0] != "." and path.is_file():
            yield path


def _contents(folder: Path) -> dict[str, bytes]:
    paths = list(islice(rule_files(folder), MAX_FILES + 1))
    if len(paths) > MAX_FILES or sum(path.stat().st_size for path in paths) > MAX_BYTES:
        raise _refused(
            folder, f"more than {MAX_FILES} rule files, or {MAX_BYTES // 2**20} MiB of them"
        )
    for path in paths:
        if not _is_utf8(path.name):
            raise _refused(folder, f"the name of a rule file must be UTF-8: {printable(path.name)}")
    return {printable(path): path.read_bytes() for path in paths}


def _is_utf8(name: str) -> bool:
    try:
        return bool(os.fsencode(name).decode("utf-8"))
    except UnicodeDecodeError:
        return False


def printable(path: Path | str) -> str:
    """A path that can be written anywhere: bytes that are not UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _refused(folder: Path, message: str) -> RuleFilesError:
    return RuleFilesError([Diagnostic(printable(folder), 1, 1, Severity.ERROR, message)])


def _is_default(pack: Pack, files: Mapping[str, bytes]) -> bool:
    folders = {Path(path).parent.resolve() for path in files}
    return folders == {default_folder().resolve()} or pack.version == _shipped_version()


@cache
def _shipped_version() -> str:
    """Of the rules that come with joinwise; they change only with it."""
    shipped = check_folder(default_folder()).pack
    return shipped.version if shipped else ""
