"""Witnesses that one can believe: groups as people would describe them, hardly changed.

First the groups are tried as they are, then those that come nearest with one value changed, within
the range and steps that the pack gives or else to what other people say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import REQUIRED
from joinwise.domain.days import iso_date
from joinwise.domain.grids import grid_of, thinned
from joinwise.domain.inputs import Input
from joinwise.domain.units import ENGLISH
from joinwise.domain.values import Kind, Value
from joinwise.packs.model import Question

EXAMPLE = "Example"
PEOPLE = 400
NEAREST = 12
"""Groups of which single values are changed."""

MOST_VALUES = 30
"""Values of one input that are tried."""

BEST = 2
"""The rank of what flips under all changes together, too."""

Row = list[Value]
Rank = Callable[[Row], int]
Cost = Callable[[Row], float]


@cache
def people(order: tuple[str, ...]) -> tuple[Row, ...]:
    """What people say of groups, as rows in the order of the inputs."""
    said = (read_candidate(plausible(seed)).values for seed in range(PEOPLE))
    named = ({**values, "name": EXAMPLE} for values in said)
    return tuple([values.get(name) for name in order] for values in named)


@dataclass(frozen=True)
class BelievableSearch:
    """``near`` are the slots that the change reads; ``rank`` and ``cost`` are of the search."""

    order: tuple[str, ...]
    inputs: Mapping[str, Input]
    questions: Mapping[str, Question]
    near: Sequence[int]
    rank: Rank
    cost: Cost

    def run(self) -> Row | None:
        """The best that is found, and of these the one that is changed least; None if none is."""
        return self._best(self._people) or self._best_changed()

    @cached_property
    def _people(self) -> tuple[Row, ...]:
        return people(self.order)

    def _best(self, rows: Sequence[Row]) -> Row | None:
        ranked = [(self.rank(row), -place) for place, row in enumerate(rows)]
        rank, place = max(ranked)
        return rows[-place] if rank == BEST else None

    def _best_changed(self) -> Row | None:
        nearest = sorted(self._people, key=self.cost)[:NEAREST]
        found = [
            (-self.rank(row), distance, place, row)
            for place, (distance, row) in enumerate(self._changed(nearest))
        ]
        best = min(found, key=lambda each: each[:3], default=None)
        return best[3] if best and best[0] < 0 else None

    def _changed(self, rows: Sequence[Row]) -> Iterator[tuple[float, Row]]:
        """Each row with one value changed, and how far."""
        for slot in self.near:
            values = self._values(slot)
            for row in rows:
                for value in values:
                    if value != row[slot]:
                        yield _apart(row[slot], value, values), _with(row, slot, value)

    def _values(self, slot: int) -> Sequence[Value]:
        """What is worth saying of an input."""
        name = self.order[slot]
        input = self.inputs[name]
        match input.kind:
            case Kind.BOOLEAN:
                return (True, False)
            case Kind.LIST:
                return tuple((value,) for value in input.values)
            case Kind.TEXT:
                return input.values
        return thinned([*self._numbers(name, input, slot)], MOST_VALUES)

    def _numbers(self, name: str, input: Input, slot: int) -> Iterator[float]:
        question = self.questions.get(name)
        if question and question.range:
            yield from grid_of(input, question.range, question.step).values()
        else:
            said = {row[slot] for row in self._people}
            yield from sorted(value for value in said if isinstance(value, float))


def _with(row: Row, slot: int, value: Value) -> Row:
    return [*row[:slot], value, *row[slot + 1 :]]


def _apart(one: Value, other: Value, values: Sequence[Value]) -> float:
    """How far a value moves, as a share of the range; 1 if it is no number or was not said."""
    if not isinstance(one, float) or not isinstance(other, float):
        return 1.0
    low, high = values[0], values[-1]
    assert isinstance(low, float)
    assert isinstance(high, float)
    return min(1.0, abs(one - other) / ((high - low) or 1.0))


def told(candidate: Candidate, inputs: Mapping[str, Input]) -> str:
    """``A trade association; annual dues: 900 USD; competitors: 3``."""
    said = {name: value for name, value in candidate.values.items() if name not in REQUIRED}
    parts = [
        f"{inputs[name].label}: {_value(value, inputs[name], candidate.currency)}"
        for name, value in said.items()
        if name != "currency"
    ]
    kind = str(candidate.values["kind"]).replace("_", " ")
    article = "An" if kind[0] in "aeiou" else "A"
    return "; ".join([f"{article} {kind}", *parts])


def _value(value: Value, input: Input, currency: str) -> str:
    match value:
        case float() if input.is_day:
            return iso_date(value)
        case tuple():
            return ENGLISH.conjoined(entry.replace("_", " ") for entry in value) or "nothing"
        case str():
            return value.replace("_", " ")
        case float():
            return ENGLISH.value(value, input.unit, currency)
    return ENGLISH.value(value)
