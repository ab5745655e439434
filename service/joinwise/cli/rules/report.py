"""``joinwise rules report``: how the advice is distributed over groups, also under a draft."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from joinwise.cli.candidate_files import Refused, groups_in
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import rules_option
from joinwise.cli.packs import active_pack
from joinwise.cli.tables import named_files, print_misspelt, split_draft
from joinwise.packs.layers.overlay import check_draft

GROUPS = 10_000


@click.command()
@click.argument("paths", nargs=-1, metavar="[DRAFT] [FILE...]")
@click.option(
    "--plausible",
    type=click.IntRange(1),
    metavar="N",
    help=f"Also N groups as people would describe them (default without a FILE: {GROUPS:,}).",
)
@rules_option
def report(paths: tuple[str, ...], plausible: int | None, rules: Path | None) -> None:
    """Print how the advice is distributed over many groups.

    The report is Markdown. It says how many are advised to join, by kind and by how they fare, what
    each rule does, what fires together and what never decides. With a DRAFT of the rules (a folder,
    or one file, as for preview) it shows the active rules and the draft side by side, what moves
    most first. The groups are those in each FILE, as for preview, tables too, or made up.
    """
    from joinwise.authoring.impact.report import Files, impact_report  # noqa: PLC0415 - few need it

    draft, files = split_draft(paths)
    active = active_pack(rules)
    drafted = check_draft(draft, active).require_pack() if draft else None
    catalogue = active.catalogue.together((drafted or active).catalogue)
    tables, others = named_files(files)
    print_misspelt(tables, catalogue)
    refused = Refused()
    groups = Files([group for _, group in groups_in(others, catalogue, refused)], tables)
    count = plausible or (0 if files else GROUPS)
    for part in impact_report(active, drafted, count, groups, refused):
        click.echo(part)
    sys.exit(ExitStatus.FAULTS if refused.count else ExitStatus.DONE)
