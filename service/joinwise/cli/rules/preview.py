"""``joinwise rules preview``: what a draft of the rules would change."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from joinwise.authoring.populations.populations import Population, plausible_groups, published
from joinwise.authoring.preview import (
    AdviceChange,
    DraftPreview,
    NothingSavedError,
    PreviewResult,
    Record,
    change_answer,
    saved_records,
    summary_answer,
    tallies_answer,
    total_of,
)
from joinwise.cli.candidate_files import messages, records_in, size_of
from joinwise.cli.console import console, print_error, print_json
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import PATH, json_option, rules_option
from joinwise.cli.packs import active_pack
from joinwise.cli.store import configured_store
from joinwise.cli.tables import named_files, print_misspelt
from joinwise.cli.views.preview import FirstChanges, preview_view, progress
from joinwise.errors import StoreMissingError
from joinwise.packs.layers.overlay import check_draft
from joinwise.packs.model import Pack

if TYPE_CHECKING:
    from joinwise.assessments.store import SavedCandidate

DEFAULT_MOST = 20
PLAUSIBLE = 1_000


@click.command()
@click.argument("draft", type=PATH)
@click.argument("files", nargs=-1, metavar="[FILE...]")
@json_option
@click.option(
    "--plausible",
    type=click.IntRange(0),
    metavar="N",
    help=f"Also N groups as people would describe them (default without a FILE: {PLAUSIBLE:,}).",
)
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
    plausible: int | None,
    most: int | None,
    fail_on_change: bool,
    jobs: int,
    rules: Path | None,
) -> None:
    """Show what a DRAFT of the rules would change.

    DRAFT is a folder of rule files, or one file, which replaces the file of the same name in the
    active rules. Candidates come from each FILE: JSON or YAML, one or a list, NDJSON, one on each
    line (*.ndjson, *.jsonl), or a table (*.csv, *.parquet), as for bulk; also a folder or a
    pattern such as 'part-*.csv'; - is standard input. Without a FILE they are those of the saved
    assessments, or if nothing is saved the published accounts and plausible groups that come with
    joinwise.
    """
    active = active_pack(rules)
    preview = DraftPreview.of(active, check_draft(draft, active).require_pack())
    report: Report = JsonReport(most) if as_json else TextReport(most, draft)
    totals: dict[str, PreviewResult] = {}
    tables, others = named_files(files)
    print_misspelt(tables, preview.catalogue)
    with progress(size_of([*tables, *others])) as advance:
        for population in _populations(tables, others, plausible):
            total = totals.setdefault(population.name, PreviewResult())
            for result in _results(preview, population, jobs, report.most):
                total.add_counts(result)
                advance(result.size)
                _print_failures(result)
                report.add(result.changes if population.is_listed else ())
    report.finish(totals, *preview.packs)
    fails = any(total.failed or (fail_on_change and total.flipped) for total in totals.values())
    sys.exit(ExitStatus.FAULTS if fails else ExitStatus.DONE)


def _results(
    preview: DraftPreview, population: Population, jobs: int, most: int | None
) -> Iterator[PreviewResult]:
    """What comes of a population; of the changes in tables the first of each sort."""
    listed = most if population.is_listed else 0
    for file in population.tables:
        from joinwise.authoring.table_preview import table_results  # noqa: PLC0415 - needs an extra

        yield from table_results(preview, file, listed)
    yield from preview.results(population.records, jobs)


class Report(Protocol):
    """How a preview is printed: the changes as they come, then the counts of each population.

    ``most`` is how many changes it lists; None if all.
    """

    most: int | None

    def add(self, changes: Sequence[AdviceChange]) -> None: ...

    def finish(self, totals: Mapping[str, PreviewResult], active: Pack, draft: Pack) -> None: ...


class JsonReport:
    """A line for each of the first changes, and a last one for the counts."""

    def __init__(self, most: int | None) -> None:
        self.most = self.left = most

    def add(self, changes: Sequence[AdviceChange]) -> None:
        listed = changes[: self.left]
        for change in listed:
            print_json(change_answer(change), indented=False)
        if self.left is not None:
            self.left -= len(listed)

    def finish(self, totals: Mapping[str, PreviewResult], active: Pack, draft: Pack) -> None:
        total = total_of(totals.values())
        populations = {
            name: summary_answer(each, active, draft)["changes"] for name, each in totals.items()
        }
        answer = summary_answer(total, active, draft) | tallies_answer(total)
        print_json({**answer, "populations": populations}, indented=False)


class TextReport:
    """Text to read, once all candidates are decided."""

    def __init__(self, most: int | None, folder: Path) -> None:
        self.most: int | None = DEFAULT_MOST if most is None else most
        self.first = FirstChanges(self.most)
        self.folder = folder

    def add(self, changes: Sequence[AdviceChange]) -> None:
        self.first.add(changes)

    def finish(self, totals: Mapping[str, PreviewResult], active: Pack, draft: Pack) -> None:
        view = preview_view(self.folder, totals, [*self.first], active, draft)
        console().print(view, crop=False)


def _populations(
    tables: Sequence[str], others: Sequence[str], plausible: int | None
) -> Iterator[Population]:
    if tables or others:
        yield Population("in files", chain.from_iterable(map(records_in, others)), tables=tables)
    elif (saved := _saved()) is not None:
        yield Population("saved", saved)
    else:
        yield published()
        plausible = PLAUSIBLE if plausible is None else plausible
    if plausible:
        yield plausible_groups(plausible)


def _saved() -> Iterable[Record] | None:
    """None if nothing is saved."""
    try:
        return saved_records(_saved_candidates())
    except (NothingSavedError, StoreMissingError):
        return None


def _saved_candidates() -> Iterator[SavedCandidate]:
    with configured_store() as store:
        yield from store.candidates()


def _print_failures(result: PreviewResult) -> None:
    for label, error in result.failures:
        for message in messages(error):
            print_error(message, label)
