"""The command line."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from math import inf
from pathlib import Path
from typing import Any

import click

from joinwise import __version__
from joinwise.advisor import INCLUDES, Advisor
from joinwise.authoring.coverage import ResultsError, brief, coverage_answer, coverage_of, recorded
from joinwise.authoring.diff import diff_answer, shown
from joinwise.authoring.preview import (
    Comparing,
    NothingKeptError,
    Part,
    Record,
    change_answer,
    kept_records,
    summary_answer,
)
from joinwise.authoring.witness import TRIES
from joinwise.bootstrap import build_advisor
from joinwise.cli import formats as diagnostics
from joinwise.cli.candidate_files import candidate_in, records_in, size_of
from joinwise.cli.db import db, kept, review
from joinwise.cli.views import drafts as draftviews
from joinwise.cli.views import terminal
from joinwise.cli.views.drafts import Listed
from joinwise.compare.portfolio import Limits
from joinwise.compare.request import FEWEST, MOST, comparison_request
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.errors import (
    BackupError,
    CandidateError,
    MalformedError,
    RuleFilesError,
    SettingsError,
    StoreError,
)
from joinwise.explain.explainer import EXPLAINED
from joinwise.formats.strict_json import write_json
from joinwise.packs import json_schema as ruleschema
from joinwise.packs import serialize as rulebook
from joinwise.packs.builder import Check
from joinwise.packs.loader import check_folder, pack_in, usable
from joinwise.packs.overlay import check_draft
from joinwise.serializers import comparison_answer
from joinwise.settings import Settings
from joinwise.suggestions import nearest

FAULTS, WRONG_USAGE = 1, 2
MOST_LISTED = 20
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

folder = click.Path(path_type=Path)


def limit(name: str) -> click.FloatRange:
    """A limit has the bounds of what a candidate says of it."""
    input = INPUTS[f"you.{name}"]
    return click.FloatRange(input.low, input.high)


rules_option = click.option(
    "--rules",
    type=folder,
    help="The folder of rule files (default: JOINWISE_RULES, or joinwise's own).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")


class Commands(click.Group):
    """Commands whose errors end in a message: exit 1 for faults found, 2 for wrong usage."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except RuleFilesError as error:
            _print_faults(error.faults, stderr=True)
            context.exit(FAULTS)
        except (StoreError, BackupError) as error:
            where = f" ({error.where})" if isinstance(error, StoreError) else ""
            click.echo(f"joinwise: {error}{where}", err=True)
            context.exit(FAULTS)
        except SettingsError as error:
            click.echo(f"joinwise: {error}", err=True)
            context.exit(WRONG_USAGE)


@click.group(cls=Commands, context_settings=HELP)
@click.version_option(__version__, message="joinwise %(version)s")
def main() -> None:
    """Is a networking activity worth joining?"""


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@click.option(
    "--include", default="", metavar="PARTS", help=f"Add parts, by commas: {', '.join(INCLUDES)}."
)
@click.option("--explain", is_flag=True, help="What to ask first, and what would turn it.")
@rules_option
def score(
    files: tuple[str, ...], as_json: bool, include: str, explain: bool, rules: Path | None
) -> None:
    """Advise on candidates, each a JSON or YAML FILE (- for standard input)."""
    parts = _included(include) + (EXPLAINED if explain else ())
    advisor = build_advisor(Settings.from_environ(rules=rules).rules)
    candidates = [(file, _read(file)) for file in files]
    good = [candidate for _, candidate in candidates if candidate is not None]
    for candidate in good:
        if as_json:
            click.echo(write_json(advisor.answer(candidate, parts), indented=len(files) == 1))
        else:
            _print_advice(advisor, candidate, parts)
    sys.exit(0 if len(good) == len(files) else FAULTS)


