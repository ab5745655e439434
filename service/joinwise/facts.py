"""A candidate's findings: every input with what is assumed, every fact of the pack worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from joinwise.expressions.python import Program
from joinwise.expressions.tree import Name, Node, Value, names
from joinwise.inputs import DEFAULT_CURRENCY, INPUTS
from joinwise.model import Candidate, Findings, Pack

SLOTS = {name: slot for slot, name in enumerate(INPUTS)}


class Workings:
    """Works out candidates under one pack; ``extra`` trees are worked out along with the facts."""

    def __init__(self, pack: Pack, extra: Sequence[Node] = ()) -> None:
        self.names = (*INPUTS, *pack.facts)
        self.assumable = [name for name, each in pack.questions.items() if each.assume is not None]
        self.readers = _readers(pack)
        ordered = [Name(name) for name in pack.order]
        wanted = [Name(name) for name in self.names]
        self.skipped = len(ordered)
        self._work = _program(pack).compiled([*ordered, *wanted, *extra])

    def work_out(self, candidate: Candidate) -> tuple[Findings, tuple[Value, ...]]:
        """The findings, and the values of the extra trees."""
        given = candidate.values
        results = self._work([given.get(name) for name in INPUTS])[self.skipped :]
        values = dict(zip(self.names, results, strict=False))
        assumed = frozenset(
            name for name in self.assumable if name not in given and values[name] is not None
        )
        return Findings(values, assumed), results[len(self.names) :]

    def read_of(self, assumed: frozenset[str]) -> frozenset[str]:
        """The assumed inputs that something reads: a fact, a rule, or an assumption read itself."""
        read = {name for name in assumed if None in self.readers.get(name, ())}
        waiting = list(read)
        while waiting:
            reader = waiting.pop()
            found = {name for name in assumed - read if reader in self.readers.get(name, ())}
            read |= found
            waiting.extend(found)
        return frozenset(read)


def _program(pack: Pack) -> Program:
    found = ((name, pack.definition(name)) for name in pack.order)
    definitions = {name: tree for name, tree in found if tree is not None}
    return Program(
        SLOTS,
        definitions,
        {"currency": DEFAULT_CURRENCY},
    )


def _readers(pack: Pack) -> Mapping[str, set[str | None]]:
    """What reads each input: assumptions of other inputs by name, ``None`` for anything else."""
    trees: list[tuple[str | None, Node]] = [(None, rule.when) for rule in pack.rules]
    trees += [(None, band.over) for band in pack.bands]
    trees += [(None, fact.formula) for fact in pack.facts.values()]
    trees += [(name, each.assume) for name, each in pack.questions.items() if each.assume]
    readers: dict[str, set[str | None]] = {}
    for reader, tree in trees:
        for name in names(tree):
            readers.setdefault(name, set()).add(reader)
    return readers
