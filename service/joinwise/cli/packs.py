"""The packs that commands work on."""

from __future__ import annotations

from pathlib import Path

from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.settings import Settings


def active_pack(rules: Path | None) -> Pack:
    """The pack of a folder, or if none is given that of the settings.

    Raises RuleFilesError if it cannot be used.
    """
    return load_pack(Settings.from_environ(rules=rules).rules)
