"""The texts of rule files: ``{name}`` and ``{name one|many}`` stand for values in their units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from joinwise.domain.values import UNKNOWN, Value

NOT_KNOWN = "not known"
WHOLE_FROM = 100
"""Numbers of this size and more are shown without decimals."""

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
    """A text as literal pieces and slots; ``source`` is what stands in the rule file."""

    source: str
    pieces: tuple[str | Slot, ...]

    @property
    def slots(self) -> Iterable[Slot]:
        return (each for each in self.pieces if isinstance(each, Slot))


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


Shown = Callable[[Value, str, str], str]
"""How a value is shown, given its unit and the currency."""


def shown(value: Value, unit: str, currency: str) -> str:
    """A value as people read it: ``1,896 USD``, ``33.3%``, ``12``, ``yes``, ``not known``."""
    match value:
        case None:
            return NOT_KNOWN
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case tuple():
            return ", ".join(value) or "nothing"
    if unit.startswith("money"):
        return f"{_rounded(value, 0)} {currency}"
    if unit.startswith("share"):
        return f"{_rounded(value * 100, decimals_of(value, unit))}%"
    return _rounded(value, decimals_of(value, unit))


def shown_in(slot: Slot, value: Value, unit: str, currency: str, shown: Shown = shown) -> str:
    """What a slot shows: the value, and after it the word that fits."""
    text = shown(value, unit, currency)
    if not slot.one or value is UNKNOWN:
        return text
    return f"{text} {slot.one if text.split()[0] == '1' else slot.many}"


def decimals_of(value: float, unit: str) -> int:
    """How many decimals are shown at most."""
    shown_as = value * 100 if unit.startswith("share") else value
    return 0 if unit.startswith("count") or abs(shown_as) >= WHOLE_FROM else 2


def _rounded(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    return "0" if text == "-0" else text
