"""The rule book as pages: all rules by subject, and each at its own address."""

import re
from functools import cache
from html import unescape

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from joinwise.advisor import Advisor
from joinwise.packs.model import Pack
from joinwise.scoring.matcher import TreeMatcher
from joinwise.specs.results import read_specs
from tests.support.browser import PHONE, accessible
from tests.support.fakes import app_under, pack, rule

HOSTILE = (
    "<script>alert(1)</script>",
    "x" * 10_000,
    "\U0001f600",
    "\x00",
    "%",
    "'\"><b>",
    "-1e999",
)


def heading(text: str) -> str:
    found = re.search(r"<h1><bdi>(.*?)</bdi></h1>", text)
    assert found
    return unescape(found[1])


def titles(page: Page) -> list[str]:
    return page.locator("#found h3").all_inner_texts()


@pytest.mark.slow
def test_every_rule_stands_in_the_book_and_at_its_own_address(
    default_pack: Pack, client: FlaskClient
) -> None:
    book = client.get("/rules").text
    for entry in default_pack.entries:
        assert f'<a href="/rules/{entry.id}">' in book
        own = client.get(f"/rules/{entry.id}")
        assert own.status_code == 200
        assert heading(own.text) == entry.title
        assert f"<code><bdi>{entry.at.file}</bdi></code>, line {entry.at.line}." in own.text


@pytest.mark.slow
def test_links_within_a_rules_page_lead_to_places_in_it(
    default_pack: Pack, client: FlaskClient
) -> None:
    for entry in default_pack.entries:
        text = client.get(f"/rules/{entry.id}").text
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


@pytest.mark.slow
def test_a_rule_leads_to_its_scenarios_and_they_lead_back(client: FlaskClient) -> None:
    text_of = cache(lambda address: client.get(address).text)
    for rule_id, uses in read_specs().uses().items():
        text = client.get(f"/rules/{rule_id}").text
        places = set(re.findall(r'href="(/specs/[^"]+)"', text))
        assert len(places) == len({(each.feature.file, each.scenario.line) for each in uses})
        for place in places:
            address, _, anchor = place.partition("#")
            html = text_of(address)
            assert f'id="{anchor}"' in html
            assert f'href="/rules/{rule_id}#specs"' in html


@pytest.mark.slow
def test_the_specs_name_each_feature_and_the_map_each_rule(
    default_pack: Pack, client: FlaskClient
) -> None:
    overview, matrix = client.get("/specs").text, client.get("/specs/map").text
    for feature in read_specs().features:
        assert f'href="/specs/{feature.file.removesuffix(".feature")}#{feature.file}"' in overview
    for entry in default_pack.entries:
        assert f'href="/rules/{entry.id}#specs"' in matrix
    assert client.get("/specs/no-such-feature").status_code == 404


def test_sources_are_shown_by_how_well_they_are_founded(client: FlaskClient) -> None:
    text = client.get("/sources").text
    first = [text.index(f'">{grade}</abbr>') for grade in "SMWJ"]
    assert first == sorted(first)
    assert 'href="https://bizfluent.com"' in text
    assert '<a href="/rules/for-a-job">' in text


def test_the_track_record_counts_the_accounts_that_agree(client: FlaskClient) -> None:
    text = client.get("/track-record").text
    found = re.search(r"agree with (\d+) of (\d+) people", text)
    assert found
    right, tried = map(int, found.groups())
    assert tried * 0.8 < right < tried
    assert (text.count("\N{CHECK MARK}"), text.count("\N{BALLOT X}")) == (right, tried - right)


@pytest.mark.slow
def test_a_rule_that_no_scenario_names_says_so() -> None:
    own = app_under(Advisor(pack(rule("time.clashes")), TreeMatcher)).test_client()
    assert "No scenario names it." in own.get("/rules/r").text


@pytest.mark.slow
def test_the_book_says_the_words_for_the_recommendation_and_when_they_are_used() -> None:
    words = "decision: {words: [{when: time.clashes, join: '<Stay>', skip: Leave}]}"
    book = app_under(Advisor(pack(words), TreeMatcher)).test_client().get("/rules").text
    assert "<q><bdi>&lt;Stay&gt;</bdi></q> or <q><bdi>Leave</bdi></q> if <bdi>" in book


def test_an_unknown_rule_is_a_page_that_names_the_nearest(client: FlaskClient) -> None:
    missing = client.get("/rules/over-hour")
    assert (missing.status_code, missing.mimetype) == (404, "text/html")
    assert '<a href="/rules/over-hours">over-hours</a>' in missing.text
    assert 'aria-label="Pages"' in missing.text
    assert client.get("/rules/a/b").mimetype == "text/html"


