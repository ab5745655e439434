"""What is odd in a pack as a whole: rules that never or always fire, mean the same, or clash.

A candidate that was tried answers most questions, the solver the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from joinwise.authoring.analysis.evidence import Case, Tried
from joinwise.authoring.analysis.queries import Answer, Asking, Never, Time
from joinwise.authoring.sampling import CandidateSampler, only
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.domain.candidate import Candidate
from joinwise.domain.recommendation import JOIN, SKIP
from joinwise.packs.checker import CheckResult
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Band, Pack
from joinwise.packs.source import Entry
from joinwise.scoring.advice import NOTE, Contribution, contributions

TRIED = 2_000
"""Candidates that are tried of a pack, before anything is asked."""

BASES, NEAR = 2, 6
"""Candidates for which a rule fires, and how many near each are tried, to tell it from others."""

NEVER_FIRES = "can never fire: no candidate makes this true"
ALWAYS_FIRES = "always fires: every candidate makes this true"
COUNT = {"for": "both count for it", "against": "both count against it", NOTE: "neither counts"}


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What was found, in order; how many questions were put, and how many were not decided."""

    faults: tuple[Diagnostic, ...]
    asked: int
    undecided: int


def reason(check: CheckResult, time: Time | None = None) -> Reasoned:
    """What is odd in a pack without errors; ``time`` is what the solver may take."""
    if check.pack is None:
        return Reasoned((), 0, 0)
    reasoning = Reasoning(check.pack, Places(check, contributions(check.pack)), time)
    faults = sorted(reasoning.places.fault(each) for each in reasoning.findings())
    return Reasoned(tuple(faults), reasoning.asked, reasoning.undecided)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd about a rule or row, by its number."""

    number: int
    severity: Severity
    message: str
    witness: str = ""


class Places:
    """Where each rule and row stands in its file."""

    def __init__(self, check: CheckResult, rules: Sequence[Contribution]) -> None:
        bands = {each.id: each for each in check.pack.bands} if check.pack else {}
        self.marks = [_mark(check.entries[each.rule], bands.get(each.rule), each) for each in rules]

    def fault(self, finding: Finding) -> Diagnostic:
        entry, key = self.marks[finding.number]
        path = (*entry.path, *filter(None, [key]))
        start = 0 if key else None
        diagnostic = entry.document.diagnostic(path, finding.message, finding.severity, start)
        return replace(diagnostic, witness=finding.witness)

    def order(self, number: int) -> tuple[str, tuple[int, int]]:
        """What comes first in the files is lowest."""
        entry, _ = self.marks[number]
        return entry.document.file, entry.document.place(entry.path)

    def spelled(self, number: int) -> str:
        at = self.marks[number][0].at
        return f"{at.file}, line {at.line}"


def _mark(entry: Entry, band: Band | None, rule: Contribution) -> tuple[Entry, str]:
    """The condition of a rule; the whole of a row."""
    if band is None:
        return entry, "when"
    row = next(each for each in band.rows if each.when == rule.when)
    limits = (row.low, row.high)
    rows = entry.inner("rows")
    return next(each for each in rows if _limits(each) == limits), ""


def _limits(row: Entry) -> tuple[float | None, float | None]:
    return row.data.get("low"), row.data.get("high")


class Reasoning:
    """Asks every question that is worth asking of a pack."""

    def __init__(self, pack: Pack, places: Places, time: Time | None = None) -> None:
        self.pack = pack
        self.places = places
        self.outcomes = contributions(pack)
        self.tried = Tried(pack)
        self.sampling = CandidateSampler(pack)
        self.asking = Asking(pack, [each.when for each in self.outcomes], self.tried.holds, time)
        self.answers: dict[Case, Answer] = {}
        self.left_out = 0

    @property
    def asked(self) -> int:
        """How many questions the tried candidates left open."""
        return len(self.answers) + self.left_out

    @property
    def undecided(self) -> int:
        """How many of them were not decided in time."""
        return sum(answer is None for answer in self.answers.values()) + self.left_out

    def findings(self) -> Iterator[Finding]:
        """Everything that was found, in no order."""
        self.tried.add(self.sampling.candidates(TRIED))
        yield from self._extremes()
        yield from self._implied()
        yield from self._clashes()

    def answer(self, case: Case) -> Answer:
        """From what was tried, else from the solver."""
        if found := self.tried.find(case):
            return found
        if case not in self.answers:
            self.answers[case] = answer = self.asking.answer(case)
            if isinstance(answer, Candidate):
                self.tried.add([answer])
        return self.answers[case]

    # One rule

    def _extremes(self) -> Iterator[Finding]:
        for number in range(len(self.outcomes)):
            name = self._named(number)
            for case, does, question in (
                (Case(firing=(number,)), NEVER_FIRES, "can fire at all"),
                (Case(silent=(number,)), ALWAYS_FIRES, "ever stays silent"),
            ):
                answer = self.answer(case)
                if isinstance(answer, Never):
                    yield Finding(number, Severity.WARNING, f"{name} {does}{_aside(answer)}")
                elif answer is None:
                    said = f"whether {name} {question} was not decided within its time"
                    yield Finding(number, Severity.NOTE, said)

    @cached_property
    def varied(self) -> list[int]:
        """The rules that fire for some candidates, and not for others."""
        return [
            number
            for number in range(len(self.outcomes))
            if isinstance(self.answer(Case(firing=(number,))), Candidate)
            and isinstance(self.answer(Case(silent=(number,))), Candidate)
        ]

    # Two rules

    def _implied(self) -> Iterator[Finding]:
        for place, number in enumerate(self.varied):
            if self.asking.time.is_over:
                self.left_out += len(self.varied) - place
                return
            others = self._told_apart(number)
            yield from self._first_implied(number, others, self._is_alike)
            yield from self._first_implied(number, others, self._is_lost)

    def _first_implied(
        self, number: int, others: Sequence[int], is_kind: Callable[[int, int], bool]
    ) -> Iterator[Finding]:
        for other in others:
            if is_kind(number, other):
                answer = self.answer(Case((number,), (other,)))
                if isinstance(answer, Never):
                    yield from self._compared(number, other, answer)
                    return

    def _told_apart(self, number: int) -> list[int]:
        """The rules that seem to fire wherever this one does, those that fire least first."""
        others = [each for each in self.varied if self._is_worth_asking(number, each)]
        for candidate in self._near(number) if others else ():
            also = self.tried.fires(candidate)
            others = [each for each in others if each in also or number not in also]
            if not others:
                break
        return sorted(others, key=self._share)

    def _near(self, number: int) -> Iterator[Candidate]:
        """Candidates of which most make a rule fire, and say little else."""
        for base, candidate in enumerate(self.tried.some(number, BASES)):
            yield from self.sampling.near(candidate, self.reads[number], NEAR + base)

    def _share(self, number: int) -> int:
        return self.tried.fired[number].bit_count()

    def _is_worth_asking(self, number: int, other: int) -> bool:
        fired = self.tried.fired
        return (
            not fired[number] & ~fired[other]
            and self.outcomes[number].rule != self.outcomes[other].rule
            and (self._is_alike(number, other) or self._is_lost(number, other))
            and not self.reads[number].isdisjoint(self.reads[other])
        )

    def _is_alike(self, number: int, other: int) -> bool:
        """Whether two rules do the same; of those that only tell, whether they may be one."""
        one, two = self.outcomes[number], self.outcomes[other]
        if (one.effect, one.decides) != (two.effect, two.decides):
            return False
        return one.effect != NOTE or self.tried.fired[number] == self.tried.fired[other]

    def _is_lost(self, number: int, other: int) -> bool:
        """Whether a rule would be lost where another, which decides to skip, fires."""
        one, two = self.outcomes[number], self.outcomes[other]
        counts = one.points != 0 or one.decides == JOIN
        return two.decides == SKIP and one.decides != SKIP and counts

    @cached_property
    def reads(self) -> list[frozenset[str]]:
        """What each rule reads of a candidate."""
        dependencies = Dependencies(self.pack)
        return [dependencies.inputs_read([each.when]) for each in self.outcomes]

    def _compared(self, number: int, other: int, forth: Never) -> Iterator[Finding]:
        """What is odd about a rule that fires only where another does."""
        back = self._back(number, other)
        witness = self._witness(Case((number, other)))
        name, second = self._named(number), self._referred(other)
        if not isinstance(back, Never):
            if self.outcomes[number].effect != NOTE:
                so = self._so(number, other)
                said = f"{name} fires only where {second} does{so}{_aside(forth)}"
                yield Finding(number, Severity.NOTE, said, witness)
        elif self.places.order(number) > self.places.order(other):
            said = f"{name} means the same as {second}: where one fires the other does, and "
            aside = _aside(forth) or _aside(back)
            yield Finding(number, Severity.WARNING, f"{said}{self._alike(number)}{aside}", witness)

    def _back(self, number: int, other: int) -> Answer:
        """Whether the other rule can fire alone, where that makes a difference."""
        if not self._is_alike(number, other):
            return None
        return self.answer(Case((other,), (number,)))

    def _alike(self, number: int) -> str:
        outcome = self.outcomes[number]
        return f"both decide to {outcome.decides}" if outcome.decides else COUNT[outcome.effect]

    def _clashes(self) -> Iterator[Finding]:
        for number in self._deciding(JOIN):
            for other in self._deciding(SKIP):
                case = Case((number, other))
                self._join(case)
                if isinstance(self.answer(case), Candidate):
                    said = f"{self._named(number)} decides to join where {self._referred(other)}"
                    said = f"{said} decides to skip; skip wins there"
                    yield Finding(number, Severity.NOTE, said, self._witness(case))
                    break
                if self.asking.time.is_over:
                    return

    def _deciding(self, decision: str) -> list[int]:
        return [each for each in self.varied if self.outcomes[each].decides == decision]

    def _join(self, case: Case) -> None:
        """Tries what makes the one fire together with what makes the other fire."""
        one, two = (self.tried.some(number, 1)[0].values for number in case.firing)
        self.tried.add([Candidate({**one, **two}), Candidate({**two, **one})])

    def _witness(self, case: Case) -> str:
        found = self.answer(case)
        if not isinstance(found, Candidate):
            return ""
        read = frozenset().union(*(self.reads[number] for number in case.firing))
        return self.tried.witness(case, only(found, read))

    def _named(self, number: int) -> str:
        name = f'"{self.outcomes[number].rule}"'
        return f"this row of {name}" if self.outcomes[number].rule in self.bands else name

    def _referred(self, number: int) -> str:
        name = f'"{self.outcomes[number].rule}"'
        return f"{name} ({self.places.spelled(number)})"

    def _so(self, number: int, other: int) -> str:
        """What follows for a rule that fires only where another does."""
        one, two = self.outcomes[number], self.outcomes[other]
        if self._is_lost(number, other):
            return ", which decides to skip: it never changes the recommendation"
        if one.decides and one.decides == two.decides:
            return f", and both decide to {one.decides}: it decides nothing by itself"
        return f"; together they give {one.points + two.points:+d}" if one.points else ""

    @cached_property
    def bands(self) -> frozenset[str]:
        return frozenset(each.id for each in self.pack.bands)


def _aside(answer: Never) -> str:
    """What is said of a proof that leaves rounding out."""
    return " (but for rounding)" if answer is Never.BUT_FOR_ROUNDING else ""
