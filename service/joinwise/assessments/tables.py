"""The tables of the store, by the records that they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, fields
from typing import Any, get_args, get_type_hints

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

from joinwise.assessments.assessment import Assessment

TYPES = {str: Text, int: Integer}


def _columns(record: type) -> Iterator[Column[Any]]:
    hints = get_type_hints(record)
    for field in fields(record):
        yield _column(field, hints[field.name])


def _column(field: Field[Any], hint: Any) -> Column[Any]:
    """``str | None`` may be null."""
    options = dict(field.metadata)
    foreign_key = options.pop("foreign_key", None)
    references = [ForeignKey(foreign_key)] if foreign_key else []
    kind, *others = get_args(hint) or (hint,)
    return Column(field.name, TYPES[kind], *references, nullable=bool(others), **options)


TABLES = MetaData()
RULE_PACKS = Table(
    "rule_packs",
    TABLES,
    Column("version", Text, primary_key=True),
    Column("files", Text, nullable=False),
)
ASSESSMENTS = Table("assessments", TABLES, *_columns(Assessment))
COLUMNS = {str(table.name): [*map(str, table.c.keys())] for table in (RULE_PACKS, ASSESSMENTS)}
"""The columns of each table; the tables in an order in which they can be filled."""
REQUIRED = {
    str(table.name): {str(column.name) for column in table.c if not column.nullable}
    for table in (RULE_PACKS, ASSESSMENTS)
}
EMPTY: dict[str, dict[str, None]] = {
    name: dict.fromkeys(columns) for name, columns in COLUMNS.items()
}
"""A row of each table of which nothing is known."""
