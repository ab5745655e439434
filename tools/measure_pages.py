"""``python -m tools.measure_pages``: what Lighthouse says of each page, as a table.

It is installed by ``make lighthouse`` and asks a service of its own, with a slowed processor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support.browser import CHROMIUM
from tools.pictures import PAGES, served

LIGHTHOUSE = Path(__file__).parents[1] / "build" / "lighthouse" / "node_modules" / ".bin"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100}
OPTIONS = (
    "--quiet", "--output=json", f"--only-categories={','.join(LEAST)}",
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
)  # fmt: skip
OTHERS = {
    "start": "/",
    "feature": "/specs/cost",
    "sources": "/sources",
    "api": "/docs",
    "questions": "/questions?name=Riverside&kind=referral_group",
}
"""Pages of which no picture is taken."""


def main() -> int:
    wanted = sys.argv[1:]
    print(f"| page | {' | '.join(LEAST)} | largest paint (s) |\n|---|{'--:|' * (len(LEAST) + 1)}")
    with served() as address:
        pages = {**OTHERS, **PAGES}
        rows = [
            measured(name, f"{address}{path}")
            for name, path in pages.items()
            if name in (wanted or pages)
        ]
    return 0 if all(rows) else 1


def measured(name: str, address: str) -> bool:
    """Prints what is found of a page; whether that is enough."""
    report = _report(address)
    scores = {key: round(100 * report["categories"][key]["score"]) for key in LEAST}
    paint = report["audits"]["largest-contentful-paint"]["numericValue"] / 1000
    print(f"| {name} | {' | '.join(map(str, scores.values()))} | {paint:.1f} |", flush=True)
    for audit in _failed(report):
        print(f"  {name}: {audit}", file=sys.stderr)
    return all(scores[key] >= least for key, least in LEAST.items())


def _report(address: str) -> dict[str, Any]:
    command = [str(LIGHTHOUSE / "lighthouse"), address, *OPTIONS]
    environ = {**os.environ, "CHROME_PATH": CHROMIUM or ""}
    found = subprocess.run(command, env=environ, capture_output=True, check=True)
    report: dict[str, Any] = json.loads(found.stdout)
    return report


def _failed(report: dict[str, Any]) -> list[str]:
    """The audits of access and practice that did not pass."""
    ids = {
        reference["id"]
        for key in ("accessibility", "best-practices")
        for reference in report["categories"][key]["auditRefs"]
        if reference["weight"]
    }
    return [id for id in sorted(ids) if report["audits"][id]["score"] not in (1, None)]


if __name__ == "__main__":
    sys.exit(main())
