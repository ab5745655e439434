"""The first of two packs with one change of the other, so that the change is seen by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from joinwise.authoring.changes import EntryChange
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Node, names
from joinwise.expressions.typecheck import TypeChecker
from joinwise.packs.dependencies import direct_needs
from joinwise.packs.model import Fact, Pack


def isolated(change: EntryChange[Any], one: Pack, other: Pack) -> Pack | None:
    """The first pack with this one change; None if that makes no valid pack.

    Facts of the other pack that it lacks are added if the change needs them.
    """
    pack = change.applied_to(one)
    facts = _needed_facts(pack, other)
    order = _ordered(pack, facts)
    if order is None:
        return None
    completed = replace(pack, facts=facts, order=order)
    return completed if _is_well_typed(completed) else None


def _needed_facts(pack: Pack, other: Pack) -> dict[str, Fact]:
    facts: dict[str, Fact] = dict(pack.facts)
    while missing := _named(_trees(pack, facts)) - {*pack.inputs, *other.inputs, *facts}:
        facts |= {name: other.facts[name] for name in missing}
    return facts


def _named(trees: Iterable[Node]) -> set[str]:
    return {name for tree in trees for name in names(tree)}


def _trees(pack: Pack, facts: Mapping[str, Fact]) -> Iterator[Node]:
    yield from pack.reads
    yield from (words.when for words in pack.decision.words)
    yield from _definitions(pack, facts).values()


def _definitions(pack: Pack, facts: Mapping[str, Fact]) -> dict[str, Node]:
    assumptions = {name: said.assume for name, said in pack.questions.items() if said.assume}
    return {**assumptions, **{name: fact.formula for name, fact in facts.items()}}


def _ordered(pack: Pack, facts: Mapping[str, Fact]) -> tuple[str, ...] | None:
    """The names, each after all that it needs; None if one needs itself."""
    needs = direct_needs(_definitions(pack, facts))
    try:
        return tuple(TopologicalSorter(needs).static_order())
    except CycleError:
        return None


def _is_well_typed(pack: Pack) -> bool:
    """Whether every tree is of the kind that it must be, and so is all that it names."""
    wanted = [(case.when, Kind.BOOLEAN) for case in pack.cases]
    wanted += [(fact.formula, fact.kind) for fact in pack.facts.values()]
    known = pack.kinds
    return all(_is_of(kind, tree, known) for tree, kind in wanted)


def _is_of(kind: Kind, tree: Node, known: Mapping[str, Kind]) -> bool:
    checker = TypeChecker(known)
    checker.expect(tree, kind, "this")
    return not checker.errors
