"""``joinwise rules review``: how often the advice was right."""

from __future__ import annotations

import click

from joinwise.cli.console import console, print_json
from joinwise.cli.options import json_option
from joinwise.cli.store import configured_store


@click.command()
@json_option
def review(as_json: bool) -> None:
    """Say how often the advice was right, by the outcomes of saved assessments."""
    from joinwise.assessments.accuracy import accuracy_answer, accuracy_of  # noqa: PLC0415
    from joinwise.cli.views.accuracy import accuracy_view  # noqa: PLC0415

    with configured_store() as store:
        accuracy = accuracy_of(store.with_outcome())
    if as_json:
        print_json(accuracy_answer(accuracy))
    else:
        console().print(accuracy_view(accuracy))
