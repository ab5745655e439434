"""How often the advice was right, by what became of the groups that it was given on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from joinwise.assessments.store import Assessment
from joinwise.domain.recommendation import JOIN
from joinwise.formats.strict_json import read_json

FEWEST = 20
"""Judged outcomes below which nothing is said of how often the advice was right."""

FEWEST_OF_ROW = 5
NORMAL_95 = 1.959963984540054
"""The 97.5 % point of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class Tally:
    """``right`` of ``judged`` advices."""

    judged: int = 0
    right: int = 0

    def with_one(self, was_right: bool) -> Tally:
        return Tally(self.judged + 1, self.right + was_right)

    @property
    def interval(self) -> tuple[float, float]:
        """The shares, 0-1, between which the true one lies: Wilson's score interval of 95 %.

        E. B. Wilson, Probable inference, the law of succession, and statistical inference,
        Journal of the American Statistical Association 22 (1927), 209-212.
        """
        n, z = self.judged, NORMAL_95
        share, shrink = self.right / n, 1 + z * z / n
        middle = (share + z * z / (2 * n)) / shrink
        reach = z / shrink * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(slots=True)
class Review:
    """Tallies over all assessments with an outcome; ``unjudged`` say not whether it was worth it.

    ``by`` holds them by ``recommendation``, ``kind`` and ``rule``, ``versions`` those of the rules.
    """

    total: Tally = field(default_factory=Tally)
    unjudged: int = 0
    by: dict[str, dict[str, Tally]] = field(
        default_factory=lambda: {
            each: defaultdict(Tally) for each in ("recommendation", "kind", "rule")
        }
    )
    versions: set[str] = field(default_factory=set)

    @property
    def says_enough(self) -> bool:
        return self.total.judged >= FEWEST

    def add(self, assessment: Assessment) -> None:
        worth_it = read_json((assessment.outcome or "{}").encode()).get("worth_it")
        if worth_it is None:
            self.unjudged += 1
        else:
            self._judge(assessment, (assessment.recommendation == JOIN) == worth_it)

    def _judge(self, assessment: Assessment, was_right: bool) -> None:
        self.total = self.total.with_one(was_right)
        self.versions.add(assessment.rules)
        self._count("recommendation", assessment.recommendation, was_right)
        self._count("kind", assessment.kind, was_right)
        for rule in {each["rule"] for each in read_json(assessment.advice.encode())["reasons"]}:
            self._count("rule", rule, was_right)

    def _count(self, by: str, key: str, was_right: bool) -> None:
        self.by[by][key] = self.by[by][key].with_one(was_right)


def review(assessments: Iterable[Assessment]) -> Review:
    """Goes through assessments, one at a time; those without an outcome count for nothing.

    An advice to join was right where it was worth it, an advice to skip where it was not.
    """
    found = Review()
    for each in assessments:
        if each.outcome is not None:
            found.add(each)
    return found


def review_answer(found: Review) -> dict[str, Any]:
    """A review as JSON-ready data: no share without its counts, and none of too few."""
    answer: dict[str, Any] = {
        "judged": found.total.judged,
        "unjudged": found.unjudged,
        "fewest": {"judged": FEWEST, "of_a_row": FEWEST_OF_ROW},
        "versions": sorted(found.versions),
    }
    if not found.says_enough:
        return answer
    rows = {f"by_{by}": _rows(tallies) for by, tallies in found.by.items()}
    return answer | {"all": _row(found.total)} | rows


def _rows(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    return {key: _row(tally) for key, tally in in_order(tallies)}


def _row(tally: Tally) -> dict[str, Any]:
    if tally.judged < FEWEST_OF_ROW:
        return {"judged": tally.judged}
    low, high = tally.interval
    share = tally.right / tally.judged
    return {"judged": tally.judged, "right": tally.right, "share": share, "from": low, "to": high}


def in_order(tallies: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    """Those that most is known of first."""
    return sorted(tallies.items(), key=lambda each: (-each[1].judged, each[0]))
