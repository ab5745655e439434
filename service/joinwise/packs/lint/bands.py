"""The rows of bands: each covers a stretch of numbers, together they leave none out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from joinwise.packs.lint.check import Finding, error, warning
from joinwise.packs.source_map import SourceMap, WrittenBand, WrittenRow


@error("row-without-limits")
def row_without_limits(source: SourceMap) -> Iterator[Finding]:
    for row in _rows(source):
        if not row.entry.written_keys & {"from", "to"}:
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
            lines = f"line {row.entry.at.line} and line {following.entry.at.line}"
            yield Finding(band.entry, f"rows overlap: {lines}", "rows")


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


def _rows(source: SourceMap) -> Iterator[WrittenRow]:
    for band in source.bands:
        yield from band.rows


def _overlaps(band: WrittenBand) -> Iterator[tuple[WrittenRow, WrittenRow]]:
    for row, following in pairwise(band.rows):
        if row.high is None or following.low is None or following.low < row.high:
            yield row, following
