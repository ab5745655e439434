"""The command line: its commands, in the order of its help."""

from __future__ import annotations

import click

from joinwise import __version__
from joinwise.cli.assessments import assessments
from joinwise.cli.bulk import bulk
from joinwise.cli.compare import compare
from joinwise.cli.db import db
from joinwise.cli.doctor import doctor
from joinwise.cli.errors import Group
from joinwise.cli.inputs import inputs
from joinwise.cli.rules import rules
from joinwise.cli.score import score
from joinwise.cli.serve import serve
from joinwise.cli.token import token

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Group, context_settings=HELP)
@click.version_option(__version__, message="joinwise %(version)s")
def main() -> None:
    """Is a networking activity worth joining?"""


for command in (score, compare, bulk, serve, inputs, rules, assessments, db, token, doctor):
    main.add_command(command)
