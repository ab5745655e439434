"""Options and arguments that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

PATH = click.Path(path_type=Path)

rules_option = click.option(
    "--rules",
    type=PATH,
    help="The folder of rule files (default: JOINWISE_RULES, or joinwise's own).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
candidates_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")
