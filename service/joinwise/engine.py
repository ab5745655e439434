"""Which conditions are true: matched by durable_rules, and the only module that knows it.

durable_rules is fed through its C module, and only with what it holds safely: conjunctions of
``token operator number``, at most 60 to a ruleset, one fact at a time, under a lock, drained and
retracted each time. A ruleset that was left in the middle of an evaluation is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from operator import itemgetter
from threading import Lock
from typing import Any

import durable_rules_engine as durable

from joinwise.errors import EngineError
from joinwise.expressions.conjuncts import Alternative, Test, alternatives
from joinwise.expressions.tree import Node, Value
from joinwise.inputs import Kind

MOST_CONJUNCTS = 60
"""In one ruleset: 65 distinct first tests that match together raise error 303."""

MOST_TOKENS = 240
"""In one ruleset: a fact holds at most 252 properties besides its id."""

OPERATORS = {"==": "", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
BARE_EXPONENT = re.compile(r":(-?\d+)e")
MATCHED, NOTHING_MATCHED = 0, 1

Conjunct = tuple[int, Alternative]
"""The number of a condition, and one of its alternatives."""


class Engine:
    """Matches a list of conditions; safe to share between threads.

    ``subjects`` are the trees whose values ``fired`` wants, in this order.
    ``kinds`` are those of all names. Raises EngineError where durable_rules misbehaves.
    """

    def __init__(self, conditions: Sequence[Node], kinds: Mapping[str, Kind]) -> None:
        conjuncts = [
            (number, alternative)
            for number, condition in enumerate(conditions)
            for alternative in alternatives(condition, kinds)
        ]
        subjects = dict.fromkeys(test.subject for _, tests in conjuncts for test in tests)
        self.subjects: tuple[Node, ...] = tuple(subjects)
        slots = {subject: slot for slot, subject in enumerate(self.subjects)}
        self._shards = [_Shard(each, slots) for each in _sharded(conjuncts)]

    def fired(self, values: Sequence[Value]) -> set[int]:
        """The numbers of the conditions that are true, given the values of the subjects."""
        fired: set[int] = set()
        for shard in self._shards:
            shard.match(values, fired)
        return fired

    @property
    def rebuilds(self) -> int:
        """How often a ruleset was thrown away in the middle of an evaluation."""
        return sum(shard.rebuilds for shard in self._shards)


def _sharded(conjuncts: Sequence[Conjunct]) -> Iterator[list[Conjunct]]:
    shard: list[Conjunct] = []
    tokens: set[Node] = set()
    for conjunct in conjuncts:
        own = {test.subject for test in conjunct[1]}
        if shard and (len(shard) == MOST_CONJUNCTS or len(tokens | own) > MOST_TOKENS):
            yield shard
            shard, tokens = [], set()
        shard.append(conjunct)
        tokens |= own
    if shard:
        yield shard


class _Shard:
    """One ruleset: up to 60 conjuncts under tokens ``t0``, ``t1``, ... of its own."""

    def __init__(self, conjuncts: Sequence[Conjunct], slots: Mapping[Node, int]) -> None:
        self.facts = _Facts(conjuncts, slots)
        self.rules = _rules(conjuncts, self.facts)
        self.lock = Lock()
        self.rebuilds = -1
        self.handle: int | None = None
        self.offset = 0

    def match(self, values: Sequence[Value], fired: set[int]) -> None:
        """Adds the numbers of the conditions that hold.

        The handle is put back only after a complete evaluation: an exception anywhere between
        leaves none, and the next evaluation builds the ruleset anew.
        """
        fact = self.facts.encoded(values)
        with self.lock:
            handle, self.handle = self.handle, None
            if handle is None:
                handle = self._built()
            self._evaluate(handle, fact, fired)
            self.handle = handle

    def _evaluate(self, handle: int, fact: str, fired: set[int]) -> None:
        outcome = durable.assert_fact(handle, fact)[0]
        if outcome == NOTHING_MATCHED:
            return
        started = (
            durable.start_action_for_state(handle, self.offset) if outcome == MATCHED else None
        )
        if not started:
            raise EngineError(f"durable_rules answered {outcome} and then {started!r}")
        match: str | None = started[1]
        while match:
            fired.add(int(match[4:9]))
            match = durable.complete_and_start_action(handle, self.offset)
        durable.retract_fact(handle, ID_ALONE)

    def _built(self) -> int:
        """A new ruleset, warmed up: before its first fact it would match its own state."""
        self.rebuilds += 1
        handle: int = durable.create_ruleset("joinwise", self.rules)
        self.offset = durable.assert_fact(handle, '{"id":0}')[1]
        started: Any = durable.start_action_for_state(handle, self.offset)
        while started:
            started = durable.complete_and_start_action(handle, self.offset)
        durable.retract_fact(handle, '{"id":0}')
        return handle


ID_ALONE = '{"id":1}'


class _Facts:
    """Writes the values that a ruleset reads as a fact; what is unknown is left out."""

    def __init__(self, conjuncts: Sequence[Conjunct], slots: Mapping[Node, int]) -> None:
        tests = list(dict.fromkeys(test for _, tests in conjuncts for test in tests))
        kinds = {test.subject: test.kind for test in tests}
        self.tokens = {subject: f"t{number}" for number, subject in enumerate(kinds)}
        self.pick = _picker([slots[subject] for subject in kinds])
        self.patterns = [f',"{self.tokens[each]}":{PATTERNS[kind]}' for each, kind in kinds.items()]
        self.texts = [index for index, kind in enumerate(kinds.values()) if kind is Kind.TEXT]
        constants = (test.value for test in tests if test.kind is Kind.TEXT)
        self.codes = dict(zip(dict.fromkeys(constants), count(), strict=False))

    def encoded(self, values: Sequence[Value]) -> str:
        picked = self.pick(values)
        if self.texts:
            picked = self._with_codes(picked)
        pieces = [
            pattern % value
            for pattern, value in zip(self.patterns, picked, strict=True)
            if value is not None
        ]
        return _safe(f'{{"id":1{"".join(pieces)}}}')

    def constant(self, test: Test) -> str:
        value = self.codes[test.value] if test.kind is Kind.TEXT else test.value
        return _safe(f":{PATTERNS[test.kind] % value}")

    def _with_codes(self, picked: Sequence[Value]) -> list[Value]:
        coded = list(picked)
        for index in self.texts:
            text = coded[index]
            if text is not None:
                coded[index] = self.codes.get(text, -1)
        return coded


PATTERNS = {Kind.NUMBER: "%r", Kind.BOOLEAN: "%d", Kind.TEXT: "%d"}


def _picker(slots: Sequence[int]) -> Any:
    return itemgetter(*slots) if len(slots) > 1 else lambda values: [values[slot] for slot in slots]


def _safe(text: str) -> str:
    """durable_rules refuses ``1e-09`` but reads ``1.0e-09``."""
    return BARE_EXPONENT.sub(r":\1.0e", text) if "e" in text else text


def _rules(conjuncts: Sequence[Conjunct], facts: _Facts) -> str:
    """The ruleset as JSON; a rule's name is its place, two digits, and its condition, five."""
    rules = (
        f'"{place:02d}{number:05d}":{{"all":[{{"m":{_conjunction(tests, facts)}}}]}}'
        for place, (number, tests) in enumerate(conjuncts)
    )
    return f"{{{','.join(rules)}}}"


def _conjunction(tests: Alternative, facts: _Facts) -> str:
    written = [_test(test, facts) for test in tests]
    return written[0] if len(written) == 1 else f'{{"$and":[{",".join(written)}]}}'


def _test(test: Test, facts: _Facts) -> str:
    plain = f'{{"{facts.tokens[test.subject]}"{facts.constant(test)}}}'
    operator = OPERATORS[test.operator]
    return f'{{"{operator}":{plain}}}' if operator else plain
