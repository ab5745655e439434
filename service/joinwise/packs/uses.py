"""What a name of a pack is used by, and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from joinwise.expressions.ast import Constant, Lookup, Node, names, walk
from joinwise.packs.model import Pack, RuleEntry, tested
from joinwise.packs.serializers import (
    entry_answer,
    fact_answer,
    input_answer,
    origin_answer,
)


def named_answer(pack: Pack, name: str) -> dict[str, Any] | None:
    """A rule, band, table, fact, input or kind of group, with what uses it; None if not there."""
    said = _said(pack, name)
    return None if said is None else {**said, "used_by": [*dict.fromkeys(users(pack, name))]}


def known_names(pack: Pack) -> list[str]:
    """All that can be asked for."""
    ids = [entry.id for entry in pack.entries]
    return [*ids, *pack.facts, *pack.inputs, *pack.inputs["kind"].values]


def _said(pack: Pack, name: str) -> dict[str, Any] | None:
    if any(entry.id == name for entry in pack.entries):
        return entry_answer(pack, name)
    if name in pack.facts:
        return fact_answer(pack.facts[name], pack) | origin_answer(pack, name)
    if name in pack.questions:
        return input_answer(pack.questions[name], pack) | origin_answer(pack, name)
    if name in pack.inputs["kind"].values:
        own = {kind.name: kind for kind in pack.own_kinds}.get(name)
        more = {"like": own.like, "about": own.about} if own else {}
        return {"kind": name, **more}
    return None


def users(pack: Pack, name: str) -> Iterator[str]:
    """The ids and names of all that reads, shows or names something."""
    for entry in pack.entries:
        read = any(_reads(case.when, name) for case in entry.cases)
        if read or name in {*tested(entry), *_shown(entry)}:
            yield entry.id
    for fact in pack.facts.values():
        if _reads(fact.formula, name):
            yield fact.name
    for input, question in pack.questions.items():
        trees = (question.assume, question.when)
        if any(tree is not None and _reads(tree, name) for tree in trees):
            yield input
    yield from _settings(pack, name)


def _settings(pack: Pack, name: str) -> Iterator[str]:
    if any(_reads(words.when, name) for words in pack.decision.words):
        yield "decision"
    if name in (pack.compare or {}).values():
        yield "compare"
    plan = pack.plan
    if plan and (name in plan.clock or name in plan.idle or _is_paid(pack, name)):
        yield "plan"
    for promise in pack.promises:
        higher = promise.higher if isinstance(promise.higher, tuple) else (promise.higher,)
        if name in higher:
            yield "promises"


def _is_paid(pack: Pack, name: str) -> bool:
    break_even = pack.plan.break_even if pack.plan else None
    return break_even is not None and break_even.fact == name


def _shown(entry: RuleEntry) -> set[str]:
    texts = (text for case in entry.cases for text in (case.reason, case.brief) if text)
    return {slot.name for text in texts for slot in text.slots}


def _reads(tree: Node, name: str) -> bool:
    return name in names(tree) or _has_text(tree, name)


def _has_text(tree: Node, text: str) -> bool:
    """Whether a text, such as a kind of group, stands in a tree."""
    return any(
        (isinstance(node, Constant) and node.value == text)
        or (isinstance(node, Lookup) and text in dict(node.table))
        for node in walk(tree)
    )