@pytest.mark.slow
def test_the_former_address_of_the_rule_desk_leads_on_unless_a_rule_is_called_so(
    client: FlaskClient,
) -> None:
    moved = client.get("/rules/draft?file=time.yaml")
    assert (moved.status_code, moved.location) == (302, "/desk?file=time.yaml")
    assert client.get("/rules/draft").location == "/desk"
    called = pack(rule("time.clashes").replace("id: r", "id: draft"))
    own = app_under(Advisor(called, TreeMatcher)).test_client()
    assert own.get("/rules/draft").status_code == 200
    assert own.get("/desk").status_code == 200


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_asked_for_is_answered_and_shown_as_text(
    client: FlaskClient, text: str
) -> None:
    found = client.get("/rules", query_string={"q": text})
    assert found.status_code == 200
    missing = client.get(f"/rules/{text.replace('%', '%25').replace('?', '')}")
    assert missing.status_code in (404, 308)
    for response in (found, missing):
        assert "<script>alert" not in response.text
        assert "<b>" not in response.text
        assert len(response.text) < 200_000


def test_a_search_finds_the_rules_that_hold_all_of_its_words(client: FlaskClient) -> None:
    text = client.get("/rules?q=FIRM+Measures+time.yaml").text
    assert re.findall(r'<h3><a href="/rules/(.*?)">', text) == ["team-tracked"]
    nothing = client.get("/rules?q=firm+nowhere-at-all").text
    assert "No rule has all of these words." in nothing
    assert 'value="firm nowhere-at-all"' in nothing


@pytest.mark.slow
def test_how_often_a_rule_fired_is_told_once_something_was_counted() -> None:
    own = app_under(Advisor(pack(rule("time.clashes")), TreeMatcher)).test_client()
    assert "Applied in" not in own.get("/rules").text + own.get("/rules/r").text
    for clashes in (True, True, False):
        group = {"name": "A", "kind": "meetup", "time": {"clashes": clashes}}
        assert own.post("/v1/score", json=group).status_code == 200
    said = "Applied in 2 of the last 3 answers here."
    assert said in own.get("/rules").text
    assert said in own.get("/rules/r").text


def test_numbers_are_written_as_the_reader_writes_them(client: FlaskClient) -> None:
    german = client.get("/rules/hours", headers={"Accept-Language": "de"}).text
    assert "weniger als 2.000" in german
    assert "is less than 2,000" in client.get("/rules/hours").text


@pytest.mark.slow
def test_a_very_large_book_is_shown_in_part() -> None:
    one = "  - {{id: r{}, title: R, when: time.clashes, reason: Because.}}\n"
    many = pack("rules:\n" + "".join(map(one.format, range(501))))
    own = app_under(Advisor(many, TreeMatcher)).test_client()
    text = own.get("/rules").text
    assert text.count("<h3>") == 500
    assert "The first 500 are shown" in text
    assert own.get("/rules?q=r500").text.count("<h3>") == 1


def test_what_is_typed_finds_rules_at_once(default_pack: Pack, page: Page, service: str) -> None:
    page.goto(f"{service}/rules")
    assert len(titles(page)) == len(default_pack.entries)
    page.get_by_label("Find rules by their words").press_sequentially("clashes", delay=20)
    expect(page.get_by_role("status")).to_contain_text("found")
    assert "The meetings clash with fixed duties" in titles(page)
    expect(page.get_by_label("Find rules by their words")).to_be_focused()
    page.get_by_label("Find rules by their words").fill("no such words")
    expect(page.get_by_role("status")).to_contain_text("No rule has all of these words.")
    accessible(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_the_search_is_answered_whole(page: Page, service: str) -> None:
    page.goto(f"{service}/rules")
    page.get_by_label("Find rules by their words").fill("clash duties")
    page.get_by_role("button", name="Find").click()
    assert titles(page) == ["The meetings clash with fixed duties"]
    page.get_by_role("link", name="The meetings clash with fixed duties").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "The meetings clash with fixed duties"
    )


@pytest.mark.parametrize(
    "path",
    [
        "/rules",
        "/rules/payback",
        "/rules/over-hours",
        "/specs",
        "/specs/terms",
        "/sources",
        "/track-record",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_and_can_be_read_in_the_dark(
    page: Page, service: str, path: str, scheme: str
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{service}{path}")
    if not path.startswith("/specs"):
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    accessible(page)


def test_how_it_decides_leads_from_rules_to_specs_and_back(page: Page, service: str) -> None:
    page.goto(f"{service}/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="How it decides").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rule book")
    about = page.get_by_role("navigation", name="How it decides")
    for name, title in (
        ("Specs", "What is expected of the advice"),
        ("Sources", "Sources"),
        ("Track record", "Track record"),
        ("Rules", "Rule book"),
    ):
        about.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(about.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")


def test_words_that_rows_share_are_told_once(client: FlaskClient) -> None:
    text = client.get("/rules/payback").text
    assert text.count("with the same words") == 6


def test_what_a_rule_builds_on_is_folded_and_opened_by_a_link_to_it(
    page: Page, service: str
) -> None:
    page.goto(f"{service}/rules/payback")
    expect(page.locator("#back_in_business")).to_be_hidden()
    page.get_by_role("link", name="back in business").first.click()
    expect(page.locator("#back_in_business")).to_be_visible()


@pytest.mark.parametrize("path", ["/track-record", "/sources"])
def test_on_a_phone_no_table_of_evidence_is_cut(page: Page, service: str, path: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{service}{path}")
    table = page.get_by_role("region")
    assert table.evaluate("each => each.scrollWidth <= each.clientWidth")
