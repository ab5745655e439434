"""The inputs of a candidate."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.packs.model import Pack, Question
from joinwise.packs.sentences import sentence

MANY = 30
CURRENCY = "an ISO 4217 code, such as EUR"


def inputs_view(pack: Pack, names: Iterable[str]) -> RenderableType:
    """Each input with its question and the values that it may have."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("input", no_wrap=True)
    table.add_column("what it is")
    table.add_column("what it may be")
    for name in names:
        question = pack.questions[name]
        table.add_row(name, _asked(question, pack), _allowed(question.input))
    return table


def _asked(question: Question, pack: Pack) -> Text:
    """The question, and when it is asked."""
    if question.when is None:
        return Text(question.ask)
    condition = f"\nasked if {sentence(question.when, pack)}, or if that is unknown"
    return Text.assemble(question.ask, (condition, "dim"))


def _allowed(input: Input) -> str:
    if input.values:
        return ", ".join(input.values) if len(input.values) < MANY else CURRENCY
    if input.is_day:
        return "a date like 2027-01-31"
    if input.kind is Kind.NUMBER:
        return f"{input.low:,.0f} to {input.high:,.0f} ({input.unit})"
    return "true or false" if input.kind is Kind.BOOLEAN else "a text"
