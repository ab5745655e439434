"""Which comparisons of a pack allow for the binary fractions of computed numbers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from joinwise.expressions.closeness import is_computed, tolerant
from joinwise.packs.model import Band, Decision, Pack, Promise, Question


def with_tolerance(pack: Pack) -> Pack:
    """The same pack, in which comparisons of what is computed are marked."""
    computed = _computed(pack)
    return replace(
        pack,
        decision=_decision(pack.decision, computed),
        questions={name: _question(each, computed) for name, each in pack.questions.items()},
        facts={
            name: replace(fact, formula=tolerant(fact.formula, computed))
            for name, fact in pack.facts.items()
        },
        rules=tuple(replace(rule, when=tolerant(rule.when, computed)) for rule in pack.rules),
        bands=tuple(_band(band, computed) for band in pack.bands),
        promises=tuple(_promise(promise, computed) for promise in pack.promises),
    )


def _computed(pack: Pack) -> set[str]:
    """The facts and inputs whose formula or assumption comes of arithmetic, directly or not."""
    computed: set[str] = set()
    for name in pack.order:
        definition = pack.definition(name)
        if definition is not None and is_computed(definition, computed):
            computed.add(name)
    return computed


def _decision(decision: Decision, computed: Collection[str]) -> Decision:
    words = (replace(words, when=tolerant(words.when, computed)) for words in decision.words)
    return replace(decision, words=tuple(words))


def _question(question: Question, computed: Collection[str]) -> Question:
    when, assume = question.when, question.assume
    return replace(
        question,
        when=tolerant(when, computed) if when else None,
        assume=tolerant(assume, computed) if assume else None,
    )


def _band(band: Band, computed: Collection[str]) -> Band:
    rows = (replace(row, when=tolerant(row.when, computed)) for row in band.rows)
    return replace(band, rows=tuple(rows))


def _promise(promise: Promise, computed: Collection[str]) -> Promise:
    if promise.given is None:
        return promise
    return replace(promise, given=tolerant(promise.given, computed))
