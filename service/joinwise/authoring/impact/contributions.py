"""What each rule and row of a pack does to a candidate, and what the others do without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from joinwise.domain.candidate import Candidate
from joinwise.domain.recommendation import JOIN
from joinwise.expressions.printer import literal
from joinwise.packs.model import Pack, Row
from joinwise.packs.tables.cells import written_cells
from joinwise.scoring.advice import Contribution, contributions, verdict
from joinwise.scoring.facts import Evaluator


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate weighed.

    ``fired`` are numbers of contributions; leaving out that of ``moved`` at the same place takes so
    many points; leaving out one of ``alone`` flips the recommendation.
    """

    kind: str
    mode: str
    stay: str
    score: int
    joins: bool
    fired: tuple[int, ...]
    moved: tuple[int, ...]
    alone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What candidates are counted by; ``luck`` is how they fare, if that is known."""

    kind: str
    mode: str
    stay: str
    score: int
    joins: bool
    luck: str = ""


IN, NOT_YET, NOT_SAID = "in it", "not in yet", "do not say whether"


class Weigher:
    """Weighs candidates under one pack, by the conditions as Python and without durable_rules."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.contributions = contributions(pack)
        self.labels = [label(pack, contribution) for contribution in self.contributions]
        self.workings = Evaluator(pack, [each.when for each in self.contributions])

    def weigh(self, candidate: Candidate) -> Case:
        evaluation, held = self.workings.evaluate(candidate)
        fired = [number for number, holds in enumerate(held) if holds is True]
        score, recommendation = self.verdict(fired)
        without = [self.verdict([number for number in fired if number != left]) for left in fired]
        values: dict[str, Any] = dict(evaluation.values)
        return Case(
            kind=values["kind"],
            mode=values["mode"],
            stay=stay(candidate),
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
        return verdict(self.pack.decision, [self.contributions[number] for number in fired])

    def is_note(self, number: int) -> bool:
        """Whether it only says something: no points, and nothing decided."""
        contribution = self.contributions[number]
        return not contribution.points and not contribution.decides


def stay(candidate: Candidate) -> str:
    """Who tells of a record is in it, even without saying for how long."""
    if candidate.values.get("past_yield.months_member") == 0:
        return NOT_YET
    return IN if any(name.startswith("past_yield.") for name in candidate.values) else NOT_SAID


def label(pack: Pack, contribution: Contribution) -> str:
    """A rule's id, with what tells a row of a band or table: ``payback: 0.3 to 0.6``."""
    rule, when = contribution.rule, contribution.when
    rows = [row for band in pack.bands if band.id == rule for row in band.rows]
    here = [limits(row) for row in rows if row.when == when]
    lines = [row for table in pack.tables if table.id == rule for row in table.rows]
    here += [written_cells(row) for row in lines if row.when == when]
    return f"{rule}: {here[0]}" if here else rule


def limits(row: Row) -> str:
    if row.low is None:
        return f"under {literal(row.high or 0.0)}"
    if row.high is None:
        return f"from {literal(row.low)}"
    return f"{literal(row.low)} to {literal(row.high)}"
