"""What fired becomes an advice: score, recommendation, reasons and a summary."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.domain.values import Value
from joinwise.expressions.ast import Node, names
from joinwise.packs.model import Band, Decision, Pack, Row, Rule, Source
from joinwise.packs.templates import Text, filled
from joinwise.scoring.model import Advice, Evaluation, Reason

FOR, AGAINST, NOTE = "for", "against", "note"
EFFECTS = {JOIN: FOR, SKIP: AGAINST}
DECIDES_FIRST = {SKIP: 0, JOIN: 1, None: 2}
IN_SUMMARY = 2


@dataclass(frozen=True, slots=True)
class Contribution:
    """A condition, and what it adds to the advice if it is true: a rule, or a row of a band."""

    when: Node
    rule: str
    title: str
    points: int
    decides: Recommendation | None
    effect: str
    reason: Text
    brief: Text
    tested: tuple[str, ...]
    source: Source


def contributions(pack: Pack) -> tuple[Contribution, ...]:
    """All that can fire, in the order in which reasons are given."""
    all_of_them = [_of_rule(rule) for rule in pack.rules]
    all_of_them += [_of_row(band, row) for band in pack.bands for row in band.rows]
    return tuple(sorted(all_of_them, key=_rank))


def _rank(outcome: Contribution) -> tuple[int, int, str]:
    return DECIDES_FIRST[outcome.decides], -abs(outcome.points), outcome.rule


def _of_rule(rule: Rule) -> Contribution:
    return Contribution(
        rule.when,
        rule.id,
        rule.title,
        rule.points,
        rule.decide,
        EFFECTS[rule.decide] if rule.decide else _sign(rule.points),
        rule.reason,
        rule.brief or Text(rule.title, (rule.title,)),
        names(rule.when),
        rule.source,
    )


def _of_row(band: Band, row: Row) -> Contribution:
    return Contribution(
        row.when,
        band.id,
        band.title,
        row.points,
        None,
        _sign(row.points),
        row.reason,
        row.brief or band.brief or Text(band.title, (band.title,)),
        (band.over.name,),
        row.source or band.source,
    )


def _sign(points: int) -> str:
    return FOR if points > 0 else AGAINST if points < 0 else NOTE


class AdviceBuilder:
    """Makes advices under one pack; ``values`` writes the values in their texts."""

    def __init__(self, pack: Pack, values: ValueFormat = ENGLISH) -> None:
        self.pack = pack
        self.values = values
        self.outcomes = contributions(pack)
        self.units = {name: pack.unit(name) for name in (*INPUTS, *pack.facts)}

    def advise(self, findings: Evaluation, fired: Iterable[int]) -> Advice:
        """The advice, given the numbers of the contributions that fired."""
        pack, values = self.pack, findings.values
        hits = [self.outcomes[number] for number in sorted(fired)]
        score, recommendation = verdict(pack.decision, hits)
        assumed = findings.read.union(self._shown(hits, findings))
        return Advice(
            name=str(values["name"]),
            currency=str(values["currency"]),
            recommendation=recommendation,
            score=score,
            join_at=pack.decision.join_at,
            summary=self._summary(recommendation, score, hits, values),
            reasons=tuple(self._reason(hit, values) for hit in hits),
            facts={name: values[name] for name in pack.facts},
            assumed=tuple((name, values[name]) for name in sorted(assumed)),
            pack=pack.name,
            version=pack.version,
        )

    def _shown(self, hits: Sequence[Contribution], findings: Evaluation) -> Iterable[str]:
        """Assumptions that a reader sees in a text."""
        texts = (slot.name for hit in hits for slot in hit.reason.slots)
        return findings.assumed.intersection(texts)

    def _reason(self, hit: Contribution, values: Mapping[str, Value]) -> Reason:
        because = tuple((name, values[name]) for name in hit.tested)
        text = self.text(hit.reason, values)
        return Reason(
            hit.rule, hit.title, hit.effect, hit.points, hit.decides, text, because, hit.source
        )

    def _summary(
        self,
        recommendation: Recommendation,
        score: int,
        hits: Sequence[Contribution],
        values: Mapping[str, Value],
    ) -> str:
        deciding = [hit for hit in hits if hit.effect == EFFECTS[recommendation]][:IN_SUMMARY]
        briefs = [self.text(hit.brief, values).strip().rstrip(".") for hit in deciding]
        limit = self.pack.decision.join_at
        said = " and ".join(briefs) or f"the score is {score}, and it takes {limit} to join"
        return f"{recommendation.capitalize()}: {said}."

    def text(self, text: Text, values: Mapping[str, Value]) -> str:
        """A text with the values in their units."""
        currency = str(values["currency"])
        return "".join(
            piece
            if isinstance(piece, str)
            else filled(piece, values[piece.name], self.units[piece.name], currency, self.values)
            for piece in text.pieces
        )


def verdict(decision: Decision, hits: Collection[Contribution]) -> tuple[int, Recommendation]:
    """The score, 0-100, and the recommendation that follow from what fired."""
    score = max(0, min(100, decision.start + sum(hit.points for hit in hits)))
    decisions = {hit.decides for hit in hits}
    for decided in (SKIP, JOIN):
        if decided in decisions:
            return score, decided
    return score, JOIN if score >= decision.join_at else SKIP
