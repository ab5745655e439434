"""What is meant where something is of another kind than it must be."""

from __future__ import annotations

from collections.abc import Iterable

from joinwise.domain.values import Kind
from joinwise.expressions.ast import Constant, Name, Node
from joinwise.expressions.printer import literal, to_text

LONGEST = 60
"""Characters of a part that is quoted."""


def slip_of_kind(node: Node, kind: Kind, wanted: Kind) -> str:
    """What to write instead; empty if that is not known."""
    text = to_text(node)
    if len(text) > LONGEST:
        return ""
    if wanted is Kind.BOOLEAN and kind is Kind.NUMBER and isinstance(node, Name):
        return f"; compare it, as in {text} > 0"
    if wanted is Kind.BOOLEAN and kind is Kind.TEXT and isinstance(node, Constant):
        return "; take the quotes away around the condition"
    if wanted is Kind.BOOLEAN and kind is Kind.LIST:
        return f'; write "..." in {text}'
    if wanted is Kind.NUMBER and kind is Kind.BOOLEAN and isinstance(node, Name):
        return f"; write (1 if {text} else 0)"
    return ""


def slip_of_list(node: Node, compared: Iterable[Node]) -> str:
    """What to write instead of comparing a list with a text."""
    texts = [each.value for each in compared if isinstance(each, Constant)]
    if isinstance(node, Name) and texts and isinstance(texts[0], str):
        return f"; write {literal(texts[0])} in {node.name}"
    return ""
