"""What the page says of a candidate: the advice, how firm it is, what to ask next, and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from joinwise.advisor import Advisor
from joinwise.domain.candidate import Candidate
from joinwise.domain.recommendation import Recommendation
from joinwise.domain.values import UNKNOWN, Value
from joinwise.explain.explainer import Explanation
from joinwise.explain.questions import OpenQuestion
from joinwise.scoring.model import Advice
from joinwise.web.forms.conversation import MEMBERSHIP, SENTENCE, Conversation, Situation
from joinwise.web.forms.locale import Reader
from joinwise.web.forms.obstacles import Obstacle, obstacles_among
from joinwise.web.pictures.money_map import MoneyMap, money_map_of
from joinwise.web.pictures.payback import Payback, payback_of
from joinwise.web.pictures.sway import Sway, Trial, span_of, sways_of
from joinwise.web.pictures.waterfall import Waterfall, waterfall_of
from joinwise.web.pictures.year import Year, year_of

PARTS = ("questions", "flips", "pairs", "plan")
MOST_FOLLOW_UPS = 5
LEAST_WEIGHT = 0.1
"""Of an open number: below that only answers turn the advice that hardly anybody gives."""

MEETINGS = "time.meetings_per_year"
"""An event is one: how often it is held is not asked."""

TOTAL, DUES, PROFIT = "cost.total_per_year", "cost.annual_dues", "you.profit_per_deal"
MOST_OPEN, MOST_KNOWN, MOST_SHOWN = 7, 5, 8
"""Inputs that are tried for the picture of what would turn it, and those that it shows."""

CONTRADICTIONS: Mapping[tuple[str, Value], tuple[str, Value]] = {
    ("you.will_work_it", True): ("you.part", "on_paper"),
}
"""By an answer the one that nobody gives with it."""

FOR_BUSINESS, FIRST_MONTHS, IS_IN_IT = "is_for_business", "usual_months_to_first_deal", "is_in_it"
"""Facts that a picture needs; a pack without them has no such picture."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """All that is found for one candidate.

    ``open`` are the questions that could sensibly turn it, the likeliest first; ``effects`` are
    the points that each answer adds, beside saying nothing.
    """

    advice: Advice
    explanation: Explanation
    open: tuple[OpenQuestion, ...]
    is_ready: bool
    asked: OpenQuestion | None
    obstacles: tuple[Obstacle, ...]
    effects: Mapping[str, int]
    sways: tuple[Sway, ...]
    span: tuple[int, int]
    waterfall: Waterfall
    year: Year | None
    payback: Payback | None
    money_map: MoneyMap | None

    @property
    def is_firm(self) -> bool:
        """Whether no answer that people give could turn it."""
        return not self.open and not self.explanation.incomplete


class Weigher:
    """Weighs what a person has said, for a reader."""

    def __init__(self, advisor: Advisor, reader: Reader, conversation: Conversation) -> None:
        self.advisor, self.reader, self.conversation = advisor, reader, conversation
        self.values = conversation.entries.values

    def weigh(self, candidate: Candidate) -> Weighing:
        advice = self.advisor.advise(candidate, self.reader)
        explanation = self.advisor.explain(candidate, advice, PARTS, values=self.reader)
        found = explanation.questions.open if explanation.questions else ()
        questions = tuple(filter(self._is_worth_asking, found))
        is_ready = self._is_ready(candidate) or explanation.is_firm
        effects = dict(self._effects(advice.score))
        sways = self._sways(advice, questions, effects)
        year = year_of(advice.facts)
        return Weighing(
            advice,
            explanation,
            questions,
            is_ready,
            self._asked(questions) if is_ready else None,
            self._obstacles(questions) if is_ready else (),
            effects,
            sways[:MOST_SHOWN],
            span_of(sways, advice.score),
            waterfall_of(advice, self.advisor.pack.decision.start),
            year,
            _payback(year, advice, explanation),
            self._money_map(advice) if is_ready else None,
        )

    def _is_worth_asking(self, question: OpenQuestion) -> bool:
        is_event = self.conversation.situation is Situation.EVENT
        return is_sensible(question, self.values) and not (is_event and question.input == MEETINGS)

    def _is_ready(self, candidate: Candidate) -> bool:
        inapplicable = self.advisor.inapplicable(candidate)
        conversation = self.conversation
        steps = [step for step in conversation.steps if step.key not in inapplicable]
        return bool(steps) and all(map(conversation.is_done, steps))

    def _asked(self, questions: Sequence[OpenQuestion]) -> OpenQuestion | None:
        """The one to ask next: not what they do not know, alone or with a whole first step."""
        return next(iter(self._to_ask(questions)), None)

    def _obstacles(self, questions: Sequence[OpenQuestion]) -> tuple[Obstacle, ...]:
        """Those that are asked as one list: together they turn it likelier than any question."""
        return obstacles_among(question.input for question in self._to_ask(questions))

    def _to_ask(self, questions: Sequence[OpenQuestion]) -> list[OpenQuestion]:
        conversation = self.conversation
        if conversation.follow_ups >= MOST_FOLLOW_UPS:
            return []
        passed = {*conversation.passed, *SENTENCE, MEMBERSHIP}
        return [question for question in questions if question.input not in passed]

    def _effects(self, score: int) -> Iterator[tuple[str, int]]:
        for name in self.values:
            if name not in (*SENTENCE[:3], MEMBERSHIP):
                rest = {other: value for other, value in self.values.items() if other != name}
                yield name, score - self.advisor.decide(Candidate(rest)).score

    def _sways(
        self, advice: Advice, questions: Sequence[OpenQuestion], effects: Mapping[str, int]
    ) -> tuple[Sway, ...]:
        """Of what is open, and of those answers that weigh most."""
        now = Trial(UNKNOWN, advice.score, advice.recommendation)
        weightiest = sorted(effects, key=lambda name: (-abs(effects[name]), name))
        unanswered = [question.input for question in questions[:MOST_OPEN]]
        pack = self.advisor.pack
        tried = (pack.questions[name] for name in (*unanswered, *weightiest[:MOST_KNOWN]))
        return sways_of(tried, self.values, dict(advice.assumed), now, self._try)

    def _money_map(self, advice: Advice) -> MoneyMap | None:
        """What it costs against what a piece of business brings, if business is sought."""
        known = {**dict(advice.assumed), **self.values}
        cost, profit = known.get(self.cost), known.get(PROFIT)
        is_sought = advice.facts.get(FOR_BUSINESS) is True
        if not (is_sought and isinstance(cost, float) and isinstance(profit, float)):
            return None
        return money_map_of(cost, profit, self._advised)

    def _advised(self, cost: float, profit: float) -> Recommendation:
        values = {**self.values, self.cost: cost, PROFIT: profit}
        return self.advisor.decide(Candidate(values)).recommendation

    @property
    def cost(self) -> str:
        """The input that the cost is said by."""
        return TOTAL if TOTAL in self.values else DUES

    def _try(self, name: str, value: Value) -> Trial:
        decided = self.advisor.decide(Candidate({**self.values, name: value}))
        return Trial(value, decided.score, decided.recommendation)


def is_sensible(question: OpenQuestion, said: Mapping[str, Value]) -> bool:
    """Whether it turns at answers that people give.

    That is not only at the end of a scale, and not at what contradicts what was said.
    """
    turns_at = question.turns_at
    ranges = [answer for answer in turns_at if isinstance(answer, tuple) and len(answer) == 2]
    if len(ranges) < len(turns_at):
        return any((question.input, answer) not in _contradicted(said) for answer in turns_at)
    return question.weight >= LEAST_WEIGHT and any(low != high for low, high in ranges)


def _contradicted(said: Mapping[str, Value]) -> set[tuple[str, Value]]:
    """Answers that nobody gives who said something else."""
    return {answer for given, answer in CONTRADICTIONS.items() if said.get(given[0]) == given[1]}


def _payback(year: Year | None, advice: Advice, explanation: Explanation) -> Payback | None:
    """Only if business is what it is for, and the rules say when it usually begins."""
    first = advice.facts.get(FIRST_MONTHS)
    if not year or not advice.facts.get(FOR_BUSINESS) or not isinstance(first, float):
        return None
    review = explanation.plan.look_again if explanation.plan else None
    begins = 0.0 if advice.facts.get(IS_IN_IT) else first
    return payback_of(year, begins, review.months if review else None)
