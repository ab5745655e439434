"""A person compares several groups on the page."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from joinwise.advisor import Advisor
from joinwise.domain.catalogue import INPUTS
from joinwise.packs.loader import load_pack
from joinwise.scoring.matcher import TreeMatcher
from tests.support.browser import PHONE, accessible
from tests.support.fakes import app_under, rule, written

CHAMBER = {"name": "Grand chamber", "kind": "chamber_of_commerce", "cost.total_per_year": "900", "past_yield.profit": "3000"}  # fmt: skip
TRADES = {"name": "Trades circle", "kind": "trade_association", "cost.total_per_year": "500", "past_yield.profit": "2200"}  # fmt: skip
MAKERS = {"name": "Makers' club", "kind": "business_club", "cost.total_per_year": "400", "past_yield.profit": "2000"}  # fmt: skip
THREE = [{**each, "past_yield.months": "12"} for each in (CHAMBER, TRADES, MAKERS)]
BOTH = "Join Trades circle and Makers' club"


def query(*groups: dict[str, str], **common: Any) -> str:
    named = {f"{n}.{name}": text for n, own in enumerate(groups) for name, text in own.items()}
    return urlencode({**{name.replace("__", "."): text for name, text in common.items()}, **named})


LINK = f"/compare?{query(*THREE, limits__annual_budget='900')}"


def shown(client: FlaskClient, asked: str = "", **form: Any) -> str:
    """The text of the page, as a link opens it or as a form is answered."""
    response = client.post("/compare", data=form) if form else client.get(f"/compare?{asked}")
    assert response.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]*>", "", response.text)))


def form_of(*groups: dict[str, str], **more: str) -> dict[str, str]:
    return {f"{n}.{name}": text for n, own in enumerate(groups) for name, text in own.items()} | {
        name.replace("__", "."): text for name, text in more.items()
    }


def asked_of(service: str, *groups: dict[str, str], **limits: float) -> dict[str, Any]:
    """What the service answers a program."""
    candidates: list[dict[str, Any]] = []
    for group in groups:
        nested: dict[str, Any] = {}
        for name, text in group.items():
            place, _, own = name.rpartition(".")
            of = nested.setdefault(place, {}) if place else nested
            of[own] = float(text) if INPUTS[name].kind == "number" else text
        candidates.append(nested)
    body = json.dumps({"candidates": candidates, "limits": limits}).encode()
    request = Request(f"{service}/v1/compare", body, {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


# Without a browser


def test_the_empty_page_asks_for_two_groups_and_complains_of_nothing(client: FlaskClient) -> None:
    text = shown(client)
    assert "Group 1" in text
    assert "Group 2" in text
    assert "Group 3" not in text
    assert "Not counted yet" not in text
    assert "needed" not in text


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([{"name": "Lunch"}], "Two groups are needed, each with its name and kind."),
        ([CHAMBER], "One group is ready; one more is needed."),
        ([CHAMBER, {"name": "Lunch"}], "One group is ready; one more is needed."),
    ],
)
def test_fewer_than_two_good_groups_say_what_is_missing(
    client: FlaskClient, groups: Any, said: str
) -> None:
    text = shown(client, query(*groups))
    assert said in text
    assert "ranked" not in text


def test_a_group_that_does_not_fit_is_named_and_the_others_are_compared(
    client: FlaskClient,
) -> None:
    text = shown(client, query(*THREE, {**CHAMBER, "name": "Odd one", "cost.annual_dues": "lots"}))
    assert "Odd one is left out: What are the dues a year" in text
    assert "Write a number, such as 1200 or 2.5." in text
    assert "Join Grand chamber, Trades circle and Makers' club" in text


def test_groups_that_do_not_compare_are_told_and_the_others_are_compared(
    client: FlaskClient,
) -> None:
    text = shown(client, query(*THREE, THREE[0], {**THREE[1], "currency": "EUR"}))
    assert '"Grand chamber" is given twice, word for word' in text
    assert "All must be in one currency, and the first is in USD." in text
    assert "All of them, ranked" in text


def test_amounts_are_written_as_the_reader_does(client: FlaskClient) -> None:
    german = {"Accept-Language": "de-DE"}
    form = form_of(*THREE, currency="EUR", limits__annual_budget="900,50")
    text = client.post("/compare", data=form, headers=german).text
    assert "3.711\N{NO-BREAK SPACE}€ im Jahr wert" in text
    assert "limits.annual_budget=900.5" in text


def test_a_limit_that_does_not_fit_is_told_and_stays(client: FlaskClient) -> None:
    response = client.get(f"/compare?{query(*THREE, limits__annual_budget='-5')}")
    assert 'value="-5"' in response.text
    assert "Must be from 0 to 1,000,000,000." in response.text


@pytest.mark.parametrize(
    ("typed", "slid", "before", "limit"),
    [
        ("900", "900", ("900", "900"), "900"),
        ("900", "500", ("900", "900"), "500"),
        ("900", "1800", ("900", "900"), ""),
        ("500", "900", ("900", "900"), "500"),
        ("500", "700", ("900", "900"), "500"),
        ("", "1800", ("", "1800"), ""),
        ("", "400", ("", "1800"), "400"),
        ("5000", "1800", ("5000", "1800"), "5000"),
        ("900", "", ("", ""), "900"),
        ("900", "x", ("900", "y"), "900"),
    ],
)
def test_of_a_limit_what_was_changed_counts_and_what_was_typed_first(
    client: FlaskClient, typed: str, slid: str, before: tuple[str, str], limit: str
) -> None:
    name = "limits.annual_budget"
    shown = {f"before.{name}": before[0], f"before.slide.{name}": before[1], f"top.{name}": "1800"}
    form = form_of(*THREE) | {name: typed, f"slide.{name}": slid} | shown
    found = re.search(
        f'name="{name}"[^>]* value="([^"]*)"', client.post("/compare", data=form).text
    )
    assert found
    assert found[1] == limit


def test_a_slider_reaches_what_all_together_take(client: FlaskClient) -> None:
    text = client.get(LINK).text
    slider = re.search(r'name="slide.limits.annual_budget" ([^>]*)', text)
    assert slider
    assert 'min="0" max="1800" step="10" value="900"' in slider[1]


def test_where_nothing_is_taken_there_is_nothing_to_slide(client: FlaskClient) -> None:
    free = [{"name": name, "kind": "meetup", "cost.total_per_year": "0"} for name in "AB"]
    text = client.get(f"/compare?{query(*free)}").text
    assert "slide.limits.annual_budget" not in text
    assert "slide.limits.hours_per_month" in text


@pytest.mark.slow
def test_a_link_that_became_too_long_is_not_offered(client: FlaskClient) -> None:
    few = [{"name": f"{n}" * 190, "kind": "meetup"} for n in range(5)]
    assert 'id="link"' in client.get(f"/compare?{query(*few)}").text
    many = [{"name": f"{n:03}" * 60, "kind": "meetup"} for n in range(60)]
    text = client.post("/compare", data=form_of(*many)).text
    assert 'id="link"' not in text
    assert "too much here for a link" in text


@pytest.mark.slow
def test_rules_that_do_not_say_how_groups_compare_say_so(tmp_path: Any) -> None:
    pack = load_pack(written(tmp_path, r=rule("true")))
    client = app_under(Advisor(pack, TreeMatcher)).test_client()
    assert "The active rules do not say how candidates compare" in shown(client, query(*THREE))


PLAIN = """
facts:
  gain: {formula: "coalesce(past_yield.profit, 0)", unit: money a year, about: What it brings.}
  cash: {formula: "coalesce(cost.total_per_year, 0)", unit: money a year, about: What it takes.}
  hours: {formula: "1", unit: hours a month, about: How long it takes.}
