"""The best set by our own search, CP-SAT and HiGHS: ``python -m bench.solvers``.

Each has a process of its own, since the latter two cannot be loaded together. All prove their
optimum, without a gap and on one thread.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from random import Random
from statistics import median
from time import perf_counter

from joinwise.compare.search import Work
from joinwise.compare.solver import best_choice

CANDIDATES, SEEDS, PATIENCE = 100, 6, 60.0
STATES = 20_000_000
"""What our own search looks at in about as long as the others may take."""

BUDGET, MONTH = 10_000, 40
NOISE = {"worth on its own": None, "worth by what it takes, ±200": 200, "likewise, ±20": 20}
Solve = Callable[[Sequence[Sequence[int]]], int]
"""From worth, money and hours to what the best set is worth."""


def amounts(seed: int, noise: float | None) -> list[list[int]]:
    """Worth, money and hours of a hundred candidates, in millionths."""
    rng = Random(seed)
    takes = [(rng.uniform(100, 3_000), rng.uniform(1, 15)) for _ in range(CANDIDATES)]
    rows = [(worth(rng, noise, *amounts), *amounts) for amounts in takes]
    return [[round(row[i] * 10**6) for row in rows] for i in range(3)]


def worth(rng: Random, noise: float | None, money: float, hours: float) -> float:
    if noise is None:
        return rng.uniform(50, 8_000)
    return 2 * money + 100 * hours + rng.uniform(-noise, noise)


def own_search(amounts: Sequence[Sequence[int]]) -> int:
    worth, money, hours = amounts
    limits = [(money, BUDGET * 10**6), (hours, MONTH * 10**6)]
    choice = best_choice([worth], limits, Work(STATES))
    return sum(worth[place] for place in choice.places) if choice else 0


def cp_sat(amounts: Sequence[Sequence[int]]) -> int:
    from ortools.sat.python import cp_model  # noqa: PLC0415

    model, solver = cp_model.CpModel(), cp_model.CpSolver()
    taken = [model.new_bool_var("") for _ in amounts[0]]
    worth, money, hours = (cp_model.LinearExpr.weighted_sum(taken, row) for row in amounts)
    model.add(money <= BUDGET * 10**6)
    model.add(hours <= MONTH * 10**6)
    model.maximize(worth)
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = PATIENCE
    solver.solve(model)
    return round(solver.objective_value)


def highs(amounts: Sequence[Sequence[int]]) -> int:
    import highspy  # noqa: PLC0415

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options = {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "threads": 1}
    for name, value in {**options, "time_limit": PATIENCE}.items():
        solver.setOptionValue(name, value)
    taken = [solver.addBinary() for _ in amounts[0]]
    sums = [sum(a * b for a, b in zip(taken, _whole(row), strict=True)) for row in amounts]
    for reached, most in zip(sums[1:], (BUDGET, MONTH), strict=True):
        solver.addConstr(reached <= most)
    solver.maximize(sums[0])
    return round(solver.getInfo().objective_function_value * 10**6)


def _whole(row: Sequence[int]) -> list[float]:
    return [amount / 10**6 for amount in row]


SOLVERS: dict[str, Solve] = {"our own": own_search, "CP-SAT": cp_sat, "HiGHS": highs}


def measured(solver: str) -> dict[str, list[tuple[float, int]]]:
    """Seconds and worth of each instance, by kind."""
    solve = SOLVERS[solver]
    solve(amounts(0, None))
    return {
        name: [_timed(solve, amounts(seed, noise)) for seed in range(SEEDS)]
        for name, noise in NOISE.items()
    }


def _timed(solve: Solve, data: Sequence[Sequence[int]]) -> tuple[float, int]:
    start = perf_counter()
    found = solve(data)
    return perf_counter() - start, found


def _asked(solver: str) -> dict[str, list[tuple[float, int]]]:
    command = [sys.executable, "-m", "bench.solvers", solver]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, list[tuple[float, int]]] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    if sys.argv[1:]:
        print(json.dumps(measured(sys.argv[1])))
        return
    found = {solver: _asked(solver) for solver in SOLVERS}
    print("| seconds, median (most) | " + " | ".join(NOISE) + " |\n|---|" + "---|" * len(NOISE))
    for solver, kinds in found.items():
        print(f"| {solver} | " + " | ".join(_cell(kinds[kind]) for kind in NOISE) + " |")
    for kind in NOISE:
        print(f"\nworth, {kind}:")
        for solver, kinds in found.items():
            print(f"  {solver:8}", *(worth for _, worth in kinds[kind]))


def _cell(measured: Sequence[tuple[float, int]]) -> str:
    seconds = [each for each, _ in measured]
    return f"{median(seconds):.3f} ({max(seconds):.3f})"


if __name__ == "__main__":
    main()
