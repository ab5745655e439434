"""A candidate worked out: every input with what is assumed, and every fact of the pack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import REQUIRED
from joinwise.domain.inputs import Input
from joinwise.domain.values import UNKNOWN, Kind, Value
from joinwise.expressions.ast import Name, Node, names
from joinwise.expressions.compiler import Compiler
from joinwise.expressions.intervals import Bounds
from joinwise.expressions.source import SURE
from joinwise.packs.dependencies import definitions, direct_needs
from joinwise.packs.model import JOIN_OR_SKIP, Pack, Words
from joinwise.scoring.model import Evaluation


class Evaluator:
    """Works out candidates under one pack; ``extra`` trees are worked out along with the facts."""

    def __init__(self, pack: Pack, extra: Sequence[Node] = ()) -> None:
        self.catalogue = pack.catalogue
        self.names = (*pack.inputs, *pack.facts)
        self.words = pack.decision.words
        self._unsaid: dict[str, Value] = dict.fromkeys(self.names)
        known_to = definitions(pack)
        self._worked_out = [name for name in self.names if name in known_to]
        program, conditions = compiler_of(pack), [words.when for words in self.words]
        wanted = [*map(Name, self._worked_out), *conditions, *extra]
        self._work = program.compile(wanted, map(Name, pack.order))
        assumptions = _assumptions(pack)
        self._assumable = frozenset(assumptions)
        self._doubtful = [name for name, tree in assumptions.items() if not program.is_known(tree)]
        self._tested = _tested(pack) & self._assumable
        self._untested = _untested(assumptions, self._tested, pack.order)

    def evaluate(self, candidate: Candidate) -> tuple[Evaluation, tuple[Value, ...]]:
        """The candidate worked out, and the values of the extra trees."""
        given = candidate.dated(self.catalogue).values
        values = {**self._unsaid, **given}
        results = self._work([*values.values()])
        values.update(zip(self._worked_out, results, strict=False))
        rest = results[len(self._worked_out) :]
        words = self._words(rest) if self.words else JOIN_OR_SKIP
        return self.evaluation(values, given, words), rest[len(self.words) :]

    def _words(self, conditions: Sequence[Value]) -> Words:
        """The first of which the condition is true."""
        for words, is_true in zip(self.words, conditions, strict=False):
            if is_true:
                return words
        return JOIN_OR_SKIP

    def evaluation(
        self, values: Mapping[str, Value], given: Collection[str], words: Words = JOIN_OR_SKIP
    ) -> Evaluation:
        """What the values come to, given which inputs the caller named."""
        unknown = [name for name in self._doubtful if values[name] is UNKNOWN]
        assumed = self._assumable.difference(given, unknown)
        return Evaluation(values, assumed, assumed & self._read(given), given, words)

    def _read(self, given: Collection[str]) -> frozenset[str]:
        """The assumed inputs that a rule, a fact or an assumption in use reads."""
        read = self._tested
        for name, further in self._untested:
            if name in read and name not in given:
                read = read.union(further)
        return read


def compiler_of(pack: Pack, inputs: Iterable[str] | None = None) -> Compiler:
    """A program that knows what every name of a pack stands for; ``inputs`` in their order."""
    slots = {name: slot for slot, name in enumerate(inputs or pack.inputs)}
    bounds = {name: _bounds(each) for name, each in pack.inputs.items()}
    return Compiler(slots, definitions(pack), bounds)


def _bounds(input: Input) -> Bounds:
    """Those of what a caller says of an input; required ones are never unknown."""
    is_number = input.kind is Kind.NUMBER
    low, high = (input.low, input.high) if is_number else SURE[:2]
    return low, high, input.name not in REQUIRED


def _assumptions(pack: Pack) -> dict[str, Node]:
    questions = pack.questions.items()
    return {name: each.assume for name, each in questions if each.assume is not None}


def _tested(pack: Pack) -> frozenset[str]:
    """The names that rules, bands, tables, words and facts read themselves."""
    trees = [*pack.reads, *(words.when for words in pack.decision.words)]
    trees += [fact.formula for fact in pack.facts.values()]
    return frozenset(name for tree in trees for name in names(tree))


def _untested(
    assumptions: Mapping[str, Node], tested: Collection[str], order: Sequence[str]
) -> list[tuple[str, list[str]]]:
    """For each assumption the assumed inputs that it reads and no rule, band or fact does.

    Each comes before those that it reads.
    """
    needs = direct_needs(assumptions)
    found = [(name, [each for each in needs.get(name, ()) if each not in tested]) for name in order]
    return [(name, further) for name, further in reversed(found) if further]
