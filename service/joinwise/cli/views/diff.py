"""How two packs differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from joinwise.authoring.diff import ADDED, CHANGED, REMOVED, Difference, Part, Shown
from joinwise.cli.views.layout import indented, uncut, verdict
from joinwise.formats.strict_json import plain, write_json

SHORT = 60
"""Characters of what is shown on one line."""

MARKS = {ADDED: ("+", "green"), REMOVED: ("-", "red"), CHANGED: ("~", "yellow")}


def diff_view(one: Path, other: Path, differences: Sequence[Shown]) -> RenderableType:
    """What differs, section by section, each with a candidate that shows it on a line of its own.

    To be printed without cropping, so that the line can be copied.
    """
    heading = uncut(f"{one} -> {other}", "bold")
    if not differences:
        return Group(heading, Text("They say the same."))
    parts: list[RenderableType] = [heading]
    for section, shown in groupby(differences, key=lambda shown: shown.difference.section):
        parts += ["", Text(section, style="bold underline")]
        parts += chain.from_iterable(map(_difference, shown))
    return Group(*parts)


def _difference(shown: Shown) -> Iterator[RenderableType]:
    difference = shown.difference
    mark, style = MARKS[difference.change]
    name = (difference.name, "bold")
    yield Text.assemble((f"{mark} ", style), name, f"  {difference.change}")
    yield indented(_parts(difference), 4)
    yield from _witness(shown)


def _parts(difference: Difference) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for part in difference.parts:
        for label, line in _lines(difference, part):
            table.add_row(Text(label, style="dim"), line)
    return table


def _lines(difference: Difference, part: Part) -> Iterator[tuple[str, Text]]:
    """What a key says: before and after, on one line if that is short."""
    before, after = _text(part.before), _text(part.after)
    if difference.change != CHANGED:
        yield part.key, Text(before if difference.change == REMOVED else after)
    elif len(before) + len(after) < SHORT and not part.english:
        yield part.key, Text.assemble((before, "red"), " -> ", (after, "green"))
    else:
        yield part.key, Text.assemble(("- ", "red"), before)
        yield "", Text.assemble(("+ ", "green"), after)
    for mark, sentence in zip("-+", part.english or (), strict=False):
        if sentence:
            yield "", Text(f"{mark} {sentence}", style="italic")


def _text(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return write_json(plain(value)).decode()


def _witness(shown: Shown) -> Iterator[RenderableType]:
    witness = shown.witness
    if witness:
        sides = (witness.before, witness.alone, witness.after)
        before, alone, after = (verdict(*side) for side in sides)
        turn = Text.assemble("turns ", before, " into ", alone, " (all changes: ", after, ") for")
        yield indented(turn, 4)
        yield Text(f"    {_json(witness.candidate)}", no_wrap=True, overflow="ignore")
    elif shown.tries:
        yield indented(Text(f"No candidate that it turns was found in {shown.tries:,} tries."), 4)
