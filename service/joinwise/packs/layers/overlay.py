"""A draft of the rules: a folder, or files laid over the active ones."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from joinwise.diagnostics import Diagnostic, Severity
from joinwise.files import read_all
from joinwise.packs.checker import CheckResult, check_files
from joinwise.packs.layers.names import without_folder
from joinwise.packs.loader import (
    SUFFIXES,
    check_folder,
    extends_default,
    printable,
    with_default,
)
from joinwise.packs.model import Pack


def check_draft(path: Path, active: Pack) -> CheckResult:
    """What a folder comes to, or the active rules with one file replaced or added."""
    if os.path.isdir(path):
        return check_folder(path)
    if path.suffix not in SUFFIXES:
        return _refused(path, "a rule file must be named *.yaml")
    try:
        return check_files(drafted(active.files, {printable(path): read_all(path)}))
    except OSError as error:
        return _refused(path, f"cannot be read: {error.strerror or error}")


def drafted(active: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """All that a draft comes to.

    Its files are laid over the active ones, unless they say that they stand on what comes with
    joinwise and take the place of no active file that says so.
    """
    names = {without_folder(path) for path in files}
    replaced = {path: text for path, text in active.items() if without_folder(path) in names}
    is_layer = extends_default(files) and not extends_default(replaced)
    return with_default(files if is_layer else overlaid(active, files))


def overlaid(active: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The active files, those of the same name replaced, whatever folder they are in."""
    names = {without_folder(path) for path in files}
    kept = {path: text for path, text in active.items() if without_folder(path) not in names}
    return {**kept, **files}


def by_name(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files, whatever folder they are in."""
    return {without_folder(path): text for path, text in files.items()}


def _refused(path: Path, message: str) -> CheckResult:
    return CheckResult(None, (Diagnostic(printable(path), 1, 1, Severity.ERROR, message),))
