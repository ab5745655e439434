"""Trees as expressions over the columns of a data frame, for every engine that narwhals knows.

Unknown is null. Every subtree that is used more than once, and is more than a few nodes, becomes a
column of its own, in steps of which each needs only those before it, so that what formulas share is
worked out once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add, and_, mul, or_, sub
from sys import float_info
from typing import Any

import narwhals as nw

from joinwise.domain.values import Kind, Scalar
from joinwise.expressions.ast import (
    Among,
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Lookup,
    Name,
    Negative,
    Node,
    Not,
    Or,
    Unknown,
    Within,
    children,
    halves,
)
from joinwise.expressions.closeness import without_tolerance
from joinwise.expressions.functions import FUNCTIONS
from joinwise.expressions.sizes import LARGEST, Sizes
from joinwise.expressions.visitor import Visitor

TYPES: Mapping[Kind, nw.dtypes.DType] = {
    Kind.NUMBER: nw.Float64(),
    Kind.TEXT: nw.String(),
    Kind.BOOLEAN: nw.Boolean(),
}


def quotient(dividend: nw.Expr, divisor: nw.Expr) -> nw.Expr:
    """Divides each row by its own divisor.

    By one divisor for all rows, polars multiplies by its reciprocal, which rounds twice.
    """
    return dividend / (divisor + dividend * 0.0)


ARITHMETIC: Mapping[str, Callable[[Any, Any], nw.Expr]] = {
    "+": add,
    "-": sub,
    "*": mul,
    "/": quotient,
}
MAX_EXACT = 2.0**53
"""From here on doubles are whole numbers."""

CHOSEN = re.compile(r'(?:WITH .*\n\)\n)?SELECT (.*)\sFROM "[^"]*"(?: AS "[^"]*")?', re.DOTALL)
"""A query of DuckDB with what it selects from one table."""

LIGHT = 8
"""A formula of so many nodes is sooner worked out again than carried from step to step."""

BEFORE = -1
"""The step of what was given."""

SPLITTER = 2.0**27 + 1
"""Halves the digits of a double (Veltkamp)."""


@dataclass(frozen=True, slots=True)
class ListColumns:
    """A list: whether it is known, and for each value whether the list has it, null if unknown."""

    known: str
    entries: Mapping[str, str]


GivenColumns = Mapping[str, str | ListColumns]
"""Where a frame has what was given of each input: one column, or those of a list."""


@dataclass(frozen=True, slots=True)
class Step:
    """Columns that are added at once, and the columns that they are made of."""

    columns: dict[str, nw.Expr] = field(default_factory=dict)
    reads: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class ColumnProgram:
    """The columns that hold some trees, and the steps in which they are added to a frame."""

    steps: tuple[Step, ...]
    results: tuple[str, ...]

    def add_to(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The frame with all columns of the program."""
        return reduce(with_columns, (step.columns for step in self.steps), frame)


def with_columns(frame: nw.LazyFrame[Any], added: Mapping[str, nw.Expr]) -> nw.LazyFrame[Any]:
    """The frame with columns of new names.

    DuckDB's package compares each column with all others of its frame, but not what is SQL.
    """
    if not added:
        return frame
    listed = _listed(frame.select(**added)) if frame.implementation.is_duckdb() else None
    if listed is None:
        return frame.with_columns(**added)
    extended: nw.LazyFrame[Any] = nw.from_native(frame.to_native().project(f"*, {listed}"))
    return extended


def _listed(chosen: nw.LazyFrame[Any]) -> str | None:
    """What is chosen from a frame of DuckDB, in SQL; None if it is nested."""
    found = CHOSEN.fullmatch(chosen.to_native().sql_query().rstrip())
    return found[1] if found else None


