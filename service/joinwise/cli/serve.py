"""``joinwise serve``: the service."""

from __future__ import annotations

import gc
from typing import Any

import click

from joinwise.cli.options import rules_option
from joinwise.settings import AUTO, MOST_WORKERS, Settings, usable_cores


class Workers(click.IntRange):
    """A number of workers, or ``auto``."""

    def convert(self, value: Any, *context: Any) -> Any:
        return usable_cores() if value == AUTO else super().convert(value, *context)


@click.command()
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on.")
@click.option(
    "--workers",
    type=Workers(1, MOST_WORKERS),
    help="How many worker processes to run; auto for one on each core.",
)
@rules_option
def serve(**given: Any) -> None:
    """Run the service."""
    gc.disable()  # what is made from now on stays: see settle()
    from joinwise import server  # noqa: PLC0415 - gunicorn is slow to import

    server.serve(Settings.from_environ(**given))
