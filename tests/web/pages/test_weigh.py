"""A person weighs a group on the page."""

import json
import re
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.browser import PHONE, accessible

START = "/?name=Riverside+breakfast&kind=referral_group&cost.annual_dues=900"


def weigh(page: Page, name: str, kind: str) -> None:
    page.get_by_label("What is it called?").fill(name)
    page.get_by_label("What kind of thing is it?").select_option(kind)


def advised(service: str, candidate: dict[str, Any]) -> dict[str, Any]:
    headers = {"Content-Type": "application/json"}
    address = f"{service}/v1/score?include=questions,flips"
    with urlopen(Request(address, json.dumps(candidate).encode(), headers)) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def test_a_first_visit_ends_in_a_verdict(page: Page, service: str) -> None:
    page.goto(service)
    weigh(page, "Lunch & <b>more</b>", "referral_group")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Lunch & <b>more</b>")
    expect(page.locator(".badge")).to_have_text("Skip")
    accessible(page)


def test_an_answer_turns_the_verdict_where_the_service_says_so(page: Page, service: str) -> None:
    group = {"name": "Riverside", "kind": "trade_association", "past_yield": {"business": "much"}}
    group |= {"cost": {"annual_dues": 900}, "you": {"annual_budget": 600, "required": False}}
    first = advised(service, group)["questions"][0]
    assert first["input"] == "cost.total_per_year"
    limit = first["turns_at"][0]["to"]
    page.goto(
        f"{service}/?name=Riverside&kind=trade_association&past_yield.business=much"
        "&cost.annual_dues=900&you.annual_budget=600&you.required=false"
    )
    question = page.get_by_label(first["ask"])
    for answer, verdict in ((limit + 1, "Skip"), (limit, "Join")):
        question.fill(f"{answer:g}")
        question.press("Tab")
        expect(page.locator(".badge")).to_have_text(verdict)


def test_what_is_typed_while_an_answer_comes_stays(page: Page, service: str) -> None:
    page.goto(f"{service}{START}")
    page.locator("#section-members summary").click()
    page.locator("[name='members.count']").fill("100")
    page.locator("[name='members.overlap']").press_sequentially("55", delay=50)
    page.wait_for_load_state("networkidle")
    expect(page.locator("[name='members.overlap']")).to_have_value("55")
    page.keyboard.press("Tab")
    expect(page.locator("#given [name='members.overlap']")).to_have_value("55")
    expect(page.locator("#given [name='members.count']")).to_have_value("100")
    expect(page.locator("#section-members")).to_have_attribute("open", "")


def test_a_lost_connection_is_told_and_what_was_typed_stays(
    context: BrowserContext, service: str
) -> None:
    page = context.new_page()
    page.goto(f"{service}{START}")
    context.set_offline(True)
    page.get_by_label("What is it called?").fill("Another name")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("What you typed is still here")
    context.set_offline(False)
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Another name")
    expect(page.locator("#lost")).to_be_hidden()


def test_it_can_be_used_with_the_keyboard_alone(page: Page, service: str) -> None:
    page.goto(service)
    page.keyboard.press("Tab")
    expect(page.get_by_text("To the content")).to_be_focused()
    while page.evaluate("document.activeElement.name") != "name":
        page.keyboard.press("Tab")
    page.keyboard.type("Lunch")
    page.keyboard.press("Tab")
    page.keyboard.type("meetup")
    page.keyboard.press("Enter")
    expect(page.locator(".badge")).to_be_visible()
    while not page.evaluate("document.activeElement.closest('#asked')"):
        page.keyboard.press("Tab")


@pytest.mark.parametrize("path", ["/", START])
def test_it_fits_a_phone(page: Page, service: str, path: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{service}{path}")
    accessible(page)


@pytest.mark.parametrize("path", ["/", START])
def test_it_can_be_read_in_the_dark(page: Page, service: str, path: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{service}{path}")
    accessible(page)


def test_all_sections_unfolded_are_accessible(page: Page, service: str) -> None:
    page.goto(f"{service}{START}&cost.joining_fee=much")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    accessible(page)


@pytest.mark.browser_context_args(java_script_enabled=False, locale="de-DE")
def test_without_javascript_the_form_is_answered_whole(page: Page, service: str) -> None:
    page.goto(service)
    weigh(page, "Mittagstisch", "business_club")
    page.get_by_role("button", name="Weigh it").click()
    page.locator("#assumed summary").click()
    page.locator("[name='cost.other_per_year']").fill("1.200,50")
    page.get_by_role("button", name="Weigh it again").click()
    expect(page.locator("#given [name='cost.other_per_year']")).to_have_value("1.200,50")
    assert "cost.other_per_year=1200.5" in str(page.locator("#link").get_attribute("href"))


def test_it_prints_on_one_page_without_forms(page: Page, service: str) -> None:
    page.goto(f"{service}{START}&past_yield.profit=200&past_yield.months_member=24")
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    expect(page.locator(".verdict")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_count(0)
