"""``python -m tools.measure_pages``: what Lighthouse says of each page, as a table.

It is installed by ``make lighthouse`` and asks a service of its own, with the processor slowed four
times and the network of a phone. The last column is of the slowed processor alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import CHROMIUM, QUIET
from tools.pictures import PAGES, served

LIGHTHOUSE = Path(__file__).parents[1] / "build" / "lighthouse" / "node_modules" / ".bin"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100}
SLOWED, TIMES = 4, 3
LONGEST_PAINT = 1.0
"""Seconds until the largest part of a page is painted, with a slowed processor."""

PAINTED = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime / 1000))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""
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
    titles = ("page", *LEAST, "largest paint (s)", "without the network (s)")
    print(f"| {' | '.join(titles)} |\n|---|{'--:|' * (len(titles) - 1)}")
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        pages = {**OTHERS, **PAGES}
        rows = [
            measured(browser, name, f"{address}{path}")
            for name, path in pages.items()
            if name in (wanted or pages)
        ]
    return 0 if all(rows) else 1


def measured(browser: Browser, name: str, address: str) -> bool:
    """Prints what is found of a page; whether that is enough."""
    report = _report(address)
    scores = {key: round(100 * report["categories"][key]["score"]) for key in LEAST}
    paint = report["audits"]["largest-contentful-paint"]["numericValue"] / 1000
    own = median(painted(browser, address) for _ in range(TIMES))
    numbers = (*scores.values(), f"{paint:.1f}", f"{own:.2f}")
    print(f"| {name} | {' | '.join(map(str, numbers))} |", flush=True)
    for audit in _failed(report):
        print(f"  {name}: {audit}", file=sys.stderr)
    return own <= LONGEST_PAINT and all(scores[key] >= least for key, least in LEAST.items())


def painted(browser: Browser, address: str) -> float:
    """Seconds until the largest part is painted, with a slowed processor and no slowed network."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(address)
    seconds = float(page.evaluate(PAINTED))
    context.close()
    return seconds


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
