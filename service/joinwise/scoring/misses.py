"""Why the other rules did not fire: what was false, and what nobody said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import is_input
from joinwise.domain.days import AS_OF, iso_date
from joinwise.domain.values import UNKNOWN, Value
from joinwise.expressions.ast import (
    Among,
    And,
    Choice,
    Comparison,
    Known,
    Name,
    Node,
    Not,
    Or,
    Within,
    children,
    walk,
)
from joinwise.expressions.normalize import normalize
from joinwise.expressions.printer import to_text
from joinwise.packs.model import Pack, Rule, RuleEntry
from joinwise.scoring.facts import Evaluator


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that did not fire: its false tests with their left sides, and the inputs it lacked."""

    rule: str
    title: str
    failed: tuple[tuple[str, Value], ...]
    unknown: tuple[str, ...]


class MissFinder:
    """Finds what kept rules from firing under one pack."""

    def __init__(self, pack: Pack) -> None:
        self.facts = {name: fact.formula for name, fact in pack.facts.items()}
        self.rules: dict[str, RuleEntry] = {entry.id: entry for entry in pack.entries}
        self.trees = {entry.id: _trees(entry) for entry in self.rules.values()}
        roots = (*chain.from_iterable(self.trees.values()), *self.facts.values())
        self.nodes = tuple(dict.fromkeys(node for root in roots for node in walk(root)))
        self.workings = Evaluator(pack, self.nodes)

    def find(self, candidate: Candidate, fired: set[str]) -> tuple[Miss, ...]:
        """Every rule, band and table that did not fire, by its id."""
        _, values = self.workings.evaluate(candidate)
        trace = _Trace(dict(zip(self.nodes, values, strict=True)), self.facts)
        return tuple(self._miss(self.rules[id], trace) for id in sorted(self.rules.keys() - fired))

    def _miss(self, rule: RuleEntry, trace: _Trace) -> Miss:
        trees = self.trees[rule.id]
        failed = tuple(trace.failed(*trees)) if isinstance(rule, Rule) else ()
        lacking = dict.fromkeys(name for tree in trees for name in trace.lacking(tree))
        return Miss(rule.id, rule.title, failed, tuple(lacking))


def _trees(rule: RuleEntry) -> tuple[Node, ...]:
    """The condition of a rule, or what the rows go by."""
    return (normalize(rule.when),) if isinstance(rule, Rule) else rule.reads


class _Trace:
    """The value of every node for one candidate."""

    def __init__(self, values: Mapping[Node, Value], facts: Mapping[str, Node]) -> None:
        self.values = values
        self.facts = facts

    def failed(self, node: Node) -> Iterator[tuple[str, Value]]:
        """The comparisons that are false, as texts, with the value of their left side."""
        for leaf in self._leaves(node):
            if self.values[leaf] is False:
                yield to_text(leaf), self._shown(_left(leaf))

    def _shown(self, node: Node) -> Value:
        value = self.values[node]
        if node == Name(AS_OF) and isinstance(value, float):
            return iso_date(value)
        return value

    def _leaves(self, node: Node) -> Iterator[Node]:
        match node:
            case And(parts) | Or(parts):
                for part in parts:
                    yield from self._leaves(part)
            case Choice():
                if (outcome := self._outcome(node)) is not None:
                    yield from self._leaves(outcome)
            case _:
                yield node

    def _outcome(self, choice: Choice) -> Node | None:
        """What is chosen; None if the condition is unknown."""
        condition = self.values[choice.condition]
        if condition is UNKNOWN:
            return None
        return choice.then if condition else choice.otherwise

    def lacking(self, node: Node) -> Iterator[str]:
        """The inputs that are unknown and because of which the node is."""
        match node:
            case Name(name):
                yield from self._lacking_name(node, name)
            case And(parts) | Or(parts):
                for part in parts:
                    if self.values[part] is not True:
                        yield from self.lacking(part)
            case Choice(condition=condition):
                yield from self.lacking(self._outcome(node) or condition)
            case _ if self.values[node] is UNKNOWN:
                for child in children(node):
                    if self.values[child] is UNKNOWN:
                        yield from self.lacking(child)

    def _lacking_name(self, node: Name, name: str) -> Iterator[str]:
        if self.values[node] is not UNKNOWN:
            return
        if is_input(name):
            yield name
        else:
            yield from self.lacking(self.facts[name])


def _left(leaf: Node) -> Node:
    match leaf:
        case Comparison(left=left):
            return left
        case Among(item=item) | Within(item=item):
            return item
        case Known(name=name):
            return name
        case Not(operand):
            return _left(operand)
    return leaf
