"""A review of packs over the rows of tables, worked out as columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from joinwise.authoring.populations.accounts import NO_VERDICT
from joinwise.authoring.review import Count, DraftReview, Judgement
from joinwise.bulk.decided_rows import DecidedRow, DecidedRows, Profile
from joinwise.bulk.decisions import TableDecider
from joinwise.domain.catalogue import Catalogue
from joinwise.errors import CandidateError, JoinwiseError, MalformedError
from joinwise.packs.model import Pack


class TableReviewer:
    """Adds the rows of tables, each with its verdict in a column, to a review.

    ``notes_wrong`` says whether those that are wrong under all packs are noted, which takes time.
    """

    def __init__(self, packs: Sequence[Pack], catalogue: Catalogue, notes_wrong: bool) -> None:
        self.decider = TableDecider(packs, catalogue)
        self.notes_wrong = notes_wrong

    def add(self, review: DraftReview, file: str) -> Iterator[tuple[str, JoinwiseError]]:
        """Yields what does not fit, and where it is; also a file that cannot be read."""
        try:
            for rows in self.decider.decide(file):
                self._count(review, rows)
                review.noted += (_judgement(file, row) for row in rows.rows(self._is_noted))
                yield from _refused(file, rows)
        except MalformedError as error:
            yield file, error

    def _count(self, review: DraftReview, rows: DecidedRows) -> None:
        for profile, times in rows.profiles().items():
            if profile.verdict:
                review.counted[_count(profile)] += times

    def _is_noted(self, profile: Profile) -> bool:
        if profile.verdict is None:
            return False
        _, was_right, is_right = _count(profile)
        return was_right != is_right or (self.notes_wrong and not is_right)


def _count(profile: Profile) -> Count:
    assert profile.verdict
    right = [recommendation == profile.verdict for recommendation, _ in profile.decided]
    return Count(profile.verdict, right[0], right[-1])


def _judgement(file: str, row: DecidedRow) -> Judgement:
    assert row.profile.verdict
    label = f"{file}:{row.line}"
    return Judgement(label, row.name, row.profile.verdict, row.decided[0], row.decided[-1])


def _refused(file: str, rows: DecidedRows) -> Iterator[tuple[str, JoinwiseError]]:
    without = rows.rows(lambda profile: profile.verdict is None)
    faults = [*rows.refused, *((row.line, CandidateError([NO_VERDICT])) for row in without)]
    for line, error in sorted(faults, key=lambda fault: fault[0]):
        yield f"{file}:{line}", error
