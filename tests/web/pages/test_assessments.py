"""Kept assessments on pages: kept, listed, shown in full, told what became of them, deleted."""

import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from joinwise.assessments.ids import new_id_and_time
from joinwise.assessments.store import Store
from joinwise.bootstrap import build_services
from joinwise.runtime.reloading import ActiveRules
from joinwise.settings import Settings
from joinwise.web.app import create_app
from joinwise.web.context import EXTENSION
from tests.support.browser import PHONE, accessible
from tests.support.forms import LINK, TOKEN, hidden_fields, save, send
from tests.support.services import ROOT

ELSEWHERE = [
    "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "/\t/elsewhere.example",
    "/\r\n/elsewhere.example", "/desk\r\nSet-Cookie: a=b", "\t//elsewhere.example", "///a", "",
]  # fmt: skip


@pytest.mark.slow
def test_a_stranger_is_asked_for_a_token_and_led_on(visitor: FlaskClient) -> None:
    path = "/assessments?kind=meetup"
    assert visitor.get(path).status_code == 401
    response = send(visitor, path, "/enter", token=TOKEN, path=path)
    assert (response.status_code, response.headers["Location"]) == (303, path)
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert visitor.get(path).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_token_leads_nowhere_else(visitor: FlaskClient, path: str) -> None:
    response = send(visitor, "/assessments", "/enter", token=TOKEN, path=path)
    assert response.headers["Location"] == "/"


@pytest.mark.slow
def test_a_wrong_token_is_told_beside_its_field(visitor: FlaskClient) -> None:
    response = send(visitor, "/assessments", "/enter", token="wrong", path="/assessments")
    assert response.status_code == 403
    assert "none of the tokens" in response.get_data(as_text=True)
    assert visitor.get("/assessments").status_code == 401


@pytest.mark.slow
def test_a_token_can_be_forgotten(member: FlaskClient) -> None:
    assert send(member, "/assessments", "/leave").status_code == 303
    assert member.get("/assessments").status_code == 401


@pytest.mark.slow
def test_without_tokens_pages_answer_on_this_machine_alone() -> None:
    app = create_app(Settings(rules=ROOT / "rules", host="0.0.0.0"))
    assert app.test_client().get("/assessments").status_code == 403


@pytest.mark.slow
def test_a_form_from_elsewhere_changes_nothing(member: FlaskClient) -> None:
    where = save(member)
    assert member.post(f"{where}/delete").status_code == 400
    assert member.get(where).status_code == 200


