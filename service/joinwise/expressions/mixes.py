"""``one + weight * (other - one)``: a value between two, nearer to one or the other."""

from __future__ import annotations

from dataclasses import dataclass

from joinwise.expressions.ast import Arithmetic, Node


@dataclass(frozen=True, slots=True)
class Mix:
    """A weight of 0 gives the one, of 1 the other."""

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
