"""A condition with its negations pushed inward, so that only comparisons are ever denied."""

from __future__ import annotations

from dataclasses import replace

from joinwise.expressions.ast import And, Choice, Comparison, Node, Not, Or

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def normal(node: Node) -> Node:
    """The same condition; equal in all three truth values."""
    match node:
        case Not(operand):
            return denied(operand)
        case And(parts):
            return And(tuple(normal(part) for part in parts), node.at)
        case Or(parts):
            return Or(tuple(normal(part) for part in parts), node.at)
        case Choice():
            return _chosen(node, normal(node.then), normal(node.otherwise))
    return node


def denied(node: Node) -> Node:
    """The opposite of a condition, in the same form."""
    match node:
        case Not(operand):
            return normal(operand)
        case And(parts):
            return Or(tuple(denied(part) for part in parts), node.at)
        case Or(parts):
            return And(tuple(denied(part) for part in parts), node.at)
        case Choice():
            return _chosen(node, denied(node.then), denied(node.otherwise))
        case Comparison(operator):
            return replace(node, operator=OPPOSITE[operator])
    return Not(node, node.at)


def _chosen(node: Choice, then: Node, otherwise: Node) -> Choice:
    return Choice(then, normal(node.condition), otherwise, node.at)
