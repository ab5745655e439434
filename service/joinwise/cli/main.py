"""The command line: its commands, in the order of its help."""

from __future__ import annotations

import click

from joinwise import __version__
from joinwise.cli.errors import Group

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
COMMANDS = (
    "joinwise.cli.score",
    "joinwise.cli.compare",
    "joinwise.cli.bulk",
    "joinwise.cli.inputs",
    "joinwise.cli.rules",
    "joinwise.cli.serve",
    "joinwise.cli.doctor",
    "joinwise.cli.token",
    "joinwise.cli.assessments",
    "joinwise.cli.db",
)


@click.group(cls=Group, modules=COMMANDS, context_settings=HELP)
@click.version_option(__version__, message="joinwise %(version)s")
def main() -> None:
    """Is a networking activity worth joining?"""
