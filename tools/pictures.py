"""``python -m tools.pictures``: what each page looks like, light, dark and on a phone.

Writes ``docs/pictures/``, from a service of its own with a store of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import CHROMIUM, PHONE, QUIET, editor
from tests.support.services import free_port, wait_until_ready

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
CARD = ROOT / "service" / "joinwise" / "web" / "static" / "card.png"
"""What a chat shows of a link to a page."""

DESK = {"width": 1000, "height": 1200}
CLUB = (
    "name=Riverside+breakfast+club&kind=referral_group&cost.annual_dues=900"
    "&past_yield.months_member=24&past_yield.profit=200&reciprocity.referrals_given=12"
    "&reciprocity.referrals_received=3&past_yield.deals=1&you.seeks=customers&skip=all"
    "&situation=in"
)
GROUPS = (
    ("Riverside breakfast club", "referral_group", 900, 9000),
    ("Harbour chamber", "chamber_of_commerce", 400, 2600),
    ("Founders' meetup", "meetup", 60, 900),
    ("Trades circle", "trade_association", 500, 3400),
)
COMPARED = "&".join(
    f"{n}.name={name.replace(' ', '+')}&{n}.kind={kind}&{n}.cost.total_per_year={cost}"
    f"&{n}.past_yield.months=12&{n}.past_yield.profit={profit}"
    for n, (name, kind, cost, profit) in enumerate(GROUPS)
)
PAGES = {
    "weigh": f"/?{CLUB}",
    "compare": f"/compare?{COMPARED}&limits.annual_budget=1000&limits.hours_per_month=10",
    "rules": "/rules",
    "rule": "/rules/one-way-street",
    "specs": "/specs",
    "record": "/track-record",
    "draft": "/desk?rule=tied-in",
    "assessments": "/assessments",
}
LOOKS = {
    "light": {"viewport": DESK, "color_scheme": "light"},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "color_scheme": "light", "device_scale_factor": 2},
}


@contextmanager
def served() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [sys.executable, "-m", "joinwise", "serve", "--port", str(port), "--workers", "1"]
        environ = {**os.environ, "JOINWISE_DATABASE_URL": f"sqlite:///{folder}/kept.db"}
        process = subprocess.Popen(command, env=environ)
        try:
            wait_until_ready(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def keep_some(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for name, kind, cost, profit in GROUPS:
        page.goto(
            f"{address}/assessments/new?name={name}&kind={kind}&cost.total_per_year={cost}"
            f"&past_yield.months=12&past_yield.profit={profit}"
        )
        page.get_by_role("button", name="Save it").click()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        keep_some(browser, address)
        for look, options in LOOKS.items():
            context = browser.new_context(locale="en-GB", **options)  # type: ignore[arg-type]
            for name, path in PAGES.items():
                page = context.new_page()
                page.goto(f"{address}{path}")
                if path.startswith("/desk"):
                    editor(page).wait_for()
                page.screenshot(path=FOLDER / f"{name}-{look}.png")
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.goto(f"{address}/?{CLUB}")
        page.screenshot(path=CARD)
        browser.close()


if __name__ == "__main__":
    main()
