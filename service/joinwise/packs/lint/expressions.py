"""Expressions that cannot be meant as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from joinwise.domain.values import Scalar
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
    Unknown,
    Within,
)
from joinwise.expressions.printer import literal
from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, warning
from joinwise.suggestions import nearest


@warning("division-by-zero")
def division_by_zero(source: SourceMap) -> Iterator[Finding]:
    for expression in source.expressions:
        for node in expression.nodes:
            match node:
                case Arithmetic("/", _, Constant(value=0) | Negative(Constant(value=0))):
                    message = "a division by zero is always unknown"
                    yield Finding(expression.entry, message, expression.key, node.at[0])


@warning("compared-with-unknown")
def compared_with_unknown(source: SourceMap) -> Iterator[Finding]:
    for expression in source.expressions:
        for node in expression.nodes:
            match node:
                case Comparison(_, Unknown() as unknown, side) | Comparison(
                    _, side, Unknown() as unknown
                ):
                    message = f"a comparison with unknown is always unknown{_asked(side)}"
                    yield Finding(expression.entry, message, expression.key, unknown.at[0])


def _asked(side: Node) -> str:
    return f'; write "{side.name} is unknown"' if isinstance(side, Name) else ""


@warning("impossible-value")
def impossible_value(source: SourceMap) -> Iterator[Finding]:
    """A comparison with a value that an input never has."""
    for expression in source.expressions:
        for node in expression.nodes:
            for name, value, at in _compared(node):
                input = source.known_inputs.get(name)
                values = input.values if input else ()
                if values and isinstance(value, str) and value not in values:
                    message = f"{name} is never {literal(value)}{nearest(str(value), values)}"
                    yield Finding(expression.entry, message, expression.key, at[0])


def _compared(node: Node) -> Iterator[tuple[str, Scalar | tuple[str, ...], Span]]:
    """The values that a name is compared with, and where each is written."""
    match node:
        case Comparison("==" | "!=", Name(name), Constant() as constant):
            yield name, constant.value, constant.at
        case Comparison("==" | "!=", Constant() as constant, Name(name)):
            yield name, constant.value, constant.at
        case Among(Name(name), options):
            yield from ((name, option.value, option.at) for option in options)
        case Within(Constant() as constant, Name(name)):
            yield name, constant.value, constant.at
        case Lookup(by, table):
            yield from ((by.name, key, by.at) for key, _ in table)
