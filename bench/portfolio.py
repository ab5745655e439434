"""A hundred candidates compared: ``python -m bench.portfolio``."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

from bench.report import aim, table
from bench.timing import Task, interleaved
from joinwise.advisor import Advisor
from joinwise.compare.portfolio import Limits, Market, Offer, compare
from joinwise.compare.request import ComparisonRequest, comparison_request, read_comparison
from joinwise.domain.recommendation import JOIN
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder

CANDIDATES, ROUNDS = 100, 5
LIMITS = Limits(10_000, 40)
ALL, ADVICES, WHOLE, BEST = "the whole answer", "100 advices", "comparing them", "… the set alone"
MOST_FOR_BEST, MOST_FOR_ALL = 1.0, 5.0


def main() -> None:
    print(run())


def run() -> str:
    """The section on comparing."""
    advisor = Advisor(load_pack(default_folder()))
    data = {"candidates": [_candidate(seed) for seed in range(CANDIDATES)]}
    request = comparison_request(read_comparison(data).candidates, LIMITS)
    offers = [_offer(seed) for seed in range(CANDIDATES)]
    tasks = [
        Task(ALL, partial(advisor.compare, request)),
        Task(ADVICES, partial(_advised, advisor, request)),
        Task(WHOLE, partial(compare, offers, LIMITS)),
        Task(BEST, partial(_best, offers)),
    ]
    compare(offers[:3], LIMITS)
    times = interleaved(tasks, ROUNDS)
    rows = [(name, f"{times[name]:.2f}", f"{times[name] / times[ADVICES]:.1f}") for name in times]
    aims = [
        aim(f"the best of 100 within a second ({times[BEST]:.2f} s)", times[BEST] <= MOST_FOR_BEST),
        aim(f"all of the answer within five ({times[ALL]:.2f} s)", times[ALL] <= MOST_FOR_ALL),
    ]
    header = ("100 candidates, a budget and hours for a few", "seconds", "100 advices = 1")
    return "\n\n".join(["## Comparing", table(header, rows), "\n".join(aims)])


def _advised(advisor: Advisor, request: ComparisonRequest) -> None:
    for candidate in request.candidates:
        advisor.advise(candidate)


def _best(offers: list[Offer]) -> None:
    Market(offers, LIMITS).best()


def _candidate(seed: int) -> dict[str, Any]:
    rng = Random(seed)
    return {
        "name": f"Club {seed}",
        "kind": "business_club",
        "cost": {"total_per_year": rng.randrange(100, 3_000)},
        "time": {"meetings_per_year": rng.randrange(6, 50), "hours_per_meeting": 2},
        "past_yield": {"months": 12, "profit": rng.randrange(2_000, 20_000)},
    }


def _offer(seed: int) -> Offer:
    rng = Random(seed)
    worth, money, hours = rng.uniform(50, 8_000), rng.uniform(100, 3_000), rng.uniform(1, 15)
    return Offer(f"Club {seed}", JOIN, 60, "Join.", worth, money, hours)


if __name__ == "__main__":
    main()
