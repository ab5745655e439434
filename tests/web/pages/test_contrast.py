"""One walk over all pages: every text can be read, every control and its focus found, none is too wide."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, CDPSession, Page
from werkzeug.exceptions import HTTPException

from joinwise.web.pages import BLUEPRINTS
from tests.support.browser import editor
from tests.support.services import ROOT, serving

TOKEN = "a-token-for-these-tests"
FAINT = (ROOT / "tests" / "support" / "contrast.js").read_text("utf-8")
WIDTHS = (320, 360, 600, 640, 768, 900, 1280, 1600)
CONTROLS = "a, button, input, select, textarea, summary, label.pill"
TRIED = "[data-tried]"
FOCUSED = f"{TRIED}:not(label)"
CHANGED = f":is({TRIED}, {TRIED} + *), :is({TRIED}, {TRIED} + *) *"
"""What looks different if a control is hovered or focused: it, what is in it, and what stands next."""

ONE_OF_EACH = (ROOT / "tests" / "support" / "one_of_each.js").read_text("utf-8")
SCREEN = {"height": 800, "deviceScaleFactor": 1, "mobile": False}
STATES = ["hover"], ["focus", "focus-visible"]
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
GROUP = (
    "name=Riverside&kind=referral_group&cost.annual_dues=900&past_yield.months=12"
    "&situation=thinking&skip=all"
)
GROUPS = (
    "0.name=Riverside&0.kind=referral_group&0.cost.total_per_year=900&0.past_yield.profit=4800"
    "&0.past_yield.months_member=12&0.time.meetings_per_year=20&0.time.hours_per_meeting=2"
    "&1.name=Harbour&1.kind=chamber_of_commerce&1.cost.total_per_year=400&1.past_yield.profit=900"
    "&1.past_yield.months_member=12&1.time.meetings_per_year=10&1.time.hours_per_meeting=2"
    "&2.name=Meetup&2.kind=meetup&3.name=Unfinished&limits.annual_budget=1000"
)

pytestmark = pytest.mark.xdist_group("walk")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a service with a token and a store of its own."""
    store = f"sqlite:///{tmp_path_factory.mktemp('contrast')}/joinwise.db"
    settings = {"JOINWISE_TOKENS": TOKEN, "JOINWISE_DATABASE_URL": store}
    with serving("--workers", "1", **settings) as (netloc, _):
        yield f"http://{netloc}"


def visits(page: Page, address: str) -> Iterator[str]:
    """Leads through every page, in each of the states that look different."""
    for path in (
        "/",
        f"/?{GROUP}",
        "/?name=Riverside&kind=referral_group&situation=in",
        f"/?{GROUP}&cost.annual_dues=x&no=1",
        "/compare",
        f"/compare?{GROUPS}",
    ):
        yield shown(page, f"{address}{path}")
    for path in (
        "/rules",
        "/rules?q=nowhere",
        "/rules/over-hours",
        "/rules/payback",
        "/rules/no-such-rule",
    ):
        yield shown(page, f"{address}{path}")
    for path in ("/specs", "/specs/terms", "/specs/map", "/sources", "/track-record"):
        yield shown(page, f"{address}{path}")
    for path in (f"/questions?{GROUP}", "/docs/errors", "/offline", "/no-such-page"):
        yield shown(page, f"{address}{path}")
    yield shown(page, f"{address}/docs")
    yield shown(page, f"{address}/assessments")
    enter(page, "not-a-token")
    yield "a wrong token"
    enter(page, TOKEN)
    yield from authenticated(page, address)


def enter(page: Page, token: str) -> None:
    page.locator("[name=token]").fill(token)
    send(page, "main form button")


