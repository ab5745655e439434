"""What fired becomes an advice: score, recommendation, reasons and a summary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from joinwise.domain.days import AS_OF, iso_date
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.domain.values import Value
from joinwise.expressions.ast import Name, Node
from joinwise.languages.catalogs import SOURCE
from joinwise.languages.speech import in_language, writer_of
from joinwise.packs.citations import source_text
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import (
    JOIN_OR_SKIP,
    Decision,
    Pack,
    RuleCase,
    RuleEntry,
    Words,
    tested,
)
from joinwise.packs.templates import Text, written
from joinwise.scoring.model import Advice, Evaluation, Reason

FOR, AGAINST, NOTE = "for", "against", "note"
EFFECTS = {JOIN: FOR, SKIP: AGAINST}
DECIDES_FIRST = {SKIP: 0, JOIN: 1, None: 2}
IN_SUMMARY = 2
OF_ALL = frozenset({"name", "kind", "mode", "currency", "you.works_as", AS_OF})
"""Inputs that tell of such groups, or how you work, and nothing of this one; how long it has been
tells nothing."""
LITTLE_KNOWN = "too little is known to say more"
WEIGHS_TOO_LITTLE = {
    JOIN: "what speaks against it weighs too little",
    SKIP: "what speaks for it weighs too little",
}
"""What is said if nothing that is known speaks for the side that won."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """A condition, and what it adds to the advice if it is true: a rule, or a row.

    ``tested`` are the names in the condition, ``shown`` those in the reason.
    """

    when: Node
    rule: str
    title: str
    points: int
    decides: Recommendation | None
    effect: str
    reason: Text
    brief: Text
    tested: tuple[str, ...]
    source: str | None
    shown: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", tuple(slot.name for slot in self.reason.slots))


def contributions(pack: Pack) -> tuple[Contribution, ...]:
    """All that can fire, in the order in which reasons are given."""
    all_of_them = (_of_case(entry, case) for entry in pack.entries for case in entry.cases)
    return tuple(sorted(all_of_them, key=_rank))


def _rank(contribution: Contribution) -> tuple[int, int, str]:
    return DECIDES_FIRST[contribution.decides], -abs(contribution.points), contribution.rule


def _of_case(entry: RuleEntry, case: RuleCase) -> Contribution:
    return Contribution(
        case.when,
        entry.id,
        entry.title,
        case.points,
        case.decide,
        EFFECTS[case.decide] if case.decide else _sign(case.points),
        case.reason,
        case.brief or entry.brief or Text(entry.title, (entry.title,)),
        tested(entry),
        source_text(case.source or entry.source),
    )


def _sign(points: int) -> str:
    return FOR if points > 0 else AGAINST if points < 0 else NOTE


Write = Callable[[Text], str]
"""Gives a text with the values of one candidate in it."""


class AdviceBuilder:
    """Makes advices under one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.contributions = contributions(pack)
        self.language = pack.decision.language or SOURCE
        self.is_dated = pack.catalogue.is_dated
        self.speech = writer_of(self.language)
        self.units = {name: pack.unit(name) for name in (*pack.inputs, *pack.facts)}
        self._dependencies = Dependencies(pack)
        self._tells_nothing = OF_ALL.union(pack.plan.clock if pack.plan else ())
        self._rests_on: dict[str, frozenset[str]] = {}

    @property
    def conditions(self) -> list[Node]:
        """When each contribution fires."""
        return [contribution.when for contribution in self.contributions]

    def advise(
        self, evaluation: Evaluation, fired: Iterable[int], value_format: ValueFormat = ENGLISH
    ) -> Advice:
        """The advice, given the numbers of the contributions that fired.

        ``value_format`` writes the values in its texts.
        """
        pack, values, hits = self.pack, evaluation.values, self.hits(fired)
        score, recommendation = verdict(pack.decision, hits)
        write = self._writer(values, value_format)
        word = self._word(evaluation.words, recommendation, value_format)
        return Advice(
            name=str(values["name"]),
            currency=str(values["currency"]),
            recommendation=recommendation,
            score=score,
            join_at=pack.decision.join_at,
            summary=f"{word}: {self._said(recommendation, hits, evaluation, write)}.",
            word=word,
            reasons=tuple(_reason(hit, values, write) for hit in hits),
            facts={name: values[name] for name in pack.facts},
            assumed=tuple((name, values[name]) for name in _assumed(hits, evaluation)),
            pack=pack.name,
            version=pack.version,
            as_of=_date(values[AS_OF]) if self.is_dated else None,
        )

    def hits(self, fired: Iterable[int]) -> list[Contribution]:
        """The contributions of these numbers, in the order in which reasons are given."""
        return [self.contributions[number] for number in sorted(fired)]

    def _writer(self, values: Mapping[str, Value], value_format: ValueFormat) -> Write:
        """What writes texts with these values, in the language of the pack."""
        return partial(
            written,
            values=values,
            units=self.units,
            currency=str(values["currency"]),
            value_format=in_language(value_format, self.language),
        )

    def _word(self, words: Words, recommendation: Recommendation, reader: ValueFormat) -> str:
        """The word of the pack, or else the usual one in the language of the reader, if any."""
        word = words.word(recommendation)
        if word != JOIN_OR_SKIP.word(recommendation):
            return word
        return (self.speech if reader is ENGLISH else reader).gettext(word)

    def _said(
        self,
        recommendation: Recommendation,
        hits: Sequence[Contribution],
        evaluation: Evaluation,
        write: Write,
    ) -> str:
        """The first reasons on the side that won, and that little is known if so it is."""
        side = [hit for hit in hits if hit.effect == EFFECTS[recommendation]][:IN_SUMMARY]
        said = _reasons(side, write, self.speech) or self.speech.gettext(
            _no_reasons(recommendation, hits)
        )
        little_known = self.pack.decision.little_known
        if little_known is None or self._tell_of_this_one(hits, evaluation.given):
            return said
        return "; ".join((said, write(little_known))) if side else write(little_known)

    def _tell_of_this_one(self, hits: Iterable[Contribution], given: Collection[str]) -> bool:
        """Whether one that counts rests on something that the caller said of this group."""
        counted = (hit for hit in hits if hit.effect != NOTE)
        return any(not self._inputs(hit).isdisjoint(given) for hit in counted)

    def _inputs(self, hit: Contribution) -> frozenset[str]:
        """What a caller can say of this group that a contribution rests on."""
        if hit.rule not in self._rests_on:
            read = self._dependencies.inputs_read(map(Name, hit.tested))
            self._rests_on[hit.rule] = read - self._tells_nothing
        return self._rests_on[hit.rule]


