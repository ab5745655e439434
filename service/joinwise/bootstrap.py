"""The one place where the parts are put together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from joinwise.advisor import Advisor
from joinwise.model import Pack
from joinwise.packs import DEFAULT, check_folder, default_folder, load_pack


def build_advisor(folder: Path) -> Advisor:
    """An advisor under the pack in a folder. Raises RuleFilesError where it cannot be used."""
    return Advisor(pack_in(folder))


def pack_in(folder: Path) -> Pack:
    """The pack in a folder, named ``default`` where it says what the shipped one says."""
    pack = load_pack(folder)
    return replace(pack, name=DEFAULT) if _is_default(pack, folder) else pack


def _is_default(pack: Pack, folder: Path) -> bool:
    if folder.resolve() == default_folder().resolve():
        return True
    shipped = check_folder(default_folder()).pack
    return shipped is not None and shipped.version == pack.version
