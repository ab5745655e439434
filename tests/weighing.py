"""What each rule and row of a pack does to a candidate, and what the others do without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from joinwise.advice import JOIN, Outcome, outcomes, verdict
from joinwise.candidates import read_candidate
from joinwise.expressions.printing import printed
from joinwise.facts import Workings
from joinwise.model import Pack


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate weighed. ``fired`` are numbers of outcomes; leaving out that of ``moved`` at the
    same place takes so many points; leaving out one of ``alone`` turns the recommendation.
    """

    kind: str
    mode: str
    months: float | None
    score: int
    joins: bool
    fired: tuple[int, ...]
    moved: tuple[int, ...]
    alone: tuple[int, ...]


class Weighing:
    """Weighs candidates under one pack, by the conditions as Python and without durable_rules."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.outcomes = outcomes(pack)
        self.labels = [label(pack, each) for each in self.outcomes]
        self.workings = Workings(pack, [each.when for each in self.outcomes])

    def weigh(self, body: dict[str, Any]) -> Case:
        findings, held = self.workings.work_out(read_candidate(body))
        fired = [number for number, holds in enumerate(held) if holds is True]
        score, recommendation = self.verdict(fired)
        without = [self.verdict([each for each in fired if each != left]) for left in fired]
        values: dict[str, Any] = dict(findings.values)
        return Case(
            kind=values["kind"],
            mode=values["mode"],
            months=values["past_yield.months_member"],
            score=score,
            joins=recommendation == JOIN,
            fired=tuple(fired),
            moved=tuple(score - other for other, _ in without),
            alone=tuple(
                left
                for left, (_, other) in zip(fired, without, strict=True)
                if other != recommendation
            ),
        )

    def verdict(self, fired: Sequence[int]) -> tuple[int, str]:
        return verdict(self.pack.decision, [self.outcomes[each] for each in fired])

    def is_note(self, number: int) -> bool:
        """Whether it only says something: no points, and nothing decided."""
        outcome = self.outcomes[number]
        return not outcome.points and not outcome.decides


def label(pack: Pack, outcome: Outcome) -> str:
    """A rule's id; of a band's row its limits too."""
    is_row = any(band.id == outcome.rule for band in pack.bands)
    return f"{outcome.rule} ({printed(outcome.when)})" if is_row else outcome.rule
