"""``joinwise rules diff``: what differs in meaning between two packs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from joinwise.authoring.diff import diff_answer, witnessed_changes
from joinwise.authoring.witness import TRIES
from joinwise.cli.console import console, print_json
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import PATH, json_option, rules_option
from joinwise.cli.views.diff import diff_view
from joinwise.packs.loader import load_pack
from joinwise.settings import Settings


@click.command()
@click.argument("one", type=PATH, metavar="A")
@click.argument("other", type=PATH, required=False, metavar="[B]")
@json_option
@click.option(
    "--tries",
    type=click.IntRange(0),
    default=TRIES,
    show_default=True,
    help="How many candidates to try for each change, to find one that it flips.",
)
@click.option("--fail-on-change", is_flag=True, help="Exit 1 if a recommendation changes.")
@rules_option
def diff(
    *,
    one: Path,
    other: Path | None,
    as_json: bool,
    tries: int,
    fail_on_change: bool,
    rules: Path | None,
) -> None:
    """Show what differs in meaning between two folders of rule files.

    They are A and B, or the active rules and A. For each change that can affect the score it looks
    for a candidate whose recommendation it flips.
    """
    folders = (one, other) if other else (Settings.from_environ(rules=rules).rules, one)
    before, after = map(load_pack, folders)
    changes = list(witnessed_changes(before, after, tries))
    if as_json:
        print_json(diff_answer(before, after, changes))
    else:
        console().print(diff_view(*folders, changes), crop=False)
    fails = fail_on_change and any(change.witness for change in changes)
    sys.exit(ExitStatus.FAULTS if fails else ExitStatus.DONE)
