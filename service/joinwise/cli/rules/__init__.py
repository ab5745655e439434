"""``joinwise rules``: rule files, read, checked and compared."""

from __future__ import annotations

import click

from joinwise.cli.rules.check import check
from joinwise.cli.rules.coverage import coverage
from joinwise.cli.rules.diff import diff
from joinwise.cli.rules.new import new
from joinwise.cli.rules.preview import preview
from joinwise.cli.rules.report import report
from joinwise.cli.rules.review import review
from joinwise.cli.rules.schema import schema
from joinwise.cli.rules.shadow import shadow
from joinwise.cli.rules.show import show
from joinwise.cli.rules.table import table
from joinwise.cli.rules.test import test


@click.group()
def rules() -> None:
    """Read and check rule files."""


for command in (
    check,
    schema,
    test,
    preview,
    shadow,
    diff,
    show,
    coverage,
    review,
    report,
    table,
    new,
):
    rules.add_command(command)
