"""Forms are carried out once, and nothing that was typed into them is lost."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from werkzeug.test import TestResponse

from tests.support.browser import editor
from tests.support.forms import SAVE_PAGE, TOKEN, hidden_fields, save, send, shown
from tests.support.services import serving

OUTCOME = {"joined": "true", "profit": "1.200,50"}
TLS = {"X-Forwarded-Proto": "https"}


@pytest.fixture
def stranger(guarded: Flask) -> FlaskClient:
    """A browser that is not known, or not any more."""
    return guarded.test_client()


def signed_in(client: FlaskClient, asked: TestResponse) -> TestResponse:
    """What comes after the token, by the form that asks for it."""
    data = {**hidden_fields(asked.get_data(as_text=True)), "token": TOKEN}
    led_on = client.post("/enter", data=data)
    assert led_on.status_code == 307
    return client.post(led_on.headers["Location"], data=data)


def count(client: FlaskClient) -> int:
    return shown(client, "/assessments").count("<tr id=")


@pytest.mark.slow
def test_an_outcome_sent_without_a_token_is_shown_again_after_it(
    member: FlaskClient, stranger: FlaskClient
) -> None:
    where = save(member)
    asked = stranger.post(f"{where}/outcome", data=OUTCOME)
    assert "Nothing was changed yet" in asked.get_data(as_text=True)
    html = signed_in(stranger, asked).get_data(as_text=True)
    assert "Nothing was changed yet" in html
    assert 'value="1.200,50"' in html
    assert 'value="1.200,50"' not in shown(member, where)
    sent = {**hidden_fields(html), **OUTCOME}
    assert stranger.post(f"{where}/outcome", data=sent).status_code == 303
    assert 'value="1200.5"' in shown(member, where)


@pytest.mark.slow
def test_a_wrong_token_loses_nothing(member: FlaskClient, stranger: FlaskClient) -> None:
    asked = stranger.post(f"{save(member)}/outcome", data=OUTCOME)
    data = {**hidden_fields(asked.get_data(as_text=True)), "token": "wrong"}
    again = stranger.post("/enter", data=data)
    assert again.status_code == 403
    assert 'value="1.200,50"' in signed_in(stranger, again).get_data(as_text=True)


@pytest.mark.slow
def test_a_token_page_of_an_earlier_session_loses_nothing(
    member: FlaskClient, stranger: FlaskClient
) -> None:
    asked = stranger.post(f"{save(member)}/outcome", data=OUTCOME)
    data = {
        **hidden_fields(asked.get_data(as_text=True)),
        "token": TOKEN,
        "csrf_token": "of-before",
    }
    again = stranger.post("/enter", data=data)
    assert again.status_code == 400
    assert 'value="1.200,50"' in signed_in(stranger, again).get_data(as_text=True)


@pytest.mark.slow
def test_advice_saved_without_a_token_is_asked_about_after_it(
    member: FlaskClient, stranger: FlaskClient
) -> None:
    asked = stranger.post("/assessments", data={"name": "Riverside", "kind": "meetup"})
    html = signed_in(stranger, asked).get_data(as_text=True)
    assert "Save this advice?" in html
    assert count(member) == 0
    assert stranger.post("/assessments", data=hidden_fields(html)).status_code == 303
    assert count(member) == 1


@pytest.mark.slow
def test_nothing_is_deleted_by_giving_a_token(member: FlaskClient, stranger: FlaskClient) -> None:
    where = save(member)
    html = signed_in(stranger, stranger.post(f"{where}/delete")).get_data(as_text=True)
    assert "Nothing was changed yet" in html
    assert member.get(where).status_code == 200


@pytest.mark.slow
def test_a_draft_sent_without_a_token_is_checked_after_it(stranger: FlaskClient) -> None:
    text = "rules:\n  - {id: mine, nonsense: 1}\n"
    asked = stranger.post("/desk", data={"file": "draft.yaml", "text": text})
    response = signed_in(stranger, asked)
    assert response.status_code == 200
    html = response.get_data(as_text=True)
    assert "id: mine" in html
    assert "data-errors" in html


@pytest.mark.slow
def test_a_form_of_an_earlier_session_is_shown_again(member: FlaskClient) -> None:
    where = save(member)
    response = member.post(f"{where}/outcome", data={**OUTCOME, "csrf_token": "of-before"})
    assert response.status_code == 400
    html = response.get_data(as_text=True)
    assert "Nothing was changed yet" in html
    assert 'value="1.200,50"' in html


@pytest.mark.slow
@pytest.mark.parametrize("to", ["/outcome", "/delete"])
def test_a_form_of_another_site_is_not_shown_again(member: FlaskClient, to: str) -> None:
    where = save(member)
    headers = {"Referer": "https://elsewhere.example/"}
    response = member.post(f"{where}{to}", data=OUTCOME, headers=headers)
    assert response.status_code == 400
    assert "1.200,50" not in response.get_data(as_text=True)
    assert member.get(where).status_code == 200


@pytest.mark.slow
def test_going_back_and_saving_again_saves_nothing_twice(member: FlaskClient) -> None:
    page = member.get(SAVE_PAGE).headers["Location"]
    first, second = (send(member, page, "/assessments") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert count(member) == 1


@pytest.mark.slow
def test_the_same_group_can_be_saved_twice_on_purpose(member: FlaskClient) -> None:
    assert save(member) != save(member)


@pytest.mark.slow
def test_a_key_of_another_group_is_told_in_words(member: FlaskClient) -> None:
    page = member.get(SAVE_PAGE).headers["Location"]
    send(member, page, "/assessments")
    response = send(member, page.replace("900", "901"), "/assessments")
    assert response.status_code == 409
    assert response.mimetype == "text/html"


@pytest.mark.slow
def test_forms_work_behind_tls_if_the_proxy_passes_the_name(member: FlaskClient) -> None:
    response = tls(member, "joinwise.example:8443", "joinwise.example:8443")
    assert response.status_code == 303


@pytest.mark.slow
def test_a_proxy_that_passes_another_name_is_named_as_the_reason(member: FlaskClient) -> None:
    response = tls(member, "127.0.0.1:8000", "joinwise.example:8443")
    assert response.status_code == 400
    html = response.get_data(as_text=True)
    assert "joinwise.example:8443" in html
    assert "proxy_set_header Host $http_host" in html


@pytest.mark.slow
def test_a_browser_that_names_no_page_is_told_so(member: FlaskClient) -> None:
    assert "Referer header" in tls(member, "joinwise.example", "").get_data(as_text=True)


def write(page: Page, text: str) -> None:
    """Writes a draft in place of the one in the editor."""
    editor(page).click()
    for key in ("Control+a", "Delete"):
        page.keyboard.press(key)
    page.keyboard.insert_text(text)


def test_a_browser_sends_what_was_typed_again_after_the_token(browser: Browser) -> None:
    with serving("--workers", "1", JOINWISE_TOKENS=TOKEN) as (address, _):
        page = browser.new_context(accept_downloads=True).new_page()
        page.goto(f"http://{address}/desk")
        give_token(page)
        write(page, "rules: [mine]")
        page.context.clear_cookies()
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("alert")).to_contain_text("give the token there")
        page.get_by_role("button", name="Download").click()
        with page.expect_download() as download:
            give_token(page)
    assert download.value.path().read_text() == "rules: [mine]"


def test_going_back_and_loading_again_show_what_was_compared(page: Page, service: str) -> None:
    page.goto(f"{service}/compare")
    for number, name in enumerate(("Riverside", "Makers")):
        page.locator(f"[name='{number}.name']").fill(name)
        page.locator(f"[name='{number}.kind']").select_option("meetup")
    expect(page.locator("#advice")).to_be_visible()
    page.get_by_role("link", name="How it decides").click()
    page.wait_for_url("**/rules")
    for again in (page.go_back, page.reload):
        again()
        expect(page.locator("[name='1.name']")).to_have_value("Makers")
        expect(page.locator("#advice")).to_be_visible()


def test_going_back_finds_an_outcome_and_a_draft_as_they_were_typed(
    page: Page, service: str
) -> None:
    page.goto(f"{service}{SAVE_PAGE}")
    page.get_by_role("button", name="Save it").click()
    page.locator("[name=profit]").fill("1.200,50")
    page.get_by_role("link", name="Their files").click()
    page.wait_for_url("**/rules")
    page.go_back()
    expect(page.locator("[name=profit]")).to_have_value("1.200,50")
    page.goto(f"{service}/desk")
    write(page, "rules: []")
    page.get_by_role("link", name="How it decides").click()
    page.wait_for_url("**/rules")
    page.go_back()
    expect(editor(page)).to_have_text("rules: []")


def give_token(page: Page) -> None:
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Enter").click()


@pytest.mark.slow
@pytest.mark.parametrize("referrer", ["", "https://joinwise.example:8443/"])
def test_what_is_sent_behind_tls_is_shown_again_only_if_that_helps(
    member: FlaskClient, referrer: str
) -> None:
    where, base = save(member), "https://127.0.0.1:8000"
    member.set_cookie("joinwise", cookie_of(member), domain="127.0.0.1")
    headers = {"Referer": referrer} if referrer else {}
    response = member.post(f"{where}/outcome", data=OUTCOME, base_url=base, headers=headers)
    assert "Nothing was changed:" in response.get_data(as_text=True)


def tls(client: FlaskClient, host: str, shown_as: str) -> TestResponse:
    """Forgets the token by a form, as it arrives by a proxy that speaks TLS."""
    base = f"https://{host}"
    client.set_cookie("joinwise", cookie_of(client), domain=host.partition(":")[0])
    html = client.get("/assessments", base_url=base).get_data(as_text=True)
    headers = {"Referer": f"https://{shown_as}/assessments"} if shown_as else {}
    return client.post("/leave", data=hidden_fields(html), base_url=base, headers=headers)


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("joinwise")
    assert cookie
    return cookie.value
