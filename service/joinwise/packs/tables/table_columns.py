"""What the columns of a decision table tell apart: which rows hold for which of its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf

from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
from joinwise.expressions.ast import (
    Call,
    Choice,
    Constant,
    Lookup,
    Name,
    Negative,
    Node,
    walk,
)
from joinwise.expressions.compiler import Compiler
from joinwise.packs.model import Table

MOST_TOLD_APART = 7
"""Texts of a list of which every selection is tried; of more, those of at most two texts."""

MOST_STEPS = 20_000
"""Combinations of values that are looked at for a gap."""

Rows = int
"""A set of rows: a bit for each."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rows by their places, and values of the columns for which both apply."""

    one: int
    other: int
    values: Mapping[str, Value]


class Column:
    """One column: values that stand for all, and for each the rows whose cell holds."""

    def __init__(
        self,
        name: str,
        kind: Kind,
        tests: Sequence[Node | None],
        texts: Texts,
        input: Input | None,
    ) -> None:
        self.name = name
        self.rows_of: dict[Value, Rows] = {}
        trees = tuple(dict.fromkeys(test for test in tests if test))
        holds = Compiler({name: 0}, {}).compile(trees)
        for value in _values(kind, input, trees, texts):
            true = {tree for tree, truth in zip(trees, holds([value]), strict=True) if truth}
            self.rows_of[value] = sum(
                1 << place for place, test in enumerate(tests) if test is None or test in true
            )
        self.unlike = {rows: value for value, rows in reversed(self.rows_of.items())}

    def beside(self, place: int) -> Rows:
        """The rows whose cell can hold together with that of a row."""
        found = 0
        for rows in self.unlike:
            if rows >> place & 1:
                found |= rows
        return found

    def shared(self, one: int, other: int) -> Value:
        """A value for which the cells of two rows hold."""
        both = 1 << one | 1 << other
        return next(value for rows, value in self.unlike.items() if rows & both == both)


class Columns:
    """The columns of one table, given the formulas of facts and all inputs."""

    def __init__(
        self,
        table: Table,
        kinds: Mapping[str, Kind | None],
        definitions: Mapping[str, Node],
        inputs: Mapping[str, Input],
    ) -> None:
        self.columns = [
            Column(
                over.name,
                kinds[over.name] or Kind.TEXT,
                [row.cells[place].test for row in table.rows],
                texts_of(over, definitions, inputs),
                inputs.get(over.name),
            )
            for place, over in enumerate(table.over)
        ]
        self.size = len(table.rows)

    def overlaps(self) -> Iterator[Overlap]:
        """For each row the first one before it that can apply too."""
        for place in range(self.size):
            beside = (1 << place) - 1
            for column in self.columns:
                beside &= column.beside(place)
            if beside:
                first = (beside & -beside).bit_length() - 1
                shared = {column.name: column.shared(first, place) for column in self.columns}
                yield Overlap(first, place, shared)

    def gap(self) -> Mapping[str, Value] | None:
        """Values for which no row applies, as few as it takes; None if none was found."""
        return _GapSearch(self.columns).found((1 << self.size) - 1, 0)


class _GapSearch:
    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.seen: set[tuple[Rows, int]] = set()

    def found(self, left: Rows, depth: int) -> dict[str, Value] | None:
        """Values of the columns from a depth on for which none of the rows left applies."""
        if not left:
            return {}
        if depth == len(self.columns) or (left, depth) in self.seen or len(self.seen) > MOST_STEPS:
            return None
        self.seen.add((left, depth))
        column = self.columns[depth]
        for rows, value in column.unlike.items():
            rest = self.found(left & rows, depth + 1)
            if rest is not None:
                return rest if left & rows == left else {column.name: value, **rest}
        return None


Texts = frozenset[str] | None
"""What a text may be, None if that cannot be told."""


def texts_of(node: Node, definitions: Mapping[str, Node], inputs: Mapping[str, Input]) -> Texts:
    match node:
        case Constant(str() as text):
            return frozenset((text,))
        case Lookup(table=table, otherwise=otherwise):
            return frozenset(str(value) for value in (*dict(table).values(), otherwise) if value)
        case Name(name) if name in inputs:
            return frozenset(inputs[name].values) or None
        case Name(name) if name in definitions:
            return texts_of(definitions[name], definitions, inputs)
        case Choice(then=then, otherwise=otherwise):
            return _either((then, otherwise), definitions, inputs)
        case Call("coalesce", arguments):
            return _either(arguments, definitions, inputs)
    return None


def _either(
    nodes: Sequence[Node], definitions: Mapping[str, Node], inputs: Mapping[str, Input]
) -> Texts:
    texts = [texts_of(node, definitions, inputs) for node in nodes]
    known = [text for text in texts if text is not None]
    return frozenset().union(*known) if len(known) == len(texts) else None


def _values(
    kind: Kind, input: Input | None, trees: Sequence[Node], texts: Texts
) -> Sequence[Value]:
    """Values of every sort that the tests tell apart."""
    named = dict.fromkeys(constant for tree in trees for constant in _constants(tree))
    match kind:
        case Kind.BOOLEAN:
            return (True, False)
        case Kind.NUMBER:
            return _numbers([value for value in named if isinstance(value, float)], input)
        case Kind.LIST:
            return _lists([str(text) for text in named], input)
    return tuple(dict.fromkeys((*map(str, named), *sorted(texts or ()))))


def _constants(tree: Node) -> Iterator[Value]:
    for node in walk(tree):
        match node:
            case Negative(Constant(float() as value)):
                yield -value
            case Constant(value):
                yield value


def _numbers(limits: Sequence[float], input: Input | None) -> Sequence[float]:
    """Each limit, and a number between each two."""
    low, high = (input.low, input.high) if input else (-inf, inf)
    ends = sorted({*limits, *(end for end in (low, high) if abs(end) < inf)})
    if not ends:
        return (0.0,)
    step = 1.0 if input and input.whole else 0.5
    between = [
        one + (step if input and input.whole else (other - one) / 2)
        for one, other in pairwise(ends)
    ]
    all_of_them = sorted({*ends, *between, ends[0] - step, ends[-1] + step})
    return [
        value
        for value in all_of_them
        if low <= value <= high and not (input and input.whole and value % 1)
    ]


def _lists(named: Sequence[str], input: Input | None) -> Sequence[tuple[str, ...]]:
    others = [text for text in (input.values if input else ()) if text not in named][:1]
    sizes = range(len(named) + 1 if len(named) <= MOST_TOLD_APART else 3)
    chosen = [texts for size in sizes for texts in combinations(named, size)]
    return [*chosen, tuple(others), tuple(named)]
