"""A pack with every tree in it changed in the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from joinwise.domain.values import Kind
from joinwise.expressions.ast import Node
from joinwise.packs.model import Band, Decision, Pack, Promise, Question, Table

Change = Callable[[Node, Kind], Node]
"""Makes another tree of one, given the kind of its value."""


def with_trees(pack: Pack, change: Change) -> Pack:
    """The same pack, all of its conditions and formulas changed."""

    def condition(tree: Node) -> Node:
        return change(tree, Kind.BOOLEAN)

    return replace(
        pack,
        decision=_decision(pack.decision, condition),
        questions={name: _question(each, change) for name, each in pack.questions.items()},
        facts={
            name: replace(fact, formula=change(fact.formula, fact.kind))
            for name, fact in pack.facts.items()
        },
        rules=tuple(replace(rule, when=condition(rule.when)) for rule in pack.rules),
        bands=tuple(_with_rows(band, condition) for band in pack.bands),
        tables=tuple(_with_rows(table, condition) for table in pack.tables),
        promises=tuple(_promise(promise, condition) for promise in pack.promises),
    )


Condition = Callable[[Node], Node]
Scale = TypeVar("Scale", Band, Table)


def _decision(decision: Decision, change: Condition) -> Decision:
    words = (replace(words, when=change(words.when)) for words in decision.words)
    return replace(decision, words=tuple(words))


def _question(question: Question, change: Change) -> Question:
    when, assume = question.when, question.assume
    return replace(
        question,
        when=change(when, Kind.BOOLEAN) if when else None,
        assume=change(assume, question.input.kind) if assume else None,
    )


def _with_rows(scale: Scale, change: Condition) -> Scale:
    rows = (replace(row, when=change(row.when)) for row in scale.rows)
    return replace(scale, rows=tuple(rows))


def _promise(promise: Promise, change: Condition) -> Promise:
    if promise.given is None:
        return promise
    return replace(promise, given=change(promise.given))
