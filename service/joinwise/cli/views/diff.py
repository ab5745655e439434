"""How two packs differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from joinwise.authoring.changes import ChangeKind, EntryChange, KeyChange
from joinwise.authoring.diff import WitnessedChange
from joinwise.cli.views.layout import indented, uncut, verdict
from joinwise.formats.strict_json import plain, write_json

SHORT = 60
"""Characters of what is shown on one line."""

MARKS = {
    ChangeKind.ADDED: ("+", "green"),
    ChangeKind.REMOVED: ("-", "red"),
    ChangeKind.CHANGED: ("~", "yellow"),
}


def diff_view(one: Path, other: Path, changes: Sequence[WitnessedChange]) -> RenderableType:
    """What differs, section by section, each with a candidate that shows it on a line of its own.

    To be printed without cropping, so that the line can be copied.
    """
    heading = uncut(f"{one} -> {other}", "bold")
    if not changes:
        return Group(heading, Text("They say the same."))
    parts: list[RenderableType] = [heading]
    for section, witnessed in groupby(changes, key=lambda witnessed: witnessed.change.section):
        parts += ["", Text(section, style="bold underline")]
        parts += chain.from_iterable(map(_change, witnessed))
    return Group(*parts)


def _change(witnessed: WitnessedChange) -> Iterator[RenderableType]:
    change = witnessed.change
    mark, style = MARKS[change.kind]
    yield Text.assemble((f"{mark} ", style), (change.name, "bold"), f"  {change.kind}")
    yield indented(_keys(change), 4)
    yield from _witness(witnessed)


def _keys(change: EntryChange[Any]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for key in change.keys:
        for label, line in _lines(change.kind, key):
            table.add_row(Text(label, style="dim"), line)
    return table


def _lines(kind: ChangeKind, change: KeyChange) -> Iterator[tuple[str, Text]]:
    """What a key says: before and after, on one line if that is short."""
    before, after = _text(change.before), _text(change.after)
    if kind is not ChangeKind.CHANGED:
        yield change.key, Text(before if kind is ChangeKind.REMOVED else after)
    elif len(before) + len(after) < SHORT and not change.english:
        yield change.key, Text.assemble((before, "red"), " -> ", (after, "green"))
    else:
        yield change.key, Text.assemble(("- ", "red"), before)
        yield "", Text.assemble(("+ ", "green"), after)
    for mark, sentence in zip("-+", change.english or (), strict=False):
        if sentence:
            yield "", Text(f"{mark} {sentence}", style="italic")


def _text(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return write_json(plain(value)).decode()


def _witness(witnessed: WitnessedChange) -> Iterator[RenderableType]:
    witness = witnessed.witness
    if witness:
        sides = (witness.before, witness.alone, witness.after)
        before, alone, after = (verdict(*side) for side in sides)
        flip = Text.assemble("flips ", before, " to ", alone, " (all changes: ", after, ") for")
        yield indented(Group(flip, Text(witness.text)), 4)
        yield Text(f"    {_json(witness.candidate)}", no_wrap=True, overflow="ignore")
    elif witnessed.tries:
        text = f"No candidate that it flips was found in {witnessed.tries:,} tries."
        yield indented(Text(text), 4)
