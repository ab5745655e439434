"""A tree as a sentence in plain English."""

from __future__ import annotations

from collections.abc import Callable

from joinwise.domain.catalogue import INPUTS, OWN
from joinwise.domain.units import ENGLISH, Unit, ValueFormat
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
)
from joinwise.expressions.functions import FUNCTIONS, listed
from joinwise.expressions.said import said
from joinwise.expressions.visitor import Visitor

COMPARED = {
    "==": "is",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}
WORKED = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}
COMPOUND = (And, Or, Choice)

UnitOf = Callable[[str], Unit]
"""The unit of a name."""

ClauseOf = Callable[[str], str | None]
"""What a name says if it is true, such as *its value is waning*; None if it has no clause."""


def no_clause(name: str) -> None:
    """For names that stand for themselves."""


def english(
    node: Node, unit: UnitOf, values: ValueFormat = ENGLISH, clause: ClauseOf = no_clause
) -> str:
    """The sentence for a tree; shares are shown as per cent."""
    return _EnglishWriter(unit, values, clause).visit(node)


class _EnglishWriter(Visitor[str]):
    def __init__(self, unit: UnitOf, values: ValueFormat, clause: ClauseOf) -> None:
        self.unit = unit
        self.values = values
        self.clause = clause

    def inside(self, node: Node) -> str:
        return f"({self.visit(node)})" if isinstance(node, COMPOUND) else self.visit(node)

    def operand(self, node: Node) -> str:
        plain = isinstance(node, Constant | Name | Call)
        return self.visit(node) if plain else f"({self.visit(node)})"

    def constant(self, value: Scalar | tuple[str, ...], beside: Node) -> str:
        if isinstance(value, tuple):
            return listed([text.replace("_", " ") for text in value], " and ")
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return value.replace("_", " ")
        if isinstance(beside, Name) and self.unit(beside.name).is_share:
            return f"{self.values.figure(value * 100)}%"
        return self.values.figure(value)

    def side(self, node: Node, beside: Node) -> str:
        return self.constant(node.value, beside) if isinstance(node, Constant) else self.visit(node)

    def truth(self, node: Node, is_true: bool) -> str:
        return self.inside(node) if is_true else f"it is not so that {self.inside(node)}"

    def visit_constant(self, node: Constant) -> str:
        return self.constant(node.value, node)

    def visit_unknown(self, node: Unknown) -> str:
        return "unknown"

    def visit_name(self, node: Name) -> str:
        if node.name in INPUTS:
            return INPUTS[node.name].label
        name = node.name.removeprefix(f"{OWN}.")
        return self.clause(node.name) or name.replace("_", " ")

    def visit_lookup(self, node: Lookup) -> str:
        rows = [
            f"{self.constant(value, node)} for {key.replace('_', ' ')}" for key, value in node.table
        ]
        rows += [] if node.otherwise is None else [f"else {self.constant(node.otherwise, node)}"]
        return f"by {self.visit(node.by)}: {', '.join(rows)}"

    def visit_negative(self, node: Negative) -> str:
        return f"minus {self.operand(node.operand)}"

    def visit_arithmetic(self, node: Arithmetic) -> str:
        left, right = self.operand(node.left), self.operand(node.right)
        return f"{left} {WORKED[node.operator]} {right}"

    def visit_call(self, node: Call) -> str:
        return FUNCTIONS[node.function].english(list(map(self.operand, node.arguments)))

    def visit_comparison(self, node: Comparison) -> str:
        match node.right:
            case Constant(bool() as value):
                return self.truth(node.left, value is (node.operator == "=="))
        left, right = self.side(node.left, node.right), self.side(node.right, node.left)
        return f"{left} {COMPARED[node.operator]} {right}"

    def visit_among(self, node: Among, verb: str = "is") -> str:
        options = [self.constant(option.value, node.item) for option in node.options]
        return f"{self.visit(node.item)} {verb} {listed(options, ' or ')}"

    def visit_within(self, node: Within, verb: str = "includes") -> str:
        return f"{self.visit(node.list)} {verb} {self.visit(node.item)}"

    def visit_known(self, node: Known, state: str = "known") -> str:
        return (
            f"it is {state} whether {self.visit(node.name)}"
            if self._is_flag(node.name)
            else (f"{self.visit(node.name)} is {state}")
        )

    def _is_flag(self, node: Node) -> bool:
        return (
            isinstance(node, Name)
            and node.name in INPUTS
            and INPUTS[node.name].kind is Kind.BOOLEAN
        )

    def visit_not(self, node: Not) -> str:
        match node.operand:
            case Among() as among:
                return self.visit_among(among, "is not")
            case Within() as within:
                return self.visit_within(within, "does not include")
            case Known() as known:
                return self.visit_known(known, "not known")
        return self.truth(node.operand, False)

    def visit_and(self, node: And) -> str:
        return " and ".join(self.inside(part) for part in node.parts)

    def visit_or(self, node: Or) -> str:
        return " or ".join(self.inside(part) for part in node.parts)

    def visit_choice(self, node: Choice) -> str:
        if name := said(node):
            return f"{self.visit(name)} ({self.inside(node.otherwise)} if not said)"
        then, otherwise = self.inside(node.then), self.inside(node.otherwise)
        return f"{then} if {self.inside(node.condition)}, else {otherwise}"
