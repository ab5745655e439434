"""A page of another site can have this service do nothing that costs or changes something."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.fakes import app_with

HERE = "http://localhost"
ELSEWHERE = "http://evil.example"
FORM = "application/x-www-form-urlencoded"
ID = UUID(int=7)


def changing(app: Flask) -> list[tuple[str, str]]:
    """Each call that is not only read, and its method."""
    found = []
    for rule in app.url_map.iter_rules():
        built = rule.build(dict.fromkeys(rule.arguments, ID))
        assert built
        found += [
            (method, built[1]) for method in (rule.methods or set()) & {"POST", "PUT", "DELETE"}
        ]
    return sorted(found)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": ELSEWHERE},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": ELSEWHERE},
        {"Origin": "null"},
        {"Origin": "http://localhost:8001"},
        {"Origin": "http://[::1"},
    ],
)
def test_nothing_is_done_for_a_page_of_another_site(app: Flask, headers: dict[str, str]) -> None:
    calls = changing(app)
    assert ("POST", "/desk") in calls
    for method, path in calls:
        response = app.test_client().open(
            path, method=method, headers=headers, data="text=x", content_type=FORM
        )
        assert (path, response.status_code) == (path, 403)
    group = {"name": "A group", "kind": "meetup"}
    assert app.test_client().post("/v1/score", json=group, headers=headers).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": HERE},
        {"Sec-Fetch-Site": "same-origin", "Origin": HERE},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://name-that-a-proxy-changed.example"},
    ],
)
def test_own_pages_and_programs_are_served(client: FlaskClient, headers: dict[str, str]) -> None:
    form = {"file": "draft.yaml", "text": "decision: {start: 1, join_at: 2}"}
    assert client.post("/desk", data=form, headers=headers).status_code == 200
    group = {"name": "A group", "kind": "meetup"}
    assert client.post("/v1/score", json=group, headers=headers).status_code == 200


def test_links_of_other_sites_are_followed(client: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.get("/?name=A&kind=meetup", headers=headers).status_code == 200


def test_a_browser_is_told_on_a_page(client: FlaskClient) -> None:
    headers = {"Origin": "http://<b>evil", "Accept": "text/html"}
    response = client.post("/desk", data={"text": ""}, headers=headers)
    assert (response.status_code, response.mimetype) == (403, "text/html")
    assert "http://&lt;b&gt;evil" in response.text


# Pages of other origins that are named

APP = "https://app.example"


@pytest.fixture(scope="module")
def opened() -> FlaskClient:
    return app_with(cors_origins=(APP,)).test_client()


ASKED = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
GROUP = {"name": "A group", "kind": "meetup"}


def test_a_page_of_a_named_origin_may_call_the_api(opened: FlaskClient) -> None:
    preflight = opened.options("/v1/score", headers={"Origin": APP, **ASKED})
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == APP
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    headers = {"Origin": APP, "Sec-Fetch-Site": "cross-site"}
    answer = opened.post("/v1/score", json=GROUP, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == APP
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_it_may_read_errors_too(opened: FlaskClient) -> None:
    answer = opened.post("/v1/score", json={}, headers={"Origin": APP})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (422, APP)


@pytest.mark.slow
def test_its_pages_are_closed_all_the_same(opened: FlaskClient) -> None:
    assert opened.post("/desk", data={"text": ""}, headers={"Origin": APP}).status_code == 403
    assert "Access-Control-Allow-Origin" not in opened.get("/", headers={"Origin": APP}).headers


@pytest.mark.parametrize("origin", [ELSEWHERE, "http://app.example", f"{APP}:8443", "null", "*"])
def test_other_origins_stay_closed(opened: FlaskClient, origin: str) -> None:
    headers = {"Origin": origin}
    assert opened.post("/v1/score", json=GROUP, headers=headers).status_code == 403
    for answer in (
        opened.options("/v1/score", headers={**headers, **ASKED}),
        opened.get("/v1/rules", headers=headers),
    ):
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Origin" in answer.headers["Vary"]


def test_without_the_setting_no_origin_is_open(client: FlaskClient) -> None:
    answer = client.options("/v1/score", headers={"Origin": APP, **ASKED})
    assert "Access-Control-Allow-Origin" not in answer.headers
