"""Asks the solver whether some rules can fire while others stay silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from time import monotonic, process_time
from typing import Any

import z3

from joinwise.authoring.analysis.evidence import Case
from joinwise.authoring.sampling import A_GROUP, conditions, texts_in
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import DEFAULT_CURRENCY, INPUTS, REQUIRED
from joinwise.domain.values import Kind, Value
from joinwise.expressions.ast import Name, Node
from joinwise.expressions.smt.encoder import Solving
from joinwise.expressions.smt.terms import Flags, Number, Term, Truth, Words
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack

A_QUESTION, IN_ALL = 1.0, 45.0
"""Seconds that the solver may take for one question, and that a whole pack may take."""

LONGEST_LIST = 30
DIGITS = 20


class Never(Enum):
    """No candidate does: whatever is rounded, or only where nothing is."""

    PROVEN = "proven"
    BUT_FOR_ROUNDING = "but for rounding"


Answer = Candidate | Never | None
"""A candidate that does, a proof that none does, or nothing where the time was too short."""


@dataclass(slots=True)
class Time:
    """Seconds for a whole pack, from now on; ``spent`` is the solver's share, in processor time."""

    most: float = IN_ALL
    spent: float = 0.0
    start: float = field(default_factory=monotonic)

    @property
    def for_one(self) -> float:
        """What there is for one question."""
        return min(self.left, A_QUESTION)

    @property
    def left(self) -> float:
        return self.most - (monotonic() - self.start)

    @property
    def is_over(self) -> bool:
        return self.left <= 0

    def take(self, work: Callable[[], Any]) -> Any:
        start = process_time()
        try:
            return work()
        finally:
            self.spent += process_time() - start


class Asking:
    """Answers cases under one pack; ``holds`` says whether a candidate is a case, by scoring it."""

    def __init__(
        self,
        pack: Pack,
        rules: Sequence[Node],
        holds: Callable[[Case, Candidate], bool],
        time: Time | None = None,
    ) -> None:
        self.pack = pack
        self.rules = rules
        self.holds = holds
        self.time = time or Time()
        self.dependencies = Dependencies(pack)
        self.vocabulary = _vocabulary(pack)

    def answer(self, case: Case) -> Answer:
        """First without rounding, which is easier, then with it."""
        plainly = self._tried(case, is_exact=True)
        if isinstance(plainly, Candidate):
            return plainly
        rounded = self._tried(case, is_exact=False)
        if rounded is None and plainly is Never.PROVEN:
            return Never.BUT_FOR_ROUNDING
        return rounded

    def _tried(self, case: Case, is_exact: bool) -> Answer:
        if self.time.for_one <= 0:
            return None
        answer: Answer = self.time.take(lambda: self._asked(case, is_exact))
        return answer

    def _asked(self, case: Case, is_exact: bool) -> Answer:
        reading = self.reading(is_exact)
        self._prepare(reading, case)
        solver = z3.Solver()
        solver.set("timeout", max(1, int(self.time.for_one * 1000)))
        solver.add(*(reading.fires(self.rules[number]) for number in case.firing))
        solver.add(*(z3.Not(reading.fires(self.rules[number])) for number in case.silent))
        solver.add(*reading.axioms)
        found = solver.check()
        if found == z3.unsat:
            return Never.PROVEN
        candidate = _candidate(reading, solver.model()) if found == z3.sat else None
        return candidate if candidate and self.holds(case, candidate) else None

    def _prepare(self, reading: Solving, case: Case) -> None:
        """Reads what the rules need, each after what it needs itself, however long the chain."""
        rules = (self.rules[number] for number in case.firing + case.silent)
        for name in self.dependencies.closure(rules):
            reading.term(Name(name))

    def reading(self, is_exact: bool) -> Solving:
        """The trees of the pack as terms, each made when it is first read."""
        definitions = self.dependencies.definitions
        return Solving(self.pack.kinds, definitions, self.vocabulary, is_exact)


def _vocabulary(pack: Pack) -> dict[str, tuple[str, ...]]:
    """What each text may be; of long lists what the rules name, and one that they do not."""
    named = set(texts_in(conditions(pack))) | {DEFAULT_CURRENCY}
    listed = {text for each in INPUTS.values() for text in each.values}
    return {
        each.name: _some(each.values, named) if each.values else _names(named | listed)
        for each in INPUTS.values()
        if each.kind is Kind.TEXT
    }


def _some(values: tuple[str, ...], named: Iterable[str]) -> tuple[str, ...]:
    if len(values) <= LONGEST_LIST:
        return values
    kept = [each for each in values if each in named]
    return (*kept, *[each for each in values if each not in named][:1])


def _names(named: Iterable[str]) -> tuple[str, ...]:
    fit = [each for each in named if not INPUTS["name"].problem(each)]
    return (*sorted(fit), str(A_GROUP["name"]))


def _candidate(reading: Solving, model: Any) -> Candidate:
    """What the solver thought of; what it did not need stays unsaid."""
    said: dict[str, Value] = dict(A_GROUP)
    for name, (is_given, term) in reading.said.items():
        if name in REQUIRED or z3.is_true(model.eval(is_given, model_completion=True)):
            said[name] = _value(name, term, model)
    return Candidate(said)


def _value(name: str, term: Term, model: Any) -> Value:
    match term:
        case Number():
            return _number(name, model.eval(term.value, model_completion=True))
        case Truth():
            return _is_true(model, term.true)
        case Words():
            return next(text for text, is_one in term.cases.items() if _is_true(model, is_one))
        case Flags():
            return tuple(text for text, is_in in term.holds.items() if _is_true(model, is_in))


def _is_true(model: Any, condition: Any) -> bool:
    return bool(z3.is_true(model.eval(condition, model_completion=True)))


def _number(name: str, value: Any) -> float:
    rational = value.approx(DIGITS) if z3.is_algebraic_value(value) else value
    nearest = Fraction(rational.numerator_as_long(), rational.denominator_as_long())
    input = INPUTS[name]
    return max(input.low, min(input.high, float(nearest)))
