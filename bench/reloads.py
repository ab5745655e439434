"""What durable_rules keeps of rules that are exchanged: ``python -m bench.reloads``."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable
from pathlib import Path

from bench.report import table
from joinwise.advisor import Advisor
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.checker import check_files
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.resources import default_folder
from joinwise.scoring.durable import DurableMatcher
from joinwise.scoring.matcher import TreeMatcher

WARM, TIMES = 3, 20
CANDIDATE = read_candidate({"name": "A group", "kind": "meetup"})


def main() -> None:
    packs = {
        "the rules that come with joinwise": load_pack(default_folder()),
        "1,000 rules": many(),
    }
    rows = [row(name, pack) for name, pack in packs.items()]
    print(table(["rules", "conditions", "KiB a reload", "KiB a condition", "without engine"], rows))


def many() -> Pack:
    rules = "".join(
        f"  - {{id: r{n}, title: R, when: cost.annual_dues > {n}, reason: Because.}}\n"
        for n in range(1_000)
    )
    return check_files({"many.yaml": f"rules:\n{rules}".encode()}).require_pack()


def row(name: str, pack: Pack) -> list[str]:
    engine = Advisor(pack).matcher
    assert isinstance(engine, DurableMatcher)
    kept = growth(lambda: Advisor(pack))
    direct = growth(lambda: Advisor(pack, TreeMatcher))
    conditions = engine.conjuncts
    return [name, f"{conditions:,}", f"{kept:,.0f}", f"{kept / conditions:.1f}", f"{direct:,.1f}"]


def growth(build: Callable[[], Advisor]) -> float:
    """KiB by which the process grows with each advisor that is built, asked once and let go."""
    for _ in range(WARM):
        build().advise(CANDIDATE)
    before = resident()
    for _ in range(TIMES):
        build().advise(CANDIDATE)
    return (resident() - before) / TIMES


def resident() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024


if __name__ == "__main__":
    main()
