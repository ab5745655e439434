"""``joinwise serve``: the service."""

from __future__ import annotations

from typing import Any

import click

from joinwise.cli.options import rules_option
from joinwise.settings import Settings


@click.command()
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on.")
@click.option("--workers", type=click.IntRange(1, 256), help="How many worker processes to run.")
@rules_option
def serve(**given: Any) -> None:
    """Run the service."""
    from joinwise import server  # noqa: PLC0415 - gunicorn is slow to import

    server.serve(Settings.from_environ(**given))
