"""``joinwise rules check``: everything that is wrong or odd in rule files."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from joinwise.authoring.analysis.monotone import MonotonePack
from joinwise.authoring.endings import endings
from joinwise.authoring.old_sources import old_sources
from joinwise.authoring.unspecified import unspecified
from joinwise.cli.errors import ExitStatus
from joinwise.cli.formats import PRINTERS
from joinwise.cli.options import PATH
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.domain.days import today
from joinwise.errors import RuleFilesError
from joinwise.packs.checker import CheckResult
from joinwise.packs.files.reading import not_read, reading
from joinwise.packs.loader import check_folder, read_folder
from joinwise.packs.model import Pack
from joinwise.packs.promises import promised
from joinwise.settings import Settings

NOT_CHECKED = (
    "Not checked, because the extra joinwise[tune] is not installed: rules that can never fire or "
    "always fire, rules with the same meaning, rules that fire only if another does, "
    "conflicting decisions{promises}."
)
PROMISES = ", and {open} of {all} promises, which reading the rules does not prove"


@click.command()
@click.argument("path", type=PATH, required=False, metavar="[FOLDER]")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@click.option("--sources", is_flag=True, help="Note sources of more than three years ago too.")
@click.option("--json", "form", flag_value="json", help="Print JSON, for programs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(PRINTERS)),
    default="text",
    help="Text to read, JSON, or annotations on GitHub.",
)
def check(path: Path | None, strict: bool, sources: bool, form: str) -> None:
    """Print everything that is wrong or odd in a FOLDER of rule files.

    Without a FOLDER it is about the active rules.
    """
    folder = path or Settings.from_environ().rules
    checked = check_folder(folder)
    notes = old_sources(checked.written, datetime.now(UTC).date()) if sources else ()
    found = (*unspecified(checked, folder), *_solver_findings(checked))
    notes = (*notes, *endings(checked.written, today()))
    diagnostics = sorted([*checked.diagnostics, *notes, *found])
    PRINTERS[form](diagnostics)
    if form == "text" and (line := _reading(folder, checked.pack)):
        click.echo(line, err=True)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    fails = any(diagnostic.severity in failing for diagnostic in diagnostics)
    sys.exit(ExitStatus.FAULTS if fails else ExitStatus.DONE)


def _reading(folder: Path, pack: Pack | None) -> str:
    """What was read and passed over; of rules with errors only what was passed over, if any."""
    if pack:
        return reading(folder, pack)
    try:
        return not_read(folder, read_folder(folder))
    except RuleFilesError:
        return not_read(folder, {})


def _solver_findings(checked: CheckResult) -> tuple[Diagnostic, ...]:
    """What only a solver finds; without one, it prints what was not checked."""
    try:
        from joinwise.authoring.analysis.findings import analyze  # noqa: PLC0415 - the solver never runs in the service
        from joinwise.authoring.analysis.promise_findings import promise_diagnostics  # noqa: PLC0415 - likewise
    except ImportError as error:
        if error.name != "z3":
            raise
        click.echo(NOT_CHECKED.format(promises=_open_promises(checked)), err=True)
        return ()
    findings = analyze(checked)
    if findings.undecided:
        _print_undecided(findings.undecided, findings.asked)
    return (*findings.diagnostics, *promise_diagnostics(checked))


def _open_promises(checked: CheckResult) -> str:
    """How many promises only a solver could decide."""
    about = [*promised(checked.pack)] if checked.pack else []
    left = MonotonePack(checked.pack).open() if checked.pack else []
    return PROMISES.format(open=len(left), all=len(about)) if left else ""


def _print_undecided(undecided: int, asked: int) -> None:
    was = "was" if undecided == 1 else "were"
    click.echo(
        f"{undecided:,} of {asked:,} questions to the solver {was} not decided in time.",
        err=True,
    )
