"""What is odd in a rule file, though nothing is wrong: each becomes a warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from joinwise.domain.catalogue import INPUTS
from joinwise.expressions.ast import (
    Among,
    Arithmetic,
    Comparison,
    Constant,
    Lookup,
    Name,
    Negative,
    Node,
    Span,
    Within,
    walk,
)
from joinwise.expressions.printer import literal
from joinwise.packs.model import Row
from joinwise.packs.templates import Text
from joinwise.suggestions import nearest

Oddity = tuple[str, Span]


def odd_in_tree(tree: Node) -> Iterator[Oddity]:
    """What a tree says that cannot be meant, and where."""
    for node in walk(tree):
        match node:
            case Arithmetic("/", _, Constant(value=0) | Negative(Constant(value=0))):
                yield "a division by zero is always unknown", node.at
            case Comparison("==" | "!=", Name() as name, Constant() as constant):
                yield from _stray(name, [constant])
            case Comparison("==" | "!=", Constant() as constant, Name() as name):
                yield from _stray(name, [constant])
            case Among(Name() as name, options):
                yield from _stray(name, options)
            case Within(Constant() as constant, name):
                yield from _stray(name, [constant])
            case Lookup(by, table):
                yield from (_stray_key(by, key) for key, _ in table if _never(by, key))


def _stray(name: Name, constants: Iterable[Constant]) -> Iterator[Oddity]:
    for each in constants:
        if _never(name, each.value):
            values = INPUTS[name.name].values
            yield (
                f"{name.name} is never {literal(each.value)}{nearest(str(each.value), values)}",
                each.at,
            )


def _stray_key(name: Name, key: str) -> Oddity:
    values = INPUTS[name.name].values
    return f"{name.name} is never {literal(key)}{nearest(key, values)}", name.at


def _never(name: Name, value: object) -> bool:
    return (
        name.name in INPUTS
        and bool(INPUTS[name.name].values)
        and value not in INPUTS[name.name].values
    )


def untested(text: Text, tested: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The values that a text shows although its rule does not test them, and where."""
    for slot in text.slots:
        if slot.name not in tested:
            yield f"shows {slot.name}, which the rule does not test", slot.start


def gaps(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """The rows, lowest first, that do not start where the one before ends."""
    above: float | None = None
    for index, row in enumerate(rows):
        if index and row.low != above:
            yield row, f"nothing applies from {above:g} to {row.low:g}"
        above = row.high
