"""``joinwise rules``: rule files, read, checked and compared."""

from __future__ import annotations

import click

from joinwise.cli.lazy import LazyGroup

COMMANDS = (
    "joinwise.cli.rules.check",
    "joinwise.cli.rules.schema",
    "joinwise.cli.rules.test",
    "joinwise.cli.rules.preview",
    "joinwise.cli.rules.shadow",
    "joinwise.cli.rules.diff",
    "joinwise.cli.rules.show",
    "joinwise.cli.rules.coverage",
    "joinwise.cli.rules.review",
    "joinwise.cli.rules.report",
    "joinwise.cli.rules.table",
    "joinwise.cli.rules.new",
)


@click.group(cls=LazyGroup, modules=COMMANDS)
def rules() -> None:
    """Read and check rule files."""
