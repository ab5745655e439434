"""``joinwise rules coverage``: what no scenario covers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from joinwise.authoring.coverage import (
    Coverage,
    RecordedExample,
    coverage_answer,
    coverage_of,
    recorded,
    uncovered_lines,
)
from joinwise.cli.candidate_files import Refused, groups_in
from joinwise.cli.console import console, print_json
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import PATH, json_option, rules_option
from joinwise.cli.tables import named_files, print_misspelt
from joinwise.cli.views.coverage import coverage_view
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.settings import Settings
from joinwise.specs.folders import own_features, top_layer
from joinwise.specs.results import RESULTS


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
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
    *,
    files: tuple[str, ...],
    results: Path | None,
    show_all: bool,
    strict: bool,
    as_json: bool,
    rules: Path | None,
) -> None:
    """List what no scenario covers.

    That is about rules, rows of scales and tables, and sides of tests in conditions. With each
    FILE, what none of the groups in them covers: candidates as for preview, tables too.
    """
    folder = Settings.from_environ(rules=rules).rules
    pack = load_pack(folder)
    refused = Refused()
    if files:
        measured = _of_files(pack, files, refused)
    elif results or not (own := own_features(folder)):
        measured = coverage_of(pack, recorded(results, pack.catalogue))
    else:
        measured = coverage_of(pack, recorded(own / RESULTS, pack.catalogue))
        measured = measured.of_layer(pack, top_layer(folder).name)
    if as_json:
        print_json(coverage_answer(measured))
    else:
        if show_all:
            console().print(coverage_view(measured))
        click.echo("\n".join(uncovered_lines(measured)))
    fails = refused.count or (strict and measured.uncovered)
    sys.exit(ExitStatus.FAULTS if fails else ExitStatus.DONE)


def _of_files(pack: Pack, files: Sequence[str], refused: Refused) -> Coverage:
    tables, others = named_files(files)
    print_misspelt(tables, pack.catalogue)
    groups = groups_in(others, pack.catalogue, refused)
    examples = (RecordedExample(str(place), group) for place, group in groups)
    covered = replace(coverage_of(pack, examples), noun="group")
    if not tables:
        return covered
    from joinwise.authoring.table_coverage import coverage_of_tables  # noqa: PLC0415 - needs an extra

    return covered + coverage_of_tables(pack, tables, refused)
