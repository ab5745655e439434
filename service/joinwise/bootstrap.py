"""The one place where the parts are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from joinwise.advisor import Advisor
from joinwise.packs.builder import check_files
from joinwise.packs.loader import DEFAULT, check_folder, read_folder, usable
from joinwise.packs.model import Pack
from joinwise.resources import default_folder


def build_advisor(folder: Path) -> Advisor:
    """An advisor under the pack in a folder. Raises RuleFilesError where it cannot be used."""
    return Advisor(pack_in(folder))


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
