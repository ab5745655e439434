"""The rows of decision tables: at most one applies, and together they leave nothing out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from joinwise.domain.catalogue import is_input
from joinwise.domain.nesting import nested
from joinwise.domain.values import Value
from joinwise.expressions.printer import literal
from joinwise.formats.strict_json import plain_values, write_json
from joinwise.packs.files.source_map import SourceMap, WrittenTable
from joinwise.packs.lint.check import Finding, error, warning
from joinwise.packs.model import Table
from joinwise.packs.tables.table_columns import Columns

MOST_ROWS = 1_000
A_GROUP = {"name": "A group", "kind": "meetup"}


@error("too-many-rows")
def too_many_rows(source: SourceMap) -> Iterator[Finding]:
    for written in source.tables:
        if len(written.rows) > MOST_ROWS:
            message = f"a table of {len(written.rows):,} rows; {MOST_ROWS:,} are the most"
            yield Finding(written.rows[MOST_ROWS], message)


@error("rows-apply-together")
def rows_apply_together(source: SourceMap) -> Iterator[Finding]:
    for written, columns in _sound(source):
        for overlap in columns.overlaps():
            first = written.rows[overlap.one].at.line
            row, values = written.rows[overlap.other], overlap.values
            message = f"this row and that on line {first} can both apply: {_listed(values)}"
            yield Finding(row, message, "when", witness=_candidate(values))


@warning("gap-in-table")
def gap_in_table(source: SourceMap) -> Iterator[Finding]:
    for written, columns in _sound(source):
        gap = columns.gap() if written.entry.data.get("complete", True) else None
        if gap:
            message = (
                f"a gap: no row applies if {_listed(gap, ' and ')}; "
                "complete: false says that this is meant"
            )
            yield Finding(written.entry, message, "rows", witness=_candidate(gap))


def _sound(source: SourceMap) -> Iterator[tuple[WrittenTable, Columns]]:
    definitions = source.definitions
    for written in source.tables:
        table = written.table
        if table and len(written.rows) <= MOST_ROWS and _has_kinds(table, source):
            yield written, Columns(table, source.kinds, definitions, source.known_inputs)


def _has_kinds(table: Table, source: SourceMap) -> bool:
    return all(source.kinds.get(over.name) for over in table.over)


def _listed(values: Mapping[str, Value], joiner: str = ", ") -> str:
    return joiner.join(f"{name} is {_written(value)}" for name, value in values.items())


def _written(value: Any) -> str:
    return "empty" if value == () else literal(value)


def _candidate(values: Mapping[str, Value]) -> str:
    """As JSON, if inputs alone are told of."""
    if not all(map(is_input, values)):
        return ""
    return write_json(nested({**A_GROUP, **plain_values(values)})).decode()
