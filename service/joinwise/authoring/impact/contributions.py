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
        self.outcomes = contributions(pack)
        self.labels = [label(pack, outcome) for outcome in self.outcomes]
        self.workings = Evaluator(pack, [outcome.when for outcome in self.outcomes])

    def weigh(self, candidate: Candidate) -> Case:
        findings, held = self.workings.evaluate(candidate)
        fired = [number for number, holds in enumerate(held) if holds is True]
        score, recommendation = self.verdict(fired)
        without = [self.verdict([number for number in fired if number != left]) for left in fired]
        values: dict[str, Any] = dict(findings.values)
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
        return verdict(self.pack.decision, [self.outcomes[number] for number in fired])

    def is_note(self, number: int) -> bool:
        """Whether it only says something: no points, and nothing decided."""
        outcome = self.outcomes[number]
        return not outcome.points and not outcome.decides


def stay(candidate: Candidate) -> str:
    """Who tells of a record is in it, even without saying for how long."""
    if candidate.values.get("past_yield.months_member") == 0:
        return NOT_YET
    return IN if any(name.startswith("past_yield.") for name in candidate.values) else NOT_SAID


def label(pack: Pack, outcome: Contribution) -> str:
    """A rule's id; of a band's row its limits too: ``payback: 0.3 to 0.6``."""
    rows = [row for band in pack.bands if band.id == outcome.rule for row in band.rows]
    here = [limits(row) for row in rows if row.when == outcome.when]
    lines = [row for table in pack.tables if table.id == outcome.rule for row in table.rows]
    here += [written_cells(row) for row in lines if row.when == outcome.when]
    return f"{outcome.rule}: {here[0]}" if here else outcome.rule


def limits(row: Row) -> str:
    if row.low is None:
        return f"under {literal(row.high or 0.0)}"
    return (
        f"{literal(row.low)} to {literal(row.high)}"
        if row.high is not None
        else (f"from {literal(row.low)}")
    )
