"""The texts of rule files: ``{name}`` and ``{name one|many}`` stand for values in their units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from joinwise.domain.units import ENGLISH, Unit, ValueFormat
from joinwise.domain.values import UNKNOWN, Value

PIECE = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+")
SLOT = re.compile(r"\{([A-Za-z_][\w.]*)(?: ([^|{}]+)\|([^|{}]+))?\}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a text shows a value; ``one`` and ``many`` are the words that may follow it."""

    name: str
    one: str = ""
    many: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A text as literal pieces and slots; ``source`` is what the rule file says.

    ``fixed`` is the text itself if it has no slots, else None.
    """

    source: str
    pieces: tuple[str | Slot, ...]
    fixed: str | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        fixed = None if self.slots else "".join(map(str, self.pieces))
        object.__setattr__(self, "fixed", fixed)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))


def read_text(source: str) -> Text:
    """The pieces of a text; a brace that fits nowhere stays as it is (see ``strays``)."""
    return Text(source, tuple(_piece(match) for match in PIECE.finditer(source)))


def strays(source: str) -> Iterator[tuple[str, int]]:
    """What is wrong with the braces of a text, and where."""
    for match in PIECE.finditer(source):
        if match[0][0] in "{}" and _piece(match) == match[0]:
            shapes = "write {name} or {name one|many}, and {{ or }} for a brace"
            yield f'"{match[0][:60]}" names nothing; {shapes}', match.start()


def _piece(match: re.Match[str]) -> str | Slot:
    if match[0] in ("{{", "}}"):
        return match[0][0]
    slot = SLOT.fullmatch(match[0])
    if not slot:
        return match[0]
    name, one, many = slot.groups(default="")
    return Slot(name, one.strip(), many.strip(), match.start())


def written(
    text: Text,
    values: Mapping[str, Value],
    units: Mapping[str, Unit],
    currency: str,
    value_format: ValueFormat = ENGLISH,
) -> str:
    """A text with the values in their units."""
    if text.fixed is not None:
        return text.fixed
    return "".join(
        piece
        if isinstance(piece, str)
        else filled(piece, values[piece.name], units[piece.name], currency, value_format)
        for piece in text.pieces
    )


def filled(
    slot: Slot, value: Value, unit: Unit, currency: str, values: ValueFormat = ENGLISH
) -> str:
    """What a slot shows: the value, and after it the word that fits."""
    text = values.value(value, unit, currency)
    if not slot.one or value is UNKNOWN:
        return text
    return f"{text} {slot.one if text.split()[0] == '1' else slot.many}"
