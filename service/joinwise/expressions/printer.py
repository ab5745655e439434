"""A tree as a text of the rule language, with no more brackets than it needs."""

from __future__ import annotations

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
    Reading,
    Within,
)

CHOICE, OR, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY = range(8)
BINDING = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}


def printed(node: Node) -> str:
    """The text of a tree; parsing it gives the tree again."""
    return _Printing().read(node)[0]


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


class _Printing(Reading[tuple[str, int]]):
    """The text of a node, with how tightly it binds."""

    def inside(self, node: Node, binding: int) -> str:
        text, found = self.read(node)
        return text if found >= binding else f"({text})"

    def read_constant(self, node: Constant) -> tuple[str, int]:
        return literal(node.value), UNARY

    def read_name(self, node: Name) -> tuple[str, int]:
        return node.name, UNARY

    def read_lookup(self, node: Lookup) -> tuple[str, int]:
        rows = [f"{literal(key)}: {literal(value)}" for key, value in node.table]
        rows += [] if node.otherwise is None else [f"else: {literal(node.otherwise)}"]
        return f"{node.by.name} -> {{{', '.join(rows)}}}", UNARY

    def read_negative(self, node: Negative) -> tuple[str, int]:
        return f"-{self.inside(node.operand, UNARY)}", UNARY

    def read_arithmetic(self, node: Arithmetic) -> tuple[str, int]:
        binding = BINDING[node.operator]
        left, right = self.inside(node.left, binding), self.inside(node.right, binding + 1)
        return f"{left} {node.operator} {right}", binding

    def read_call(self, node: Call) -> tuple[str, int]:
        arguments = ", ".join(self.inside(each, CHOICE) for each in node.arguments)
        return f"{node.function}({arguments})", UNARY

    def read_comparison(self, node: Comparison) -> tuple[str, int]:
        left, right = self.inside(node.left, SUM), self.inside(node.right, SUM)
        return f"{left} {node.operator} {right}", COMPARISON

    def read_among(self, node: Among, word: str = "in") -> tuple[str, int]:
        options = ", ".join(literal(each.value) for each in node.options)
        return f"{self.inside(node.item, SUM)} {word} [{options}]", COMPARISON

    def read_within(self, node: Within, word: str = "in") -> tuple[str, int]:
        return f"{self.inside(node.item, SUM)} {word} {node.list.name}", COMPARISON

    def read_known(self, node: Known, word: str = "known") -> tuple[str, int]:
        return f"{node.name.name} is {word}", COMPARISON

    def read_not(self, node: Not) -> tuple[str, int]:
        match node.operand:
            case Among() as among:
                return self.read_among(among, "not in")
            case Within() as within:
                return self.read_within(within, "not in")
            case Known() as known:
                return self.read_known(known, "unknown")
        return f"not {self.inside(node.operand, NOT)}", NOT

    def read_and(self, node: And) -> tuple[str, int]:
        return " and ".join(self.inside(each, NOT) for each in node.parts), AND

    def read_or(self, node: Or) -> tuple[str, int]:
        return " or ".join(self.inside(each, AND) for each in node.parts), OR

    def read_choice(self, node: Choice) -> tuple[str, int]:
        then, condition = self.inside(node.then, OR), self.inside(node.condition, OR)
        return f"{then} if {condition} else {self.inside(node.otherwise, CHOICE)}", CHOICE
