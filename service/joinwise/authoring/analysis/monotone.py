"""Promises that a reading of the rules proves: which way each of them moves as the inputs grow.

Rules that share what moves are weighed together, since one often gives way to another. No solver
is needed, and most promises of most packs are proven so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import inf, prod

from joinwise.authoring.analysis.steps import TRUE, Part, Parts, Steps
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Node
from joinwise.expressions.intervals import Bounds
from joinwise.expressions.monotonicity import Monotonicity
from joinwise.expressions.premises import Decided, premises_of
from joinwise.expressions.ranges import ANYTHING, Ranges
from joinwise.packs.dependencies import definitions as definitions_of
from joinwise.packs.model import Pack, Promise
from joinwise.packs.promises import promised
from joinwise.scoring.advice import Contribution, contributions

MOST_CASES = 50_000
"""Of a group of rules; more are left to the solver."""


class MonotonePack:
    """What a pack is made of, to prove promises by."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.rules = [rule for rule in contributions(pack) if rule.points or rule.decides]
        self.definitions = definitions_of(pack)
        self.ends: dict[str, Bounds] = {
            input.name: (input.low, input.high, False) if input.kind is Kind.NUMBER else ANYTHING
            for input in pack.inputs.values()
        }

    def proves(self, promise: Promise, inputs: Collection[str]) -> bool:
        """Whether no rule can break a promise; if not, it may hold all the same."""
        premises = premises_of(inputs, promise.given)
        least = {name: (low, self.ends[name][1], False) for name, low in premises.least}
        definitions: dict[str, Node] = {}
        ranges = Ranges(self.ends | least, definitions)
        decided = Decided(premises, definitions, ranges)
        for name, tree in self.definitions.items():
            definitions[name] = decided.settled(tree)
        moves = Monotonicity(inputs, definitions, ranges, decided)
        rules = [replace(rule, when=decided.settled(rule.when)) for rule in self.rules]
        parts = Parts((rule.when for rule in rules), definitions, moves, ranges)
        sign = -1 if promise.never is JOIN else 1
        return all(group.is_proven(sign) for group in _groups(rules, parts))

    def open(self) -> list[tuple[Promise, tuple[str, ...]]]:
        """The promises that it does not prove."""
        return [about for about in promised(self.pack) if not self.proves(*about)]


@dataclass(frozen=True)
class Group:
    """Rules that move together, and the parts of their conditions."""

    rules: tuple[Contribution, ...]
    parts: Parts

    def goes(self, sign: int) -> bool:
        """Whether each step that a part can take adds nothing, or takes nothing away."""
        moving = {part: self.parts.steps(part) for part in self._parts}
        if prod(len(steps.states) for steps in moving.values()) > MOST_CASES:
            return False
        worth = self._worth(moving)
        return all(sign * worth[before] <= sign * worth[after] for before, after in _moves(moving))

    def is_proven(self, sign: int) -> bool:
        """Whether its rules go the right way by themselves, in pairs, or at least all together."""
        return self._go_in_pairs(sign) or self.goes(sign)

    def _go_in_pairs(self, sign: int) -> bool:
        """Whether each rule goes the right way, alone or with one that it gives way to."""
        left = self._units()
        for unit in [unit for unit in left if not unit.goes(sign)]:
            if unit in left:
                left.remove(unit)
                pairs = (other for other in left if unit.goes_with(other, sign))
                if (other := next(pairs, None)) is None:
                    return False
                left.remove(other)
        return True

    def _units(self) -> list[Group]:
        """Each rule, band and table by itself."""
        ids = dict.fromkeys(rule.rule for rule in self.rules)
        return [
            Group(tuple(rule for rule in self.rules if rule.rule == id), self.parts) for id in ids
        ]

    def goes_with(self, other: Group, sign: int) -> bool:
        is_related = not other.moving.isdisjoint(self.moving)
        return is_related and Group((*self.rules, *other.rules), self.parts).goes(sign)

    @cached_property
    def moving(self) -> frozenset[Part]:
        return frozenset(filter(self.parts.is_moving, self._parts))

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        found = dict.fromkeys(part for rule in self.rules for part in self.parts.of(rule.when))
        return tuple(found)

    def _worth(self, moving: dict[Part, Steps]) -> dict[tuple[int, ...], float]:
        """What the rules come to, by the states of the parts; a decision counts for all."""
        firings = [self._firing(rule, moving) for rule in self.rules]
        every = product(*(steps.states for steps in moving.values()))
        return {states: _worth(firings, states) for states in every}

    def _firing(self, rule: Contribution, moving: dict[Part, Steps]) -> Firing:
        read = self.parts.of(rule.when)
        places = tuple(place for place, part in enumerate(moving) if part in read)
        own = {part: steps.states for part, steps in moving.items() if part in read}
        truth = self.parts.truth(rule.when, {part: place for place, part in enumerate(own)})
        fires = {states: truth(states) == TRUE for states in product(*own.values())}
        return Firing(rule, places, fires)


@dataclass(frozen=True, slots=True)
class Firing:
    """When a rule fires: by the states of those parts, by their ``places``, that it reads."""

    rule: Contribution
    places: tuple[int, ...]
    fires: Mapping[tuple[int, ...], bool]

    def at(self, states: tuple[int, ...]) -> bool:
        return self.fires[tuple([states[place] for place in self.places])]


def _worth(firings: Sequence[Firing], states: tuple[int, ...]) -> float:
    fired = [firing.rule for firing in firings if firing.at(states)]
    decided: set[Recommendation | None] = {rule.decides for rule in fired}
    if SKIP in decided:
        return -inf
    return inf if JOIN in decided else sum(rule.points for rule in fired)


def _moves(moving: dict[Part, Steps]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """All single steps, whatever the states of the other parts."""
    all_steps = [*moving.values()]
    for place, steps in enumerate(all_steps):
        others = [each.states for number, each in enumerate(all_steps) if number != place]
        for rest in product(*others) if steps.steps else ():
            for before, after in steps.steps:
                yield (*rest[:place], before, *rest[place:]), (*rest[:place], after, *rest[place:])


def _groups(rules: Sequence[Contribution], parts: Parts) -> Iterator[Group]:
    """Rules that share a part that moves, with those that decide by parts of theirs alone."""
    of_rule = [parts.of(rule.when) for rule in rules]
    moving = [frozenset(filter(parts.is_moving, each)) for each in of_rule]
    for shared in _joined(each for each in moving if each):
        members = {number for number, each in enumerate(moving) if each & shared}
        read = frozenset().union(*(of_rule[number] for number in members))
        for number, rule in enumerate(rules):
            if rule.decides and of_rule[number] and of_rule[number] <= read:
                members.add(number)
        yield Group(tuple(rules[number] for number in sorted(members)), parts)


def _joined(sets: Iterable[frozenset[Part]]) -> list[frozenset[Part]]:
    """The sets, those with something in common made one."""
    apart: list[frozenset[Part]] = []
    for each in sets:
        together = [other for other in apart if other & each]
        apart = [other for other in apart if not other & each]
        apart.append(each.union(*together))
    return apart
