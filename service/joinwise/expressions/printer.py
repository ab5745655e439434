"""A tree as a text of the rule language, with no more brackets than it needs."""

from __future__ import annotations

from collections.abc import Mapping

from joinwise.domain.days import iso_date
from joinwise.domain.units import digits
from joinwise.domain.values import Scalar
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
from joinwise.expressions.dates import dated_values
from joinwise.expressions.said import SAID, said
from joinwise.expressions.visitor import Visitor

CHOICE, OR, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY = range(8)
BINDING = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}


def to_text(node: Node, is_long: bool = False) -> str:
    """The text of a tree; parsing it gives the tree again.

    ``is_long``: nothing is put more shortly than the tree itself.
    """
    return _Printer(is_long).visit(node)[0]


def literal(value: Scalar | tuple[str, ...]) -> str:
    """A constant as it is written: numbers without an exponent, texts in quotes."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"'{value}'" if '"' in value else f'"{value}"'
        case tuple():
            return f"[{', '.join(map(literal, value))}]"
    return digits(value)


class _Printer(Visitor[tuple[str, int]]):
    """The text of a node, with how tightly it binds."""

    def __init__(self, is_long: bool) -> None:
        self.is_long = is_long

    def inside(self, node: Node, binding: int) -> str:
        text, own = self.visit(node)
        return text if own >= binding else f"({text})"

    def visit_constant(self, node: Constant) -> tuple[str, int]:
        return literal(node.value), UNARY

    def visit_unknown(self, node: Unknown) -> tuple[str, int]:
        return "unknown", UNARY

    def visit_name(self, node: Name) -> tuple[str, int]:
        return node.name, UNARY

    def visit_lookup(self, node: Lookup) -> tuple[str, int]:
        return self._lookup(node.by.name, dict(node.table), node.otherwise), UNARY

    def _lookup(self, by: str, table: Mapping[str, Scalar], otherwise: Scalar | None) -> str:
        rows = [f"{literal(key)}: {literal(value)}" for key, value in table.items()]
        rows += [] if otherwise is None else [f"else: {literal(otherwise)}"]
        return f"{by} -> {{{', '.join(rows)}}}"

    def visit_negative(self, node: Negative) -> tuple[str, int]:
        return f"-{self.inside(node.operand, UNARY)}", UNARY

    def visit_arithmetic(self, node: Arithmetic) -> tuple[str, int]:
        binding = BINDING[node.operator]
        left, right = self.inside(node.left, binding), self.inside(node.right, binding + 1)
        return f"{left} {node.operator} {right}", binding

    def visit_call(self, node: Call) -> tuple[str, int]:
        arguments = ", ".join(self.inside(argument, CHOICE) for argument in node.arguments)
        return f"{node.function}({arguments})", UNARY

    def visit_comparison(self, node: Comparison) -> tuple[str, int]:
        left, right = self.inside(node.left, SUM), self.inside(node.right, SUM)
        match node:
            case Comparison(left=Name("as_of"), right=Constant(float() as day)):
                right = iso_date(day)
        return f"{left} {node.operator} {right}", COMPARISON

    def visit_among(self, node: Among, word: str = "in") -> tuple[str, int]:
        options = ", ".join(literal(option.value) for option in node.options)
        return f"{self.inside(node.item, SUM)} {word} [{options}]", COMPARISON

    def visit_within(self, node: Within, word: str = "in") -> tuple[str, int]:
        return f"{self.inside(node.item, SUM)} {word} {node.list.name}", COMPARISON

    def visit_known(self, node: Known, word: str = "known") -> tuple[str, int]:
        return f"{node.name.name} is {word}", COMPARISON

    def visit_not(self, node: Not) -> tuple[str, int]:
        match node.operand:
            case Among() as among:
                return self.visit_among(among, "not in")
            case Within() as within:
                return self.visit_within(within, "not in")
            case Known() as known:
                return self.visit_known(known, "unknown")
        return f"not {self.inside(node.operand, NOT)}", NOT

    def visit_and(self, node: And) -> tuple[str, int]:
        return " and ".join(self.inside(part, NOT) for part in node.parts), AND

    def visit_or(self, node: Or) -> tuple[str, int]:
        return " or ".join(self.inside(part, AND) for part in node.parts), OR

    def visit_choice(self, node: Choice) -> tuple[str, int]:
        if dated := dated_values(node):
            return self._lookup("date", dated.by_date, dated.otherwise), UNARY
        if (name := said(node)) and not self.is_long:
            return f"{SAID}({name.name}, {self.inside(node.otherwise, CHOICE)})", UNARY
        then, condition = self.inside(node.then, OR), self.inside(node.condition, OR)
        return f"{then} if {condition} else {self.inside(node.otherwise, CHOICE)}", CHOICE
