"""How often packs are right about groups of which it is known what would have been right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from joinwise.authoring.populations.accounts import Account
from joinwise.authoring.preview import EffectChange, effect_changes, weightiest
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.packs.model import Pack
from joinwise.scoring.decide import Decider, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A group with its verdict, and what each pack decides, twice the same if there is no draft.

    ``label`` says where it is.
    """

    label: str | int
    name: str
    verdict: Recommendation
    before: Verdict
    after: Verdict

    @property
    def was_right(self) -> bool:
        return self.before.recommendation == self.verdict

    @property
    def is_right(self) -> bool:
        return self.after.recommendation == self.verdict

    @property
    def changes(self) -> tuple[EffectChange, ...]:
        """The rules that have another effect under the draft, the weightiest first."""
        changes = weightiest(effect_changes(self.before, self.after))
        return tuple(change for change in changes if change.counts)


class Count(NamedTuple):
    """What accounts are counted by."""

    verdict: Recommendation
    was_right: bool
    is_right: bool


@dataclass(slots=True)
class DraftReview:
    """How many accounts are right under the active rules, and under a draft if there is one.

    ``noted`` are the judgements of those that are not right under both.
    """

    has_draft: bool
    counted: Counter[Count] = field(default_factory=Counter)
    noted: list[Judgement] = field(default_factory=list)

    def add(self, judgement: Judgement) -> None:
        """Counts an account, and notes it if it is not right under both."""
        count = Count(judgement.verdict, judgement.was_right, judgement.is_right)
        self.counted[count] += 1
        if not (count.was_right and count.is_right):
            self.noted.append(judgement)

    @property
    def turned_right(self) -> list[Judgement]:
        return [each for each in self.noted if each.is_right and not each.was_right]

    @property
    def turned_wrong(self) -> list[Judgement]:
        return [each for each in self.noted if each.was_right and not each.is_right]

    @property
    def wrong(self) -> list[Judgement]:
        """Those that are wrong at last: under the draft if there is one."""
        return [each for each in self.noted if not each.is_right]

    def counts(self, verdict: Recommendation | None = None) -> tuple[int, int, int]:
        """How many there are (of a verdict), and right before and after."""
        chosen = {
            count: times
            for count, times in self.counted.items()
            if verdict in (None, count.verdict)
        }
        before = sum(times for count, times in chosen.items() if count.was_right)
        after = sum(times for count, times in chosen.items() if count.is_right)
        return sum(chosen.values()), before, after

    def by_rule(self) -> list[tuple[str, int, int]]:
        """Each rule that has to do with an account that turns: how many turn right, and wrong."""
        right, wrong = (
            Counter(change.rule for each in turned for change in each.changes)
            for turned in (self.turned_right, self.turned_wrong)
        )
        rules = sorted({*right, *wrong}, key=lambda rule: (-right[rule] - wrong[rule], rule))
        return [(rule, right[rule], wrong[rule]) for rule in rules]


def review_of(accounts: Iterable[Account], active: Pack, draft: Pack | None) -> DraftReview:
    """Decides on each account under the active rules, and under a draft if there is one."""
    before = Decider(active)
    after = Decider(draft) if draft else before
    review = DraftReview(draft is not None)
    for account in accounts:
        sides = before.decide(account.candidate), after.decide(account.candidate)
        review.add(Judgement(account.label, account.candidate.name, account.verdict, *sides))
    return review


def review_answer(review: DraftReview) -> dict[str, Any]:
    """A review as JSON-ready data; without a draft, nothing about one."""
    answer: dict[str, Any] = {
        "accounts": _counted(review, None),
        "by_verdict": {verdict: _counted(review, verdict) for verdict in (JOIN, SKIP)},
        "wrong": [*map(_judged, review.wrong)],
    }
    if review.has_draft:
        rules = [
            {"rule": rule, "right": right, "wrong": wrong}
            for rule, right, wrong in review.by_rule()
        ]
        answer |= {
            "turned_right": [*map(_turned, review.turned_right)],
            "turned_wrong": [*map(_turned, review.turned_wrong)],
            "rules": rules,
        }
    return answer


def _counted(review: DraftReview, verdict: Recommendation | None) -> dict[str, int]:
    count, before, after = review.counts(verdict)
    drafted = {"right_with_draft": after} if review.has_draft else {}
    return {"count": count, "right": before, **drafted}


def _judged(judgement: Judgement) -> dict[str, Any]:
    verdict = judgement.after
    fired = {rule: points for rule, _, points, _ in effects(verdict)}
    return {
        "account": judgement.label,
        "name": judgement.name,
        "verdict": judgement.verdict,
        "recommendation": verdict.recommendation,
        "score": verdict.score,
        "fired": fired,
    }


def _turned(judgement: Judgement) -> dict[str, Any]:
    rules = [change.rule for change in judgement.changes]
    before = {"recommendation": judgement.before.recommendation, "score": judgement.before.score}
    return {**_judged(judgement), "before": before, "rules": rules}


def effects(verdict: Verdict) -> Iterator[tuple[str, str, int, Recommendation | None]]:
    """Each rule that has points or decides, the weightiest first: id, title, points, decision."""
    hits = [hit for hit in verdict.hits if hit.points or hit.decides]
    for hit in sorted(hits, key=lambda hit: (hit.decides is None, -abs(hit.points), hit.rule)):
        yield hit.rule, hit.title, hit.points, hit.decides


def most_wrong(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Those first whose score is farthest from the limit that they should be beyond."""
    return sorted(judgements, key=lambda each: -_distance(each))


def _distance(judgement: Judgement) -> int:
    score = judgement.after.score
    return score if judgement.verdict == SKIP else 100 - score
