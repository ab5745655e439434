"""``joinwise rules table``: the rows of a decision table, for a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from joinwise.cli.options import rules_option
from joinwise.cli.packs import active_pack
from joinwise.packs.tables.spreadsheets import written_table
from joinwise.suggestions import nearest


@click.command()
@click.argument("id")
@rules_option
def table(id: str, rules: Path | None) -> None:
    """Print the rows of the table with this ID as CSV.

    Write "rows: t.csv" in place of the rows of the table, and save this as t.csv beside it.
    """
    pack = active_pack(rules)
    tables = {table.id: table for table in pack.tables}
    if id not in tables:
        message = f'there is no table "{id}"{nearest(id, tables)}'
        raise click.BadParameter(message, param_hint="ID")
    click.echo(written_table(tables[id]), nl=False)
