"""What is odd in a pack as a whole: rules that never or always fire, mean the same, or clash.

A candidate that was sampled answers most questions, the solver the others. Rules and rows go by
their numbers, in the order in which an advice gives reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from joinwise.authoring.analysis import wording
from joinwise.authoring.analysis.evidence import Case, SampleEvidence
from joinwise.authoring.analysis.locations import RuleLocations
from joinwise.authoring.analysis.solver import Answer, CaseSolver, Proof, TimeBudget
from joinwise.authoring.sampling import CandidateSampler, only
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.domain.candidate import Candidate
from joinwise.domain.recommendation import JOIN, SKIP
from joinwise.packs.checker import CheckResult
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack
from joinwise.scoring.advice import NOTE, contributions

SAMPLES = 2_000
"""Candidates that are scored under a pack, before the solver is asked."""

BASES, NEAR = 2, 6
"""Candidates for which a rule fires, and how many near each are scored, to tell it from others."""


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """The diagnostics in order; how many questions were asked, and how many were not decided."""

    diagnostics: tuple[Diagnostic, ...]
    asked: int
    undecided: int


def analyze(check: CheckResult, time: TimeBudget | None = None) -> AnalysisResult:
    """What is odd in a pack without errors; ``time`` is what the solver may take."""
    if check.pack is None:
        return AnalysisResult((), 0, 0)
    locations = RuleLocations(check, contributions(check.pack))
    analyzer = PackAnalyzer(check.pack, locations, time)
    diagnostics = sorted(finding.diagnostic(locations) for finding in analyzer.findings())
    return AnalysisResult(tuple(diagnostics), analyzer.asked, analyzer.undecided)


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """Something odd about a rule or row; ``witness`` is a candidate that shows it, as JSON."""

    number: int
    severity: Severity
    message: str
    witness: str = ""

    def diagnostic(self, locations: RuleLocations) -> Diagnostic:
        diagnostic = locations.diagnostic(self.number, self.severity, self.message)
        return replace(diagnostic, witness=self.witness)


class PackAnalyzer:
    """Asks every question that is worth asking of a pack."""

    def __init__(
        self, pack: Pack, locations: RuleLocations, time: TimeBudget | None = None
    ) -> None:
        self.locations = locations
        self.rules = contributions(pack)
        conditions = [rule.when for rule in self.rules]
        dependencies = Dependencies(pack)
        self.reads = [dependencies.inputs_read([condition]) for condition in conditions]
        self.evidence = SampleEvidence(pack)
        self.sampler = CandidateSampler(pack)
        self.solver = CaseSolver(pack, conditions, self.evidence.holds, time)
        self.answers: dict[Case, Answer] = {}
        self.left_out = 0

    @property
    def asked(self) -> int:
        """How many questions the samples left open."""
        return len(self.answers) + self.left_out

    @property
    def undecided(self) -> int:
        """How many of them were not decided in time."""
        return sum(answer is None for answer in self.answers.values()) + self.left_out

    def findings(self) -> Iterator[RuleFinding]:
        """Everything that is odd, in no order."""
        self.evidence.add(self.sampler.candidates(SAMPLES))
        yield from self._constant_rules()
        yield from self._implied_rules()
        yield from self._clashes()

    def answer(self, case: Case) -> Answer:
        """From the samples, or else from the solver."""
        if sample := self.evidence.find(case):
            return sample
        if case not in self.answers:
            self.answers[case] = answer = self.solver.answer(case)
            if isinstance(answer, Candidate):
                self.evidence.add([answer])
        return self.answers[case]

    # One rule

    def _constant_rules(self) -> Iterator[RuleFinding]:
        for number in range(len(self.rules)):
            fires, is_silent = Case(firing=(number,)), Case(silent=(number,))
            yield from self._without(number, fires, wording.NEVER_FIRES, "can fire at all")
            yield from self._without(number, is_silent, wording.ALWAYS_FIRES, "ever stays silent")

    def _without(
        self, number: int, case: Case, message: str, question: str
    ) -> Iterator[RuleFinding]:
        """What is said if there is no such case, or if that could not be decided."""
        name, answer = self.locations.name(number), self.answer(case)
        if isinstance(answer, Proof):
            said = f"{name} {message}{wording.aside(answer)}"
            yield RuleFinding(number, Severity.WARNING, said)
        elif answer is None:
            yield RuleFinding(number, Severity.NOTE, wording.undecided(name, question))

    @cached_property
    def varying(self) -> list[int]:
        """The rules that fire for some candidates, and not for others."""
        return [
            number
            for number in range(len(self.rules))
            if isinstance(self.answer(Case(firing=(number,))), Candidate)
            and isinstance(self.answer(Case(silent=(number,))), Candidate)
        ]

    # Two rules

    def _implied_rules(self) -> Iterator[RuleFinding]:
        for place, number in enumerate(self.varying):
            if self.solver.time.is_over:
                self.left_out += len(self.varying) - place
                return
            others = self._not_told_apart(number)
            yield from self._first_implied(number, others, self._is_alike)
            yield from self._first_implied(number, others, self._is_lost)

    def _first_implied(
        self, number: int, others: Sequence[int], is_related: Callable[[int, int], bool]
    ) -> Iterator[RuleFinding]:
        for other in others:
            if is_related(number, other):
                answer = self.answer(Case((number,), (other,)))
                if isinstance(answer, Proof):
                    yield from self._compared(number, other, answer)
                    return

    def _not_told_apart(self, number: int) -> list[int]:
        """The rules that seem to fire whenever this one does, those that fire least first."""
        others = [other for other in self.varying if self._is_worth_asking(number, other)]
        for candidate in self._near(number) if others else ():
            fired = self.evidence.fires(candidate)
            others = [other for other in others if other in fired or number not in fired]
            if not others:
                break
        return sorted(others, key=lambda other: self.evidence.fired[other].bit_count())

    def _near(self, number: int) -> Iterator[Candidate]:
        """Candidates of which most make a rule fire, and say little else."""
        for base, candidate in enumerate(self.evidence.some(number, BASES)):
            yield from self.sampler.near(candidate, self.reads[number], NEAR + base)

    def _is_worth_asking(self, number: int, other: int) -> bool:
        fired = self.evidence.fired
        return (
            not fired[number] & ~fired[other]
            and self.rules[number].rule != self.rules[other].rule
            and (self._is_alike(number, other) or self._is_lost(number, other))
            and not self.reads[number].isdisjoint(self.reads[other])
        )

    def _is_alike(self, number: int, other: int) -> bool:
        """Whether two rules do the same; of those that only tell, whether they may be one."""
        one, two = self.rules[number], self.rules[other]
        if (one.effect, one.decides) != (two.effect, two.decides):
            return False
        return one.effect != NOTE or self.evidence.fired[number] == self.evidence.fired[other]

    def _is_lost(self, number: int, other: int) -> bool:
        """Whether a rule has no effect if another, which decides to skip, fires too."""
        one, two = self.rules[number], self.rules[other]
        counts = one.points != 0 or one.decides == JOIN
        return two.decides == SKIP and one.decides != SKIP and counts

    def _compared(self, number: int, other: int, forth: Proof) -> Iterator[RuleFinding]:
        """What is odd about a rule that fires only if another does."""
        back = self._back(number, other)
        if not isinstance(back, Proof):
            if self.rules[number].effect != NOTE:
                yield self._implied(number, other, forth)
        elif self.locations.order(number) > self.locations.order(other):
            yield self._same_meaning(number, other, forth, back)

    def _back(self, number: int, other: int) -> Answer:
        """Whether the other rule can fire alone, if that makes a difference."""
        if not self._is_alike(number, other):
            return None
        return self.answer(Case((other,), (number,)))

    def _implied(self, number: int, other: int, proof: Proof) -> RuleFinding:
        one, two = self.rules[number], self.rules[other]
        consequence = wording.consequence(one, two, self._is_lost(number, other))
        message = wording.implied(*self._names(number, other), consequence, proof)
        return RuleFinding(number, Severity.NOTE, message, self._witness(Case((number, other))))

    def _same_meaning(self, number: int, other: int, *proofs: Proof) -> RuleFinding:
        names = self._names(number, other)
        message = wording.same_meaning(*names, self.rules[number], *proofs)
        return RuleFinding(number, Severity.WARNING, message, self._witness(Case((number, other))))

    def _clashes(self) -> Iterator[RuleFinding]:
        for number in self._deciding(JOIN):
            for other in self._deciding(SKIP):
                case = Case((number, other))
                self._join(case)
                if isinstance(self.answer(case), Candidate):
                    message = wording.clash(*self._names(number, other))
                    yield RuleFinding(number, Severity.NOTE, message, self._witness(case))
                    break
                if self.solver.time.is_over:
                    return

    def _deciding(self, decision: str) -> list[int]:
        return [number for number in self.varying if self.rules[number].decides == decision]

    def _join(self, case: Case) -> None:
        """Tries what makes the one fire together with what makes the other fire."""
        one, two = (self.evidence.some(number, 1)[0].values for number in case.firing)
        self.evidence.add([Candidate({**one, **two}), Candidate({**two, **one})])

    def _witness(self, case: Case) -> str:
        answer = self.answer(case)
        if not isinstance(answer, Candidate):
            return ""
        read = frozenset().union(*(self.reads[number] for number in case.firing))
        return self.evidence.witness(case, only(answer, read))

    def _names(self, number: int, other: int) -> tuple[str, str]:
        return self.locations.name(number), self.locations.reference(other)