def _included(include: str) -> tuple[str, ...]:
    parts = tuple(each for each in include.split(",") if each)
    for each in parts:
        if each not in INCLUDES:
            raise click.BadParameter(
                f'there is no "{each}"{nearest(each, INCLUDES)}', param_hint="--include"
            )
    return parts


def _read(file: str) -> Candidate | None:
    """The candidate in a file; says what is wrong with it where there is none."""
    try:
        return candidate_in(file)
    except CandidateError as error:
        for problem in error.problems:
            click.echo(f"{file}: {problem}", err=True)
    except MalformedError as error:
        click.echo(f"{file}: {error}", err=True)
    return None


def _print_problems(error: CandidateError, files: Sequence[str]) -> None:
    """By file, where a problem is that of one candidate among several."""
    for problem in error.problems:
        match problem.path:
            case ("candidates", int(place), *_):
                click.echo(f"{files[place]}: {problem.below(2)}", err=True)
            case _:
                click.echo(f"joinwise: {problem}", err=True)


def _print_advice(advisor: Advisor, candidate: Candidate, parts: Collection[str]) -> None:
    advice = advisor.advise(candidate)
    fired = {reason.rule for reason in advice.reasons}
    misses = advisor.misses.find(candidate, fired) if "misses" in parts else None
    explained = advisor.explained(candidate, parts, advice.currency)
    terminal.console().print(terminal.advice_view(advice, misses, explained), "")


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--budget", type=limit("annual_budget"), help="Money for a year, all together.")
@click.option("--hours", type=limit("hours_per_month"), help="Hours for a month, all together.")
@json_option
@rules_option
def compare(
    files: tuple[str, ...],
    budget: float | None,
    hours: float | None,
    as_json: bool,
    rules: Path | None,
) -> None:
    """Say which of 2 to 100 candidates to join, each a JSON or YAML FILE."""
    if not FEWEST <= len(files) <= MOST:
        raise click.UsageError(f"{FEWEST} to {MOST} candidates can be compared.")
    advisor = build_advisor(Settings.from_environ(rules=rules).rules)
    good = [(file, each) for file in files if (each := _read(file)) is not None]
    if len(good) < FEWEST:
        sys.exit(FAULTS)
    try:
        limits = Limits(budget, hours)
        request = comparison_request([each for _, each in good], limits)
        comparison = advisor.compare(request)
    except CandidateError as error:
        _print_problems(error, [file for file, _ in good])
        sys.exit(FAULTS)
    answer = comparison_answer(advisor.wording(comparison, request.currency))
    if as_json:
        click.echo(write_json(answer, indented=True))
    else:
        terminal.console().print(terminal.comparison_view(answer), "")
    sys.exit(0 if len(good) == len(files) else FAULTS)


@main.command()
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on.")
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes answer.")
@rules_option
def serve(**given: Any) -> None:
    """Run the service."""
    from joinwise import server  # noqa: PLC0415 - gunicorn is slow to import

    server.serve(Settings.from_environ(**given))


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME...]")
@json_option
@rules_option
def inputs(names: tuple[str, ...], as_json: bool, rules: Path | None) -> None:
    """What can be said of a group (only inputs whose name holds a NAME, where given)."""
    pack = pack_in(Settings.from_environ(rules=rules).rules)
    wanted = [each for each in INPUTS if not names or any(name in each for name in names)]
    if not wanted:
        raise click.BadParameter(
            f"no input is called so{nearest(names[0], INPUTS)}", param_hint="NAME"
        )
    if as_json:
        found = [each for each in rulebook.inputs(pack) if each["input"] in wanted]
        click.echo(write_json({"inputs": found}, indented=True))
    else:
        terminal.console().print(terminal.inputs_view(pack, wanted))


@main.group()
def rules() -> None:
    """Read and check rule files."""


