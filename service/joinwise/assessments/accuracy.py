"""How often the advice was right, by the outcomes of saved assessments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from joinwise.assessments.assessment import Assessment
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.formats.strict_json import read_json

MIN_JUDGED = 20
"""Judged outcomes that it takes to say how often the advice was right."""

MIN_JUDGED_OF_ROW = 5
"""Those that it takes for one row: a recommendation, a kind, or a rule."""

NORMAL_95 = 1.959963984540054
"""The 97.5 % point of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the judged advices were right."""

    judged: int = 0
    right: int = 0

    def plus(self, was_right: bool) -> Tally:
        return Tally(self.judged + 1, self.right + was_right)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough to say how many were right."""
        return self.judged >= MIN_JUDGED_OF_ROW

    @property
    def share(self) -> float:
        return self.right / self.judged

    @property
    def interval(self) -> tuple[float, float]:
        """The shares, 0-1, between which the true one lies: Wilson's score interval of 95 %.

        E. B. Wilson, Probable inference, the law of succession, and statistical inference,
        Journal of the American Statistical Association 22 (1927), 209-212.
        """
        n, z, share = self.judged, NORMAL_95, self.share
        shrink = 1 + z * z / n
        middle = (share + z * z / (2 * n)) / shrink
        reach = z / shrink * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, middle - reach), min(1.0, middle + reach)


Tallies = defaultdict[str, Tally]


def _no_tallies() -> Tallies:
    return defaultdict(Tally)


@dataclass(slots=True)
class Accuracy:
    """How often the advice was right, in total and by what it was about.

    ``unjudged`` outcomes have no ``worth_it``; ``versions`` are those of the rules.
    """

    total: Tally = field(default_factory=Tally)
    unjudged: int = 0
    by_recommendation: Tallies = field(default_factory=_no_tallies)
    by_kind: Tallies = field(default_factory=_no_tallies)
    by_rule: Tallies = field(default_factory=_no_tallies)
    versions: set[str] = field(default_factory=set)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough judged outcomes to say how often the advice was right."""
        return self.total.judged >= MIN_JUDGED

    def add(self, assessment: Assessment) -> None:
        """Counts an assessment that has an outcome."""
        verdict = judged_verdict(assessment)
        if verdict is None:
            self.unjudged += 1
        else:
            self._count(assessment, assessment.recommendation == verdict)

    def _count(self, assessment: Assessment, was_right: bool) -> None:
        self.total = self.total.plus(was_right)
        self.versions.add(assessment.rules)
        _count(self.by_recommendation, assessment.recommendation, was_right)
        _count(self.by_kind, assessment.kind, was_right)
        for rule in {reason["rule"] for reason in read_json(assessment.advice.encode())["reasons"]}:
            _count(self.by_rule, rule, was_right)


def judged_verdict(assessment: Assessment) -> Recommendation | None:
    """What would have been right, by the outcome; None if that does not say."""
    worth_it = read_json((assessment.outcome or "{}").encode()).get("worth_it")
    return None if worth_it is None else JOIN if worth_it else SKIP


def _count(tallies: Tallies, key: str, was_right: bool) -> None:
    tallies[key] = tallies[key].plus(was_right)


def accuracy_of(assessments: Iterable[Assessment]) -> Accuracy:
    """Goes through assessments one at a time; those without an outcome are left out.

    Advice to join was right if it was worth it, advice to skip if it was not.
    """
    accuracy = Accuracy()
    for assessment in assessments:
        if assessment.outcome is not None:
            accuracy.add(assessment)
    return accuracy


def accuracy_answer(accuracy: Accuracy) -> dict[str, Any]:
    """JSON-ready data: no share without its counts, and none of too few."""
    answer: dict[str, Any] = {
        "judged": accuracy.total.judged,
        "unjudged": accuracy.unjudged,
        "fewest": {"judged": MIN_JUDGED, "of_a_row": MIN_JUDGED_OF_ROW},
        "versions": sorted(accuracy.versions),
    }
    return answer | _rows_answer(accuracy) if accuracy.is_enough else answer


def _rows_answer(accuracy: Accuracy) -> dict[str, Any]:
    return {
        "all": _row(accuracy.total),
        "by_recommendation": _rows(accuracy.by_recommendation),
        "by_kind": _rows(accuracy.by_kind),
        "by_rule": _rows(accuracy.by_rule),
    }


def _rows(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    return {key: _row(tally) for key, tally in most_judged_first(tallies)}


def _row(tally: Tally) -> dict[str, Any]:
    if not tally.is_enough:
        return {"judged": tally.judged}
    low, high = tally.interval
    counts = {"judged": tally.judged, "right": tally.right}
    return {**counts, "share": tally.share, "from": low, "to": high}


def most_judged_first(tallies: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    """Each with its key; those of which as many were judged by key."""
    return sorted(tallies.items(), key=lambda row: (-row[1].judged, row[0]))
