"""Which rules fire for the candidates that were tried, so that few questions need a solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from joinwise.advisor import Advisor
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import REQUIRED
from joinwise.domain.inputs import Input
from joinwise.domain.values import Value
from joinwise.formats.strict_json import read_json, write_json
from joinwise.packs.model import Pack
from joinwise.scoring.matcher import TreeMatcher


@dataclass(frozen=True, slots=True)
class Case:
    """Whether all of these rules can fire while none of those does, by their numbers."""

    firing: tuple[int, ...] = ()
    silent: tuple[int, ...] = ()


class SampleEvidence:
    """The candidates that were scored under a pack, and for each rule those for which it fired.

    Rules and rows go by their numbers; ``fired`` has a bit for each candidate.
    """

    def __init__(self, pack: Pack) -> None:
        self.advisor = Advisor(pack, TreeMatcher)
        self.candidates: list[Candidate] = []
        self.fired = [0 for _ in self.advisor.builder.contributions]

    def add(self, candidates: Iterable[Candidate]) -> None:
        new = list(candidates)
        rows = [bytearray(b"0" * len(new)) for _ in self.fired]
        for place, candidate in enumerate(new, 1):
            for number in self.fires(candidate):
                rows[number][-place] = ord("1")
        for number, row in enumerate(rows):
            self.fired[number] |= int(row or b"0", 2) << len(self.candidates)
        self.candidates += new

    def fires(self, candidate: Candidate) -> set[int]:
        """The numbers of the rules and rows that fire, found by scoring it."""
        _, subjects = self.advisor.evaluator.evaluate(candidate)
        return self.advisor.matcher.fired(subjects)

    def holds(self, case: Case, candidate: Candidate) -> bool:
        fired = self.fires(candidate)
        return fired.issuperset(case.firing) and fired.isdisjoint(case.silent)

    def find(self, case: Case) -> Candidate | None:
        """A candidate that is a case, if one was tried."""
        fitting = (1 << len(self.candidates)) - 1
        for number in case.firing:
            fitting &= self.fired[number]
        for number in case.silent:
            fitting &= ~self.fired[number]
        return self.candidates[fitting.bit_length() - 1] if fitting else None

    def some(self, number: int, most: int) -> list[Candidate]:
        """A few of the candidates for which a rule fired."""
        fired = self.fired[number]
        some: list[Candidate] = []
        while fired and len(some) < most:
            some.append(self.candidates[fired.bit_length() - 1])
            fired ^= 1 << (fired.bit_length() - 1)
        return some

    def witness(self, case: Case, candidate: Candidate) -> str:
        """The candidate as it can be posted, without what the case does not need, as JSON."""
        text = write_json(self._least(case, candidate).to_json()).decode()
        posted = read_candidate(read_json(text.encode()), self.advisor.pack.catalogue)
        return text if self.holds(case, posted) else ""

    def _least(self, case: Case, candidate: Candidate) -> Candidate:
        for name in sorted(candidate.values.keys() - {*REQUIRED}):
            candidate = self._simpler(case, candidate, name)
        return candidate

    def _simpler(self, case: Case, candidate: Candidate, name: str) -> Candidate:
        """Without a value, or else with a plainer one, if it still is a case."""
        others = {other: value for other, value in candidate.values.items() if other != name}
        input = self.advisor.pack.inputs.get(name)
        plainer: Sequence[Value] = ()
        if input and not input.is_day:
            plainer = _plainer(input, candidate.values[name])
        for values in (others, *({**others, name: value} for value in plainer)):
            if self.holds(case, Candidate(values)):
                return Candidate(values)
        return candidate


PLAIN = (0.0, 0.5, *(float(digit * 10**power) for power in range(7) for digit in (1, 2, 5)))


def _plainer(input: Input, value: Value) -> Sequence[Value]:
    """Numbers that people would rather read."""
    if not isinstance(value, float):
        return []
    rounder = [float(f"{value:.{digits}g}") for digits in (1, 2, 3)]
    lower = [plain for plain in PLAIN if plain < value]
    return [plain for plain in (*lower, *rounder) if not input.problem(plain)]
