"""What a draft of the rules would change: candidates decided under the rules in force and under it.

Nothing is kept but counts, so any number of candidates takes the same memory.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Protocol

from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.errors import CandidateError, JoinwiseError, MalformedError
from joinwise.formats.strict_json import read_json
from joinwise.packs.model import Pack
from joinwise.scoring.decide import Decider, Verdict

SKIP_TO_JOIN, JOIN_TO_SKIP, SCORE_ONLY, SAME = "skip_to_join", "join_to_skip", "score_only", "same"
WAYS = (SKIP_TO_JOIN, JOIN_TO_SKIP, SCORE_ONLY, SAME)
TURNS = {
    (SKIP, JOIN): SKIP_TO_JOIN,
    (JOIN, SKIP): JOIN_TO_SKIP,
}

TENS = 10
CHUNK = 500
MOST_RULES = 10
"""Rules named for one candidate; the others are counted."""


@dataclass(frozen=True, slots=True)
class Record:
    """A candidate as it came: a line of JSON, decoded data, or why it could not be read.

    ``label`` is where it stands (``groups.ndjson:12``, or its place among others), ``size`` how
    many bytes it took.
    """

    label: str | int
    data: Any
    size: int = 0

    def candidate(self) -> Candidate:
        """Raises MalformedError where it cannot be read, CandidateError where it does not fit."""
        if isinstance(self.data, MalformedError):
            raise self.data
        return read_candidate(read_json(self.data) if isinstance(self.data, bytes) else self.data)


class Kept(Protocol):
    """What a store yields of an assessment; ``candidate`` is decoded JSON."""

    @property
    def id(self) -> str: ...

    @property
    def candidate(self) -> Any: ...


class NothingKeptError(JoinwiseError):
    """For the caller: there are no candidates but those that are named."""


def kept_records(kept: Iterable[Kept]) -> Iterator[Record]:
    """The candidates of kept assessments. Raises NothingKeptError where there are none."""
    records = (Record(each.id, each.candidate) for each in kept)
    first = next(records, None)
    if first is None:
        raise NothingKeptError("No assessments are kept here")
    return chain([first], records)


@dataclass(frozen=True, slots=True)
class Given:
    """What a rule gives where it fires: its points, and what it decides, if anything."""

    points: int
    decides: Recommendation | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule or band that gives something else; nothing where it does not fire."""

    rule: str
    title: str
    before: Given | None
    after: Given | None

    @property
    def difference(self) -> int:
        return (self.after.points if self.after else 0) - (self.before.points if self.before else 0)


@dataclass(frozen=True, slots=True)
class Side:
    recommendation: Recommendation
    score: int


@dataclass(frozen=True, slots=True)
class Change:
    """A candidate whose score or recommendation changes, and the rules that are responsible.

    ``rules`` are the weightiest, ``others`` how many there are besides; none where the decision
    alone has changed.
    """

    candidate: str | int
    name: str
    way: str
    before: Side
    after: Side
    rules: tuple[RuleChange, ...]
    others: int


@dataclass(slots=True)
class Part:
    """What came of some candidates: how many change each way, scores by tens, and what changed."""

    ways: Counter[str] = field(default_factory=Counter)
    before: list[int] = field(default_factory=lambda: [0] * TENS)
    after: list[int] = field(default_factory=lambda: [0] * TENS)
    changes: list[Change] = field(default_factory=list)
    failures: list[tuple[str | int, JoinwiseError]] = field(default_factory=list)
    failed: int = 0
    size: int = 0

    def count(self, other: Part) -> None:
        """Adds the numbers of another part."""
        self.ways += other.ways
        self.before = [sum(each) for each in zip(self.before, other.before, strict=True)]
        self.after = [sum(each) for each in zip(self.after, other.after, strict=True)]
        self.failed += other.failed
        self.size += other.size

    @property
    def turned(self) -> int:
        """How many recommendations change."""
        return self.ways[SKIP_TO_JOIN] + self.ways[JOIN_TO_SKIP]


