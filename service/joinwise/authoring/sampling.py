"""Candidates worth trying under a pack: values on, below and above what its conditions test.

They are the same for the same pack, always.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import chain
from math import floor, log, log10
from random import Random

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import REQUIRED, Catalogue
from joinwise.domain.inputs import Input
from joinwise.domain.values import UNKNOWN, Kind, Value
from joinwise.expressions.ast import Comparison, Constant, Lookup, Node, names, walk
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack

SHARES = (0.15, 0.4, 0.7, 0.95)
"""Of what may be said of a candidate, how much of it is said."""

SCALES = (0.5, 0.8, 0.9, 0.97, 1.03, 1.1, 1.25, 2.0)
SMALLEST = 0.01
DIGITS = 4
A_GROUP: Mapping[str, Value] = {"name": "A group", "kind": "meetup"}


def conditions(pack: Pack) -> list[Node]:
    """Everything that a pack works out."""
    trees = [case.when for case in pack.cases]
    return trees + [tree for name in pack.order if (tree := pack.definition(name))]


class ValueSampler:
    """Values of inputs: at the limits that some packs test, near another value, or anywhere."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        trees = [tree for pack in packs for tree in conditions(pack)]
        self._packs = packs
        self.inputs = reduce(Catalogue.together, (pack.catalogue for pack in packs)).inputs
        self._limits = _limits(trees)
        self._texts = texts_in(trees)

    def value(self, random: Random, input: Input, current: Value = UNKNOWN) -> Value:
        """A value; a number perhaps near the current one, if that is known."""
        match input.kind:
            case Kind.NUMBER:
                return _within(input, self._number(random, input, current))
            case Kind.BOOLEAN:
                return random.random() < 0.5
            case Kind.LIST:
                return tuple(entry for entry in input.values if random.random() < 0.4)
        return random.choice(self._choices[input.name])

    @cached_property
    def _choices(self) -> dict[str, Sequence[str]]:
        """For each text the values that are worth trying: of a long list only what is tested."""
        texts = (input for input in self.inputs.values() if input.kind is Kind.TEXT)
        return {input.name: self._wanted(input) for input in texts}

    def _wanted(self, input: Input) -> Sequence[str]:
        tested = [text for text in self._texts if not input.problem(text)]
        if not input.values:
            return [*tested, str(A_GROUP["name"])]
        untested = [text for text in input.values if text not in self._texts]
        return [*tested, *untested[:1]] or input.values

    def _number(self, random: Random, input: Input, current: Value) -> float:
        limits = self._limits.get(input.name, ())
        pick = random.random()
        if limits and pick < 0.45:
            return _beside(random, input, random.choice(limits))
        if input.is_day:
            return self._near(random, input, UNKNOWN)
        if pick < 0.75:
            return _rounded(self._near(random, input, current))
        return _rounded(_of_any_size(random, input))

    def _near(self, random: Random, input: Input, current: Value) -> float:
        """Near the current value, or else within the range of the input."""
        if isinstance(current, float) and current:
            return current * random.choice(SCALES)
        packs = [pack for pack in self._packs if input.name in pack.questions]
        range = random.choice(packs).questions[input.name].range
        return random.uniform(*(range or (input.low, input.high)))


def _beside(random: Random, input: Input, limit: float) -> float:
    """On, below or above a limit, by a step that is as round as the limit is."""
    size = floor(log10(abs(limit))) if limit else 0
    step = 1.0 if input.whole else 10.0 ** (size - random.choice((0, 1, 3)))
    side = random.choice((-1, 0, 1))
    return float(f"{limit + side * step:.12g}") if side else limit


def _of_any_size(random: Random, input: Input) -> float:
    if random.random() < 0.15:
        return random.choice((input.low, input.high))
    return SMALLEST * float(2 ** random.uniform(0, log(input.high / SMALLEST, 2)))


def _rounded(value: float) -> float:
    """The value with a few digits, as people write it."""
    return float(f"{value:.{DIGITS}g}")


def _within(input: Input, value: float) -> float:
    held = max(input.low, min(input.high, value))
    return float(round(held)) if input.whole else held


class CandidateSampler:
    """Makes candidates for one pack, of the inputs that its conditions read."""

    def __init__(self, pack: Pack) -> None:
        read = Dependencies(pack).inputs_read(conditions(pack))
        self._inputs = [
            input for name, input in pack.inputs.items() if name in read and name not in REQUIRED
        ]
        self._values = ValueSampler([pack])

    def candidates(self, number: int) -> Iterator[Candidate]:
        """So many candidates, some hardly known, some in full."""
        random = Random(number)
        for _ in range(number):
            share = random.choice(SHARES)
            inputs = [input for input in self._inputs if random.random() < share]
            said = {input.name: self._values.value(random, input) for input in inputs}
            yield Candidate({**self._group(random), **said})

    def _group(self, random: Random) -> dict[str, Value]:
        return {name: self._values.value(random, self._values.inputs[name]) for name in REQUIRED}

    def near(self, candidate: Candidate, read: frozenset[str], number: int) -> Iterator[Candidate]:
        """What is left of a candidate without what is not read, and it with a change or two."""
        random = Random(number)
        least = only(candidate, read)
        yield least
        names = sorted(read)
        for _ in range(number - 1):
            changed = random.sample(names, min(len(names), random.choice((1, 1, 2))))
            yield Candidate(self._changed(random, least.values, changed))

    def _changed(
        self, random: Random, values: Mapping[str, Value], names: Sequence[str]
    ) -> dict[str, Value]:
        changed = dict(values)
        for name in names:
            changed[name] = self._values.value(random, self._values.inputs[name])
            if name not in REQUIRED and random.random() < 0.25:
                del changed[name]
        return changed


def only(candidate: Candidate, read: frozenset[str]) -> Candidate:
    """A candidate without what is not read."""
    kept = {name: value for name, value in candidate.values.items() if name in read}
    return Candidate({**A_GROUP, **kept})


def _limits(trees: Iterable[Node]) -> dict[str, Sequence[float]]:
    """The numbers that each name is compared with, sides worked out included."""
    limits: dict[str, set[float]] = {}
    for comparison in _comparisons(trees):
        numbers = [node.value for node in walk(comparison) if isinstance(node, Constant)]
        for name in names(comparison):
            limits.setdefault(name, set()).update(n for n in numbers if isinstance(n, float))
    return {name: sorted(numbers) for name, numbers in limits.items()}


def _comparisons(trees: Iterable[Node]) -> Iterator[Comparison]:
    for tree in trees:
        yield from (node for node in walk(tree) if isinstance(node, Comparison))


def texts_in(trees: Iterable[Node]) -> list[str]:
    """Every text that is tested, or looked up."""
    return sorted(set(chain.from_iterable(map(_texts, trees))))


def _texts(tree: Node) -> Iterator[str]:
    for node in walk(tree):
        if isinstance(node, Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, Lookup):
            yield from (key for key, _ in node.table)
