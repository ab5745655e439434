"""The facts and assumptions of a pack: what each is made of, of what kind, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from joinwise.diagnostics import Severity
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Constant, Lookup, Name, Node, names
from joinwise.expressions.parser import FUNCTIONS, KEYWORDS
from joinwise.expressions.typecheck import Kinds
from joinwise.packs.lint import odd_in_tree
from joinwise.packs.schema import SNAKE
from joinwise.packs.source import Entry, Files
from joinwise.suggestions import nearest

MOST_CIRCLES = 50
"""After as many, nothing is read any more in which there might be others."""

MOST_SHOWN = 20
"""Names of one circle."""

SCALAR_KINDS = {bool: Kind.BOOLEAN, str: Kind.TEXT, float: Kind.NUMBER, list: Kind.LIST}


@dataclass(slots=True)
class Definition:
    """What a name stands for, and where that is written; ``key`` is where faults are shown."""

    entry: Entry
    key: str
    tree: Node | None


class Definitions:
    """All definitions of a pack, checked; ``kinds`` has every input and fact, ``None`` at fault."""

    def __init__(self, files: Files) -> None:
        self.inputs = files.named("inputs")
        self.facts = files.named("facts")
        self.kinds: dict[str, Kind | None] = {name: each.kind for name, each in INPUTS.items()}
        self.kinds |= {name: None for name in self.facts if name not in INPUTS}
        self.assumed = _assumptions(self.inputs)
        self.formulas = {name: _fact(name, entry) for name, entry in self.facts.items()}
        self.all = {**self.assumed, **{k: v for k, v in self.formulas.items() if k not in INPUTS}}
        self.order = _ordered(self.all)
        for name in self.order:
            self._check(name)

    def _check(self, name: str) -> None:
        definition = self.all[name]
        if definition.tree is None:
            return
        wanted = INPUTS[name].kind if name in INPUTS else None
        kind = check_tree(definition.entry, definition.key, definition.tree, self.kinds, wanted)
        if name in self.facts:
            self.kinds[name] = _fact_kind(definition, kind)


def check_tree(
    entry: Entry, key: str, tree: Node, known: Mapping[str, Kind | None], wanted: Kind | None
) -> Kind | None:
    """The kind of a tree; notes at the entry what does not fit together."""
    kinds = Kinds(known)
    found = kinds.visit(tree) if wanted is None else kinds.expect(tree, wanted, "this")
    for fault in kinds.faults:
        entry.fault(key, str(fault), offset=fault.at[0])
    for message, at in odd_in_tree(tree):
        entry.fault(key, message, Severity.WARNING, at[0])
    return found


def _fact_kind(definition: Definition, kind: Kind | None) -> Kind | None:
    if kind is Kind.LIST:
        definition.entry.fault(
            definition.key, "a fact is a number, a text or true/false, never a list"
        )
        return None
    return kind


def _assumptions(entries: Mapping[str, Entry]) -> dict[str, Definition]:
    found: dict[str, Definition] = {}
    for name, entry in entries.items():
        if name not in INPUTS:
            entry.fault_at_name(f'unknown input "{name[:80]}"{nearest(name, INPUTS)}')
        elif "assume" in entry.data:
            found[name] = _assumption(INPUTS[name], entry)
    return found


def _assumption(input: Input, entry: Entry) -> Definition:
    value = entry.data["assume"]
    if not isinstance(value, dict):
        return Definition(entry, "assume", _constant(input, entry, value))
    inner = Entry(entry.document, (*entry.path, "assume"), value)
    if "formula" in value:
        return Definition(inner, "formula", inner.tree("formula"))
    for key, each in value.get("values", {}).items():
        _refuse_misfit(input, inner, f"values/{key}", each)
    if "otherwise" in value:
        _refuse_misfit(input, inner, "else", value["otherwise"])
    return Definition(inner, "by", _lookup(inner))


def _constant(input: Input, entry: Entry, value: Any) -> Node | None:
    if not _refuse_misfit(input, entry, "assume", value):
        return None
    if isinstance(value, list):
        return Constant(tuple(each for each in input.values if each in value), Kind.LIST)
    return Constant(value, input.kind)


def _refuse_misfit(input: Input, entry: Entry, key: str, value: Any) -> bool:
    parts = [input.problem(value)]
    if isinstance(value, list) and input.kind is Kind.LIST:
        parts = [input.entry_problem(each) for each in value]
    found = [each for each in parts if each]
    for message in found:
        entry.fault(key, f"no value of {input.name}: {message[0].lower()}{message[1:].rstrip('.')}")
    return not found


def _lookup(entry: Entry) -> Node | None:
    by, values = entry.data.get("by"), entry.data.get("values")
    if not by or not values:
        return None
    table = {key: value for key, value in values.items() if not isinstance(value, dict)}
    otherwise = entry.data.get("otherwise")
    kinds = {
        SCALAR_KINDS[type(value)] for value in [*table.values(), otherwise] if value is not None
    }
    if len(kinds) > 1:
        words = " and ".join(sorted(kind.described for kind in kinds))
        entry.fault("values", f"the values of a lookup must be of one kind; these are {words}")
    if len(kinds) != 1:
        return None
    return Lookup(Name(by), tuple(sorted(table.items())), otherwise, kinds.pop())


def _fact(name: str, entry: Entry) -> Definition:
    _refuse_name(name, entry)
    lookup = entry.keys & {"by", "values", "else"}
    if "formula" in entry.keys and not lookup:
        return Definition(entry, "formula", entry.tree("formula"))
    if {"by", "values"} <= lookup and "formula" not in entry.keys:
        return Definition(entry, "by", _lookup(entry))
    entry.fault("", f'"{name}" needs either a formula, or by and values')
    return Definition(entry, "", None)


def _refuse_name(name: str, entry: Entry) -> None:
    taken = "an input" if name in INPUTS else "a keyword" if name in KEYWORDS else ""
    taken = "a function" if name in FUNCTIONS else taken
    message = f'a fact cannot be called "{name[:80]}": that is {taken}' if taken else ""
    if not taken and not SNAKE.fullmatch(name):
        message = f'a fact cannot be called "{name[:80]}"; write lower_case_words, like yearly_cash'
    if message:
        entry.fault_at_name(message)


def _ordered(definitions: Mapping[str, Definition]) -> tuple[str, ...]:
    """The names, each after all that it needs; a circle is noted and taken apart."""
    needs = {name: _needs(each, definitions) for name, each in sorted(definitions.items())}
    for _ in range(MOST_CIRCLES):
        try:
            return tuple(TopologicalSorter(needs).static_order())
        except CycleError as error:
            _refuse_circle(definitions, error.args[1])
            for name in error.args[1]:
                definitions[name].tree = None
                needs[name] = ()
    for definition in definitions.values():
        definition.tree = None
    return tuple(needs)


def _needs(definition: Definition, definitions: Iterable[str]) -> tuple[str, ...]:
    named = names(definition.tree) if definition.tree else ()
    return tuple(sorted(set(named).intersection(definitions)))


def _refuse_circle(definitions: Mapping[str, Definition], circle: list[str]) -> None:
    first = min(circle[:-1])
    turn = circle.index(first)
    path = [*circle[turn:-1], *circle[:turn], first] if turn else circle
    shown = path if len(path) <= MOST_SHOWN else [*path[: MOST_SHOWN // 2], "...", first]
    definition = definitions[first]
    definition.entry.fault(definition.key, f"a circle: {' needs '.join(reversed(shown))}")
