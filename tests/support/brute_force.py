"""What flips a recommendation, found by trying every value: the measure of the explanations."""

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any

from joinwise.advisor import Advisor
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.grids import grid_of
from joinwise.domain.values import Kind

NEVER_ASKED = ("name", "kind", "currency")
THINNED = 50
Near = tuple[float, Any]
"""How far a value is from the one that was given, and the value."""


class Search:
    """Asks for advice again with other values, one by one."""

    def __init__(self, advisor: Advisor, candidate: Candidate) -> None:
        self.advisor = advisor
        self.questions = advisor.pack.questions
        self.given = candidate.values
        self.before = advisor.advise(candidate).recommendation

    def with_changes(self, changes: dict[str, Any]) -> Candidate:
        return Candidate({**self.given, **changes})

    def flips(self, **changes: Any) -> bool:
        found = self.advisor.advise(self.with_changes(changes))
        return found.recommendation != self.before

    def unknown(self) -> list[str]:
        return [name for name in INPUTS if name not in self.given and name not in NEVER_ASKED]

    def flipping(self, name: str) -> list[Any]:
        """Every value that alone flips it."""
        return [value for value in values_of(self, name) if self.flips(**{name: value})]

    def changeable(self) -> list[str]:
        return [name for name in sorted(self.given) if name in INPUTS and self.can_change(name)]

    def can_change(self, name: str) -> bool:
        is_list = INPUTS[name].kind is Kind.LIST
        return name in self.given and bool(self.questions[name].change) and not is_list

    def nearest(self, name: str) -> Near | None:
        """The nearest value that alone flips it; of two equally near the lower."""
        ways = self.reachable(name, values_of(self, name))
        return next((way for way in ways if self.flips(**{name: way[1]})), None)

    def reachable(self, name: str, values: Iterable[Any]) -> list[Near]:
        """Values in the way of the change, nearest first."""
        before: Any = self.given[name]
        if INPUTS[name].kind is not Kind.NUMBER:
            return [(1.0, value) for value in values if value != before]
        low, high = self.questions[name].range or (INPUTS[name].low, INPUTS[name].high)
        width, change = high - low or 1.0, self.questions[name].change
        found = [
            (abs(value - before) / width, value)
            for value in values
            if (value < before and change != "higher") or (value > before and change != "lower")
        ]
        return sorted(found)

    def nearest_pairs(self) -> list[tuple[float, str, str]]:
        """For any two inputs how far they must be changed together to flip it, if they do."""
        every = [self.nearest_pair(*two) for two in combinations(self.changeable(), 2)]
        return sorted(pair for pair in every if pair)

    def nearest_pair(self, one: str, other: str) -> tuple[float, str, str] | None:
        sides = (self.reachable(name, thinned(values_of(self, name))) for name in (one, other))
        ways = sorted((a + b, x, y) for (a, x), (b, y) in product(*sides))
        flipping = (near for near, x, y in ways if self.flips(**{one: x, other: y}))
        return next(((near, one, other) for near in flipping), None)


def values_of(search: Search, name: str) -> list[Any]:
    """Every value that is tried of an input."""
    input, question = INPUTS[name], search.questions[name]
    match input.kind:
        case Kind.NUMBER:
            return list(grid_of(input, question.range, question.step).values())
        case Kind.BOOLEAN:
            return [False, True]
        case Kind.LIST:
            return [(value,) for value in input.values]
    return list(input.values)


def thinned(values: list[Any]) -> Iterator[Any]:
    last = len(values) - 1
    if last < THINNED:
        return iter(values)
    return (values[round(k * last / (THINNED - 1))] for k in range(THINNED))


def runs_of(turning: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """The first and the last place of each run of True."""
    start = 0
    for place, turns in enumerate([*turning, False]):
        if not turns:
            if place > start:
                yield start, place - 1
            start = place + 1
