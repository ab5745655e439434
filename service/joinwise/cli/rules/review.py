"""``joinwise rules review``: how often the advice was right, and would be under a draft."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import click

from joinwise.authoring.populations.accounts import Account, published_records, read_account
from joinwise.authoring.preview import Record
from joinwise.authoring.review import DraftReview, review_answer, review_of
from joinwise.cli.candidate_files import messages, records_in
from joinwise.cli.console import console, print_error, print_json
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import json_option, rules_option
from joinwise.cli.packs import active_pack
from joinwise.cli.store import configured_store
from joinwise.cli.tables import named_files, print_misspelt, split_draft
from joinwise.cli.views.review import review_view
from joinwise.domain.catalogue import Catalogue
from joinwise.errors import CandidateError, JoinwiseError, MalformedError, StoreMissingError
from joinwise.formats.strict_json import read_json
from joinwise.packs.layers.overlay import check_draft
from joinwise.packs.model import Pack

IN_FILES, SAVED, PUBLISHED = "accounts in files", "saved outcomes", "published accounts"


@click.command()
@click.argument("paths", nargs=-1, metavar="[DRAFT] [FILE...]")
@click.option("--wrong", is_flag=True, help="List what is wrong, with the points that made it so.")
@json_option
@rules_option
def review(paths: tuple[str, ...], wrong: bool, as_json: bool, rules: Path | None) -> None:
    """Say how often the advice was right.

    It goes by the outcomes of saved assessments. With a DRAFT of the rules (a folder, or one file,
    as for preview) it says how often the active rules and the draft are right, and which groups the
    draft turns right and which wrong. Accounts come from each FILE: candidates as for preview,
    tables too, each with a "verdict", join or skip. Without a FILE they are the saved assessments
    of which it is known whether it was worth it, or if there are none the published accounts that
    come with joinwise.
    """
    draft, files = split_draft(paths)
    if draft or files or wrong:
        _review(draft, files, wrong, as_json, rules)
        return
    try:
        _accuracy(as_json)
    except StoreMissingError:
        _review(None, (), wrong, as_json, rules)


def _review(
    draft: Path | None, files: Sequence[str], wrong: bool, as_json: bool, rules: Path | None
) -> None:
    active = active_pack(rules)
    drafted = check_draft(draft, active).require_pack() if draft else None
    catalogue = active.catalogue.together((drafted or active).catalogue)
    tables, others = named_files(files)
    print_misspelt(tables, catalogue)
    accounts = Accounts(tables, others, catalogue)
    found = review_of(accounts, active, drafted)
    packs = (active, drafted) if drafted else (active,)
    accounts.add_tables(found, packs, notes_wrong=wrong or as_json)
    if as_json:
        print_json(review_answer(found))
    else:
        console().print(review_view(found, accounts.name, wrong), crop=False)
    sys.exit(ExitStatus.FAULTS if accounts.failed else ExitStatus.DONE)


class Accounts:
    """The accounts in files, or saved, or published; what is wrong with others is printed."""

    def __init__(self, tables: Sequence[str], files: Sequence[str], catalogue: Catalogue) -> None:
        self.failed = 0
        self.catalogue = catalogue
        self.tables = tables
        are_named = bool(tables or files)
        saved = () if are_named else tuple(_saved())
        self.name = IN_FILES if are_named else SAVED if saved else PUBLISHED
        in_files = chain.from_iterable(map(records_in, files))
        self._records = in_files if are_named else saved or published_records()

    def __iter__(self) -> Iterator[Account]:
        for record in self._records:
            try:
                yield read_account(record, self.catalogue)
            except (CandidateError, MalformedError) as error:
                self._print(record.label, error)

    def add_tables(self, review: DraftReview, packs: Sequence[Pack], notes_wrong: bool) -> None:
        """Adds the rows of tables to a review."""
        if not self.tables:
            return
        from joinwise.authoring.table_review import TableReviewer  # noqa: PLC0415 - needs an extra

        reviewer = TableReviewer(packs, self.catalogue, notes_wrong)
        for file in self.tables:
            for label, error in reviewer.add(review, file):
                self._print(label, error)

    def _print(self, label: str | int, error: JoinwiseError) -> None:
        self.failed += 1
        for message in messages(error):
            print_error(message, label)


def _saved() -> Iterator[Record]:
    """Each saved candidate of which it is known what would have been right, with that verdict."""
    from joinwise.assessments.accuracy import judged_verdict  # noqa: PLC0415 - slow to import

    try:
        with configured_store() as store:
            for assessment in store.with_outcome():
                verdict = judged_verdict(assessment)
                candidate = read_json(assessment.candidate.encode())
                if verdict:
                    yield Record(assessment.id, {"candidate": candidate, "verdict": verdict})
    except StoreMissingError:
        return


def _accuracy(as_json: bool) -> None:
    from joinwise.assessments.accuracy import accuracy_answer, accuracy_of  # noqa: PLC0415
    from joinwise.cli.views.accuracy import accuracy_view  # noqa: PLC0415

    with configured_store() as store:
        accuracy = accuracy_of(store.with_outcome())
    if as_json:
        print_json(accuracy_answer(accuracy))
    else:
        console().print(accuracy_view(accuracy))
