"""``joinwise rules preview``: what a draft of the rules would change."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from joinwise.authoring.preview import (
    AdviceChange,
    DraftPreview,
    NothingSavedError,
    PreviewResult,
    Record,
    change_answer,
    saved_records,
    summary_answer,
)
from joinwise.cli.candidate_files import messages, records_in, size_of
from joinwise.cli.console import console, print_error, print_json
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import PATH, json_option, rules_option
from joinwise.cli.store import configured_store
from joinwise.cli.views.preview import FirstChanges, preview_view, progress
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.packs.overlay import check_draft
from joinwise.settings import Settings

if TYPE_CHECKING:
    from joinwise.assessments.store import SavedCandidate

DEFAULT_MOST = 20


@click.command()
@click.argument("draft", type=PATH)
@click.argument("files", nargs=-1, metavar="[FILE...]")
@json_option
@click.option(
    "--most",
    type=click.IntRange(0),
    help="List at most this many changes (default: 20; with --json: all).",
)
@click.option("--fail-on-change", is_flag=True, help="Exit 1 if a recommendation changes.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="How many processes to use.")
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

    DRAFT is a folder of rule files, or one file, which replaces the file of the same name in the
    active rules. Candidates come from each FILE: JSON or YAML, one or a list, or NDJSON, one on
    each line (*.ndjson, *.jsonl); - is standard input. Without a FILE they are those of the saved
    assessments.
    """
    active = load_pack(Settings.from_environ(rules=rules).rules)
    preview = DraftPreview(active, check_draft(draft, active).require_pack())
    report: Report = JsonReport(most) if as_json else TextReport(most, draft)
    total = PreviewResult()
    with progress(size_of(files)) as advance:
        for result in preview.results(_records(files), jobs):
            total.add_counts(result)
            advance(result.size)
            _print_failures(result)
            report.add(result.changes)
    report.finish(total, *preview.packs)
    fails = total.failed or (fail_on_change and total.flipped)
    sys.exit(ExitStatus.FAULTS if fails else ExitStatus.DONE)


class Report(Protocol):
    """How a preview is printed: the changes as they come, then the counts."""

    def add(self, changes: Sequence[AdviceChange]) -> None: ...

    def finish(self, total: PreviewResult, active: Pack, draft: Pack) -> None: ...


class JsonReport:
    """A line for each of the first changes, and a last one for the counts."""

    def __init__(self, most: int | None) -> None:
        self.left = most

    def add(self, changes: Sequence[AdviceChange]) -> None:
        listed = changes[: self.left]
        for change in listed:
            print_json(change_answer(change), indented=False)
        if self.left is not None:
            self.left -= len(listed)

    def finish(self, total: PreviewResult, active: Pack, draft: Pack) -> None:
        print_json(summary_answer(total, active, draft), indented=False)


class TextReport:
    """Text to read, once all candidates are decided."""

    def __init__(self, most: int | None, folder: Path) -> None:
        self.first = FirstChanges(DEFAULT_MOST if most is None else most)
        self.folder = folder

    def add(self, changes: Sequence[AdviceChange]) -> None:
        self.first.add(changes)

    def finish(self, total: PreviewResult, active: Pack, draft: Pack) -> None:
        view = preview_view(self.folder, total, [*self.first], active, draft)
        console().print(view, crop=False)


def _records(files: tuple[str, ...]) -> Iterable[Record]:
    try:
        return chain.from_iterable(map(records_in, files)) if files else saved_records(_saved())
    except NothingSavedError as error:
        raise click.UsageError(f"{error}: name a FILE of candidates to decide on.") from None


def _saved() -> Iterator[SavedCandidate]:
    with configured_store() as store:
        yield from store.candidates()


def _print_failures(result: PreviewResult) -> None:
    for label, error in result.failures:
        for message in messages(error):
            print_error(message, label)
