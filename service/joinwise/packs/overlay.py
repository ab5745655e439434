"""A draft of the rules: a folder, or files that replace some of those in force."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

from joinwise.diagnostics import Diagnostic, Severity
from joinwise.packs.builder import Check, check_files
from joinwise.packs.loader import SUFFIXES, check_folder
from joinwise.packs.model import Pack


def check_draft(path: Path, in_force: Pack) -> Check:
    """What is wrong in a folder, or in the rules in force with one file replaced or added."""
    if path.is_dir():
        return check_folder(path)
    if path.suffix not in SUFFIXES:
        return _refused(path, "a rule file is called *.yaml")
    try:
        return check_files(overlaid(in_force.files, {str(path): path.read_bytes()}))
    except OSError as error:
        return _refused(path, f"cannot be read: {error.strerror or error}")


def overlaid(in_force: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files in force, those of the same name replaced, whatever folder they are in."""
    names = {PurePath(each).name for each in files}
    kept = {file: text for file, text in in_force.items() if PurePath(file).name not in names}
    return {**kept, **files}


def _refused(path: Path, message: str) -> Check:
    return Check(None, (Diagnostic(str(path), 1, 1, Severity.ERROR, message),))
