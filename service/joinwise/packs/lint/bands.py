"""The rows of bands: each covers a stretch of numbers, together they leave none out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from joinwise.packs.files.source_map import SourceMap, WrittenBand, WrittenRow
from joinwise.packs.lint.check import Finding, error, warning


@error("row-without-limits")
def row_without_limits(source: SourceMap) -> Iterator[Finding]:
    for row in _rows(source):
        if row.entry.is_mapping and not row.entry.written_keys & {"from", "to"}:
            yield Finding(row.entry, 'a row needs a "from" or a "to"')


@error("empty-row")
def empty_row(source: SourceMap) -> Iterator[Finding]:
    for row in _rows(source):
        if row.low is not None and row.high is not None and row.low >= row.high:
            yield Finding(row.entry, f"empty range: from {row.low:g} to {row.high:g}", "from")


@error("overlapping-rows")
def overlapping_rows(source: SourceMap) -> Iterator[Finding]:
    for band in source.bands:
        for row, following in _overlaps(band):
            if _has_limits(row) and _has_limits(following):
                line = row.entry.at.line
                message = f"this row and that on line {line} overlap: {_shared(row, following)}"
                yield Finding(following.entry, f"{message} is in both")


@warning("gap-between-rows")
def gap_between_rows(source: SourceMap) -> Iterator[Finding]:
    for band in source.bands:
        if any(_overlaps(band)):
            continue
        for row, following in pairwise(band.rows):
            if row.high != following.low:
                gap = f"nothing applies from {row.high:g} to {following.low:g}"
                message = f"a gap: {gap} (line {following.entry.at.line})"
                yield Finding(band.entry, message, "rows")


def _has_limits(row: WrittenRow) -> bool:
    return row.low is not None or row.high is not None


def _shared(row: WrittenRow, following: WrittenRow) -> str:
    """The stretch that two rows both cover."""
    highs = [high for high in (row.high, following.high) if high is not None]
    low, high = following.low, min(highs, default=None)
    if low is None:
        return "what is lowest" if high is None else f"all below {high:g}"
    return f"{low:g} and more" if high is None else f"{low:g} to {high:g}"


def _rows(source: SourceMap) -> Iterator[WrittenRow]:
    for band in source.bands:
        yield from band.rows


def _overlaps(band: WrittenBand) -> Iterator[tuple[WrittenRow, WrittenRow]]:
    for row, following in pairwise(band.rows):
        if row.high is None or following.low is None or following.low < row.high:
            yield row, following
