"""Kept assessments on pages: kept, listed, shown in full, told what became of them, deleted."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from werkzeug.test import TestResponse

from joinwise.assessments.store import Store
from joinwise.bootstrap import build_services
from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support.browser import PHONE, accessible
from tests.support.services import ROOT

TOKEN = "a-token-for-these-tests"
LINK = "?name=Riverside+%3Cb%3E&kind=referral_group&cost.annual_dues=900&currency=EUR"


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Flask]:
    """An application with a token and a store of its own."""
    store = Store(f"sqlite:///{tmp_path}/kept.db")
    settings = Settings(rules=ROOT / "rules", tokens=(TOKEN,))
    yield create_app(settings, build_services(settings, store=store))
    store.close()


@pytest.fixture
def visitor(guarded: Flask) -> FlaskClient:
    return guarded.test_client()


@pytest.fixture
def member(visitor: FlaskClient) -> FlaskClient:
    send(visitor, "/assessments", "/enter", token=TOKEN, path="/assessments")
    return visitor


def send(client: FlaskClient, page: str, to: str, /, **data: str) -> TestResponse:
    """Sends a form of a page, with what is hidden in it."""
    html = client.get(page).get_data(as_text=True)
    secret = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert secret, html
    return client.post(to, data={**data, "csrf_token": secret[1]})


def keep(client: FlaskClient) -> str:
    """Keeps an advice, and says where it is found."""
    page = f"/assessments/new{LINK}"
    html = client.get(page).get_data(as_text=True)
    held = dict(re.findall(r'type="hidden" name="([\w.]+)" value="([^"]*)"', html))
    assert held.pop("csrf_token")
    response = send(client, page, "/assessments", **{**held, "name": "Riverside <b>"})
    assert response.status_code == 303
    return response.headers["Location"]


def test_a_stranger_is_asked_for_a_token_and_led_on(visitor: FlaskClient) -> None:
    path = "/assessments?kind=meetup"
    assert visitor.get(path).status_code == 401
    response = send(visitor, path, "/enter", token=TOKEN, path=path)
    assert (response.status_code, response.headers["Location"]) == (303, path)
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere"]
)
def test_a_token_leads_nowhere_else(visitor: FlaskClient, path: str) -> None:
    response = send(visitor, "/assessments", "/enter", token=TOKEN, path=path)
    assert response.headers["Location"] == "/"


def test_a_wrong_token_is_told_beside_its_field(visitor: FlaskClient) -> None:
    response = send(visitor, "/assessments", "/enter", token="wrong", path="/assessments")
    assert response.status_code == 403
    assert "none of the tokens" in response.get_data(as_text=True)
    assert visitor.get("/assessments").status_code == 401


def test_a_token_can_be_forgotten(member: FlaskClient) -> None:
    assert send(member, "/assessments", "/leave").status_code == 303
    assert member.get("/assessments").status_code == 401


def test_without_tokens_pages_answer_on_this_machine_alone() -> None:
    app = create_app(Settings(rules=ROOT / "rules", host="0.0.0.0"))
    assert app.test_client().get("/assessments").status_code == 403


def test_a_form_from_elsewhere_changes_nothing(member: FlaskClient) -> None:
    where = keep(member)
    assert member.post(f"{where}/delete").status_code == 400
    assert member.get(where).status_code == 200


def test_an_advice_is_kept_listed_and_shown_in_full(member: FlaskClient) -> None:
    where = keep(member)
    listed = member.get("/assessments?kind=referral_group").get_data(as_text=True)
    assert f'href="{where}"' in listed
    assert "None fits." in member.get("/assessments?kind=meetup").get_data(as_text=True)
    html = member.get(where, headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert "Riverside &lt;b&gt;" in html
    assert "900\xa0€" in html
    assert "gives the same, to the byte" in html
    assert "one-way-street" in member.get(f"{where}/rules").get_data(as_text=True)


def test_what_became_of_it_is_kept_as_it_was_typed(member: FlaskClient) -> None:
    where = keep(member)
    sent = {"joined": "true", "months": "12", "profit": "1200.50", "worth_it": "true"}
    assert send(member, where, f"{where}/outcome", **sent).status_code == 303
    html = member.get(where, headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert 'value="1200,5"' in html


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Say whether you joined."),
        ({"joined": "true", "deals": "1.5"}, "Write a whole number."),
        ({"joined": "true", "profit": "<script>"}, "Write a number"),
        ({"joined": "perhaps"}, "Choose one of those offered."),
    ],
)
def test_an_outcome_that_does_not_fit_is_told_and_stays(
    member: FlaskClient, sent: dict[str, str], message: str
) -> None:
    where = keep(member)
    html = send(member, where, f"{where}/outcome", **sent).get_data(as_text=True)
    assert message in html
    assert "<script>" not in html


def test_what_is_deleted_is_gone(member: FlaskClient) -> None:
    where = keep(member)
    assert send(member, where, f"{where}/delete").status_code == 303
    assert member.get(where).status_code == 404


def test_pages_lead_to_older_ones(member: FlaskClient) -> None:
    for _ in range(26):
        keep(member)
    html = member.get("/assessments").get_data(as_text=True)
    older = re.search(r'href="([^"]+)" rel="next"', html)
    assert older
    assert member.get(older[1].replace("&amp;", "&")).get_data(as_text=True).count("<tr>") == 2


@pytest.mark.parametrize("path", ["/assessments/new?name=A", "/assessments/new?kind=x&name=A"])
def test_what_is_no_group_cannot_be_kept(member: FlaskClient, path: str) -> None:
    assert member.get(path).status_code == 422


@pytest.mark.parametrize("query", ["cursor=x", "cursor=" + "9" * 50, "kind=<b>", "name=%00"])
def test_any_address_of_the_list_is_answered(member: FlaskClient, query: str) -> None:
    assert member.get(f"/assessments?{query}").status_code == 200


def test_a_store_that_is_away_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "kept.db").write_text("no database")
    store = Store(f"sqlite:///{tmp_path}/kept.db")
    settings = Settings(rules=ROOT / "rules")
    client = create_app(settings, build_services(settings, store=store)).test_client()
    response = client.get("/assessments")
    assert response.status_code == 503
    assert response.mimetype == "text/html"
    store.close()


def test_a_person_keeps_an_advice_and_says_what_became_of_it(page: Page, service: str) -> None:
    page.goto(f"{service}/{LINK}")
    page.get_by_role("link", name="Save this advice").click()
    accessible(page)
    page.get_by_role("button", name="Save it").click()
    page.get_by_label("Did you join, or stay?").select_option("true")
    page.get_by_role("button", name="Save the outcome").click()
    expect(page.get_by_label("Did you join, or stay?")).to_have_value("true")
    accessible(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    accessible(page)
    page.goto(f"{service}/assessments")
    accessible(page)
    page.emulate_media(color_scheme="dark")
    page.reload()
    accessible(page)
