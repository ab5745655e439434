"""What a draft of the rules would change: candidates decided under the active rules and under it.

Results hold no candidates, so any number of them takes the same memory.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, islice
from typing import Any, Protocol

from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import CATALOGUE, Catalogue
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.errors import CandidateError, JoinwiseError, MalformedError
from joinwise.formats.strict_json import read_json
from joinwise.packs.model import Pack
from joinwise.scoring.decide import Decider, Verdict


class DraftEffect(StrEnum):
    """How a draft changes the advice on a candidate."""

    SKIP_TO_JOIN = "skip_to_join"
    JOIN_TO_SKIP = "join_to_skip"
    SCORE_ONLY = "score_only"
    NONE = "same"


FLIPS = {(SKIP, JOIN): DraftEffect.SKIP_TO_JOIN, (JOIN, SKIP): DraftEffect.JOIN_TO_SKIP}

TENS = 10
CHUNK = 500
MAX_RULES = 10
"""Rules named for one candidate; the others are counted."""


@dataclass(frozen=True, slots=True)
class Record:
    """A candidate as it came: a line of JSON, decoded data, or why it could not be read.

    ``label`` says where it is (``groups.ndjson:12``, or its place among others), ``size`` how
    many bytes it took.
    """

    label: str | int
    data: Any
    size: int = 0

    def decoded(self) -> Any:
        """Raises MalformedError if it cannot be read."""
        if isinstance(self.data, MalformedError):
            raise self.data
        return read_json(self.data) if isinstance(self.data, bytes) else self.data

    def candidate(self, catalogue: Catalogue = CATALOGUE) -> Candidate:
        """Of an account, what it says of the group.

        Raises MalformedError if it cannot be read, CandidateError if it is invalid.
        """
        data = self.decoded()
        is_account = isinstance(data, dict) and isinstance(data.get("candidate"), dict)
        return read_candidate(data["candidate"] if is_account else data, catalogue)

    @property
    def verdict(self) -> Recommendation | None:
        """Of an account, what would have been right; else None."""
        data = self.data if isinstance(self.data, dict) else {}
        return data.get("verdict") if "candidate" in data else None


class SavedCandidate(Protocol):
    """The candidate of a saved assessment, as decoded JSON."""

    @property
    def id(self) -> str: ...

    @property
    def candidate(self) -> Any: ...


class NothingSavedError(JoinwiseError):
    """For the caller: there are no candidates but those that are named."""


def saved_records(saved: Iterable[SavedCandidate]) -> Iterator[Record]:
    """The candidates of saved assessments. Raises NothingSavedError if there are none."""
    records = (Record(assessment.id, assessment.candidate) for assessment in saved)
    first = next(records, None)
    if first is None:
        raise NothingSavedError("No assessments are saved here")
    return chain([first], records)


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """What a rule does when it fires: its points, and what it decides, if anything."""

    points: int
    decides: Recommendation | None


@dataclass(frozen=True, slots=True)
class EffectChange:
    """A rule or band with another effect; None if it does not fire."""

    rule: str
    title: str
    before: RuleEffect | None
    after: RuleEffect | None

    @property
    def counts(self) -> bool:
        """Whether it has to do with the advice: a note that comes or goes has not."""
        decided = {effect.decides for effect in (self.before, self.after) if effect}
        return self.difference != 0 or bool(decided - {None})

    @property
    def difference(self) -> int:
        return (self.after.points if self.after else 0) - (self.before.points if self.before else 0)


@dataclass(frozen=True, slots=True)
class Side:
    recommendation: Recommendation
    score: int


@dataclass(frozen=True, slots=True)
class AdviceChange:
    """A candidate whose score or recommendation changes, and the rules that are responsible.

    ``rules`` are the weightiest, ``others`` how many there are besides; none if the decision
    alone has changed. ``verdict`` is what would have been right, if that is known.
    """

    candidate: str | int
    name: str
    effect: DraftEffect
    before: Side
    after: Side
    rules: tuple[EffectChange, ...]
    others: int
    verdict: Recommendation | None = None


EffectTally = Counter[tuple[str, DraftEffect]]
"""How many candidates of each name change in each way."""


@dataclass(slots=True)
class PreviewResult:
    """What a draft changes: candidates by effect, scores by tens, and each change.

    ``kinds`` and ``rules`` count the candidates of each kind, and those that a rule had to do with,
    by effect.
    """

    effects: Counter[DraftEffect] = field(default_factory=Counter)
    before: list[int] = field(default_factory=lambda: [0] * TENS)
    after: list[int] = field(default_factory=lambda: [0] * TENS)
    kinds: EffectTally = field(default_factory=Counter)
    rules: EffectTally = field(default_factory=Counter)
    changes: list[AdviceChange] = field(default_factory=list)
    failures: list[tuple[str | int, JoinwiseError]] = field(default_factory=list)
    failed: int = 0
    size: int = 0

    def count(self, kind: str, before: Side, after: Side, times: int = 1) -> DraftEffect:
        """Counts candidates of one kind that are decided in the same way; says what changes."""
        effect = effect_of(before, after)
        self.before[_ten(before)] += times
        self.after[_ten(after)] += times
        self.effects[effect] += times
        self.kinds[kind, effect] += times
        return effect

    def add_counts(self, other: PreviewResult) -> None:
        """Adds the numbers of another result, but not its changes."""
        self.effects += other.effects
        self.kinds += other.kinds
        self.rules += other.rules
        self.before = _sums(self.before, other.before)
        self.after = _sums(self.after, other.after)
        self.failed += other.failed
        self.size += other.size

    @property
    def flipped(self) -> int:
        """How many recommendations change."""
        return self.effects[DraftEffect.SKIP_TO_JOIN] + self.effects[DraftEffect.JOIN_TO_SKIP]


def total_of(results: Iterable[PreviewResult]) -> PreviewResult:
    """The numbers of all, without their changes."""
    total = PreviewResult()
    for result in results:
        total.add_counts(result)
    return total


def _sums(counts: Iterable[int], others: Iterable[int]) -> list[int]:
    return [sum(pair) for pair in zip(counts, others, strict=True)]


class DraftPreview:
    """Decides on candidates under the active rules and under a draft."""

    def __init__(self, active: Decider, draft: Decider) -> None:
        self.active = active
        self.draft = draft
        self.catalogue = active.pack.catalogue.together(draft.pack.catalogue)

    @classmethod
    def of(cls, active: Pack, draft: Pack) -> DraftPreview:
        return cls(Decider(active), Decider(draft))

    @property
    def packs(self) -> tuple[Pack, Pack]:
        """The active rules, and the draft."""
        return self.active.pack, self.draft.pack

    @property
    def size(self) -> int:
        """How much there is to work out for each candidate (see Decider)."""
        return self.active.size + self.draft.size

    def results(self, records: Iterable[Record], jobs: int = 1) -> Iterator[PreviewResult]:
        """The results of some hundred candidates at a time, in order.

        Other processes are started only if there are several such lots to share out.
        """
        chunks = _chunks(records)
        first = list(islice(chunks, 2 if jobs > 1 else 0))
        chunks = chain(first, chunks)
        if len(first) < 2:
            yield from map(self.result, chunks)
            return
        context = multiprocessing.get_context("fork")
        with context.Pool(jobs, _begin, (self,)) as pool:
            yield from pool.imap(_result, chunks)

    def result(self, records: Iterable[Record]) -> PreviewResult:
        result = PreviewResult()
        for record in records:
            self._add(result, record)
        return result

    def compare(self, candidate: Candidate) -> tuple[Verdict, Verdict]:
        """What is decided under the active rules, and under the draft."""
        return self.active.decide(candidate), self.draft.decide(candidate)

    def _add(self, result: PreviewResult, record: Record) -> None:
        result.size += record.size
        try:
            candidate = record.candidate(self.catalogue)
        except (CandidateError, MalformedError) as error:
            result.failed += 1
            result.failures.append((record.label, error))
            return
        before, after = self.compare(candidate)
        kind = str(candidate.values["kind"])
        effect = result.count(kind, side_of(before), side_of(after))
        if effect is not DraftEffect.NONE:
            rules = [rule.rule for rule in effect_changes(before, after) if rule.counts]
            result.rules.update((rule, effect) for rule in rules)
            change = change_of(record.label, candidate.name, before, after, record.verdict)
            result.changes.append(change)


_previews: list[DraftPreview] = []
"""In a process that works for another: the preview that it works on."""


def _begin(preview: DraftPreview) -> None:
    _previews.append(preview)


def _result(records: Sequence[Record]) -> PreviewResult:
    return _previews[-1].result(records)


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    rest = iter(records)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _ten(decided: Side) -> int:
    return min(decided.score // TENS, TENS - 1)


def side_of(decided: Verdict) -> Side:
    return Side(decided.recommendation, decided.score)


def effect_of(before: Side, after: Side) -> DraftEffect:
    """How the advice changes from one side to the other."""
    if before.recommendation != after.recommendation:
        return FLIPS[before.recommendation, after.recommendation]
    return DraftEffect.NONE if before.score == after.score else DraftEffect.SCORE_ONLY


def change_of(
    label: str | int, name: str, before: Verdict, after: Verdict, verdict: Recommendation | None
) -> AdviceChange:
    """What changes for a candidate, and the rules that are responsible."""
    rules, sides = weightiest(effect_changes(before, after)), (side_of(before), side_of(after))
    return AdviceChange(
        label,
        name,
        effect_of(*sides),
        *sides,
        tuple(rules[:MAX_RULES]),
        max(0, len(rules) - MAX_RULES),
        verdict,
    )


def weightiest(changes: Iterable[EffectChange]) -> list[EffectChange]:
    """Those first whose points differ most."""
    return sorted(changes, key=lambda change: (-abs(change.difference), change.rule))


def effect_changes(before: Verdict, after: Verdict) -> Iterator[EffectChange]:
    """The rules that have another effect."""
    titles = {hit.rule: hit.title for hit in (*before.hits, *after.hits)}
    one, other = _rule_effects(before), _rule_effects(after)
    for rule, title in titles.items():
        if one.get(rule) != other.get(rule):
            yield EffectChange(rule, title, one.get(rule), other.get(rule))


def _rule_effects(decided: Verdict) -> dict[str, RuleEffect]:
    return {hit.rule: RuleEffect(hit.points, hit.decides) for hit in decided.hits}


def change_answer(change: AdviceChange) -> dict[str, Any]:
    """A change as JSON-ready data."""
    return {
        "candidate": change.candidate,
        "name": change.name,
        "change": change.effect,
        "before": _side_answer(change.before),
        "after": _side_answer(change.after),
        "rules": [_rule_answer(rule) for rule in change.rules],
        "other_rules": change.others,
    }


def _side_answer(side: Side) -> dict[str, Any]:
    return {"recommendation": side.recommendation, "score": side.score}


def _rule_answer(change: EffectChange) -> dict[str, Any]:
    before, after = _effect_answer(change.before), _effect_answer(change.after)
    return {"rule": change.rule, "before": before, "after": after}


def _effect_answer(effect: RuleEffect | None) -> dict[str, Any] | None:
    return None if effect is None else {"points": effect.points, "decides": effect.decides}


def tallies_answer(total: PreviewResult) -> dict[str, Any]:
    """The counts by kind and by rule as JSON-ready data, those with most flips first."""
    return {
        "kinds": [
            {"kind": name, **_counts(total.kinds, name)} for name in most_flipped(total.kinds)
        ],
        "rules": [
            {"rule": name, **_counts(total.rules, name)} for name in most_flipped(total.rules)
        ],
    }


def _counts(tally: EffectTally, name: str) -> dict[str, int]:
    return {effect.value: tally[name, effect] for effect in DraftEffect if tally[name, effect]}


def most_flipped(tally: EffectTally) -> list[str]:
    """The names of which anything changes, those with most flips first."""

    def order(name: str) -> tuple[int, int, str]:
        flipped = tally[name, DraftEffect.SKIP_TO_JOIN] + tally[name, DraftEffect.JOIN_TO_SKIP]
        return -flipped, -tally[name, DraftEffect.SCORE_ONLY], name

    changed = {name for name, effect in tally if effect is not DraftEffect.NONE}
    return sorted(changed, key=order)


def summary_answer(total: PreviewResult, active: Pack, draft: Pack) -> dict[str, Any]:
    """The counts as JSON-ready data; scores by tens, 100 among the last."""
    return {
        "in_force": _pack_answer(active),
        "draft": _pack_answer(draft),
        "candidates": total.effects.total(),
        "failed": total.failed,
        "changes": {effect.value: total.effects[effect] for effect in DraftEffect},
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
