"""The values of an input that are worth trying, in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from joinwise.domain.grids import grid_of
from joinwise.domain.values import Kind, Value
from joinwise.explain.outlook import PossibleAdvice
from joinwise.explain.turning import Turns
from joinwise.expressions.intervals import FALSE, TRUE, Possible
from joinwise.packs.model import Question


@dataclass(frozen=True, slots=True)
class Trials:
    """``values`` of one kind; numbers rise or fall."""

    kind: Kind
    values: Sequence[Value]

    def possible(self, first: int, last: int) -> Possible:
        """What the input may be while it is any of these; nothing where no range holds them."""
        one, other = self.values[first], self.values[last]
        match self.kind:
            case Kind.NUMBER:
                return (one, other, False) if one <= other else (other, one, False)  # type: ignore[operator]
            case Kind.TEXT:
                return frozenset(self.values[first : last + 1])
            case Kind.BOOLEAN:
                return sum(TRUE if each else FALSE for each in self.values[first : last + 1])
        return one if first == last else None


def turning(
    possible: Callable[[int, int], Possible], may: PossibleAdvice, recommendation: str
) -> Turns:
    """Whether the recommendation becomes another, by what an input may be at each stretch."""

    def turns(first: int, last: int) -> bool | None:
        tried = possible(first, last)
        if tried is None:
            return None
        found = may(tried)
        return None if len(found) > 1 else recommendation not in found

    return turns


def trials_of(question: Question) -> Trials:
    """A number's grid; true and false; each text; lists of one."""
    input = question.input
    match input.kind:
        case Kind.NUMBER:
            values: Sequence[Value] = tuple(grid_of(input, question.range, question.step).values())
        case Kind.BOOLEAN:
            values = (False, True)
        case Kind.TEXT:
            values = input.values
        case Kind.LIST:
            values = tuple((each,) for each in input.values)
    return Trials(input.kind, values)
