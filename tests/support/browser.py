"""Pages in a real browser, against the service as it runs for real."""

import os
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"width": 360, "height": 740}

PATIENT = 60_000
"""Milliseconds until something on a page is given up; on a busy machine 30 seconds are too few."""

expect.set_options(timeout=PATIENT)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium, its tests are listed as skipped; under CI they fail instead."""
    is_skipped = not CHROMIUM and not os.environ.get("CI")
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if is_skipped:
                item.add_marker(pytest.mark.skip(reason="no Chromium is installed here"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": [*QUIET]}


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    context.set_default_timeout(PATIENT)
    return context


@pytest.fixture
def page(context: BrowserContext, service: str) -> Iterator[Page]:
    """A page that asks only our service, and says nothing on its console."""
    strange: list[str] = []
    home = urlsplit(service).netloc

    def asked(request: Request) -> None:
        if urlsplit(request.url).netloc not in ("", home):
            strange.append(f"asked {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            strange.append(f"{message.type}: {message.text}")

    page = context.new_page()
    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: strange.append(str(error)))
    yield page
    assert strange == []


def editor(page: Page) -> Locator:
    """The editor of the rule desk, which comes with the first sign of a person."""
    page.locator("h1").hover()
    return page.locator(".cm-content")


def accessible(page: Page) -> None:
    """axe-core finds no fault, and the page is no wider than the window."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0