class Comparing:
    """Holds candidates against the rules in force and against a draft."""

    def __init__(self, in_force: Pack, draft: Pack) -> None:
        self.in_force = Decider(in_force)
        self.draft = Decider(draft)

    @property
    def packs(self) -> tuple[Pack, Pack]:
        """The rules in force, and the draft."""
        return self.in_force.pack, self.draft.pack

    @property
    def size(self) -> int:
        """How much there is to work out for each candidate (see Decider)."""
        return self.in_force.size + self.draft.size

    def parts(self, records: Iterable[Record], jobs: int = 1) -> Iterator[Part]:
        """What comes of the candidates, some hundreds at a time, in order."""
        chunks = _chunks(records)
        if jobs == 1:
            yield from map(self.part, chunks)
            return
        context = multiprocessing.get_context("fork")
        with context.Pool(jobs, _begin, (self,)) as pool:
            yield from pool.imap(_part, chunks)

    def part(self, records: Iterable[Record]) -> Part:
        part = Part()
        for record in records:
            self._add(part, record)
        return part

    def compare(self, candidate: Candidate) -> tuple[Verdict, Verdict]:
        """What is decided under the rules in force, and under the draft."""
        return self.in_force.decide(candidate), self.draft.decide(candidate)

    def _add(self, part: Part, record: Record) -> None:
        part.size += record.size
        try:
            candidate = record.candidate()
        except (CandidateError, MalformedError) as error:
            part.failed += 1
            part.failures.append((record.label, error))
            return
        before, after = self.compare(candidate)
        part.before[_ten(before)] += 1
        part.after[_ten(after)] += 1
        way = _way(before, after)
        part.ways[way] += 1
        if way != SAME:
            part.changes.append(_change(record.label, candidate.name, way, before, after))


_at_work: list[Comparing] = []
"""In a process that compares for another: what it compares by."""


def _begin(comparing: Comparing) -> None:
    _at_work.append(comparing)


def _part(records: Sequence[Record]) -> Part:
    return _at_work[-1].part(records)


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    rest = iter(records)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _ten(decided: Verdict) -> int:
    return min(decided.score // TENS, TENS - 1)


def _way(before: Verdict, after: Verdict) -> str:
    if before.recommendation != after.recommendation:
        return TURNS[before.recommendation, after.recommendation]
    return SAME if before.score == after.score else SCORE_ONLY


def _change(label: str | int, name: str, way: str, before: Verdict, after: Verdict) -> Change:
    rules = sorted(_rules(before, after), key=lambda each: (-abs(each.difference), each.rule))
    return Change(
        label,
        name,
        way,
        Side(before.recommendation, before.score),
        Side(after.recommendation, after.score),
        tuple(rules[:MOST_RULES]),
        max(0, len(rules) - MOST_RULES),
    )


def _rules(before: Verdict, after: Verdict) -> Iterator[RuleChange]:
    """The rules that give something else."""
    titles = {hit.rule: hit.title for hit in (*before.hits, *after.hits)}
    one, other = _given(before), _given(after)
    for rule, title in titles.items():
        if one.get(rule) != other.get(rule):
            yield RuleChange(rule, title, one.get(rule), other.get(rule))


def _given(decided: Verdict) -> dict[str, Given]:
    return {hit.rule: Given(hit.points, hit.decides) for hit in decided.hits}


def change_answer(change: Change) -> dict[str, Any]:
    """A change as JSON-ready data."""
    return {
        "candidate": change.candidate,
        "name": change.name,
        "change": change.way,
        "before": _verdict_answer(change.before),
        "after": _verdict_answer(change.after),
        "rules": [
            {
                "rule": each.rule,
                "before": _given_answer(each.before),
                "after": _given_answer(each.after),
            }
            for each in change.rules
        ],
        "other_rules": change.others,
    }


def _verdict_answer(verdict: Side) -> dict[str, Any]:
    return {"recommendation": verdict.recommendation, "score": verdict.score}


def _given_answer(given: Given | None) -> dict[str, Any] | None:
    return None if given is None else {"points": given.points, "decides": given.decides}


def summary_answer(total: Part, in_force: Pack, draft: Pack) -> dict[str, Any]:
    """The counts as JSON-ready data; scores by tens, 100 among the last."""
    return {
        "in_force": _pack_answer(in_force),
        "draft": _pack_answer(draft),
        "candidates": total.ways.total(),
        "failed": total.failed,
        "changes": {way: total.ways[way] for way in WAYS},
        "scores": {"before": total.before, "after": total.after},
    }


def _pack_answer(pack: Pack) -> dict[str, Any]:
    decision = pack.decision
    return {
        "pack": pack.name,
        "version": pack.version,
        "start": decision.start,
        "join_at": decision.join_at,
    }