@rules.command()
@click.argument("path", type=folder, required=False, metavar="[FOLDER]")
@click.option("--strict", is_flag=True, help="Warnings count as faults.")
@click.option("--json", "form", flag_value="json", help="As JSON, for programs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="As text to read, as JSON, or as annotations on GitHub.",
)
def check(path: Path | None, strict: bool, form: str) -> None:
    """Print everything that is wrong or odd in the rule files of a FOLDER."""
    checked = check_folder(path or Settings.from_environ().rules)
    faults = sorted([*checked.faults, *_reasoned(checked)])
    PRINTED[form](faults)
    counting = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    sys.exit(FAULTS if any(each.severity in counting for each in faults) else 0)


def _reasoned(checked: Check) -> tuple[Diagnostic, ...]:
    """What only a solver finds; says what was not looked for where there is none."""
    try:
        from joinwise.authoring.analysis.findings import reason  # noqa: PLC0415 - the solver never runs in the service
    except ImportError as error:
        if error.name != "z3":
            raise
        click.echo(NOT_LOOKED_FOR, err=True)
        return ()
    found = reason(checked)
    if found.undecided:
        said = f"{found.undecided:,} of {found.asked:,} questions that the solver was asked"
        was = "was" if found.undecided == 1 else "were"
        click.echo(f"{said} {was} not decided within the time for it.", err=True)
    return found.faults


def _print_checked(faults: Sequence[Diagnostic]) -> None:
    _print_faults(faults)
    counts = Counter(each.severity for each in faults)
    listed = [each for each in Severity if counts[each] or each is not Severity.NOTE]
    click.echo(", ".join(_counted(counts[each], each) for each in listed))


def _print_json(faults: Sequence[Diagnostic]) -> None:
    click.echo(write_json(diagnostics.as_data(faults), indented=True))


def _print_annotations(faults: Sequence[Diagnostic]) -> None:
    for fault in faults:
        click.echo(diagnostics.as_annotation(fault))


PRINTED = {"text": _print_checked, "json": _print_json, "github": _print_annotations}
NOT_LOOKED_FOR = (
    "Not looked for, since the extra joinwise[tune] is not installed: rules that can never fire or "
    "always fire, rules with the same meaning, rules that fire only where another does, and "
    "decisions that clash."
)


@rules.command()
def schema() -> None:
    """Print the JSON Schema of rule files, with which editors complete and check them."""
    click.echo(ruleschema.text(), nl=False)


@rules.command()
@click.argument("draft", type=folder)
@click.argument("files", nargs=-1, metavar="[FILE...]")
@json_option
@click.option(
    "--most",
    type=click.IntRange(0),
    help="List at most so many that change (default: 20; with --json: all).",
)
@click.option("--fail-on-change", is_flag=True, help="Exit 1 where a recommendation changes.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Processes that decide.")
@rules_option
def preview(
    *,
    draft: Path,
    files: tuple[str, ...],
    as_json: bool,
    most: int | None,
    fail_on_change: bool,
    jobs: int,
    rules: Path | None,
) -> None:
    """Show what a DRAFT of the rules would change.

    DRAFT is a folder of rule files, or one file, which stands in for the file of the same name in
    the rules in force. Candidates come from each FILE: JSON or YAML, one or a list, or NDJSON, one
    a line (*.ndjson, *.jsonl); - is standard input. Without a FILE they are those of the kept
    assessments.
    """
    in_force = pack_in(Settings.from_environ(rules=rules).rules)
    comparing = Comparing(in_force, usable(check_draft(draft, in_force)))
    total, listed = Part(), Listed(MOST_LISTED if most is None else most)
    left = inf if most is None else most
    with draftviews.progress(size_of(files)) as advance:
        for part in comparing.parts(_records(files), jobs):
            total.count(part)
            advance(part.size)
            _print_failures(part)
            if as_json:
                left -= _write_changes(part, left)
            else:
                listed.take(part.changes)
    if as_json:
        click.echo(write_json(summary_answer(total, *comparing.packs)))
    else:
        view = draftviews.preview_view(draft, total, listed, *comparing.packs)
        terminal.console().print(view, crop=False)
    sys.exit(FAULTS if total.failed or (fail_on_change and total.turned) else 0)


