"""A candidate's findings: every input with what is assumed, every fact of the pack worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import INPUTS, REQUIRED
from joinwise.domain.inputs import Input
from joinwise.domain.values import UNKNOWN, Kind, Value
from joinwise.expressions.ast import Name, Node, names
from joinwise.expressions.compiler import Compiler
from joinwise.expressions.intervals import Bounds
from joinwise.expressions.source import SURE
from joinwise.packs.dependencies import definitions, direct_needs, reachable
from joinwise.packs.model import JOIN_OR_SKIP, Pack, Words
from joinwise.scoring.model import Evaluation

SLOTS = {name: slot for slot, name in enumerate(INPUTS)}
"""The places of the inputs that every pack has."""


class Evaluator:
    """Works out candidates under one pack; ``extra`` trees are worked out along with the facts."""

    def __init__(self, pack: Pack, extra: Sequence[Node] = ()) -> None:
        self.catalogue = pack.catalogue
        self.inputs = tuple(pack.inputs)
        self.names = (*self.inputs, *pack.facts)
        self.assumed = [name for name, each in pack.questions.items() if each.assume is not None]
        self.tested = _tested(pack).intersection(self.assumed)
        self.untested = _untested(pack, self.tested)
        self.start = self.tested & self.untested.keys()
        ordered = [Name(name) for name in pack.order]
        wanted = [Name(name) for name in self.names]
        self.words = pack.decision.words
        conditions = [words.when for words in self.words]
        self._work = compiler_of(pack).compile([*wanted, *conditions, *extra], ordered)

    def evaluate(self, candidate: Candidate) -> tuple[Evaluation, tuple[Value, ...]]:
        """The findings, and the values of the extra trees."""
        given = candidate.dated(self.catalogue).values
        results = self._work([*map(given.get, self.inputs)])
        values, rest = dict(zip(self.names, results, strict=False)), results[len(self.names) :]
        words = self._words(rest) if self.words else JOIN_OR_SKIP
        return self.evaluation(values, given, words), rest[len(self.words) :]

    def _words(self, conditions: Sequence[Value]) -> Words:
        """The first of which the condition is true."""
        true = (words for words, is_true in zip(self.words, conditions, strict=False) if is_true)
        return next(true, JOIN_OR_SKIP)

    def evaluation(
        self, values: Mapping[str, Value], given: Collection[str], words: Words = JOIN_OR_SKIP
    ) -> Evaluation:
        """The findings, by all values and the inputs that were given."""
        unsaid = [name for name in self.assumed if name not in given]
        assumed = frozenset(name for name in unsaid if values[name] is not UNKNOWN)
        return Evaluation(values, assumed, assumed & self._read(given), given, words)

    def _read(self, given: Collection[str]) -> frozenset[str]:
        """The assumed inputs that a rule, a fact or an assumption in use reads."""
        if not self.start:
            return self.tested
        further = reachable(
            self.start, lambda name: () if name in given else self.untested.get(name, ())
        )
        return self.tested.union(further)


def compiler_of(pack: Pack, inputs: Iterable[str] | None = None) -> Compiler:
    """A program that knows what every name of a pack stands for; ``inputs`` in their order."""
    slots = {name: slot for slot, name in enumerate(inputs or pack.inputs)}
    bounds = {name: _bounds(each) for name, each in pack.inputs.items()}
    return Compiler(slots, definitions(pack), bounds)


def _bounds(input: Input) -> Bounds:
    """Of what a caller may say of an input, who has to say some."""
    is_number = input.kind is Kind.NUMBER
    low, high = (input.low, input.high) if is_number else SURE[:2]
    return low, high, input.name not in REQUIRED


def _tested(pack: Pack) -> frozenset[str]:
    """The names that rules, bands, tables, words and facts read themselves."""
    trees = [*pack.reads, *(words.when for words in pack.decision.words)]
    trees += [fact.formula for fact in pack.facts.values()]
    return frozenset(name for tree in trees for name in names(tree))


def _untested(pack: Pack, tested: Collection[str]) -> dict[str, list[str]]:
    """For each assumption the assumed inputs that it reads and no rule, band or fact does."""
    trees = {name: each.assume for name, each in pack.questions.items() if each.assume is not None}
    needs = direct_needs(trees)
    found = {name: [each for each in needs[name] if each not in tested] for name in trees}
    return {name: further for name, further in found.items() if further}
