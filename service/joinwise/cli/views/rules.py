"""The rules of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from joinwise.cli.views.layout import two_columns
from joinwise.domain.recommendation import JOIN, Recommendation
from joinwise.domain.units import ENGLISH
from joinwise.packs import model
from joinwise.packs.model import Origin, Pack, Plan, Rule, RuleEntry
from joinwise.packs.sentences import sentence
from joinwise.packs.tables.cells import cell_english

LABELS = {"used_by": "users"}
"""What keys are called that are not shown as they are."""


def rules_view(pack: Pack) -> RenderableType:
    """Every rule, band and table by file, in plain English with its points."""
    entries = sorted(pack.entries, key=lambda entry: entry.at)
    parts: list[RenderableType] = []
    for file, of_file in groupby(entries, key=lambda entry: entry.at.file):
        parts += [Text(file, style="bold underline"), _entries(of_file, pack), ""]
    if pack.decision.words:
        parts += [Text("words", style="bold underline"), _words(pack), ""]
    if pack.promises:
        parts += [Text("promises", style="bold underline"), _promises(pack), ""]
    if pack.plan:
        parts += [Text("plan", style="bold underline"), _plan(pack.plan), ""]
    return Group(*parts[:-1])


def _plan(plan: Plan) -> Table:
    table = two_columns()
    for line in _plan_lines(plan):
        table.add_row("", Text(line))
    return table


def _plan_lines(plan: Plan) -> Iterator[str]:
    if plan.break_even:
        yield f"{plan.break_even.fact}: {plan.break_even.text.source}"
    if plan.look_again:
        yield f"within {plan.look_again.most} months: {plan.look_again.text.source}"
    if plan.clock:
        yield f"as months go by, these grow: {', '.join(plan.clock)}"
    idle = [f"{name} {ENGLISH.value(value)}" for name, value in plan.idle.items()]
    if idle:
        yield f"if unknown, and nothing more comes: {', '.join(idle)}"


def _words(pack: Pack) -> Table:
    table = two_columns()
    for words in pack.decision.words:
        table.add_row("", Text(f"{words.join} or {words.skip}", style="bold"))
        table.add_row("", f"if {sentence(words.when, pack)}")
    return table


def _entries(entries: Iterable[RuleEntry], pack: Pack) -> Table:
    table = two_columns()
    for entry in entries:
        if isinstance(entry, Rule):
            table.add_row(_weight(entry.points, entry.decide), _heading(entry, pack))
            table.add_row("", f"if {sentence(entry.when, pack)}")
            continue
        table.add_row("", _heading(entry, pack))
        if isinstance(entry, model.Table):
            table.add_row("", _decision_table(entry, pack))
            continue
        for row in entry.rows:
            table.add_row(_weight(row.points, None), f"if {sentence(row.when, pack)}")
    return table


def _decision_table(entry: model.Table, pack: Pack) -> Table:
    """A line for each row, a column for each input or fact that it goes by."""
    table = Table(box=SIMPLE, pad_edge=False, show_edge=False)
    labels = [sentence(over, pack) for over in entry.over]
    for label in ("", *labels):
        table.add_column(label, header_style="dim")
    for row in entry.rows:
        table.add_row(_weight(row.points, row.decide), *_cells(row, labels, pack))
    return table


def _cells(row: model.TableRow, labels: Sequence[str], pack: Pack) -> Iterator[str]:
    for cell, label in zip(row.cells, labels, strict=True):
        yield cell_english(sentence(cell.test, pack), label) if cell.test else "any"


def _promises(pack: Pack) -> Table:
    table = two_columns()
    for promise in pack.promises:
        given = f" given {sentence(promise.given, pack)}" if promise.given else ""
        line = f"a higher {promise.name} never turns the advice into {promise.never}{given}"
        table.add_row("", Text(line))
    return table


def _heading(entry: RuleEntry, pack: Pack) -> Text:
    layer = _layer(pack.origins.get(entry.id))
    return Text.assemble((entry.title, "bold"), (f"  {entry.id}", "dim"), (layer, "dim"))


def _layer(origin: Origin | None) -> str:
    """Where it comes from, and what it was."""
    if origin is None:
        return ""
    was = ", ".join(f"{key} was {_said(value)}" for key, value in origin.was.items())
    changed = f", changed by {origin.changed_by}: {was}" if origin.changed_by else ""
    return f"  (from {origin.layer}{changed})"


def _said(value: Any) -> str:
    return "not said" if value is None else str(value)


def _weight(points: int, decide: Recommendation | None) -> Text:
    style = "green" if points > 0 or decide is JOIN else "red" if points < 0 or decide else "cyan"
    return Text(decide or f"{points:+d}", style=style, justify="right")


def entry_view(entry: Mapping[str, Any]) -> RenderableType:
    """One rule, band or table in full, key by key."""
    table = Table.grid(padding=(0, 2))
    for key, value in entry.items():
        if key == "rows":
            for row in value:
                table.add_row(Text("row", style="dim"), _row_view(row))
        elif value is not None:
            table.add_row(Text(LABELS.get(key, key), style="dim"), Text(_value_text(key, value)))
    return table


def _value_text(key: str, value: Any) -> str:
    if key == "at":
        return f"{value['file']}:{value['line']}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return _as_written(value)


def _as_written(value: Any) -> str:
    """A value as rule files have it."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Mapping():
            return f"{{{', '.join(f'{key}: {_as_written(own)}' for key, own in value.items())}}}"
    return str(value)


def _row_view(row: Mapping[str, Any]) -> Text:
    worth = row.get("decide") or f"{row['points']:+d}"
    return Text.assemble((f"{worth}  ", "bold"), f"if {row['english']}\n    {row['reason']}")
