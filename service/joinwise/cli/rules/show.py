"""``joinwise rules show``: the active rules in plain English."""

from __future__ import annotations

from pathlib import Path

import click

from joinwise.cli.console import console, print_json
from joinwise.cli.options import json_option, rules_option
from joinwise.cli.packs import active_pack
from joinwise.cli.views.rules import entry_view, rules_view
from joinwise.packs.model import Pack
from joinwise.packs.serializers import pack_answer
from joinwise.packs.uses import known_names, named_answer
from joinwise.suggestions import nearest


@click.command()
@click.argument("id", required=False, metavar="[NAME]")
@json_option
@rules_option
def show(id: str | None, as_json: bool, rules: Path | None) -> None:
    """Show the active rules in plain English, or one in full.

    NAME is that of a rule, scale, table, fact, input or kind of group; what uses it is told too.
    """
    pack = active_pack(rules)
    if id:
        _show_one(pack, id, as_json)
    else:
        _show_all(pack, as_json)


def _show_all(pack: Pack, as_json: bool) -> None:
    if as_json:
        print_json(pack_answer(pack))
    else:
        console().print(rules_view(pack))


def _show_one(pack: Pack, id: str, as_json: bool) -> None:
    entry = named_answer(pack, id)
    if entry is None:
        hint = nearest(id, known_names(pack))
        message = f'there is no rule, fact, input or kind "{id}"{hint}'
        raise click.BadParameter(message, param_hint="NAME")
    if as_json:
        print_json(entry)
    else:
        console().print(entry_view(entry))