compare: {worth: gain, money: cash, hours: hours}
"""


def test_rules_without_a_price_of_hours_draw_what_is_left_after_the_money(tmp_path: Any) -> None:
    pack = load_pack(written(tmp_path, r=rule("true"), c=PLAIN))
    text = shown(app_under(Advisor(pack, TreeMatcher)).test_client(), query(*THREE))
    assert "What each leaves in a year, after its money" in text
    assert "$1,700 after the money" in text
    assert "these rules do not say what an hour costs" in text
    assert "after the hours" not in text


NAMES = st.sampled_from(
    [
        "0.name", "0.kind", "1.name", "1.kind", "1.cost.total_per_year", "1.currency", "99999999.name",
        "1.past_yield.gained", "limits.annual_budget", "slide.limits.annual_budget", "remove", "add",
        "before.limits.annual_budget", "before.slide.limits.annual_budget", "top.limits.annual_budget", "you.margin", "currency", "opened", "more", "link", "paste",
        "<b>", "2.<script>", "", ".",
    ]
)  # fmt: skip
TEXTS = st.sampled_from(
    [
        "Lunch", "meetup", "social_club", "-1", "1e999", "nan", "inf", "9" * 400, "x" * 10_000, "\U0001f600",
        "<script>alert(1)</script>", "0", "1", "EUR", "none", "\x00", "/?name=A&kind=meetup", "1 1 1",
    ]
) | st.text()  # fmt: skip


@pytest.mark.slow
@given(st.dictionaries(NAMES, st.lists(TEXTS, max_size=2)), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_sent_is_answered_by_a_page(
    client: FlaskClient, sent: dict[str, list[str]], is_form: bool
) -> None:
    sent = {
        name: [text.encode(errors="replace").decode() for text in texts]
        for name, texts in sent.items()
    }
    response = (
        client.post("/compare", data=sent)
        if is_form
        else client.get(f"/compare?{urlencode(sent, doseq=True)}")
    )
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "2.<script>" not in response.text


@pytest.mark.slow
def test_a_hundred_groups_of_which_all_is_known_are_answered(client: FlaskClient) -> None:
    every = {each.name: "1" for each in INPUTS.values() if each.kind == "number"}
    full = [{**every, "name": f"{n}" + "\U0001f600" * 100, "kind": "meetup"} for n in range(100)]
    text = shown(client, **form_of(*full, add="1"))
    assert "At most 100 groups can be compared at once" in text


def test_no_page_is_heavy(client: FlaskClient) -> None:
    assert len(client.get("/compare").data) < 100_000


def test_what_each_group_leaves_is_told_in_numbers(client: FlaskClient) -> None:
    text = shown(client, query(*THREE))
    assert "$1,660 after the money" in text
    assert "All that are in, together" in text


def test_a_group_that_was_removed_can_be_brought_back(client: FlaskClient) -> None:
    removed = client.post("/compare", data=form_of(*THREE, remove="1")).text
    assert "Removed: Trades circle" in unescape(re.sub("<[^>]*>", "", removed))
    packed = re.search(r'name="removed" value="([^"]*)"', removed)
    assert packed
    form = form_of(THREE[0]) | {f"2.{name}": text for name, text in THREE[2].items()}
    restored = client.post(
        "/compare", data={**form, "removed": unescape(packed[1]), "restore": "1"}
    )
    link = re.search(r'id="link" href="([^"]*)"', restored.text)
    assert link
    said = [urlsplit(each).query for each in (unescape(link[1]), f"/compare?{query(*THREE)}")]
    assert sorted(parse_qsl(said[0])) == sorted(parse_qsl(said[1]))


def test_a_restored_group_whose_place_is_taken_comes_last(client: FlaskClient) -> None:
    form = {**form_of(*THREE), "removed": "1.name=Lunch&1.kind=meetup", "restore": "1"}
    text = client.post("/compare", data=form).text
    found = re.search(r'id="field-3.name"[^>]*', text)
    assert found
    assert 'value="Lunch"' in found[0]


# In a browser


def test_a_link_as_long_as_is_offered_is_opened(service: str) -> None:
    many = [{"name": f"{n:03}" * 60, "kind": "meetup"} for n in range(39)]
    link = f"/compare?{query(*many)}"
    assert 7_800 < len(link) <= 8_000
    with urlopen(f"{service}{link}") as answer:
        assert f'href="{link}"'.replace("&", "&amp;") in answer.read().decode()


def test_the_page_says_what_the_service_says(page: Page, service: str) -> None:
    found = asked_of(service, *THREE, annual_budget=900)
    page.goto(f"{service}{LINK}")
    advice = page.locator("#advice")
    expect(advice).to_contain_text(BOTH)
    expect(advice).to_contain_text("this is proven")
    expect(advice).to_contain_text("$100 more a year would change nothing.")
    assert found["best"]["candidates"] == [1, 2]
    names = page.locator(".ranked th[scope=row] a").all_text_contents()
    assert names == [each["name"] for each in found["ranked"]]
    standings = page.locator(".ranked .badge").all_text_contents()
    assert standings == ["Out", "In", "In"]
    expect(page.locator(".nets > .in:not(.together)")).to_have_count(2)
    expect(page.locator(".nets > .out")).to_have_count(1)
    accessible(page)


def test_sliding_the_budget_changes_the_set(page: Page, service: str) -> None:
    page.goto(f"{service}{LINK}")
    slider = page.get_by_role("slider", name="How much can you spend")
    typed = page.get_by_role("textbox", name="How much can you spend")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#advice")).not_to_contain_text(BOTH)
    expect(typed).to_have_value("890")
    page.keyboard.press("End")
    expect(page.locator("#advice")).to_contain_text("Join Grand chamber, Trades circle and Makers")
    expect(typed).to_have_value("")
    typed.fill("900")
    page.keyboard.press("Tab")
    expect(page.locator("#advice")).to_contain_text(BOTH)
    expect(slider).to_have_value("900")


def test_a_first_visit_ends_in_a_set(page: Page, service: str) -> None:
    page.goto(f"{service}/compare")
    for number, group in enumerate(THREE):
        if number == 2:
            page.get_by_role("button", name="Add a group").click()
            expect(page.locator("[name='2.name']")).to_be_focused()
        page.locator(f"[name='{number}.name']").fill(group["name"])
        page.locator(f"[name='{number}.kind']").select_option(group["kind"])
        page.locator(f"[name='{number}.cost.total_per_year']").fill(group["cost.total_per_year"])
        page.locator(f"[name='{number}.past_yield.months_member']").fill("12")
        page.locator(f"[name='{number}.past_yield.profit']").fill(group["past_yield.profit"])
    page.locator("[name='limits.annual_budget']").fill("900")
    page.keyboard.press("Tab")
    expect(page.locator("#advice")).to_contain_text(BOTH)
    page.get_by_role("button", name="Remove Makers' club").click()
    expect(page.locator("#advice")).to_contain_text("Join Grand chamber:")
    expect(page.locator("#groups")).to_be_focused()
    page.goto(f"{service}{page.locator('#link').get_attribute('href')}")
    expect(page.locator("#advice")).to_contain_text("Join Grand chamber:")


def test_a_button_pressed_right_after_typing_is_not_missed(page: Page, service: str) -> None:
    page.goto(f"{service}/compare?{query(THREE[0], {'kind': 'meetup'})}")
    page.evaluate("document.body.style.overflowAnchor = 'none'")  # as in Safari
    page.locator("[name='1.name']").fill("Lunch")
    button = page.get_by_role("button", name="Add a group")
    button.scroll_into_view_if_needed()
    button.hover()
    with page.expect_response("**/compare"):
        page.mouse.down()
    page.wait_for_timeout(300)
    page.mouse.up()
    expect(page.locator("[name='2.name']")).to_be_focused()
    expect(page.locator("#advice")).to_be_visible()


def test_a_removed_group_leaves_nothing_behind(page: Page, service: str) -> None:
    page.goto(f"{service}/compare")
    page.locator("[name='1.kind']").select_option("meetup")
    expect(page.locator("#problems-title")).to_be_visible()
    page.get_by_role("button", name="Remove Group 2").click()
    expect(page.locator("#problems-title")).to_have_count(0)
    expect(page.locator("[name='2.kind']")).to_have_value("")


def test_a_group_that_was_weighed_is_compared(page: Page, service: str) -> None:
    page.goto(
        f"{service}/?name=Lunch&kind=meetup&members.count=40&you.hour_value=30"
        "&situation=thinking&skip=all"
    )
    weighed = page.url
    page.get_by_role("link", name="Compare it").click()
    expect(page.locator("[name='0.name']")).to_have_value("Lunch")
    expect(page.locator("[name='0.members.count']")).to_have_value("40")
    expect(page.locator("[name='you.hour_value']")).to_have_value("30")
    page.goto(f"{service}{LINK}")
    page.get_by_label("paste its link").fill(weighed)
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".ranked")).to_contain_text("Lunch")
    expect(page.locator("main")).not_to_contain_text("Not known here")
    expect(page.get_by_label("paste its link")).to_have_value("")
    page.locator("[name='limits.hours_per_month']").fill("20")
    page.keyboard.press("Tab")
    expect(page.locator("#groups")).to_have_text("The groups (4)")


def test_the_groups_shown_are_kept_as_my_list(page: Page, service: str) -> None:
    page.goto(f"{service}{LINK}")
    keep = page.get_by_role("button", name="Keep as my list")
    keep.click()
    expect(page.locator("#my-list")).to_have_text("My list (3)")
    expect(keep).to_be_disabled()
    page.get_by_role("button", name="Remove Trades circle").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="My list").click()
    expect(page.locator("#groups")).to_have_text("The groups (3)")
    expect(keep).to_be_disabled()


def test_what_a_slider_decides_is_shown_while_it_is_dragged(page: Page, service: str) -> None:
    page.goto(f"{service}{LINK}")
    slider = page.get_by_role("slider", name="How much can you spend")
    slider.evaluate(
        "each => { each.value = 400; each.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    expect(page.locator(".nets > .out")).to_have_count(2)
    expect(page.locator(".ranked .badge.out")).to_have_count(2)
    expect(page.locator("#advice")).to_contain_text("Join Makers' club:")


def test_a_link_that_leads_nowhere_is_told_and_stays(page: Page, service: str) -> None:
    page.goto(f"{service}{LINK}")
    page.get_by_label("paste its link").fill("hello")
    page.keyboard.press("Enter")
    expect(page.locator("#problem-link")).to_contain_text("Paste the link")
    expect(page.get_by_label("paste its link")).to_have_value("hello")
    accessible(page)


def test_everything_can_be_said_of_a_group(page: Page, service: str) -> None:
    page.goto(f"{service}{LINK}")
    page.locator("#group-1 summary").click()
    page.get_by_role("button", name=re.compile("Say more.*Trades circle")).click()
    expect(page.locator("#more-1")).to_be_focused()
    page.locator("[name='1.past_yield.gained'][value=learning]").check()
    expect(page.locator("#link")).to_have_attribute("href", re.compile("gained=learning"))
    expect(page.locator("[name='1.members.count']")).to_be_visible()
    accessible(page)


def test_it_can_be_used_with_the_keyboard_alone(page: Page, service: str) -> None:
    page.goto(f"{service}/compare")
    for number, (name, kind) in enumerate((("Lunch", "meetup"), ("Chess", "social"))):
        while page.evaluate("document.activeElement.name") != f"{number}.name":
            page.keyboard.press("Tab")
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(kind)
    page.keyboard.press("Enter")
    expect(page.locator(".ranked")).to_contain_text("Chess")


@pytest.mark.parametrize("path", ["/compare", LINK, f"{LINK}&0.cost.annual_dues=much&0.name=B"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_and_can_be_read_in_the_dark(
    page: Page, service: str, path: str, scheme: Any
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{service}{path}")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    accessible(page)
    cut = "all => all.filter(each => each.scrollWidth > each.clientWidth).length"
    assert page.locator(".wide").evaluate_all(cut) == 0


def test_long_names_do_not_widen_it(page: Page, service: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    long = [{"name": letter * 200, "kind": "meetup"} for letter in "AWé"]
    page.goto(f"{service}/compare?{query(*long)}")
    accessible(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_buttons_and_sliders_do_the_same(page: Page, service: str) -> None:
    page.goto(f"{service}{LINK}")
    page.get_by_role("slider", name="How much can you spend").fill("890")
    page.get_by_role("button", name="Compare").first.click()
    expect(page.locator("#advice")).not_to_contain_text(BOTH)
    typed = page.locator("[name='limits.annual_budget']")
    expect(typed).to_have_value("890")
    typed.fill("900")
    typed.press("Enter")
    expect(page.locator("#advice")).to_contain_text(BOTH)
    page.get_by_role("button", name="Remove Trades circle").click()
    expect(page.locator("#groups")).to_have_text("The groups (2)")
    page.get_by_role("button", name="Add a group").click()
    expect(page.locator("[name='3.name']")).to_be_focused()
    page.get_by_label("paste its link").fill("/?name=Lunch&kind=meetup")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".ranked")).to_contain_text("Lunch")
    expect(page.locator("main")).not_to_contain_text("Not known here")
    page.locator("#group-0 summary").click()
    page.get_by_role("button", name=re.compile("Say more.*Grand chamber")).click()
    expect(page.locator("[name='0.members.count']")).to_be_visible()
