"""Trees as one fast Python function.

Every distinct subtree becomes one statement that sets one local variable, so that what two
formulas share is evaluated once. What can be told before there are values is not tested: that a
value is known, that a result is finite. Names and texts of rule files never become part of the
source: they stand beside it, in a namespace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from math import isfinite
from sys import float_info
from typing import Any

from joinwise.domain.values import UNKNOWN, Kind, Value
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
    halves,
)
from joinwise.expressions.closeness import exact
from joinwise.expressions.functions import BUILTINS, FUNCTIONS, digits
from joinwise.expressions.intervals import (
    ARITHMETIC,
    Bounds,
    either_number,
    first_number,
    negative,
)
from joinwise.expressions.namespace import Namespace
from joinwise.expressions.source import SURE, UNSURE, Source, bounds_of, if_known, truth, unsure
from joinwise.expressions.visitor import Visitor

CompiledFunction = Callable[[Sequence[Value]], tuple[Value, ...]]
"""From values by slot, None if unknown, to the values of trees."""

MAX_IN_STATEMENT = 100
"""Arguments in one statement; Python compiles no more than some thousand nested in each other."""

AND, OR = " and ", " or "
LITERALS = (float, bool, type(UNKNOWN))
FINITE = f"-{float_info.max!r} <= (s := {{}}) <= {float_info.max!r}"


class Compiler(Visitor[Source]):
    """Compiles trees to a function that evaluates them.

    ``slots`` are the places of the caller's values, and ``bounds`` what is known of them before;
    ``definitions`` are the formulas of facts, and what is assumed of inputs that nobody gave.
    """

    def __init__(
        self,
        slots: Mapping[str, int],
        definitions: Mapping[str, Node],
        bounds: Mapping[str, Bounds] | None = None,
    ) -> None:
        self.statements: list[str] = []
        self.slots = slots
        self.definitions = definitions
        self.bounds = bounds or {}
        self._namespace = Namespace(BUILTINS)
        self._variables: dict[Node, Source] = {}
        self._given: dict[str, Source] = {}
        self._plain: set[str] = set()

    def compile(self, trees: Iterable[Node], before: Iterable[Node] = ()) -> CompiledFunction:
        """One function of the values by slot that evaluates these trees, in this order.

        What trees ``before`` them share with them is worked out first, so that none nests deeply.
        """
        for tree in before:
            self.variable(tree)
        results = "".join(f"{self.variable(tree)}, " for tree in trees)
        return self._namespace.function("given", [*self.statements, f"return ({results})"])

    def variable(self, node: Node) -> Source:
        """The variable or constant that holds a tree."""
        if node not in self._variables:
            source = self.visit(node)
            self._variables[node] = source if source in self._plain else self._assigned(source)
        return self._variables[node]

    def is_known(self, node: Node) -> bool:
        """Whether a tree has a value whatever the caller says."""
        return self.variable(node).is_known

    def constant(self, value: Any) -> Source:
        """A value in the source: as a literal, or by the name of one beside it."""
        is_literal = value.__class__ in LITERALS and (value is UNKNOWN or isfinite(value))
        text = repr(value) if is_literal else self._namespace.name(value)
        return self._as_plain(Source(text, bounds_of(value)))

    def given(self, name: str) -> Source:
        """The variable that holds what the caller said of a name."""
        if name not in self._given:
            value = Source(f"given[{self.slots[name]}]", self.bounds.get(name, UNSURE))
            self._given[name] = self._assigned(value)
        return self._given[name]

    def _assigned(self, source: Source) -> Source:
        variable = f"v{len(self.statements)}"
        self.statements.append(f"{variable} = {source}")
        return self._as_plain(Source(variable, source.bounds))

    def _as_plain(self, source: Source) -> Source:
        self._plain.add(source)
        return source

    def visit_constant(self, node: Constant) -> Source:
        return self.constant(node.value)

    def visit_unknown(self, node: Unknown) -> Source:
        return self.constant(UNKNOWN)

    def visit_name(self, node: Name) -> Source:
        if node.name not in self.slots:
            return self.variable(self.definitions[node.name])
        given = self.given(node.name)
        if node.name not in self.definitions or given.is_known:
            return given
        assumed = self.variable(self.definitions[node.name])
        bounds = first_number(given.bounds, assumed.bounds)
        return Source(f"{given} if {given} is not None else {assumed}", bounds)

    def visit_lookup(self, node: Lookup) -> Source:
        by, values = self.variable(node.by), dict(node.table)
        table, otherwise = self.constant(values), self.constant(node.otherwise)
        possible = map(bounds_of, (*values.values(), node.otherwise))
        low, high, may_lack = reduce(either_number, possible)
        found = if_known([by], f"{table}.get({by}, {otherwise})")
        return Source(found, (low, high, may_lack or not by.is_known))

    def visit_negative(self, node: Negative) -> Source:
        operand = self.variable(node.operand)
        return Source(if_known([operand], f"-{operand}"), negative(operand.bounds))

    def visit_arithmetic(self, node: Arithmetic) -> Source:
        operands = self.variable(node.left), self.variable(node.right)
        value = node.operator.join((f"{operands[0]} ", f" {operands[1]}"))
        bounds = _result(node.operator, *(each.bounds for each in operands))
        if not _result(node.operator, *((*each.bounds[:2], False) for each in operands))[2]:
            return Source(if_known(operands, value), bounds)
        known = [f"{each} is not None" for each in unsure(operands)]
        divides = [f"{operands[1]} != 0"] if node.operator == "/" else []
        tests = " and ".join([*known, *divides, FINITE.format(value)])
        return Source(f"s if {tests} else None", bounds)

    def visit_call(self, node: Call) -> Source:
        function = FUNCTIONS[node.function]
        if function.most is None and len(node.arguments) > MAX_IN_STATEMENT:
            first, second = (Call(function.name, half) for half in halves(node.arguments))
            return self.visit_call(Call(function.name, (first, second)))
        sources = function.sources(node.arguments, self.variable)
        bounds = [each.bounds if isinstance(each, Source) else digits(node) for each in sources]
        return Source(function.python(sources), function.interval[Kind.NUMBER](*bounds))

    def visit_comparison(self, node: Comparison) -> Source:
        if node.is_tolerant:
            return self.visit(exact(node))
        left, right = self.variable(node.left), self.variable(node.right)
        return truth((left, right), f"{left} {node.operator} {right}")

    def visit_among(self, node: Among) -> Source:
        if node.is_tolerant:
            return self.visit(exact(node))
        item = self.variable(node.item)
        options = self.constant(frozenset(option.value for option in node.options))
        return truth([item], f"{item} in {options}")

    def visit_within(self, node: Within) -> Source:
        item, container = self.variable(node.item), self.variable(node.list)
        return truth((item, container), f"{item} in {container}")

    def visit_known(self, node: Known) -> Source:
        name = node.name.name
        value = self.given(name) if name in self.slots else self.variable(node.name)
        return self.constant(True) if value.is_known else Source(f"{value} is not None", SURE)

    def visit_not(self, node: Not) -> Source:
        operand = self.variable(node.operand)
        return truth([operand], f"(not {operand})")

    def visit_and(self, node: And) -> Source:
        return _joined(AND, [self.variable(part) for part in node.parts])

    def visit_or(self, node: Or) -> Source:
        return _joined(OR, [self.variable(part) for part in node.parts])

    def visit_choice(self, node: Choice) -> Source:
        condition = self.variable(node.condition)
        then, otherwise = self.variable(node.then), self.variable(node.otherwise)
        low, high, unknown = either_number(then.bounds, otherwise.bounds)
        if condition.is_known:
            return Source(f"{then} if {condition} else {otherwise}", (low, high, unknown))
        source = f"{then} if {condition} else None if {condition} is None else {otherwise}"
        return Source(source, (low, high, True))


def _result(operator: str, left: Bounds, right: Bounds) -> Bounds:
    result: Bounds = ARITHMETIC[operator](left, right)
    return result


def _joined(joiner: str, parts: Sequence[Source]) -> Source:
    """Kleene's ``and`` and ``or``: a decisive part decides, else an unknown one hides it.

    Python's own decide alike if at most the last part may be unknown.
    """
    maybe = unsure(parts)
    sure = [part for part in dict.fromkeys(parts) if part.is_known]
    last = [_undecided(joiner, maybe)] if len(maybe) > 1 else maybe
    return Source(joiner.join([*sure, *last]), UNSURE if maybe else SURE)


def _undecided(joiner: str, parts: Sequence[str]) -> str:
    """All of these may be unknown."""
    if joiner == AND:
        decided = " or ".join(f"{part} is False" for part in parts)
        return f"(False if {decided} else {AND.join(parts)})"
    unknown = " or ".join(f"{part} is None" for part in parts)
    return f"(True if {OR.join(parts)} else None if {unknown} else False)"
