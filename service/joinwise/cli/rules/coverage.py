"""``joinwise rules coverage``: what no scenario covers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from joinwise.authoring.coverage import coverage_answer, coverage_of, recorded, uncovered_lines
from joinwise.cli.console import console, print_json
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import PATH, json_option, rules_option
from joinwise.cli.views.coverage import coverage_view
from joinwise.packs.loader import load_pack
from joinwise.settings import Settings
from joinwise.specs.folders import own_features
from joinwise.specs.results import RESULTS


@click.command()
@click.option(
    "--results",
    type=PATH,
    metavar="FILE",
    help="Recorded results of features (default: of the rules' own, or joinwise's).",
)
@click.option(
    "--all", "show_all", is_flag=True, help="List every part, with how many examples cover it."
)
@click.option("--strict", is_flag=True, help="Exit 1 if anything is not covered.")
@json_option
@rules_option
def coverage(
    results: Path | None, show_all: bool, strict: bool, as_json: bool, rules: Path | None
) -> None:
    """List what no scenario covers: rules, rows of bands, and sides of tests in conditions."""
    folder = Settings.from_environ(rules=rules).rules
    pack = load_pack(folder)
    features = own_features(folder)
    own = features / RESULTS if features else None
    measured = coverage_of(pack, recorded(results or own, pack.catalogue))
    if as_json:
        print_json(coverage_answer(measured))
    else:
        if show_all:
            console().print(coverage_view(measured))
        click.echo("\n".join(uncovered_lines(measured)))
    sys.exit(ExitStatus.FAULTS if strict and measured.uncovered else ExitStatus.DONE)