def _date(day: Value) -> str | None:
    return iso_date(day) if isinstance(day, float) else None


def _reasons(hits: Iterable[Contribution], write: Write, speech: ValueFormat) -> str:
    return speech.conjoined(write(hit.brief).strip().rstrip(".") for hit in hits)


def _no_reasons(recommendation: Recommendation, hits: Iterable[Contribution]) -> str:
    opposed = EFFECTS[recommendation.other] in {hit.effect for hit in hits}
    return WEIGHS_TOO_LITTLE[recommendation] if opposed else LITTLE_KNOWN


def _assumed(hits: Iterable[Contribution], evaluation: Evaluation) -> list[str]:
    """The assumptions that something reads, or that a reader sees in a text."""
    shown = evaluation.assumed.intersection(chain.from_iterable(hit.shown for hit in hits))
    return sorted(evaluation.read.union(shown))


def _reason(hit: Contribution, values: Mapping[str, Value], write: Write) -> Reason:
    because = tuple([(name, values[name]) for name in hit.tested])
    text = hit.reason.fixed or write(hit.reason)
    return Reason(
        hit.rule, hit.title, hit.effect, hit.points, hit.decides, text, because, hit.source
    )


def verdict(decision: Decision, hits: Collection[Contribution]) -> tuple[int, Recommendation]:
    """The score, 0-100, and the recommendation that follow from what fired."""
    score = max(0, min(100, decision.start + sum(hit.points for hit in hits)))
    decisions = {hit.decides for hit in hits}
    for decided in (SKIP, JOIN):
        if decided in decisions:
            return score, decided
    return score, JOIN if score >= decision.join_at else SKIP
