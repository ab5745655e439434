"""The best choice within limits, proven: among few things by trying all, else by CP-SAT.

The only module that knows OR-tools, which takes some 80 MiB where it is loaded.

Amounts are whole numbers whose sums fit 62 bits. Why this solver:
``docs/decisions/0002-solver.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Any

Amounts = Sequence[int]
"""One amount for each thing that can be chosen."""


FEW = 8
"""Things of which all sets are tried: some hundred."""


class Work:
    """What may still be spent, in CP-SAT's deterministic seconds: the same on any machine."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds


@dataclass(frozen=True, slots=True)
class Choice:
    """The places of what is chosen; no choice that fits reaches more than ``bound``."""

    places: frozenset[int]
    bound: float
    is_proven: bool


def best_choice(
    goals: Sequence[Amounts],
    limits: Sequence[tuple[Amounts, int]],
    work: Work,
    must: Collection[int] = (),
) -> Choice | None:
    """The choice that reaches most of the first goal; among equals most of the second, and so on.

    The sum of the amounts chosen stays within each limit, and what ``must`` be chosen is.
    None if no choice fits, or if the work that is left does not find one.
    """
    if len(goals[0]) <= FEW:
        return _best_of_all(goals, limits, frozenset(must))
    problem = _Problem(limits, must, len(goals[0]))
    first = problem.reaching(goals[0], work)
    if first is None:
        return None
    places = first.places
    for goal in goals[1:]:
        better = problem.reaching(goal, work, places)
        places = better.places if better else places
    return replace(first, places=places)


def _best_of_all(
    goals: Sequence[Amounts], limits: Sequence[tuple[Amounts, int]], must: frozenset[int]
) -> Choice | None:
    fitting = [
        places
        for places in _sets_of(len(goals[0]))
        if must.issubset(places) and all(_sum(amounts, places) <= most for amounts, most in limits)
    ]
    if not fitting:
        return None
    best = max(fitting, key=lambda places: [_sum(goal, places) for goal in goals])
    return Choice(frozenset(best), float(_sum(goals[0], best)), True)


def _sets_of(size: int) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(range(size), count) for count in range(size + 1))


def _sum(amounts: Amounts, places: Sequence[int]) -> int:
    return sum(amounts[place] for place in places)


class _Problem:
    def __init__(
        self, limits: Sequence[tuple[Amounts, int]], must: Collection[int], size: int
    ) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - it takes a while to load

        self.cp: Any = cp_model
        self.model: Any = cp_model.CpModel()
        self.taken = [self.model.new_bool_var("") for _ in range(size)]
        for amounts, most in limits:
            self.model.add(self._sum(amounts) <= most)
        for place in must:
            self.model.add(self.taken[place] == 1)

    def _sum(self, amounts: Amounts) -> Any:
        return self.cp.LinearExpr.weighted_sum(self.taken, amounts)

    def reaching(
        self, goal: Amounts, work: Work, known: frozenset[int] | None = None
    ) -> Choice | None:
        """The choice that reaches most; from here on every choice must reach as much."""
        self.model.maximize(self._sum(goal))
        if known is not None:
            self._start_from(known)
        choice = self._solved(work)
        if choice:
            self.model.add(self._sum(goal) >= sum(goal[place] for place in choice.places))
        return choice

    def _start_from(self, places: frozenset[int]) -> None:
        self.model.clear_hints()
        for place, taken in enumerate(self.taken):
            self.model.add_hint(taken, place in places)

    def _solved(self, work: Work) -> Choice | None:
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = max(work.left, 0)
        status = solver.solve(self.model)
        work.left -= solver.response_proto.deterministic_time
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return None
        places = (place for place, taken in enumerate(self.taken) if solver.boolean_value(taken))
        bound = solver.best_objective_bound
        return Choice(frozenset(places), bound, status == self.cp.OPTIMAL)
