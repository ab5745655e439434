"""A preview of a draft over the rows of tables, worked out as columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from joinwise.authoring.preview import (
    FLIPS,
    AdviceChange,
    DraftEffect,
    DraftPreview,
    PreviewResult,
    Side,
    change_of,
    effect_of,
)
from joinwise.bulk.decided_rows import DecidedRow, DecidedRows, Profile
from joinwise.bulk.decisions import TableDecider
from joinwise.errors import MalformedError


def table_results(
    preview: DraftPreview, file: str, most: int | None = None
) -> Iterator[PreviewResult]:
    """The results of many rows at a time; of the changes the first of each sort, at most so many.

    A file that cannot be read is a result that says so.
    """
    decider = TableDecider(preview.packs, preview.catalogue)
    try:
        rows_in_all = max(1, decider.size(file))
        share = Path(file).stat().st_size / rows_in_all
        for rows in decider.decide(file):
            yield replace(_result(file, rows, most), size=round(rows.size * share))
    except MalformedError as error:
        yield PreviewResult(failures=[(file, error)], failed=1)


def _result(file: str, rows: DecidedRows, most: int | None) -> PreviewResult:
    result = PreviewResult(changes=_changes(file, rows, most), failed=len(rows.refused))
    result.failures += ((f"{file}:{line}", error) for line, error in rows.refused)
    for profile, times in rows.profiles().items():
        result.count(profile.kind, *_sides(profile), times)
    for (rule, _, before, after), times in rows.responsible(_is_change).items():
        result.rules[rule, FLIPS.get((before, after), DraftEffect.SCORE_ONLY)] += times
    return result


def _sides(profile: Profile) -> tuple[Side, Side]:
    before, after = profile.decided
    return Side(*before), Side(*after)


def _is_flip(profile: Profile) -> bool:
    return effect_of(*_sides(profile)) in FLIPS.values()


def _is_of_score(profile: Profile) -> bool:
    return effect_of(*_sides(profile)) is DraftEffect.SCORE_ONLY


def _is_change(profile: Profile) -> bool:
    return _is_flip(profile) or _is_of_score(profile)


def _changes(file: str, rows: DecidedRows, most: int | None) -> list[AdviceChange]:
    """In the order of rows."""
    listed = [*rows.rows(_is_flip, most), *rows.rows(_is_of_score, most)]
    return [_change(file, row) for row in sorted(listed, key=lambda row: row.line)]


def _change(file: str, row: DecidedRow) -> AdviceChange:
    before, after = row.decided
    return change_of(f"{file}:{row.line}", row.name, before, after, row.profile.verdict)
