"""Errors: pages for browsers, problem documents for programs; a slash at the end does no harm."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PROGRAMS = [{}, {"Accept": "*/*"}, {"Accept": "application/json"}, {"Accept": "application/*"}]
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Fault:
    """A request that cannot be answered."""

    method: str
    path: str
    status: int
    data: dict[str, str] | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status}"


FAULTS = [
    Fault("GET", "/nosuch", 404),
    Fault("GET", "/assessments/abc", 404),
    Fault("GET", "/assessments/abc/rules", 404),
    Fault("GET", "/static/nosuch.css", 404),
    Fault("GET", f"/assessments/{UUID(int=7)}/outcome", 405),
    Fault("DELETE", "/", 405),
    Fault("GET", "/enter", 405),
    Fault("POST", "/compare", 413, {"name": "x" * 2**21}),
    Fault("POST", "/", 415, {"name": "A"}, {"Content-Encoding": "br"}),
    Fault("GET", "/healthz?verbose=1", 422),
]


def answered(client: FlaskClient, fault: Fault, headers: dict[str, str]) -> TestResponse:
    return client.open(
        fault.path, method=fault.method, data=fault.data, headers={**fault.headers, **headers}
    )


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_an_error_is_a_page_in_a_browser(client: FlaskClient, fault: Fault) -> None:
    response = answered(client, fault, BROWSER)
    assert (response.status_code, response.mimetype) == (fault.status, "text/html")
    assert '<nav aria-label="Pages">' in response.text
    assert response.headers["X-Request-Id"] in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Accept" in response.vary


@pytest.mark.parametrize("accept", PROGRAMS, ids=str)
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_an_error_is_a_problem_document_for_a_program(
    client: FlaskClient, fault: Fault, accept: dict[str, str]
) -> None:
    response = answered(client, fault, accept)
    assert (response.status_code, response.mimetype) == (fault.status, PROBLEM)


@pytest.mark.parametrize("path", ["/v1/nosuch", "/v1/score", "/v1/score/", "/v1/rules/nosuch"])
def test_a_call_answers_with_a_problem_document_in_a_browser_too(
    client: FlaskClient, path: str
) -> None:
    response = client.get(path, headers=BROWSER)
    assert response.status_code in (404, 405)
    assert response.mimetype == PROBLEM


def test_a_page_that_takes_no_such_method_says_which_it_takes(client: FlaskClient) -> None:
    assert client.delete("/compare", headers=BROWSER).headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_an_unexpected_error_is_a_page_without_its_reason(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(app.extensions["joinwise"].rules.advisor, "advise", broken)
    link = "/?name=A&kind=meetup"
    response = app.test_client().get(link, headers=BROWSER)
    assert (response.status_code, response.mimetype) == (500, "text/html")
    assert "Something went wrong" in response.text
    assert "secret" not in response.text


def test_an_error_page_shows_what_was_sent_as_text(client: FlaskClient) -> None:
    response = client.get("/healthz?%3Cscript%3E=1", headers=BROWSER)
    assert "&lt;script&gt;" in response.text
    assert "<script>" not in response.text


def pages(app: Flask) -> list[str]:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return [rule.rule for rule in rules if not rule.arguments and rule.rule != "/"]


API = {"/openapi.json", "/healthz", "/readyz", "/metrics"}


def test_a_page_is_found_with_a_slash_at_its_end_and_a_call_is_not(app: Flask) -> None:
    client = app.test_client()
    for path in pages(app):
        response = client.get(f"{path}/?name=A%26B")
        if path in API or path.startswith("/v1/"):
            assert (response.status_code, response.mimetype) == (404, PROBLEM), path
        else:
            assert response.status_code == 308, path
            assert response.headers["Location"] == f"{path}?name=A%26B"


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/docs/", "/docs"),
        ("/rules//", "/rules"),
        ("/rules/over-hours/", "/rules/over-hours"),
        ("/rules/a%3Fb%23c/", "/rules/a%3Fb%23c"),
        (f"/assessments/{UUID(int=7)}/", f"/assessments/{UUID(int=7)}"),
    ],
)
def test_what_is_meant_is_named_as_it_was_written(
    client: FlaskClient, path: str, meant: str
) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (308, meant)


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example/rules/", "/%2Fevil.example/", "/%5Cevil.example/"]
)
def test_no_slash_leads_elsewhere(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    location = response.headers.get("Location", "")
    assert not location.startswith(("//", "/\\", "http://evil"))


def test_a_form_that_is_sent_to_a_slash_stays_a_form(client: FlaskClient) -> None:
    data = {"0.name": "A group", "0.kind": "meetup"}
    response = client.post("/compare/", data=data, follow_redirects=True)
    assert response.status_code == 200
    assert "A group" in response.text


def test_a_browser_finds_an_icon(client: FlaskClient) -> None:
    with client.get("/favicon.ico") as response:
        assert (response.status_code, response.mimetype) == (200, "image/svg+xml")


def test_the_document_of_the_api_leads_back_to_the_pages(client: FlaskClient) -> None:
    assert 'aria-label="Pages"' in client.get("/docs").text
