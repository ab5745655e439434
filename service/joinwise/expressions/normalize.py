"""The negation normal form of a condition: only what is not made of conditions is negated."""

from __future__ import annotations

from dataclasses import replace

from joinwise.expressions.ast import And, Choice, Comparison, Node, Not, Or

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def normalize(node: Node) -> Node:
    """The same condition in that form; true, false and unknown for the same candidates."""
    match node:
        case Not(operand):
            return negate(operand)
        case And(parts):
            return And(tuple(normalize(part) for part in parts), node.at)
        case Or(parts):
            return Or(tuple(normalize(part) for part in parts), node.at)
        case Choice():
            return _chosen(node, normalize(node.then), normalize(node.otherwise))
    return node


def negate(node: Node) -> Node:
    """The negation of a condition, in that form."""
    match node:
        case Not(operand):
            return normalize(operand)
        case And(parts):
            return Or(tuple(negate(part) for part in parts), node.at)
        case Or(parts):
            return And(tuple(negate(part) for part in parts), node.at)
        case Choice():
            return _chosen(node, negate(node.then), negate(node.otherwise))
        case Comparison(operator):
            return replace(node, operator=OPPOSITE[operator])
    return Not(node, node.at)


def _chosen(node: Choice, then: Node, otherwise: Node) -> Choice:
    return Choice(then, normalize(node.condition), otherwise, node.at)
