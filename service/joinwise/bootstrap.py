"""The one place where the parts are put together."""

from __future__ import annotations

from pathlib import Path

from joinwise.advisor import Advisor
from joinwise.packs.loader import pack_in


def build_advisor(folder: Path) -> Advisor:
    """An advisor under the pack in a folder. Raises RuleFilesError where it cannot be used."""
    return Advisor(pack_in(folder))
