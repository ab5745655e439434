"""The inputs of a candidate."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table

from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.packs.model import Pack

MANY = 30
CURRENCY = "an ISO 4217 code, such as EUR"


def inputs_view(pack: Pack, names: Iterable[str]) -> RenderableType:
    """Each input with its question and the values that it may have."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("input", no_wrap=True)
    table.add_column("what it is")
    table.add_column("what it may be")
    for name in names:
        table.add_row(name, pack.questions[name].ask, _allowed(pack.questions[name].input))
    return table


def _allowed(input: Input) -> str:
    if input.values:
        return ", ".join(input.values) if len(input.values) < MANY else CURRENCY
    if input.kind is Kind.NUMBER:
        return f"{input.low:,.0f} to {input.high:,.0f} ({input.unit})"
    return "true or false" if input.kind is Kind.BOOLEAN else "a text"
