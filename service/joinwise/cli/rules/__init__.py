"""``joinwise rules``: rule files, read, checked and compared."""

from __future__ import annotations

import click

from joinwise.cli.lazy import LazyGroup

COMMANDS = (
    "joinwise.cli.rules.new",
    "joinwise.cli.rules.show",
    "joinwise.cli.rules.table",
    "joinwise.cli.rules.check",
    "joinwise.cli.rules.test",
    "joinwise.cli.rules.coverage",
    "joinwise.cli.rules.preview",
    "joinwise.cli.rules.diff",
    "joinwise.cli.rules.review",
    "joinwise.cli.rules.report",
    "joinwise.cli.rules.shadow",
    "joinwise.cli.rules.schema",
)


@click.group(cls=LazyGroup, modules=COMMANDS)
def rules() -> None:
    """Write, check, test and compare rule files."""
