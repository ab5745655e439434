"""Candidates worth trying under a pack: values on, below and above what its conditions test.

They are the same for the same pack, always.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from math import log
from random import Random

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import INPUTS, REQUIRED
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
from joinwise.expressions.ast import Comparison, Constant, Lookup, Node, names, walk
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack

SHARES = (0.15, 0.4, 0.7, 0.95)
"""Of what may be said of a candidate, how much of it is said."""

SMALLEST = 0.01
A_GROUP: Mapping[str, Value] = {"name": "A group", "kind": "meetup"}


def conditions(pack: Pack) -> list[Node]:
    """Everything that a pack works out."""
    trees = [rule.when for rule in pack.rules]
    trees += [row.when for band in pack.bands for row in band.rows]
    return trees + [tree for name in pack.order if (tree := pack.definition(name))]


class Sampling:
    """Makes candidates for one pack, of the inputs that its conditions read."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        trees = conditions(pack)
        read = Dependencies(pack).inputs_read(trees)
        self.inputs = [INPUTS[name] for name in INPUTS if name in read and name not in REQUIRED]
        self.limits = _limits(trees)
        self.texts = texts_in(trees)

    def candidates(self, number: int) -> Iterator[Candidate]:
        """So many candidates, some hardly known, some in full."""
        random = Random(number)
        for _ in range(number):
            share = random.choice(SHARES)
            said = {each.name: self.value(random, each) for each in self._some(random, share)}
            yield Candidate({**self._group(random), **said})

    def _some(self, random: Random, share: float) -> list[Input]:
        return [each for each in self.inputs if random.random() < share]

    def _group(self, random: Random) -> dict[str, Value]:
        return {name: self.value(random, INPUTS[name]) for name in REQUIRED}

    def near(self, candidate: Candidate, read: frozenset[str], number: int) -> Iterator[Candidate]:
        """What is left of a candidate without what is not read, and it with a change or two."""
        random = Random(number)
        least = self.only(candidate, read)
        yield least
        names = sorted(read)
        for _ in range(number - 1):
            changed = random.sample(names, min(len(names), random.choice((1, 1, 2))))
            yield Candidate(self._changed(random, least.values, changed))

    def only(self, candidate: Candidate, read: frozenset[str]) -> Candidate:
        """A candidate without what is not read."""
        kept = {key: each for key, each in candidate.values.items() if key in read}
        return Candidate({**A_GROUP, **kept})

    def _changed(
        self, random: Random, values: Mapping[str, Value], names: Sequence[str]
    ) -> dict[str, Value]:
        changed = dict(values)
        for name in names:
            changed[name] = self.value(random, INPUTS[name])
            if name not in REQUIRED and random.random() < 0.25:
                del changed[name]
        return changed

    def value(self, random: Random, input: Input) -> Value:
        """A value of an input."""
        match input.kind:
            case Kind.NUMBER:
                return self._number(random, input)
            case Kind.BOOLEAN:
                return random.random() < 0.5
            case Kind.LIST:
                return tuple(each for each in input.values if random.random() < 0.4)
        return random.choice(self._words[input.name])

    @cached_property
    def _words(self) -> dict[str, Sequence[str]]:
        """For each text the values that are worth trying: of a long list only what is tested."""
        return {each.name: self._wanted(each) for each in INPUTS.values() if each.kind is Kind.TEXT}

    def _wanted(self, input: Input) -> Sequence[str]:
        known = [text for text in self.texts if not input.problem(text)]
        if not input.values:
            return [*known, str(A_GROUP["name"])]
        untested = [text for text in input.values if text not in self.texts]
        return [*known, *untested[:1]] or input.values

    def _number(self, random: Random, input: Input) -> float:
        limits = self.limits.get(input.name, ())
        pick = random.random()
        if limits and pick < 0.5:
            value = self._beside(random, input, random.choice(limits))
        elif pick < 0.75:
            value = random.uniform(*self._usual(input))
        else:
            value = self._of_any_size(random, input)
        return _within(input, value)

    def _beside(self, random: Random, input: Input, limit: float) -> float:
        step = 1.0 if input.whole else abs(limit) / random.choice((4, 1000)) or SMALLEST
        return limit + random.choice((-1, 0, 1)) * step

    def _usual(self, input: Input) -> tuple[float, float]:
        return self.pack.questions[input.name].range or (input.low, input.high)

    def _of_any_size(self, random: Random, input: Input) -> float:
        if random.random() < 0.15:
            return random.choice((input.low, input.high))
        return SMALLEST * float(2 ** random.uniform(0, log(input.high / SMALLEST, 2)))


def _limits(trees: Iterable[Node]) -> dict[str, Sequence[float]]:
    """The numbers that each name is compared with, sides worked out included."""
    found: dict[str, set[float]] = {}
    for comparison in _comparisons(trees):
        numbers = [each.value for each in walk(comparison) if isinstance(each, Constant)]
        for name in names(comparison):
            kept = found.setdefault(name, set())
            kept.update(each for each in numbers if isinstance(each, float))
    return {name: sorted(kept) for name, kept in found.items()}


def _comparisons(trees: Iterable[Node]) -> Iterator[Comparison]:
    for tree in trees:
        yield from (each for each in walk(tree) if isinstance(each, Comparison))


def texts_in(trees: Iterable[Node]) -> list[str]:
    """Every text that is tested, or looked up."""
    return sorted(set(chain.from_iterable(map(_named_in, trees))))


def _named_in(tree: Node) -> Iterator[str]:
    for each in walk(tree):
        if isinstance(each, Constant) and isinstance(each.value, str):
            yield each.value
        elif isinstance(each, Lookup):
            yield from (key for key, _ in each.table)


def _within(input: Input, value: float) -> float:
    held = max(input.low, min(input.high, value))
    return float(round(held)) if input.whole else held
