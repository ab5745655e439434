"""Trees as one fast Python function.

Every distinct subtree becomes one statement that sets one local variable, so that what two
formulas share is evaluated once. Names and constants of rule files never become part of the source:
they stand beside it, in a namespace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from sys import float_info
from typing import Any

from joinwise.domain.values import Value
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
from joinwise.expressions.functions import BUILTINS, FUNCTIONS
from joinwise.expressions.namespace import Namespace
from joinwise.expressions.visitor import Visitor

CompiledFunction = Callable[[Sequence[Value]], tuple[Value, ...]]
"""From values by slot, None if unknown, to the values of trees."""

MAX_IN_STATEMENT = 100
"""Arguments in one statement; Python compiles no more than some thousand nested in each other."""

FINITE = f"-{float_info.max!r} <= (s := {{}}) <= {float_info.max!r}"


class Compiler(Visitor[str]):
    """Compiles trees to a function that evaluates them.

    ``slots`` are the places of the caller's values; ``definitions`` are the formulas of facts, and
    what is assumed of inputs that nobody gave.
    """

    def __init__(self, slots: Mapping[str, int], definitions: Mapping[str, Node]) -> None:
        self.statements: list[str] = []
        self.slots = slots
        self.definitions = definitions
        self._namespace = Namespace(BUILTINS)
        self._variables: dict[Node, str] = {}

    def compile(self, trees: Iterable[Node], before: Iterable[Node] = ()) -> CompiledFunction:
        """One function of the values by slot that evaluates these trees, in this order.

        What trees ``before`` them share with them is worked out first, so that none nests deeply.
        """
        for tree in before:
            self.variable(tree)
        results = "".join(f"{self.variable(tree)}, " for tree in trees)
        return self._namespace.function("given", [*self.statements, f"return ({results})"])

    def variable(self, node: Node) -> str:
        """The variable that holds a tree."""
        if node not in self._variables:
            source = self.visit(node)
            variable = self._variables[node] = f"v{len(self._variables)}"
            self.statements.append(f"{variable} = {source}")
        return self._variables[node]

    def constant(self, value: Any) -> str:
        """The name of a value beside the source."""
        return self._namespace.name(value)

    def visit_constant(self, node: Constant) -> str:
        return self.constant(node.value)

    def visit_unknown(self, node: Unknown) -> str:
        return "None"

    def visit_name(self, node: Name) -> str:
        if node.name not in self.slots:
            return self.variable(self.definitions[node.name])
        given = f"given[{self.slots[node.name]}]"
        if node.name not in self.definitions:
            return given
        assumed = self.variable(self.definitions[node.name])
        return f"s if (s := {given}) is not None else {assumed}"

    def visit_lookup(self, node: Lookup) -> str:
        by = self.variable(node.by)
        table, otherwise = self.constant(dict(node.table)), self.constant(node.otherwise)
        return f"{table}.get({by}, {otherwise}) if {by} is not None else None"

    def visit_negative(self, node: Negative) -> str:
        operand = self.variable(node.operand)
        return f"-{operand} if {operand} is not None else None"

    def visit_arithmetic(self, node: Arithmetic) -> str:
        left, right = self.variable(node.left), self.variable(node.right)
        known = f"{left} is not None and {right} is not None"
        divides = f" and {right} != 0" if node.operator == "/" else ""
        finite = FINITE.format(f"{left} {node.operator} {right}")
        return f"s if {known}{divides} and {finite} else None"

    def visit_call(self, node: Call) -> str:
        function = FUNCTIONS[node.function]
        if function.most is None and len(node.arguments) > MAX_IN_STATEMENT:
            first, second = (Call(function.name, half) for half in halves(node.arguments))
            return self.visit_call(Call(function.name, (first, second)))
        return function.python(function.sources(node.arguments, self.variable))

    def visit_comparison(self, node: Comparison) -> str:
        if node.is_tolerant:
            return self.visit(exact(node))
        left, right = self.variable(node.left), self.variable(node.right)
        known = f"{left} is not None and {right} is not None"
        return f"{left} {node.operator} {right} if {known} else None"

    def visit_among(self, node: Among) -> str:
        if node.is_tolerant:
            return self.visit(exact(node))
        item = self.variable(node.item)
        options = self.constant(frozenset(option.value for option in node.options))
        return f"{item} in {options} if {item} is not None else None"

    def visit_within(self, node: Within) -> str:
        item, container = self.variable(node.item), self.variable(node.list)
        known = f"{item} is not None and {container} is not None"
        return f"{item} in {container} if {known} else None"

    def visit_known(self, node: Known) -> str:
        slot = self.slots.get(node.name.name)
        value = self.variable(node.name) if slot is None else f"given[{slot}]"
        return f"{value} is not None"

    def visit_not(self, node: Not) -> str:
        operand = self.variable(node.operand)
        return f"None if {operand} is None else not {operand}"

    def visit_and(self, node: And) -> str:
        return self._joined([self.variable(part) for part in node.parts], "False", "True")

    def visit_or(self, node: Or) -> str:
        return self._joined([self.variable(part) for part in node.parts], "True", "False")

    def _joined(self, parts: list[str], decisive: str, otherwise: str) -> str:
        """Kleene's ``and`` and ``or``: a decisive part decides, else an unknown one hides it."""
        decided = " or ".join(f"{part} is {decisive}" for part in parts)
        unknown = " or ".join(f"{part} is None" for part in parts)
        return f"{decisive} if {decided} else None if {unknown} else {otherwise}"

    def visit_choice(self, node: Choice) -> str:
        condition = self.variable(node.condition)
        then, otherwise = self.variable(node.then), self.variable(node.otherwise)
        return f"{then} if {condition} else None if {condition} is None else {otherwise}"
