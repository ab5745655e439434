"""The best set by CP-SAT and by HiGHS: ``python -m bench.solvers``, each in a process of its own.

The two cannot be loaded together. HiGHS proves its optimum here as CP-SAT does: without a gap, on
one thread.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from random import Random
from statistics import median
from time import perf_counter

CANDIDATES, SEEDS, PATIENCE = 100, 6, 60.0
BUDGET, MONTH = 10_000, 40
NOISE = {"worth on its own": None, "worth by what it takes, ±200": 200, "likewise, ±20": 20}
Solve = Callable[[Sequence[Sequence[int]]], object]


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


def cp_sat(amounts: Sequence[Sequence[int]]) -> object:
    from joinwise.compare.solver import Work, best_choice  # noqa: PLC0415

    worth, money, hours = amounts
    limits = [(money, BUDGET * 10**6), (hours, MONTH * 10**6)]
    return best_choice([worth], limits, Work(PATIENCE))


def highs(amounts: Sequence[Sequence[int]]) -> object:
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
    return solver.getInfo().objective_function_value


def _whole(row: Sequence[int]) -> list[float]:
    return [amount / 10**6 for amount in row]


SOLVERS: dict[str, Solve] = {"CP-SAT": cp_sat, "HiGHS": highs}


def seconds(solve: Solve, noise: float | None) -> list[float]:
    found = []
    for seed in range(SEEDS):
        data = amounts(seed, noise)
        start = perf_counter()
        solve(data)
        found.append(perf_counter() - start)
    return found


def measured(solver: str) -> dict[str, list[float]]:
    solve = SOLVERS[solver]
    solve(amounts(0, None))
    return {name: seconds(solve, noise) for name, noise in NOISE.items()}


def main() -> None:
    if sys.argv[1:]:
        print(json.dumps(measured(sys.argv[1])))
        return
    print("| seconds, median (most) | " + " | ".join(NOISE) + " |\n|---|" + "---|" * len(NOISE))
    for solver in SOLVERS:
        command = [sys.executable, "-m", "bench.solvers", solver]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        times = json.loads(done.stdout.splitlines()[-1]).values()
        print(
            f"| {solver} | " + " | ".join(f"{median(t):.2f} ({max(t):.2f})" for t in times) + " |"
        )


if __name__ == "__main__":
    main()
