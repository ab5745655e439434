"""Which conditions are true: matched by durable_rules, and the only module that knows it.

durable_rules is fed through its C module, and only with what it holds safely: conjunctions of
limits on numbers and of flags that are 1 or not there, at most 60 to a ruleset, one fact at a time,
under a lock, drained and retracted each time. A ruleset that was left in the middle of an
evaluation is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import compress, count
from threading import Lock
from typing import Any

import durable_rules_engine as durable
import orjson

from joinwise.domain.values import Value
from joinwise.errors import EngineError
from joinwise.expressions.ast import Node
from joinwise.expressions.conjunctions import Flag, Limit, Test, conjunction

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
TRUE = 1
"""What is said of a flag; of one that is not true, nothing."""

Conjunct = tuple[int, tuple[Test, ...]]
"""The number of a condition, and its tests."""

BYTES_OF_A_CONJUNCT = 25 * 1024
"""What durable_rules never frees of each condition that it was given and asked: 25.0 KiB for the
rules that come with joinwise, 20.9 to 25.0 for 1,000 (``python -m bench.reloads``)."""


class DurableMatcher:
    """Matches a list of conditions; safe to share between threads.

    ``subjects`` are the trees whose values ``fired`` wants, in this order.
    Raises EngineError if durable_rules misbehaves.
    """

    engine: str = "durable_rules"

    def __init__(self, conditions: Sequence[Node]) -> None:
        conjuncts = [(number, conjunction(each)) for number, each in enumerate(conditions)]
        self._shards: list[_Shard] = []
        subjects: list[Node] = []
        for shard in _sharded(sorted(conjuncts, key=_by_subjects(conjuncts))):
            self._shards.append(_Shard(shard, len(subjects)))
            subjects += self._shards[-1].subjects
        self.subjects: tuple[Node, ...] = tuple(subjects)

    def fired(self, values: Sequence[Value]) -> set[int]:
        """The numbers of the conditions that are true, given the values of the subjects."""
        fired: set[int] = set()
        for shard in self._shards:
            shard.match(values, fired)
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


def _by_subjects(conjuncts: Iterable[Conjunct]) -> Callable[[Conjunct], tuple[int, ...]]:
    """An order in which those with the same subjects are neighbours, so that they share a fact."""
    subjects = (test.subject for _, tests in conjuncts for test in reversed(tests))
    places = {subject: place for place, subject in enumerate(dict.fromkeys(subjects))}
    return lambda conjunct: tuple(places[test.subject] for test in reversed(conjunct[1]))


def _sharded(conjuncts: Iterable[Conjunct]) -> Iterator[list[Conjunct]]:
    shard: list[Conjunct] = []
    subjects: set[Node] = set()
    for conjunct in conjuncts:
        own = {test.subject for test in conjunct[1]}
        if shard and (len(shard) == MOST_CONJUNCTS or len(subjects | own) > MOST_TOKENS):
            yield shard
            shard, subjects = [], set()
        shard.append(conjunct)
        subjects |= own
    if shard:
        yield shard


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
    """One ruleset of up to 60 conjuncts, and where the values of its subjects start."""

    def __init__(self, conjuncts: Sequence[Conjunct], start: int) -> None:
        tests = [test for _, tests in conjuncts for test in tests]
        limited = dict.fromkeys(test.subject for test in tests if isinstance(test, Limit))
        flagged = dict.fromkeys(test.subject for test in tests if isinstance(test, Flag))
        self.subjects: list[Node] = [*limited, *flagged]
        tokens = dict(zip(self.subjects, free_tokens(), strict=False))
        self.numbers = [tokens[subject] for subject in limited]
        self.flags = [tokens[subject] for subject in flagged]
        middle, end = start + len(limited), start + len(tokens)
        self.at_numbers, self.at_flags = slice(start, middle), slice(middle, end)
        self.rules = _rules(conjuncts, tokens)
        self.size = len(conjuncts)
        self.lock = Lock()
        self.rebuilds = -1
        self.handle: int | None = None
        self.offset = 0

    def match(self, values: Sequence[Value], fired: set[int]) -> None:
        """Adds the numbers of the conditions that hold.

        The handle is put back only after a complete evaluation: an exception anywhere between
        leaves none, and the next evaluation builds the ruleset anew.
        """
        fact = self.fact(values)
        with self.lock:
            handle, self.handle = self.handle, None
            if handle is None:
                handle = self._built()
            self._evaluate(handle, fact, fired)
            self.handle = handle

    def fact(self, values: Sequence[Value]) -> str:
        """The numbers that are known, and a 1 for each flag that is true."""
        numbers = zip(self.numbers, values[self.at_numbers], strict=True)
        fact: dict[str, Any] = {token: value for token, value in numbers if value is not None}
        fact.update(dict.fromkeys(compress(self.flags, values[self.at_flags]), TRUE))
        fact["id"] = 1
        return _json(fact)

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


def _json(numbers: Mapping[str, Any]) -> str:
    """Tokens and finite numbers as JSON; durable_rules refuses ``1e-9`` but reads ``1.0e-9``."""
    text = orjson.dumps(numbers).decode()
    return BARE_EXPONENT.sub(r":\1.0e", text) if "e" in text else text


def _rules(conjuncts: Sequence[Conjunct], tokens: Mapping[Node, str]) -> str:
    """The ruleset as JSON; a rule's name is its place, two digits, and its condition, five."""
    rules = (
        f'"{place:02d}{number:05d}":{{"all":[{{"m":{_conjunction(tests, tokens)}}}]}}'
        for place, (number, tests) in enumerate(conjuncts)
    )
    return f"{{{','.join(rules)}}}"


def _conjunction(tests: Sequence[Test], tokens: Mapping[Node, str]) -> str:
    written = [_written(test, tokens[test.subject]) for test in tests]
    return written[0] if len(written) == 1 else f'{{"$and":[{",".join(written)}]}}'


def _written(test: Test, token: str) -> str:
    """A test as durable_rules reads it: ``{"$gt":{"t3":900.0}}``, or ``{"t4":1}`` for a flag."""
    if isinstance(test, Flag):
        return _json({token: TRUE})
    operator, plain = OPERATORS[test.operator], _json({token: test.value})
    return f'{{"{operator}":{plain}}}' if operator else plain
