"""A candidate's findings: every input with what is assumed, every fact of the pack worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import DEFAULT_CURRENCY, INPUTS
from joinwise.domain.values import UNKNOWN, Value
from joinwise.expressions.ast import Name, Node, names
from joinwise.expressions.compiler import Program
from joinwise.packs.model import Pack
from joinwise.scoring.model import Evaluation

RULES_OR_FACTS = ""
SLOTS = {name: slot for slot, name in enumerate(INPUTS)}


class Evaluator:
    """Works out candidates under one pack; ``extra`` trees are worked out along with the facts."""

    def __init__(self, pack: Pack, extra: Sequence[Node] = ()) -> None:
        self.names = (*INPUTS, *pack.facts)
        self.assumable = [
            name for name, question in pack.questions.items() if question.assume is not None
        ]
        self.readers = _readers(pack)
        ordered = [Name(name) for name in pack.order]
        wanted = [Name(name) for name in self.names]
        self.skipped = len(ordered)
        self._work = program_of(pack).compiled([*ordered, *wanted, *extra])

    def evaluate(self, candidate: Candidate) -> tuple[Evaluation, tuple[Value, ...]]:
        """The findings, and the values of the extra trees."""
        given = candidate.values
        results = self._work([given.get(name) for name in INPUTS])[self.skipped :]
        values = dict(zip(self.names, results, strict=False))
        unsaid = [name for name in self.assumable if name not in given]
        assumed = frozenset(name for name in unsaid if values[name] is not UNKNOWN)
        findings = Evaluation(values, assumed, assumed & self._read(unsaid))
        return findings, results[len(self.names) :]

    def _read(self, unsaid: Iterable[str]) -> set[str]:
        """Those that something reads: a fact, a rule, or an assumption that is read itself."""
        read = {RULES_OR_FACTS}
        while more := {name for name in unsaid if self.readers[name] & read} - read:
            read |= more
        return read


def program_of(pack: Pack) -> Program:
    """A program that knows what every name of a pack stands for."""
    trees = ((name, pack.definition(name)) for name in pack.order)
    definitions = {name: tree for name, tree in trees if tree is not None}
    return Program(
        SLOTS,
        definitions,
        {"currency": DEFAULT_CURRENCY},
    )


def _readers(pack: Pack) -> Mapping[str, set[str]]:
    """What reads each input: the assumptions of other inputs, by name, or rules and facts."""
    trees = [(RULES_OR_FACTS, rule.when) for rule in pack.rules]
    trees += [(RULES_OR_FACTS, band.over) for band in pack.bands]
    trees += [(RULES_OR_FACTS, fact.formula) for fact in pack.facts.values()]
    trees += [
        (name, question.assume) for name, question in pack.questions.items() if question.assume
    ]
    readers: dict[str, set[str]] = {name: set() for name in pack.order}
    for reader, tree in trees:
        for name in names(tree):
            readers.setdefault(name, set()).add(reader)
    return readers