@pytest.mark.slow
def test_an_advice_is_kept_listed_and_shown_in_full(member: FlaskClient) -> None:
    where = save(member)
    listed = member.get("/assessments?kind=referral_group").get_data(as_text=True)
    assert f'href="{where}"' in listed
    assert "None fits." in member.get("/assessments?kind=meetup").get_data(as_text=True)
    html = member.get(where, headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert "Riverside &lt;b&gt;" in html
    assert "900\xa0€" in html
    assert "ergibt sich dasselbe" in html
    assert "one-way-street" in member.get(f"{where}/rules").get_data(as_text=True)


@pytest.mark.slow
def test_what_this_version_cannot_read_is_named_and_the_rest_is_shown(
    guarded: Flask, member: FlaskClient
) -> None:
    where = save_with(guarded, {"cost.stamps": 3, "past_yield": {"deals": "many"}}, save(member))
    html = member.get(where).get_data(as_text=True)
    assert "<bdi>cost.stamps</bdi>" in html
    assert "<bdi>past_yield.deals</bdi>" in html
    assert "Riverside &lt;b&gt;" in html
    assert send(member, where, f"{where}/outcome", joined="true").status_code == 303
    assert send(member, where, f"{where}/delete").status_code == 200
    assert member.get(where).status_code == 404


def save_with(app: Flask, more: dict[str, Any], where: str) -> str:
    """A copy of a saved assessment whose candidate says more than this version knows."""
    store: Store = app.extensions[EXTENSION].assessments.store
    saved = store.find(where.rpartition("/")[2])
    assert saved
    candidate = json.dumps({**json.loads(saved.candidate), **more})
    copy = replace(saved, id=new_id_and_time()[0], candidate=candidate, key=None)
    store.save(copy, store.rule_files(saved.rules))
    return f"/assessments/{copy.id}"


@pytest.mark.slow
def test_a_time_carries_its_zone(member: FlaskClient) -> None:
    for path in (save(member), "/assessments"):
        html = member.get(path).get_data(as_text=True)
        assert re.search(r'<time datetime="[\d:.T-]+Z">[^<]+ UTC</time>', html)


@pytest.mark.slow
def test_what_became_of_it_is_kept_as_it_was_typed(member: FlaskClient) -> None:
    where = save(member)
    sent = {"joined": "true", "months": "12", "profit": "1200.50", "worth_it": "true"}
    assert send(member, where, f"{where}/outcome", **sent).status_code == 303
    html = member.get(where, headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert 'value="1200,5"' in html


@pytest.mark.slow
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
    where = save(member)
    html = send(member, where, f"{where}/outcome", **sent).get_data(as_text=True)
    assert message in html
    assert "<script>" not in html


@pytest.mark.slow
def test_what_is_deleted_is_gone(member: FlaskClient) -> None:
    where = save(member)
    assert send(member, where, f"{where}/delete").status_code == 200
    assert member.get(where).status_code == 404


@pytest.mark.slow
def test_deleting_can_be_undone(member: FlaskClient) -> None:
    where = save(member)
    send(member, where, f"{where}/outcome", joined="true", months="12")
    hidden = hidden_fields(send(member, where, f"{where}/delete").text)
    assert member.post("/assessments/restore", data=hidden).headers["Location"] == where
    assert 'value="12"' in member.get(where).text
    assert member.post("/assessments/restore", data=hidden).status_code == 303
    forged = {**hidden, "packed": hidden["packed"][:-3]}
    assert member.post("/assessments/restore", data=forged).status_code == 422


@pytest.mark.slow
@pytest.mark.parametrize(("right", "worth_it"), [("yes", "true"), ("no", "false")])
def test_whether_it_was_right_is_said_in_the_list(
    member: FlaskClient, right: str, worth_it: str
) -> None:
    where = save(member, "/assessments/new?name=Riverside&kind=meetup&you.required=true")
    send(member, "/assessments", f"{where}/right", right=right)
    assert f">{right}</strong>" in member.get("/assessments").text
    assert f'value="{worth_it}" selected' in member.get(where).text


@pytest.mark.slow
def test_pages_lead_to_older_ones(member: FlaskClient) -> None:
    for _ in range(26):
        save(member)
    html = member.get("/assessments").get_data(as_text=True)
    older = re.search(r'href="([^"]+)" rel="next"', html)
    assert older
    assert member.get(older[1].replace("&amp;", "&")).get_data(as_text=True).count("<tr") == 2


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/assessments/new?name=A", "/assessments/new?kind=x&name=A"])
def test_what_is_no_group_cannot_be_kept(member: FlaskClient, path: str) -> None:
    assert member.get(path).status_code == 422


@pytest.mark.slow
@pytest.mark.parametrize("query", ["cursor=x", "cursor=" + "9" * 50, "kind=<b>", "name=%00"])
def test_any_address_of_the_list_is_answered(member: FlaskClient, query: str) -> None:
    assert member.get(f"/assessments?{query}").status_code == 200


@pytest.mark.slow
def test_a_store_that_is_away_is_told_in_words(tmp_path: Path, default_rules: ActiveRules) -> None:
    (tmp_path / "kept.db").write_text("no database")
    store = Store(f"sqlite:///{tmp_path}/kept.db")
    settings = Settings(rules=ROOT / "rules")
    client = create_app(settings, build_services(settings, default_rules, store)).test_client()
    response = client.get("/assessments")
    assert response.status_code == 503
    assert response.mimetype == "text/html"
    store.close()


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Kolkata"])
def test_a_time_is_shown_in_the_zone_of_the_browser(
    browser: Browser, service: str, zone: str
) -> None:
    context = browser.new_context(timezone_id=zone, locale="en-GB")
    page = context.new_page()
    page.goto(f"{service}/assessments/new{LINK}")
    page.get_by_role("button", name="Save it").click()
    time = page.locator("time")
    expect(time).not_to_contain_text("UTC")
    created = datetime.fromisoformat(time.get_attribute("datetime") or "")
    here = created.astimezone(ZoneInfo(zone))
    expect(time).to_have_text(re.compile(rf"^{here.day} \w+ {here:%Y, %H:%M}$"))
    expect(time).to_have_attribute("title", re.compile("UTC$"))
    context.close()


def test_a_person_keeps_an_advice_and_says_what_became_of_it(page: Page, service: str) -> None:
    page.goto(f"{service}/{LINK}&situation=thinking&skip=all")
    page.get_by_role("link", name="Save this advice").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    accessible(page)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
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
