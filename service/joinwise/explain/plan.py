"""What makes a candidate pay, and when to look at it again if nothing more comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from joinwise.domain.candidate import Candidate
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.domain.units import Unit, ValueFormat
from joinwise.domain.values import UNKNOWN, Value
from joinwise.explain.budget import Effort
from joinwise.explain.outlook import Dependents, Outlook, PossibleAdvice, Situation
from joinwise.explain.search import FlipTest, first_flip
from joinwise.expressions.ast import Name
from joinwise.expressions.intervals import Possible
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import MOST_MONTHS, BreakEven, LookAgain, Pack, Plan
from joinwise.packs.templates import Text, written
from joinwise.scoring.facts import compiler_of
from joinwise.scoring.model import Advice

MONTHS = {"months": Unit("months")}


@dataclass(frozen=True, slots=True)
class Threshold:
    """How much makes it pay, and the same in words."""

    value: Value
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """After how many months the recommendation turns if nothing more comes of it."""

    months: int
    recommendation: Recommendation
    text: str


@dataclass(frozen=True, slots=True)
class CandidatePlan:
    break_even: Threshold | None
    look_again: Review | None


class TextWriter:
    """Writes one text of a pack for any candidate; ``own`` are names that the text alone has."""

    def __init__(self, pack: Pack, text: Text, own: Mapping[str, Unit]) -> None:
        self.text = text
        self.inputs = tuple(pack.inputs)
        self.names = tuple({slot.name: None for slot in text.slots if slot.name not in own})
        self.units = {name: pack.unit(name) for name in self.names} | dict(own)
        trees, program = [Name(name) for name in self.names], compiler_of(pack)
        for name in Dependencies(pack).closure(trees):
            program.variable(Name(name))
        self._work = program.compile(trees)

    def write(
        self, candidate: Candidate, currency: str, values: ValueFormat, own: Mapping[str, Value]
    ) -> str:
        worked_out = self._work([candidate.values.get(name) for name in self.inputs])
        shown = dict(zip(self.names, worked_out, strict=True)) | dict(own)
        return written(self.text, shown, self.units, currency, values)


class BreakEvenFinder:
    """Says what makes candidates pay under one pack."""

    def __init__(self, pack: Pack, break_even: BreakEven) -> None:
        self.fact = break_even.fact
        self.writer = TextWriter(pack, break_even.text, {})

    def find(self, candidate: Candidate, advice: Advice, values: ValueFormat) -> Threshold | None:
        value = advice.facts[self.fact]
        if value is UNKNOWN:
            return None
        return Threshold(value, self.writer.write(candidate, advice.currency, values, {}))


class ReviewFinder:
    """Finds when candidates should be looked at again under one pack."""

    def __init__(self, pack: Pack, outlook: Outlook, plan: Plan, look_again: LookAgain) -> None:
        self.outlook = outlook
        self.clock, self.idle, self.most = plan.clock, plan.idle, look_again.most
        self.dependents = Dependents(outlook, *plan.clock)
        self.writer = TextWriter(pack, look_again.text, MONTHS)

    def find(
        self, candidate: Candidate, advice: Advice, effort: Effort, values: ValueFormat
    ) -> Iterator[Review]:
        """The review, if there is one. Raises EffortSpent."""
        if advice.recommendation is SKIP:
            return
        months = self._months(Candidate({**self.idle, **candidate.values}), effort)
        if months is not None:
            own = {"months": float(months)}
            text = self.writer.write(candidate, advice.currency, values, own)
            yield Review(months, SKIP, text)

    def _months(self, idle: Candidate, effort: Effort) -> int | None:
        """The fewest after which it is to skip; None if there are none."""
        situation = self.outlook.situation(idle, effort)
        effort.spend(len(situation.points))
        passing = Passing(self.clock, situation)
        flips = passing.flip_test(self.dependents.possible_advice(situation))
        place = first_flip(flips, min(self.most, passing.most))
        return None if place is None else place + 1


class Passing:
    """The inputs of the clock as months go by.

    Those that are known move on from where they are; if none is, all start with the first month.
    """

    def __init__(self, clock: Sequence[str], situation: Situation) -> None:
        values = situation.candidate.values
        known = [name for name in clock if name in values]
        self.clock, self.situation = clock, situation
        self.starts: dict[str, Any] = {name: values.get(name, 0.0) for name in known or clock}

    @property
    def most(self) -> int:
        """The months after which an input would be higher than it can be."""
        inputs = self.situation.pack.inputs
        ends = (int(inputs[name].high - start) for name, start in self.starts.items())
        return min(ends, default=MOST_MONTHS)

    def flip_test(self, possible_advice: PossibleAdvice) -> FlipTest:
        """Whether it is to skip after every month of a stretch; the first place is one month."""

        def flips(first: int, last: int) -> bool | None:
            possible = (self._possible(name, first + 1, last + 1) for name in self.clock)
            recommendations = possible_advice(*possible)
            return None if len(recommendations) > 1 else JOIN not in recommendations

        return flips

    def _possible(self, name: str, first: int, last: int) -> Possible:
        if name not in self.starts:
            return self.situation.frame[self.situation.outlook.compiler.blocks.slots[name]]
        return self.starts[name] + first, self.starts[name] + last, False


class Planner:
    """Says what lies ahead of candidates under one pack; it is compiled when it is made."""

    def __init__(self, pack: Pack, outlook: Outlook) -> None:
        plan = pack.plan
        self.break_even = self.look_again = None
        if plan and plan.break_even:
            self.break_even = BreakEvenFinder(pack, plan.break_even)
        if plan and plan.look_again:
            self.look_again = ReviewFinder(pack, outlook, plan, plan.look_again)

    def threshold(
        self, candidate: Candidate, advice: Advice, values: ValueFormat
    ) -> Threshold | None:
        return self.break_even.find(candidate, advice, values) if self.break_even else None

    def reviews(
        self, candidate: Candidate, advice: Advice, effort: Effort, values: ValueFormat
    ) -> Iterator[Review]:
        """The review, if there is one. Raises EffortSpent."""
        return (
            self.look_again.find(candidate, advice, effort, values) if self.look_again else iter(())
        )
