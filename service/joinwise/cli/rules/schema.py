"""``joinwise rules schema``: the JSON Schema of rule files."""

from __future__ import annotations

import click

from joinwise.packs.files import json_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of rule files, for editors."""
    click.echo(json_schema.text(), nl=False)