def _records(files: tuple[str, ...]) -> Iterable[Record]:
    try:
        return chain.from_iterable(map(records_in, files)) if files else kept_records(kept())
    except NothingKeptError as error:
        raise click.UsageError(f"{error}: name a FILE of candidates to decide on.") from None


def _print_failures(part: Part) -> None:
    for label, error in part.failures:
        for message in error.problems if isinstance(error, CandidateError) else (error,):
            click.echo(f"{label}: {message}", err=True)


def _write_changes(part: Part, most: float) -> int:
    """Writes the first changes, a line each, and says how many they were."""
    changes = part.changes[: int(min(most, len(part.changes)))]
    for change in changes:
        click.echo(write_json(change_answer(change)))
    return len(changes)


@rules.command()
@click.argument("one", type=folder, metavar="A")
@click.argument("other", type=folder, required=False, metavar="[B]")
@json_option
@click.option(
    "--tries",
    type=click.IntRange(0),
    default=TRIES,
    show_default=True,
    help="How many candidates to try for each change, to find one that it turns.",
)
@click.option("--fail-on-change", is_flag=True, help="Exit 1 where a recommendation changes.")
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
    """Show what differs in meaning between the folders A and B (or the rules in force and A).

    For each change that the score can hang on it looks for a candidate whose recommendation it
    turns.
    """
    folders = (one, other) if other else (Settings.from_environ(rules=rules).rules, one)
    before, after = map(pack_in, folders)
    found = list(shown(before, after, tries))
    if as_json:
        click.echo(write_json(diff_answer(before, after, found), indented=True))
    else:
        terminal.console().print(draftviews.diff_view(*folders, found), crop=False)
    sys.exit(FAULTS if fail_on_change and any(each.witness for each in found) else 0)


@rules.command()
@click.argument("id", required=False)
@json_option
@rules_option
def show(id: str | None, as_json: bool, rules: Path | None) -> None:
    """Show the rules in force in plain English, or the one with this ID in full."""
    pack = pack_in(Settings.from_environ(rules=rules).rules)
    found = rulebook.entry(pack, id) if id else rulebook.book(pack)
    if found is None:
        known = [each.id for each in pack.entries]
        raise click.BadParameter(
            f'no rule is called "{id}"{nearest(id or "", known)}', param_hint="ID"
        )
    if as_json:
        click.echo(write_json(found, indented=True))
    else:
        terminal.console().print(terminal.entry_view(found) if id else terminal.rules_view(pack))


@rules.command()
@click.option(
    "--results",
    type=folder,
    metavar="FILE",
    help="What running the features gave (default: the results that come with joinwise).",
)
@click.option("--all", "every", is_flag=True, help="Every part, with how many examples touch it.")
@click.option("--strict", is_flag=True, help="What nothing touches counts as a fault.")
@json_option
@rules_option
def coverage(
    results: Path | None, every: bool, strict: bool, as_json: bool, rules: Path | None
) -> None:
    """What no scenario touches: rules, rows of bands, and sides of what conditions test."""
    pack = pack_in(Settings.from_environ(rules=rules).rules)
    try:
        found = coverage_of(pack, recorded(results))
    except ResultsError as error:
        click.echo(f"joinwise: {error}", err=True)
        sys.exit(FAULTS)
    if as_json:
        click.echo(write_json(coverage_answer(found), indented=True))
    else:
        if every:
            terminal.console().print(terminal.coverage_view(found))
        click.echo("\n".join(brief(found)))
    sys.exit(FAULTS if strict and found.untouched else 0)


main.add_command(db)
rules.add_command(review)


def _print_faults(faults: Iterable[Any], stderr: bool = False) -> None:
    console = terminal.console(stderr)
    for fault in faults:
        console.print(terminal.fault_view(fault), soft_wrap=True)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
