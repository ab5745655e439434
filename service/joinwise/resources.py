"""Folders that come with joinwise."""

from __future__ import annotations

from pathlib import Path


def default_folder() -> Path:
    """The rules that come with joinwise: in the installed package, or in the checkout."""
    return shipped("rules")


def shipped(name: str) -> Path:
    """A folder that comes with joinwise."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name
