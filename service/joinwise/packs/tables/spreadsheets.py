"""Rows of decision tables in files of spreadsheet programs, read and written."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from typing import Any

from joinwise.diagnostics import DiagnosticLog
from joinwise.formats.located_csv import read_table
from joinwise.formats.located_yaml import Document
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.schema import TableRowShape, keys_of
from joinwise.packs.layers.layer import shaped
from joinwise.packs.model import Table, TableRow
from joinwise.packs.tables.cells import written_cell

MOST_READ = 1_001
"""Rows: one more than a table may have."""

FURTHER = {"points": False, "decide": False, "reason": True, "brief": False, "source": False}
"""The columns after those of the cells, and whether each is needed."""


def rows_of_table(
    path: str, content: bytes, over: Sequence[str], log: DiagnosticLog
) -> list[Entry]:
    """The rows of a file for a table over some names, as entries like those of rule files."""
    columns = {**dict.fromkeys(over, True), **FURTHER}
    document = read_table(path, content, columns, MOST_READ, log)
    if document.data is None:
        return []
    if not document.data["rows"]:
        log.add(document.error_at(0, "there are no rows; write at least one"))
    rows = [_row(row, over) for row in document.data["rows"]]
    document.data = {"rows": rows}
    for number in range(len(rows)):
        _mark_cells(document, number, over)
    return [_entry(document, number, row) for number, row in enumerate(rows)]


def _row(row: Mapping[str, Any], over: Sequence[str]) -> dict[str, Any]:
    """A row with its cells in the order of the columns of the table."""
    further = {key: row[key] for key in FURTHER if row.get(key) is not None}
    return {"when": [row.get(name) for name in over], **further}


def _mark_cells(document: Document, number: int, over: Sequence[str]) -> None:
    path = ("rows", number)
    document.marks[*path, "when"] = replace(document.marks[path])
    for place, name in enumerate(over):
        if (*path, name) in document.marks:
            document.marks[*path, "when", place] = document.marks[*path, name]


def _entry(document: Document, number: int, row: Mapping[str, Any]) -> Entry:
    path = ("rows", number)
    assert keys_of(TableRowShape()).keys() >= row.keys()
    return Entry(document, path, shaped(TableRowShape(), document, path, row))


def written_table(table: Table) -> str:
    """The rows of a table as a file for spreadsheet programs."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(over.name for over in table.over), *FURTHER])
    writer.writerows([*map(written_cell, row.cells), *_further(row)] for row in table.rows)
    return text.getvalue()


def _further(row: TableRow) -> Iterator[str]:
    yield str(row.points) if row.points or not row.decide else ""
    yield row.decide or ""
    yield row.reason.source
    yield row.brief.source if row.brief else ""
    yield str(row.source or "")