class ColumnCompiler(Visitor[nw.Expr]):
    """Compiles trees to columns whose names begin with ``prefix``.

    ``definitions`` are the formulas of facts, and what is assumed of inputs that nobody gave;
    ``largest`` are the upper bounds of the inputs that are numbers.
    """

    def __init__(
        self,
        given: GivenColumns,
        definitions: Mapping[str, Node],
        largest: Mapping[str, float],
        prefix: str,
    ) -> None:
        self.given = given
        self.definitions = {name: without_tolerance(tree) for name, tree in definitions.items()}
        self.prefix = prefix
        self._sizes = Sizes(largest, self.definitions)
        self._uses: Counter[Node] = Counter()
        self._weights: dict[Node, int] = {}
        self._columns: dict[Node, tuple[str, int]] = {}
        self._steps: list[Step] = []
        self._step = 0
        self._reads: set[str] = set()

    def compile(self, trees: Iterable[Node]) -> ColumnProgram:
        """The program that adds a column for each tree."""
        exact = [without_tolerance(tree) for tree in trees]
        for tree in exact:
            self._count(tree)
        for tree in exact:
            self._column(tree)
        results = tuple(self._columns[tree][0] for tree in exact)
        return ColumnProgram(tuple(self._steps), results)

    def _count(self, node: Node) -> None:
        self._uses[node] += 1
        if self._uses[node] == 1:
            for part in self._parts(node):
                self._count(part)

    def _parts(self, node: Node) -> Iterator[Node]:
        """What an expression for a node names, as often as it does."""
        match node:
            case Known(Name(name)) if name in self.given:
                return
            case Name(name) if name in self.definitions:
                yield self.definitions[name]
            case Lookup(by, table):
                yield from (by, by) * len(table)
            case Choice(then, condition, otherwise):
                yield from (then, condition, condition, otherwise)
            case Call():
                yield from _in_pairs(node).arguments * 2
            case Arithmetic(_, left, right) if not self._is_surely_finite(node):
                yield from (left, right) * 2
            case Within(item):
                yield from (item, item)
            case Among(item, options):
                yield from (item, *options) * len(options)
            case _:
                yield from children(node)

    def visit(self, node: Node) -> nw.Expr:
        """The expression for a node: a column if it has one or should have one."""
        return self._column(node) if self._deserves_column(node) else node.accept(self)

    def _deserves_column(self, node: Node) -> bool:
        is_shared = self._uses[node] > 1 or isinstance(node, Name)
        return is_shared and not self._is_at_hand(node) and self._weight(node) > LIGHT

    def _weight(self, node: Node) -> int:
        """How many nodes the expression for a node has."""
        if node not in self._weights:
            parts = self._parts(node)
            weights = (1 if self._deserves_column(part) else self._weight(part) for part in parts)
            self._weights[node] = 1 + sum(weights)
        return self._weights[node]

    def _is_at_hand(self, node: Node) -> bool:
        match node:
            case Constant() | Unknown():
                return True
            case Name(name):
                return name not in self.definitions
            case Known(Name(name)):
                return name in self.given
        return False

    def _column(self, node: Node) -> nw.Expr:
        """The column of a node: one that was given, or one added in the first step that can."""
        if node not in self._columns:
            self._columns[node] = self._given_column(node) or self._added_column(node)
        name, step = self._columns[node]
        self._step = max(self._step, step + 1)
        return self._read(name)

    def _given_column(self, node: Node) -> tuple[str, int] | None:
        match node:
            case Name(name) if name not in self.definitions:
                return str(self.given[name]), BEFORE
            case Known(Name(name)) if isinstance(columns := self.given.get(name), ListColumns):
                return columns.known, BEFORE
        return None

    def _added_column(self, node: Node) -> tuple[str, int]:
        outer = self._step, self._reads
        self._step, self._reads = 0, set()
        added = self._added(node.accept(self)), self._step
        self._step, self._reads = outer
        return added

    def _read(self, column: str) -> nw.Expr:
        self._reads.add(column)
        return nw.col(column)

    def _added(self, expression: nw.Expr) -> str:
        name = f"{self.prefix}{len(self._columns)}"
        while len(self._steps) <= self._step:
            self._steps.append(Step())
        step = self._steps[self._step]
        step.columns[name] = expression
        step.reads.update(self._reads)
        return name

    # What the readings of functions are made of

    def if_else(self, condition: nw.Expr, one: Any, other: Any) -> nw.Expr:
        """Null if the condition is."""
        return nw.when(condition).then(one).otherwise(nw.when(~condition).then(other))

    def first_known(self, values: Sequence[nw.Expr]) -> nw.Expr:
        return nw.coalesce(*values) if len(values) > 1 else values[0]

    def round(self, value: nw.Expr, digits: int) -> nw.Expr:
        """The nearest decimal number; of two equally near the even one, as Python has it.

        The product with a power of ten is the sum of two doubles, exactly (Dekker), so that what
        is near one half falls on its side.
        """
        size, power = value.abs(), 10.0**digits
        product = size * power
        rest = _product_error(size, power, product) if digits else size - size
        whole = quotient(_nearest(product, rest), nw.lit(power))
        signed = nw.when(value < 0).then(-whole).otherwise(whole)
        return nw.when(product < MAX_EXACT).then(signed).otherwise(value)

    # Nodes

    def visit_constant(self, node: Constant) -> nw.Expr:
        return nw.lit(node.value, TYPES[node.kind])

    def visit_unknown(self, node: Unknown) -> nw.Expr:
        return nw.lit(None, TYPES.get(node.kind) if node.kind else None)

    def visit_name(self, node: Name) -> nw.Expr:
        definition = self.definitions.get(node.name)
        if node.name not in self.given:
            return self.visit(self.definitions[node.name])
        given = self._read(str(self.given[node.name]))
        return given if definition is None else nw.coalesce(given, self.visit(definition))

    def visit_lookup(self, node: Lookup) -> nw.Expr:
        """A case for each value; polars would gather all rows to replace their texts."""
        by, dtype = self.visit(node.by), TYPES[node.kind]
        otherwise = None if node.otherwise is None else nw.lit(node.otherwise, dtype)
        value: Any = None if otherwise is None else nw.when(~by.is_null()).then(otherwise)
        for result, keys in _keys_by_value(node).items():
            found = nw.when(reduce(or_, (by == key for key in keys))).then(nw.lit(result, dtype))
            value = found if value is None else found.otherwise(value)
        return nw.lit(None, dtype) if value is None else value

    def visit_negative(self, node: Negative) -> nw.Expr:
        return -self.visit(node.operand)

    def visit_arithmetic(self, node: Arithmetic) -> nw.Expr:
        """A quotient by zero is not finite either."""
        value = ARITHMETIC[node.operator](self.visit(node.left), self.visit(node.right))
        if self._is_surely_finite(node):
            return value
        return nw.when(value.abs() <= float_info.max).then(value)

    def _is_surely_finite(self, node: Arithmetic) -> bool:
        return self._sizes.visit(node) <= LARGEST

    def visit_call(self, node: Call) -> nw.Expr:
        arguments = [*map(self.visit, _in_pairs(node).arguments)]
        expression: nw.Expr = FUNCTIONS[node.function].columns(self, node, arguments)
        return expression

    def visit_comparison(self, node: Comparison) -> nw.Expr:
        return _compared(node.operator, self.visit(node.left), self.visit(node.right))

    def visit_among(self, node: Among) -> nw.Expr:
        item = self.visit(node.item)
        return reduce(or_, (item == self.visit(option) for option in node.options))

    def visit_within(self, node: Within) -> nw.Expr:
        columns = self.given[node.list.name]
        assert isinstance(columns, ListColumns)
        assumed = self.definitions.get(node.list.name)
        entries = {
            value: self._entry(column, value, assumed) for value, column in columns.entries.items()
        }
        if isinstance(node.item, Constant):
            nowhere = self._false_if_known(columns, assumed)
            return entries.get(str(node.item.value), nowhere)
        item = self.visit(node.item)
        found = [(item == value) & has for value, has in entries.items()]
        is_known = self._is_known(columns, assumed) & ~item.is_null()
        return nw.when(is_known).then(reduce(or_, found))

    def _entry(self, column: str, value: str, assumed: Node | None) -> nw.Expr:
        has = self._read(column)
        return nw.coalesce(has, nw.lit(_has(assumed, value))) if assumed else has

    def _is_known(self, columns: ListColumns, assumed: Node | None) -> nw.Expr:
        return nw.lit(True) if assumed else self._read(columns.known)

    def _false_if_known(self, columns: ListColumns, assumed: Node | None) -> nw.Expr:
        return nw.when(self._is_known(columns, assumed)).then(nw.lit(False))

    def visit_known(self, node: Known) -> nw.Expr:
        columns = self.given.get(node.name.name)
        if isinstance(columns, ListColumns):
            return self._read(columns.known)
        return ~(self._read(columns) if columns else self.visit(node.name)).is_null()

    def visit_not(self, node: Not) -> nw.Expr:
        return ~self.visit(node.operand)

    def visit_and(self, node: And) -> nw.Expr:
        return reduce(and_, map(self.visit, node.parts))

    def visit_or(self, node: Or) -> nw.Expr:
        return reduce(or_, map(self.visit, node.parts))

    def visit_choice(self, node: Choice) -> nw.Expr:
        condition, then = self.visit(node.condition), self.visit(node.then)
        return self.if_else(condition, then, self.visit(node.otherwise))


