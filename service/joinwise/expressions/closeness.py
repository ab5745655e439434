"""When computed numbers count as equal: as people reckon, not as binary fractions fall.

0.1 + 0.2 is 0.30000000000000004 as a double, and people say that it reaches 0.3. So where something
is added, subtracted, multiplied or divided, two numbers count as equal if they differ by at most
1e-9, or by one part in 10^12 if that is more. What a caller gave and what a rule says are compared
exactly.

``tolerant`` marks such comparisons when a pack is read. ``exact`` puts a marked one in terms of
exact ones, so that every reading of a tree (Python, durable_rules, intervals, a solver) decides
alike.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from math import copysign, inf, isclose
from struct import pack, unpack
from typing import Any

from joinwise.expressions.ast import (
    MIRRORED,
    Among,
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Name,
    Negative,
    Node,
    Not,
    Or,
    number,
    rebuilt,
)
from joinwise.expressions.functions import FUNCTIONS

ABSOLUTE, RELATIVE = 1e-9, 1e-12


def is_computed(node: Node, computed: Collection[str]) -> bool:
    """Whether a number comes of arithmetic; ``computed`` names the facts and inputs that do."""
    match node:
        case Arithmetic():
            return True
        case Name(name):
            return name in computed
        case Negative(operand):
            return is_computed(operand, computed)
        case Call(function, arguments):
            computes = any(is_computed(argument, computed) for argument in arguments)
            return computes and not FUNCTIONS[function].is_rounding
        case Choice(then=then, otherwise=otherwise):
            return is_computed(then, computed) or is_computed(otherwise, computed)
    return False


def tolerant(node: Node, computed: Collection[str]) -> Node:
    """The same tree, in which comparisons of what is computed are marked."""
    whole = rebuilt(node, partial(tolerant, computed=computed))
    if isinstance(whole, Comparison | Among):
        is_tolerant = any(is_computed(side, computed) for side in _sides(whole))
        return replace(whole, is_tolerant=True) if is_tolerant else whole
    return whole


def _sides(node: Comparison | Among) -> tuple[Node, ...]:
    return (node.item,) if isinstance(node, Among) else (node.left, node.right)


def without_tolerance(node: Node) -> Node:
    """The same tree, in terms of exact comparisons alone."""
    whole = rebuilt(node, without_tolerance)
    if isinstance(whole, Comparison | Among) and whole.is_tolerant:
        return exact(whole)
    return whole


def exact(node: Comparison | Among) -> Node:
    """A marked comparison as exact ones."""
    if isinstance(node, Among):
        return Or(tuple(_against(node.item, "==", option.value) for option in node.options))
    left, right = _constant(node.left), _constant(node.right)
    if right is not None:
        return _against(node.left, node.operator, right)
    if left is not None:
        return _against(node.right, MIRRORED[node.operator], left)
    return _between(node.operator, node.left, node.right)


def _constant(node: Node) -> float | None:
    match node:
        case Constant(float() as value):
            return value
        case Negative(Constant(float() as value)):
            return -value
    return None


def _against(node: Node, operator: str, value: Any) -> Node:
    least, greatest = map(number, edges(value))
    match operator:
        case "<" | ">=":
            return Comparison(operator, node, least)
        case ">" | "<=":
            return Comparison(operator, node, greatest)
        case "==":
            return And((Comparison(">=", node, least), Comparison("<=", node, greatest)))
    return Or((Comparison("<", node, least), Comparison(">", node, greatest)))


def edges(value: float) -> tuple[float, float]:
    """The least and the greatest double that count as equal to a number."""
    return _edge(value, -inf), _edge(value, inf)


def _edge(value: float, towards: float) -> float:
    """By halving: around zero too many doubles lie between two to go from one to the next."""
    beyond = value + copysign(2 * max(ABSOLUTE, RELATIVE * abs(value)), towards)
    near, far = _rank(value), _rank(beyond)
    while abs(far - near) > 1:
        middle = (near + far) // 2
        near, far = (middle, far) if _is_close(_double(middle), value) else (near, middle)
    return _double(near)


def _rank(value: float) -> int:
    """Doubles in their order are whole numbers in theirs; zero is 0."""
    (bits,) = unpack("<Q", pack("<d", abs(value)))
    return -int(bits) if value < 0 else int(bits)


def _double(rank: int) -> float:
    (value,) = unpack("<d", pack("<Q", abs(rank)))
    return copysign(value, rank)


def _is_close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def _between(operator: str, left: Node, right: Node) -> Node:
    below, above = _less(left, right), _less(right, left)
    match operator:
        case "<":
            return below
        case ">":
            return above
        case "<=":
            return Not(above)
        case ">=":
            return Not(below)
        case "!=":
            return Or((below, above))
    return And((Not(below), Not(above)))


def _less(left: Node, right: Node) -> Node:
    """Whether a number is less than another by more than the tolerance."""
    larger = Call("max", (Call("abs", (left,)), Call("abs", (right,))))
    margin = Call("max", (number(ABSOLUTE), Arithmetic("*", number(RELATIVE), larger)))
    return Comparison("<", left, Arithmetic("-", right, margin))
