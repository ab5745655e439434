"""Which conditions are true: matched by durable_rules, and the only module that knows it.

durable_rules is fed through its C module, and only with what it holds safely: conjunctions of
``token operator number``, at most 60 to a ruleset, one fact at a time, under a lock, drained and
retracted each time. A ruleset that was left in the middle of an evaluation is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import count
from operator import itemgetter
from threading import Lock
from typing import Any

import durable_rules_engine as durable
import orjson

from joinwise.domain.values import UNKNOWN, Kind, Value
from joinwise.errors import EngineError
from joinwise.expressions.ast import Node
from joinwise.expressions.dnf import Alternative, Test, alternatives

MOST_CONJUNCTS = 60
"""In one ruleset: 65 distinct first tests that match together raise error 303."""

MOST_TOKENS = 240
"""In one ruleset: a fact holds at most 252 properties besides its id."""

TAKEN = ("id", "sid", "$s")
"""Properties that durable_rules keeps for itself."""

ID_ALONE = '{"id":1}'
OPERATORS = {"==": "", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
BARE_EXPONENT = re.compile(r":(-?\d+)e")
MATCHED, NOTHING_MATCHED = 0, 1

Conjunct = tuple[int, Alternative]
"""The number of a condition, and one of its alternatives."""


BYTES_OF_A_CONJUNCT = 25 * 1024
"""What durable_rules never frees of each condition that it was given and asked: 24.6 KiB for the
rules that come with joinwise, 20.9 to 25.0 for 1,000 (``python -m bench.reloads``)."""


class DurableMatcher:
    """Matches a list of conditions; safe to share between threads.

    ``subjects`` are the trees whose values ``fired`` wants, in this order.
    ``kinds`` are those of all names. Raises EngineError if durable_rules misbehaves.
    """

    engine: str = "durable_rules"

    def __init__(self, conditions: Sequence[Node], kinds: Mapping[str, Kind]) -> None:
        conjuncts = [
            (number, alternative)
            for number, condition in enumerate(conditions)
            for alternative in alternatives(condition, kinds)
        ]
        self._writer = _Writer(test for _, tests in conjuncts for test in tests)
        self.subjects: tuple[Node, ...] = tuple(self._writer.tokens)
        self._shards = [_Shard(shard, self._writer) for shard in _sharded(conjuncts)]

    def fired(self, values: Sequence[Value]) -> set[int]:
        """The numbers of the conditions that are true, given the values of the subjects."""
        coded = self._writer.coded(values)
        fired: set[int] = set()
        for shard in self._shards:
            shard.match(coded, fired)
        return fired

    @property
    def rebuilds(self) -> int:
        """How often a ruleset was thrown away in the middle of an evaluation."""
        return sum(max(0, shard.rebuilds) for shard in self._shards)

    @property
    def conjuncts(self) -> int:
        """How many conjunctions stand for the conditions."""
        return sum(shard.size for shard in self._shards)

    @property
    def held(self) -> int:
        """Bytes that durable_rules never frees of these rulesets."""
        return self.conjuncts * BYTES_OF_A_CONJUNCT

    @property
    def lost(self) -> int:
        """Bytes that it never frees of rulesets that were thrown away."""
        conjuncts = sum(max(0, shard.rebuilds) * shard.size for shard in self._shards)
        return conjuncts * BYTES_OF_A_CONJUNCT


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


class _Writer:
    """Gives each subject a token, and turns values into numbers, which is all that is compared.

    Of texts, those that some test names have a number each, all others share -1.
    """

    def __init__(self, tests: Iterable[Test]) -> None:
        by_subject: dict[Node, list[Test]] = {}
        for test in tests:
            by_subject.setdefault(test.subject, []).append(test)
        numbers_first = sorted(
            by_subject, key=lambda subject: not _is_number(by_subject[subject][0])
        )
        self.tokens = dict(zip(numbers_first, free_tokens(), strict=False))
        others = [subject for subject in numbers_first if not _is_number(by_subject[subject][0])]
        self.codes = {subject: _codes(by_subject[subject]) for subject in others}
        self.numbers = len(self.tokens) - len(others)

    def coded(self, values: Sequence[Value]) -> list[float | None]:
        """The values of the subjects as numbers, ``None`` if unknown."""
        numbers: list[Any] = list(values[: self.numbers])
        codes = zip(self.codes.values(), values[self.numbers :], strict=True)
        return numbers + [table.get(value, -1) for table, value in codes]

    def test(self, test: Test) -> str:
        """A test as durable_rules reads it: ``{"$gt":{"t3":900.0}}``."""
        value = test.value if _is_number(test) else self.codes[test.subject][test.value]
        plain = _json({self.tokens[test.subject]: value})
        operator = OPERATORS[test.operator]
        return f'{{"{operator}":{plain}}}' if operator else plain


def _codes(tests: Iterable[Test]) -> dict[Value, int | None]:
    constants = (False, True, *(test.value for test in tests if test.kind is Kind.TEXT))
    return {value: code for code, value in enumerate(dict.fromkeys(constants))} | {UNKNOWN: None}


def _is_number(test: Test) -> bool:
    return test.kind is Kind.NUMBER


def free_tokens() -> Iterator[str]:
    """Names for subjects; durable_rules tells names apart by their hash alone."""
    hashes = {fnv_1a(name) for name in TAKEN}
    for number in count():
        token = f"t{number}"
        if fnv_1a(token) not in hashes:
            hashes.add(fnv_1a(token))
            yield token


def fnv_1a(text: str) -> int:
    """The 32-bit FNV-1a hash of a text (Fowler, Noll, Vo)."""
    return reduce(lambda code, byte: (code ^ byte) * 0x01000193 % 2**32, text.encode(), 0x811C9DC5)


class _Shard:
    """One ruleset of up to 60 conjuncts."""

    def __init__(self, conjuncts: Sequence[Conjunct], writer: _Writer) -> None:
        slots = {subject: slot for slot, subject in enumerate(writer.tokens)}
        used = dict.fromkeys(test.subject for _, tests in conjuncts for test in tests)
        self.tokens = [writer.tokens[subject] for subject in used]
        self.pick = _picker([slots[subject] for subject in used])
        self.rules = _rules(conjuncts, writer)
        self.size = len(conjuncts)
        self.lock = Lock()
        self.rebuilds = -1
        self.handle: int | None = None
        self.offset = 0

    def match(self, coded: Sequence[float | None], fired: set[int]) -> None:
        """Adds the numbers of the conditions that hold.

        The handle is put back only after a complete evaluation: an exception anywhere between
        leaves none, and the next evaluation builds the ruleset anew.
        """
        named = zip(self.tokens, self.pick(coded), strict=True)
        fact = {token: value for token, value in named if value is not None}
        fact["id"] = 1
        encoded = _json(fact)
        with self.lock:
            handle, self.handle = self.handle, None
            if handle is None:
                handle = self._built()
            self._evaluate(handle, encoded, fired)
            self.handle = handle

    def _evaluate(self, handle: int, fact: str, fired: set[int]) -> None:
        outcome = durable.assert_fact(handle, fact)[0]
        if outcome == NOTHING_MATCHED:
            return
        offset = self.offset
        started = durable.start_action_for_state(handle, offset) if outcome == MATCHED else None
        if not started:
            raise EngineError(f"durable_rules answered {outcome} and then {started!r}")
        add, complete = fired.add, durable.complete_and_start_action
        match: str | None = started[1]
        while match:
            add(int(match[4:9]))
            match = complete(handle, offset)
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


def _picker(slots: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    return itemgetter(*slots) if len(slots) > 1 else lambda values: [values[slot] for slot in slots]


def _json(numbers: Mapping[str, Any]) -> str:
    """Tokens and finite numbers as JSON; durable_rules refuses ``1e-9`` but reads ``1.0e-9``."""
    text = orjson.dumps(numbers).decode()
    return BARE_EXPONENT.sub(r":\1.0e", text) if "e" in text else text


def _rules(conjuncts: Sequence[Conjunct], writer: _Writer) -> str:
    """The ruleset as JSON; a rule's name is its place, two digits, and its condition, five."""
    rules = (
        f'"{place:02d}{number:05d}":{{"all":[{{"m":{_conjunction(tests, writer)}}}]}}'
        for place, (number, tests) in enumerate(conjuncts)
    )
    return f"{{{','.join(rules)}}}"


def _conjunction(tests: Alternative, writer: _Writer) -> str:
    written = [writer.test(test) for test in tests]
    return written[0] if len(written) == 1 else f'{{"$and":[{",".join(written)}]}}'
