"""``joinwise rules report``: how the advice falls over many groups, and would under a draft."""

from __future__ import annotations

from pathlib import Path

import click

from joinwise.cli.options import PATH, rules_option
from joinwise.packs.loader import load_pack
from joinwise.packs.overlay import check_draft
from joinwise.settings import Settings

GROUPS = 10_000


@click.command()
@click.argument("draft", type=PATH, required=False)
@click.option(
    "--plausible",
    type=click.IntRange(1),
    metavar="N",
    default=GROUPS,
    show_default=True,
    help="How many groups to weigh, as people would describe them.",
)
@rules_option
def report(draft: Path | None, plausible: int, rules: Path | None) -> None:
    """Print how the advice falls over many groups, as Markdown.

    It says how many are advised to join, by kind and by how they fare, what each rule does, what
    fires together and what never decides. With a DRAFT of the rules (a folder, or one file, as for
    preview) it shows the active rules and the draft side by side, what moves most first.
    """
    from joinwise.authoring.impact.report import impact_report  # noqa: PLC0415 - few commands need it

    active = load_pack(Settings.from_environ(rules=rules).rules)
    drafted = check_draft(draft, active).require_pack() if draft else None
    for part in impact_report(active, drafted, plausible):
        click.echo(part)
