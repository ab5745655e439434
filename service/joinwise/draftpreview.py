"""What a draft of the rules would change in the advice on some candidates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from joinwise.advice import Outcome, verdict
from joinwise.advisor import Advisor
from joinwise.candidates import read_candidate
from joinwise.errors import CandidateError
from joinwise.featurefile import Example
from joinwise.matching import Direct
from joinwise.model import Candidate, Pack
from joinwise.specs import Specs


@dataclass(frozen=True, slots=True)
class Sample:
    """A candidate to try a draft on, and the example of the specs that it is from."""

    candidate: Candidate
    example: Example


@dataclass(frozen=True, slots=True)
class Decided:
    """``hits`` are the rules and rows that fired, in the order in which reasons are given."""

    recommendation: str
    score: int
    hits: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule or band that gives something else; nothing where it does not fire."""

    rule: str
    title: str
    before: Outcome | None
    after: Outcome | None

    @property
    def size(self) -> int:
        """How far the points differ."""
        before, after = (each.points if each else 0 for each in (self.before, self.after))
        return abs(after - before)


@dataclass(frozen=True, slots=True)
class Change:
    """A candidate on which the advice changes; no rules where only the start or the limit does."""

    sample: Sample
    before: Decided
    after: Decided
    rules: tuple[RuleChange, ...]

    @property
    def turns(self) -> bool:
        return self.before.recommendation != self.after.recommendation

    @property
    def distance(self) -> int:
        """How far the scores differ."""
        return abs(self.after.score - self.before.score)


def shipped_samples(specs: Specs) -> tuple[Sample, ...]:
    """The candidates that were asked of the service when the specs were run, each once.

    Those of the folder ``examples`` are among them.
    """
    found: dict[str, Sample] = {}
    for each in _samples(specs):
        found.setdefault(repr(sorted(each.candidate.values.items())), each)
    return tuple(found.values())


def _samples(specs: Specs) -> Iterator[Sample]:
    for example in specs.examples:
        outcome = specs.outcome(example)
        if outcome and outcome.candidate is not None and outcome.recommendation:
            try:
                yield Sample(read_candidate(outcome.candidate), example)
            except CandidateError:
                continue


def changes(in_force: Pack, draft: Pack, samples: Iterable[Sample]) -> list[Change]:
    """The samples on which a draft advises otherwise: first those that turn, then by score."""
    before, after = Advisor(in_force, Direct), Advisor(draft, Direct)
    decided = ((each, _decided(before, each), _decided(after, each)) for each in samples)
    found = [_change(*each) for each in decided if _differs(*each[1:])]
    return sorted(found, key=lambda each: (not each.turns, -each.distance))


def _decided(advisor: Advisor, sample: Sample) -> Decided:
    _, subjects = advisor.workings.work_out(sample.candidate)
    fired = sorted(advisor.engine.fired(subjects))
    hits = tuple(advisor.advising.outcomes[number] for number in fired)
    score, recommendation = verdict(advisor.pack.decision, hits)
    return Decided(recommendation, score, hits)


def _differs(before: Decided, after: Decided) -> bool:
    return (before.recommendation, before.score) != (after.recommendation, after.score)


def _change(sample: Sample, before: Decided, after: Decided) -> Change:
    rules = sorted(_rules(before, after), key=lambda each: (-each.size, each.rule))
    return Change(sample, before, after, tuple(rules))


def _rules(before: Decided, after: Decided) -> Iterator[RuleChange]:
    old, new = ({hit.rule: hit for hit in each.hits} for each in (before, after))
    for rule, hit in {**old, **new}.items():
        was, becomes = old.get(rule), new.get(rule)
        if _given(was) != _given(becomes):
            yield RuleChange(rule, hit.title, was, becomes)


def _given(outcome: Outcome | None) -> tuple[int, str | None]:
    return (outcome.points, outcome.decides) if outcome else (0, None)
