"""The kinds of ``unknown``, each from where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from joinwise.domain.values import Kind
from joinwise.expressions.ast import (
    Among,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Negative,
    Node,
    Unknown,
    Within,
    rebuilt,
    walk,
)
from joinwise.expressions.functions import FUNCTIONS, Parameter
from joinwise.expressions.typecheck import TypeChecker


def with_kinds(node: Node, kind: Kind, known: Mapping[str, Kind]) -> Node:
    """The same tree of a kind, in which each ``unknown`` has its own; ``known`` are all names'."""
    if isinstance(node, Unknown):
        return replace(node, kind=kind)
    if not any(isinstance(part, Unknown) for part in walk(node)):
        return node
    below = partial(with_kinds, known=known)
    if isinstance(node, Choice):
        condition = below(node.condition, Kind.BOOLEAN)
        then, otherwise = below(node.then, kind), below(node.otherwise, kind)
        return Choice(then, condition, otherwise, node.at)
    return rebuilt(node, partial(below, kind=_kind_below(node, kind, known)))


def _kind_below(node: Node, kind: Kind, known: Mapping[str, Kind]) -> Kind:
    """The kind of what stands right below a node of some kind."""
    match node:
        case Arithmetic() | Negative():
            return Kind.NUMBER
        case Call(function):
            return kind if Parameter.ALIKE in FUNCTIONS[function].parameters else Kind.NUMBER
        case Comparison(left=left, right=right):
            return _common_kind((left, right), known)
        case Among(item, options):
            return _common_kind((item, *options), known)
        case Within():
            return Kind.TEXT
    return Kind.BOOLEAN


def _common_kind(nodes: tuple[Node, ...], known: Mapping[str, Kind]) -> Kind:
    """Of what is of one kind; if nothing says of which, any will do."""
    checker = TypeChecker(known)
    return next(filter(None, map(checker.visit, nodes)), Kind.NUMBER)
