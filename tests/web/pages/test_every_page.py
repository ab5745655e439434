"""What holds of all pages: their weight, their headers, and that no input is an error."""

import gc
import re
from html.parser import HTMLParser
from weakref import ref

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinwise.advisor import build_advisor
from joinwise.domain.catalogue import INPUTS
from tests.support.fakes import app_under, pack, rule

PAGES = [
    "/",
    "/?name=A&kind=meetup",
    "/compare",
    "/rules",
    "/desk",
    "/specs",
    "/specs/terms",
    "/specs/map",
    "/sources",
    "/track-record",
    "/assessments",
]
LARGEST_FIRST_LOAD = 60_000
HOSTILE = [
    "<script>alert(1)</script>", "x" * 10_000, "\U0001f600" * 300, "-1", "1e400", "\x00", "%", "'\"",
]  # fmt: skip


class Linked(HTMLParser):
    """What a page loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (tag == "link" and given.get("rel") in ("stylesheet", "icon")) or tag == "script":
            self.found.append(given.get("href") or given.get("src") or "")


def weight(client: FlaskClient, path: str) -> int:
    with client.get(path, headers={"Accept-Encoding": "gzip, deflate"}) as response:
        assert response.status_code == 200
        return len(response.get_data())


@pytest.mark.filterwarnings("ignore:unclosed file")  # what is compressed is closed when it goes
def test_a_first_load_is_at_most_60_kb(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    loaded = [path for path in Linked(page).found if path.startswith("/")]
    assert len(loaded) == 4
    assert sum(weight(client, path) for path in ["/", *loaded]) <= LARGEST_FIRST_LOAD


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_nothing_but_its_own_files(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    html = response.get_data(as_text=True)
    assert not re.search(r"\son\w+=|\sstyle=|<style|<script>", html)


@pytest.mark.parametrize("path", [*PAGES, "/docs"])
def test_no_page_allows_inline_code_or_a_frame_around_it(client: FlaskClient, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("method", ["get", "post"])
def test_all_fields_take_any_text_and_show_it_escaped(app: Flask, text: str, method: str) -> None:
    everything = {**dict.fromkeys(INPUTS, text), "name": f"A {text}"[:200], "kind": "meetup"}
    where = {"query_string": everything} if method == "get" else {"data": everything}
    response = app.test_client().open("/", method=method.upper(), **where)  # type: ignore[arg-type]
    assert response.status_code == 200
    assert "<script>" not in response.get_data(as_text=True)


@pytest.mark.parametrize("name", [*INPUTS])
def test_each_field_alone_takes_what_does_not_fit(client: FlaskClient, name: str) -> None:
    data = {"name": "A", "kind": "meetup", name: "<script>"}
    html = client.post("/", data=data).get_data(as_text=True)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html or "Choose one of those offered." in html


@pytest.mark.slow
@settings(
    deadline=None, max_examples=30, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.dictionaries(st.text(max_size=30) | st.sampled_from([*INPUTS]), st.text(max_size=30)))
def test_no_link_is_an_error(app: Flask, query: dict[str, str]) -> None:
    assert app.test_client().get("/", query_string=query).status_code == 200


def test_a_link_made_elsewhere_names_what_it_holds_that_is_not_known(client: FlaskClient) -> None:
    html = client.get("/?name=A&kind=meetup&cost.fee=3").get_data(as_text=True)
    assert "left out: <bdi>cost.fee</bdi>." in html


def test_numbers_are_shown_as_the_reader_writes_them(client: FlaskClient) -> None:
    headers = {"Accept-Language": "de-DE,de;q=0.9,en;q=0.1"}
    link = (
        "/?name=A&kind=chamber_of_commerce&currency=EUR&you.annual_budget=1200"
        "&cost.annual_dues=1900&situation=thinking&skip=all"
    )
    html = client.get(link, headers=headers).get_data(as_text=True)
    assert "1.900\xa0€" in html
    assert "1,900" not in html


COMPARING = """
facts: {fee: {formula: "coalesce(cost.annual_dues, 0)", unit: money a year}}
compare: {worth: fee, money: fee, hours: fee}
"""
COMPARED = "/compare?0.name=A&0.kind=meetup&0.cost.annual_dues=90&1.name=B&1.kind=meetup"


@pytest.mark.parametrize(
    ("path", "shows"),
    [
        ("/", "Three that others asked about"),
        ("/?name=A&kind=meetup&situation=thinking&skip=all&cost.annual_dues=90", "Why 40"),
        (COMPARED, "All of them, ranked"),
        ("/rules", "Because."),
    ],
)
def test_a_pack_without_the_facts_of_pictures_shows_all_else(path: str, shows: str) -> None:
    dear = pack(rule("cost.annual_dues > 0", points=-10), COMPARING)
    html = app_under(build_advisor(dear)).test_client().get(path).get_data(as_text=True)
    assert shows in html
    assert "A year of it" not in html
    assert "after the hours" not in html


def test_no_page_keeps_rules_that_are_not_active_any_more() -> None:
    app = app_under(build_advisor(pack(rule("time.clashes", points=-5))))
    rules = app.extensions["joinwise"].rules
    for path in PAGES:
        app.test_client().get(path)
    before, rules.advisor = ref(rules.advisor), build_advisor(pack(rule("time.clashes")))
    gc.collect()
    assert before() is None