def _keys_by_value(lookup: Lookup) -> dict[Scalar, list[str]]:
    """What need not be looked up, since it is what else it would be, is left out."""
    keys: dict[Scalar, list[str]] = {}
    for key, value in dict(lookup.table).items():
        if value != lookup.otherwise:
            keys.setdefault(value, []).append(key)
    return keys


def _in_pairs(call: Call) -> Call:
    """The same call, of at most two arguments if its function takes any number of them."""
    if len(call.arguments) <= 2:
        return call
    first, second = (
        Call(call.function, half) if len(half) > 1 else half[0] for half in halves(call.arguments)
    )
    return Call(call.function, (first, second))


def _has(assumed: Node, value: Scalar) -> bool:
    return isinstance(assumed, Constant) and value in assumed.value  # type: ignore[operator]


def _compared(operator: str, left: nw.Expr, right: nw.Expr) -> nw.Expr:
    match operator:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
    return left >= right


def _product_error(factor: nw.Expr, power: float, product: nw.Expr) -> nw.Expr:
    """What the double nearest to a product lacks of it (Dekker)."""
    high, high_of_power = _upper(factor), power * SPLITTER - (power * SPLITTER - power)
    low, low_of_power = factor - high, power - high_of_power
    error = product - high * high_of_power - low * high_of_power - high * low_of_power
    return low * low_of_power - error


def _upper(value: nw.Expr) -> nw.Expr:
    """The upper half of the digits of a double."""
    scaled = value * SPLITTER
    return scaled - (scaled - value)


def _nearest(value: nw.Expr, rest: nw.Expr) -> nw.Expr:
    """The whole number nearest to ``value + rest``, not below zero; a half goes to even."""
    down = value.floor().cast(nw.Float64)
    over = value - down
    half = nw.when(over == 0.5).then(rest).otherwise(over - 0.5)
    is_odd = (down / 2).floor().cast(nw.Float64) * 2 != down
    return nw.when((half > 0) | ((half == 0) & is_odd)).then(down + 1).otherwise(down)
