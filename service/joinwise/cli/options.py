"""Options and arguments that several commands have."""

from __future__ import annotations

import os
from pathlib import Path

import click

PATH = click.Path(path_type=Path)


def _over_each_other(
    _: click.Context, __: click.Parameter, folders: tuple[Path, ...]
) -> Path | None:
    """Several folders as one path, as JOINWISE_RULES has them."""
    return Path(os.pathsep.join(map(os.fspath, folders))) if folders else None


rules_option = click.option(
    "--rules",
    type=PATH,
    multiple=True,
    callback=_over_each_other,
    help="The folder of rule files (default: JOINWISE_RULES, or joinwise's own). "
    "Given more than once, each folder is a layer over the one before.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
candidates_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")
