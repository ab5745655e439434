"""Asks the solver whether some rules can fire while others stay silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from time import process_time
from typing import Any

import z3

from joinwise.authoring.analysis.evidence import Case
from joinwise.authoring.sampling import A_GROUP, conditions, texts_in
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import ALWAYS_KNOWN, DEFAULT_CURRENCY, INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
from joinwise.expressions.ast import Name, Node
from joinwise.expressions.smt.encoder import Encoder
from joinwise.expressions.smt.terms import Flags, Number, Term, Truth, Words
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack

SECONDS_PER_QUESTION, SECONDS_PER_PACK = 1.0, 45.0
"""How long the solver may take for one question, and how long a whole pack may take."""

UNITS_PER_SECOND = 10_000_000
"""About how much of its own effort z3 spends in a second of one processor (5 to 15 million on the
default rules). Limited so, it decides the same on a busy machine, which a clock would not."""

PATIENCE = 30
"""Times as long it may take by the clock, since not all that it does counts as effort."""

LONGEST_LIST = 30
DIGITS = 20


class Proof(Enum):
    """That there is no such candidate: however results are rounded, or only if none is."""

    COMPLETE = "complete"
    BUT_FOR_ROUNDING = "but for rounding"


Answer = Candidate | Proof | None
"""Such a candidate, a proof that there is none, or None if the time was too short."""


@dataclass(slots=True)
class TimeBudget:
    """Seconds for a whole pack, from now on; ``spent`` is the solver's share.

    All are of processor time, so that a busy machine decides as much as an idle one; ``patience``
    is how many times as long the solver may take by the clock.
    """

    most: float = SECONDS_PER_PACK
    patience: float = PATIENCE
    spent: float = 0.0
    start: float = field(default_factory=process_time)

    @property
    def for_one(self) -> float:
        """What there is for one question."""
        return min(self.left, SECONDS_PER_QUESTION)

    @property
    def left(self) -> float:
        return self.most - (process_time() - self.start)

    @property
    def is_over(self) -> bool:
        return self.left <= 0

    def take(self, work: Callable[[], Any]) -> Any:
        start = process_time()
        try:
            return work()
        finally:
            self.spent += process_time() - start

    def limit(self, solver: Any, seconds: float) -> None:
        """Lets the solver spend what it usually does in so many seconds; to it 0 is no limit."""
        solver.set("rlimit", max(1, int(seconds * UNITS_PER_SECOND)))
        solver.set("timeout", max(1, int(seconds * self.patience * 1_000)))


class CaseSolver:
    """Answers cases under one pack; ``holds`` scores a candidate and tells whether it is one."""

    def __init__(
        self,
        pack: Pack,
        rules: Sequence[Node],
        holds: Callable[[Case, Candidate], bool],
        time: TimeBudget | None = None,
    ) -> None:
        self.pack = pack
        self.rules = rules
        self.holds = holds
        self.time = time or TimeBudget()
        self.dependencies = Dependencies(pack)
        self.vocabulary = vocabulary_of(pack)

    def answer(self, case: Case) -> Answer:
        """First without rounding and tolerance, which is easier, then with them.

        A candidate that is a case by these alone is none that a rule author means.
        """
        exact = self._answer(case, is_exact=True)
        if isinstance(exact, Candidate):
            return exact
        rounded = self._answer(case, is_exact=False)
        if exact is Proof.COMPLETE and rounded is not Proof.COMPLETE:
            return Proof.BUT_FOR_ROUNDING
        return rounded

    def _answer(self, case: Case, is_exact: bool) -> Answer:
        if self.time.for_one <= 0:
            return None
        answer: Answer = self.time.take(lambda: self._solve(case, is_exact))
        return answer

    def _solve(self, case: Case, is_exact: bool) -> Answer:
        encoder = self.encoder(is_exact)
        self._prepare(encoder, case)
        solver = z3.Solver()
        self.time.limit(solver, self.time.for_one)
        solver.add(*(encoder.fires(self.rules[number]) for number in case.firing))
        solver.add(*(z3.Not(encoder.fires(self.rules[number])) for number in case.silent))
        solver.add(*encoder.axioms)
        result = solver.check()
        if result == z3.unsat:
            return Proof.COMPLETE
        candidate = candidate_of(encoder, solver.model()) if result == z3.sat else None
        return candidate if candidate and self.holds(case, candidate) else None

    def _prepare(self, encoder: Encoder, case: Case) -> None:
        """Reads what the rules need, each after what it needs itself, however long the chain."""
        rules = (self.rules[number] for number in case.firing + case.silent)
        for name in self.dependencies.closure(rules):
            encoder.term(Name(name))

    def encoder(self, is_exact: bool) -> Encoder:
        """The trees of the pack as terms, each made when it is first read."""
        definitions = self.dependencies.definitions
        inputs = self.pack.inputs
        return Encoder(self.pack.kinds, definitions, self.vocabulary, is_exact, inputs)


def vocabulary_of(pack: Pack) -> dict[str, tuple[str, ...]]:
    """What each text may be; of long lists what the rules name, and one that they do not."""
    named = set(texts_in(conditions(pack))) | {DEFAULT_CURRENCY}
    listed = {text for input in pack.inputs.values() for text in input.values}
    return {
        input.name: _some(input.values, named) if input.values else _names(named | listed)
        for input in pack.inputs.values()
        if input.kind is Kind.TEXT
    }


def _some(values: tuple[str, ...], named: Iterable[str]) -> tuple[str, ...]:
    if len(values) <= LONGEST_LIST:
        return values
    kept = [text for text in values if text in named]
    return (*kept, *[text for text in values if text not in named][:1])


def _names(named: Iterable[str]) -> tuple[str, ...]:
    fit = [text for text in named if not INPUTS["name"].problem(text)]
    return (*sorted(fit), str(A_GROUP["name"]))


def candidate_of(encoder: Encoder, model: Any) -> Candidate:
    """The candidate that the solver found; what it did not need is left out."""
    said: dict[str, Value] = dict(A_GROUP)
    for name, (is_given, term) in encoder.said.items():
        if name in ALWAYS_KNOWN or z3.is_true(model.eval(is_given, model_completion=True)):
            said[name] = _value(encoder.inputs, name, term, model)
    return Candidate(said)


def _value(inputs: Mapping[str, Input], name: str, term: Term, model: Any) -> Value:
    match term:
        case Number():
            return _number(inputs, name, model.eval(term.value, model_completion=True))
        case Truth():
            return _is_true(model, term.true)
        case Words():
            return next(text for text, is_one in term.cases.items() if _is_true(model, is_one))
        case Flags():
            return tuple(text for text, is_in in term.holds.items() if _is_true(model, is_in))


def _is_true(model: Any, condition: Any) -> bool:
    return bool(z3.is_true(model.eval(condition, model_completion=True)))


def _number(inputs: Mapping[str, Input], name: str, value: Any) -> float:
    input = inputs[name]
    return max(input.low, min(input.high, real_of(value)))


def real_of(value: Any) -> float:
    """The double that is nearest to a value of the solver."""
    rational = value.approx(DIGITS) if z3.is_algebraic_value(value) else value
    return float(Fraction(rational.numerator_as_long(), rational.denominator_as_long()))