def send(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def authenticated(page: Page, address: str) -> Iterator[str]:
    yield shown(page, f"{address}/assessments/new?{GROUP}")
    send(page, "main form[method=post] button")
    saved = page.url.partition("?")[0]
    yield "a saved assessment"
    page.locator("[name=months]").fill("x")
    send(page, "form[action$=outcome] button")
    page.locator("[aria-invalid=true]").first.wait_for()
    yield "an outcome with a problem"
    yield shown(page, f"{saved}/rules")
    yield shown(page, f"{address}/assessments")
    yield shown(page, f"{address}/assessments/00000000-0000-0000-0000-000000000000")
    shown(page, saved)
    page.locator("form[action$=delete] button").last.wait_for()
    with page.expect_navigation():
        page.locator("form[action$=delete] button").last.click()
    yield "a deleted assessment"
    yield shown(page, f"{address}/desk?rule=tied-in")
    yield shown(page, f"{address}/desk")
    for draft in ("rules: 3", "decision: {join_at: 60}\nrules: []"):
        editor(page).click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(draft)
        page.locator("#check").click()
        page.locator("#result h2").first.wait_for()
        yield f"the desk with {draft}"
        page.evaluate("document.getElementById('result').innerHTML = ''")


def shown(page: Page, address: str) -> str:
    """A page with all of it unfolded; of the many scenarios of the specs some stand for all."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate(
        "[...document.querySelectorAll('article')].slice(20).forEach(each => each.remove())"
    )
    return address


@dataclass
class Findings:
    """What a walk over all pages found; where each fault was seen first."""

    faint: dict[str, dict[str, str]] = field(default_factory=lambda: {each: {} for each in SCHEMES})
    wide: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


class Walker:
    """Looks at each page once it is there: in all schemes and states, and at all widths."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page, self.session, self.found = page, session, Findings()
        self.looks: list[str] = []

    def look(self, where: str) -> None:
        self.found.seen.add(urlsplit(self.page.url).path)
        self._measure(where, "*")
        self._resize(where)
        self.looks = self.page.evaluate(ONE_OF_EACH, [CONTROLS, self.looks])
        controls = self._controls()
        for states in STATES if controls else []:
            self._force(controls, states)
            self._measure(f"{where} {states}", CHANGED, FOCUSED if "focus" in states else "")
        self._force(controls, [])

    def _controls(self) -> list[int]:
        root = self.session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        tried = {"nodeId": root, "selector": TRIED}
        return list(self.session.send("DOM.querySelectorAll", tried)["nodeIds"])

    def _force(self, controls: list[int], states: list[str]) -> None:
        for node in controls:
            forced = {"nodeId": node, "forcedPseudoClasses": states}
            self.session.send("CSS.forcePseudoState", forced)

    def _measure(self, where: str, looked: str, focused: str = "") -> None:
        for scheme, media in SCHEMES.items():
            self.page.emulate_media(**media)
            for fault in self.page.evaluate(FAINT, [looked, focused]):
                self.found.faint[scheme].setdefault(fault, where)

    def _resize(self, where: str) -> None:
        for width in WIDTHS:
            self.session.send("Emulation.setDeviceMetricsOverride", {**SCREEN, "width": width})
            if self.page.evaluate("document.documentElement.scrollWidth") > width:
                self.found.wide[where] = width


@pytest.fixture(scope="module")
def found(browser: Browser, address: str) -> Findings:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    walker = Walker(page, context.new_cdp_session(page))
    walker.session.send("DOM.enable")
    walker.session.send("CSS.enable")
    for where in visits(page, address):
        walker.look(where)
    context.close()
    return walker.found


def test_every_page_can_be_read_shows_its_focus_and_fits_each_width(
    found: Findings, app: Flask
) -> None:
    faint = {
        f"{scheme}: {what}": where
        for scheme in SCHEMES
        for what, where in found.faint[scheme].items()
    }
    unseen = pages_of(app) - {endpoint_at(app, path) for path in found.seen}
    assert (faint, found.wide, unseen) == ({}, {}, set())


def pages_of(app: Flask) -> set[str]:
    """What answers a browser with a page."""
    names = {blueprint.name for blueprint in BLUEPRINTS} - {"icon", "card", "reminders"}
    others = {"offline.worker", "specs.style"}
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint.partition(".")[0] in names
    } - others


def endpoint_at(app: Flask, path: str) -> str:
    try:
        return str(app.url_map.bind("").match(path)[0])
    except HTTPException:
        return ""
