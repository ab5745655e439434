"""What conditions turn on: parts, of which each goes up or down by steps.

A part is a condition that is not taken apart, with the states false, unknown and true; or the two
sides of comparisons, with a state for unknown and one for each place of the left side: below, on
and above each of the constants that it is compared with, or else the right side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import eq, ge, gt, itemgetter, le, lt, ne

from joinwise.domain.catalogue import REQUIRED, is_input
from joinwise.domain.values import Kind
from joinwise.expressions.ast import (
    Among,
    And,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Name,
    Node,
    Not,
    Or,
)
from joinwise.expressions.monotonicity import DOWN, EITHER, UP, Direction, Monotonicity
from joinwise.expressions.ranges import Ranges

FALSE, UNSURE, TRUE = 0, 1, 2
UNKNOWN = -1
HOLDS: Mapping[str, Callable[[int, int], bool]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip

Part = tuple[Node, Node | None]
"""A condition and None, or the sides of comparisons, the right one None if it is a constant."""

Step = tuple[int, int]
States = tuple[int, ...]
"""A state for each of some parts."""

Places = Mapping[Part, int]
"""Where among the states that of a part stands."""

Truth = Callable[[States], int]


@dataclass(frozen=True, slots=True)
class Steps:
    """The states of a part, and the single steps that it can take as the inputs grow."""

    states: tuple[int, ...]
    steps: tuple[Step, ...]


class Parts:
    """The parts of some conditions; ``direction_of`` tells which way a tree moves."""

    def __init__(
        self,
        conditions: Iterable[Node],
        definitions: Mapping[str, Node],
        direction_of: Monotonicity,
        ranges: Ranges,
    ) -> None:
        self._definitions = definitions
        self._direction_of = direction_of
        self._ranges = ranges
        self._limits: dict[Part, list[float]] = {}
        for node in conditions:
            for leaf in self._leaves(node):
                self._add(leaf)

    def of(self, condition: Node) -> frozenset[Part]:
        return frozenset(map(_part, self._leaves(condition)))

    def is_moving(self, part: Part) -> bool:
        return bool(self._direction(part))

    def steps(self, part: Part) -> Steps:
        if part not in self._limits:
            states = (FALSE, TRUE) if self._is_sure(part[0]) else (FALSE, UNSURE, TRUE)
            return _steps(states, (), self._direction(part))
        return _steps(self._places(part), (UNKNOWN,), self._direction(part))

    def truth(self, node: Node, places: Places) -> Truth:
        """How true a condition is, by the states of its parts."""
        node = self._opened(node)
        match node:
            case And(parts):
                return _picked(min, FALSE, [self.truth(part, places) for part in parts])
            case Or(parts):
                return _picked(max, TRUE, [self.truth(part, places) for part in parts])
            case Not(operand):
                denied = self.truth(operand, places)
                return lambda states: TRUE - denied(states)
            case Call(_, arguments):
                first, *others = [self.truth(argument, places) for argument in arguments]
                return lambda states: _first(states, (first, *others))
            case Choice(then, condition, otherwise):
                outcomes = {TRUE: self.truth(then, places), FALSE: self.truth(otherwise, places)}
                decides = self.truth(condition, places)
                return lambda states: outcomes.get(decides(states), _unsure)(states)
            case Constant(value):
                return lambda states: TRUE if value else FALSE
        return self._of_leaf(node, places)

    def _of_leaf(self, node: Node, places: Places) -> Truth:
        part = _part(node)
        place = places[part]
        if not isinstance(node, Comparison) or part not in self._limits:
            return itemgetter(place)
        holds, at = HOLDS[node.operator], 2 * self._limits[part].index(_limit(node)) + 1

        def compare(states: States) -> int:
            state = states[place]
            return UNSURE if state == UNKNOWN else TRUE if holds(state, at) else FALSE

        return compare

    def _opened(self, node: Node) -> Node:
        """The formula of a fact that may go either way, since its parts may tell more."""
        match node:
            case Name() if formula := self._formula(node):
                return self._opened(formula)
            case Comparison(_, Name() as left, Constant()) if formula := self._formula(left):
                return self._opened(replace(node, left=formula))
            case Comparison(_, Choice(then, condition, otherwise), Constant()):
                outcomes = replace(node, left=then), replace(node, left=otherwise)
                return Choice(outcomes[0], condition, outcomes[1])
        return node

    def _formula(self, name: Name) -> Node | None:
        """Of a fact that may go either way; an input is left as it is."""
        is_unclear = self._direction_of.visit(name) is EITHER and not is_input(name.name)
        return self._definitions.get(name.name) if is_unclear else None

    def _is_sure(self, node: Node) -> bool:
        """Whether a condition is never unknown."""
        match node:
            case Constant() | Known():
                return True
            case And(parts) | Or(parts):
                return all(map(self._is_sure, parts))
            case Call("coalesce", arguments):
                return any(map(self._is_sure, arguments))
            case Not(operand):
                return self._is_sure(operand)
            case Among(Name(name)):
                return name in REQUIRED
            case Name(name) if not is_input(name) and name in self._definitions:
                return self._is_sure(self._definitions[name])
        return False

    def _leaves(self, node: Node) -> Iterator[Node]:
        node = self._opened(node)
        match node:
            case And(parts) | Or(parts) | Call("coalesce", parts):
                for part in parts:
                    yield from self._leaves(part)
            case Not(operand):
                yield from self._leaves(operand)
            case Choice(then, condition, otherwise):
                for part in (then, condition, otherwise):
                    yield from self._leaves(part)
            case Constant():
                return
            case _:
                yield node

    def _add(self, leaf: Node) -> None:
        if isinstance(leaf, Comparison) and _is_of_numbers(leaf):
            limits = self._limits.setdefault(_part(leaf), [])
            if _limit(leaf) not in limits:
                limits.append(_limit(leaf))
                limits.sort()

    def _direction(self, part: Part) -> Direction:
        left, right = part
        if part in self._limits and right is not None:
            return self._direction_of.visit(Comparison(">", left, right))
        return self._direction_of.visit(left)

    def _places(self, part: Part) -> tuple[int, ...]:
        """The places that the left side can have; numbers that are out of its range it has not."""
        limits, (left, right) = self._limits[part], part
        places = range(2 * len(limits) + 1)
        if right is not None:
            return tuple(places)
        low, high, _ = self._ranges.visit(left)
        return tuple(place for place in places if _is_within(place, limits, low, high))


def _is_within(place: int, limits: list[float], low: float, high: float) -> bool:
    number, is_on = divmod(place, 2)
    if is_on:
        return low <= limits[number] <= high
    is_above = number == 0 or limits[number - 1] < high
    return is_above and (number == len(limits) or low < limits[number])


def _steps(places: tuple[int, ...], apart: tuple[int, ...], direction: Direction) -> Steps:
    """From each place to the next; if it may go either way, to and from all that is apart too."""
    up = tuple(pairwise(places))
    down = tuple((after, before) for before, after in up)
    taken: tuple[Step, ...] = (up if direction & UP else ()) + (down if direction & DOWN else ())
    if direction is EITHER:
        for state in apart:
            taken += tuple(step for place in places for step in ((state, place), (place, state)))
    return Steps((*apart, *places), taken)


def _part(leaf: Node) -> Part:
    if isinstance(leaf, Comparison) and _is_of_numbers(leaf):
        return leaf.left, None if _is_number(leaf.right) else leaf.right
    return leaf, None


def _limit(leaf: Comparison) -> float:
    right = leaf.right
    return float(right.value) if isinstance(right, Constant) else 0.0  # type: ignore[arg-type]


def _is_of_numbers(leaf: Comparison) -> bool:
    return leaf.operator not in ("==", "!=") or _is_number(leaf.right)


def _is_number(node: Node) -> bool:
    return isinstance(node, Constant) and node.kind is Kind.NUMBER


def _picked(pick: Callable[[int, int], int], settles: int, truths: Sequence[Truth]) -> Truth:
    """The least or greatest of some truths; after one that settles it, no other is asked."""

    def picked(states: States) -> int:
        found = TRUE - settles
        for truth in truths:
            found = pick(found, truth(states))
            if found == settles:
                break
        return found

    return picked


def _unsure(_: States) -> int:
    return UNSURE


def _first(states: States, truths: Iterable[Truth]) -> int:
    return next((truth for each in truths if (truth := each(states)) != UNSURE), UNSURE)
