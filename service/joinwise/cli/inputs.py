"""``joinwise inputs``: what can be said about a group."""

from __future__ import annotations

from pathlib import Path

import click

from joinwise.cli.console import console, print_json
from joinwise.cli.options import json_option, rules_option
from joinwise.cli.packs import active_pack
from joinwise.cli.views.inputs import inputs_view
from joinwise.packs.serializers import inputs_answer
from joinwise.suggestions import nearest


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME...]")
@json_option
@rules_option
def inputs(names: tuple[str, ...], as_json: bool, rules: Path | None) -> None:
    """List what can be said about a group (filter by NAME)."""
    pack = active_pack(rules)
    wanted = [input for input in pack.inputs if not names or any(name in input for name in names)]
    if not wanted:
        message = f"no such input{nearest(names[0], pack.inputs)}"
        raise click.BadParameter(message, param_hint="NAME")
    if as_json:
        entries = [entry for entry in inputs_answer(pack) if entry["input"] in wanted]
        print_json({"inputs": entries})
    else:
        console().print(inputs_view(pack, wanted))
