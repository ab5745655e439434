"""Formulas of which more is known than of their parts: a value between two, a part of a whole."""

from __future__ import annotations

from dataclasses import dataclass

from joinwise.expressions.ast import Arithmetic, Node


@dataclass(frozen=True, slots=True)
class Mix:
    """``one + weight * (other - one)``: a weight of 0 gives the one, of 1 the other."""

    one: Node
    other: Node
    weight: Node


def mix_of(node: Node) -> Mix | None:
    """The parts of a mix, None of any other tree."""
    match node:
        case Arithmetic("+", one, Arithmetic("*", weight, Arithmetic("-", other, again))):
            return Mix(one, other, weight) if one == again else None
        case Arithmetic("+", one, Arithmetic("*", Arithmetic("-", other, again), weight)):
            return Mix(one, other, weight) if one == again else None
    return None


def rest_of_whole(node: Arithmetic) -> Node | None:
    """Of ``part / (part + rest)``, in whichever order they are added: the rest, else None."""
    match node:
        case Arithmetic("/", part, Arithmetic("+", one, other)):
            return other if one == part else one if other == part else None
    return None
