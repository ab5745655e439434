"""The cells of decision tables: what each tests of the input or fact of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.domain.values import Kind, Scalar
from joinwise.expressions.ast import (
    Among,
    And,
    Comparison,
    Constant,
    Name,
    Negative,
    Node,
    Not,
    Or,
    Within,
    rebuilt,
)
from joinwise.expressions.english import INCLUDES, IS
from joinwise.expressions.parser import ExpressionError, parse
from joinwise.expressions.printer import literal
from joinwise.packs.files.entry import Entry
from joinwise.packs.model import Cell, TableRow

ANY = "any"
COMPARED = re.compile(r"\s*(?:[<>=!]|(?:not\s+)?in\s*\[|.*(?:^|\s)_(?:\s|$))")
"""How a cell begins that compares, or that has the value of its column in the middle."""

VALUE = "_"
KINDS = {bool: Kind.BOOLEAN, float: Kind.NUMBER, str: Kind.TEXT}
EXAMPLES = {
    Kind.NUMBER: 'a number, a list of numbers, a comparison in quotes like ">= 5", or any',
    Kind.TEXT: "a text, a list of texts, or any",
    Kind.BOOLEAN: "true, false, or any",
    Kind.LIST: "a text that the list holds, a list of such texts, or any",
}


class CellReader:
    """Reads the cells of one column; what is wrong with them is reported."""

    def __init__(self, over: Name, kind: Kind) -> None:
        self.over = over
        self.kind = kind

    def read(self, entry: Entry, key: str, value: Any) -> Cell | None:
        """The cell under a key of an entry, None if it is at fault."""
        if value == ANY:
            return Cell(ANY, None)
        if isinstance(value, str) and COMPARED.match(value):
            test = self._compared(entry, key, value)
        else:
            test = self._one_of(entry, key, value if isinstance(value, list) else [value])
        return Cell(value, test) if test else None

    def _one_of(self, entry: Entry, key: str, values: list[Any]) -> Node | None:
        wanted = Kind.TEXT if self.kind is Kind.LIST else self.kind
        if not values or any(KINDS.get(type(value)) is not wanted for value in values):
            entry.report(key, f"{self.over.name} is {self.kind.described}: {self._expected}")
            return None
        constants = tuple(Constant(value, wanted) for value in values)
        if self.kind is Kind.LIST:
            return _either([Within(constant, self.over) for constant in constants])
        if len(constants) == 1:
            return Comparison("==", self.over, constants[0])
        if self.kind is Kind.BOOLEAN:
            return _either([Comparison("==", self.over, constant) for constant in constants])
        return Among(self.over, constants)

    @property
    def _expected(self) -> str:
        return f"a cell here is {EXAMPLES[self.kind]}"

    def _compared(self, entry: Entry, key: str, text: str) -> Node | None:
        is_short = not re.search(r"(?:^|\s)_(?:\s|$)", text)
        before = f"{VALUE} " if is_short else ""
        try:
            tree = parse(before + text)
        except ExpressionError as error:
            entry.report(key, str(error), offset=max(0, error.at[0] - len(before)))
            return None
        if not _compares_with_constants(tree):
            entry.report(key, f"a cell compares with constants alone: {self._expected}")
            return None
        return _put(tree, self.over)


def _either(tests: list[Node]) -> Node:
    return tests[0] if len(tests) == 1 else Or(tuple(tests))


def _compares_with_constants(tree: Node) -> bool:
    match tree:
        case And(parts):
            return all(map(_compares_with_constants, parts))
        case Not(Among() as among):
            return among.item == Name(VALUE)
        case Among(item=item):
            return item == Name(VALUE)
        case Comparison(_, left, right):
            sides = [side for side in (left, right) if side != Name(VALUE)]
            return len(sides) == 1 and _is_constant(sides[0])
    return False


def _is_constant(node: Node) -> bool:
    return isinstance(node, Constant) or (
        isinstance(node, Negative) and isinstance(node.operand, Constant)
    )


def _put(tree: Node, over: Name) -> Node:
    """The tree with a name in the place of the value."""
    return over if tree == Name(VALUE) else rebuilt(tree, partial(_put, over=over))


def row_test(cells: tuple[Cell, ...]) -> Node:
    """The condition of a row: that of all of its cells."""
    tests = tuple(_parts(cells))
    if len(tests) == 1:
        return tests[0]
    return And(tests) if tests else Constant(True, Kind.BOOLEAN)


def _parts(cells: tuple[Cell, ...]) -> Iterator[Node]:
    for cell in cells:
        if isinstance(cell.test, And):
            yield from cell.test.parts
        elif cell.test is not None:
            yield cell.test


def written_cell(cell: Cell) -> str:
    """A cell as rule files and spreadsheets have it."""
    if isinstance(cell.written, list):
        return f"[{', '.join(map(_bare, cell.written))}]"
    return _bare(cell.written)


def _bare(value: Scalar) -> str:
    return value if isinstance(value, str) else literal(value)


def written_cells(row: TableRow) -> str:
    """The cells of a row as they are written."""
    return ", ".join(map(written_cell, row.cells))


def cell_english(sentence: str, label: str, values: ValueFormat = ENGLISH) -> str:
    """What a cell says, given its test as a sentence and how people call its column."""
    say = values.gettext
    truths = {label: "true", say("it is not so that %(phrase)s", phrase=label): "false"}
    if sentence in truths:
        return say(truths[sentence])
    for phrase in (IS, INCLUDES):
        sentence = sentence.replace(say(phrase, left=label, right=""), "")
    return sentence
