"""Guarded calls are for whoever has a token, or for this machine alone where none is set."""

import os
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from joinwise.settings import Settings
from joinwise.web.app import create_app

FIRST, SECOND = "first-token-0123456789", "second-token-0123456789"


def client_of(**settings: Any) -> FlaskClient:
    return create_app(Settings(**settings)).test_client()


def status(client: FlaskClient, authorization: str | None = None, **more: Any) -> int:
    headers = {} if authorization is None else {"Authorization": authorization}
    return client.get("/metrics", headers=headers, **more).status_code


@pytest.fixture(scope="module")
def guarded() -> FlaskClient:
    return client_of(tokens=(FIRST, SECOND), host="0.0.0.0")


@pytest.mark.slow
@pytest.mark.parametrize("authorization", [f"Bearer {FIRST}", f"bearer {SECOND}"])
def test_any_of_the_tokens_opens(guarded: FlaskClient, authorization: str) -> None:
    assert status(guarded, authorization) == 200


@pytest.mark.parametrize(
    "authorization",
    [
        None, "", "Bearer", "Bearer ", f"Bearer {FIRST}x", f"Bearer {FIRST[:-1]}", f"Basic {FIRST}",
        FIRST, f"Bearer {FIRST},{SECOND}", "Bearer é", "Bearer \udc80", "Bearer a=b", "Basic eDp5",
    ],
)  # fmt: skip
def test_nothing_else_opens(guarded: FlaskClient, authorization: str | None) -> None:
    environ = {} if authorization is None else {"HTTP_AUTHORIZATION": authorization}
    response = guarded.get("/metrics", environ_overrides=environ)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.content_type == "application/problem+json"
    assert "token" in response.get_json()["detail"]


def test_the_name_of_an_own_request_cannot_come_from_outside(guarded: FlaskClient) -> None:
    for name in ("joinwise.own", "Joinwise-Own", "JOINWISE_OWN"):
        assert guarded.get("/metrics", headers={name: "1"}).status_code == 401


@pytest.mark.slow
def test_open_calls_take_no_token(guarded: FlaskClient) -> None:
    for path in ("/healthz", "/readyz", "/v1/rules", "/v1/inputs", "/openapi.json", "/docs"):
        assert guarded.get(path).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize(
    ("host", "is_open"),
    [
        ("127.0.0.1", True), ("127.255.0.9", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("128.0.0.1", False), ("192.168.1.5", False),
        ("localhost.example.org", False), ("", False),
    ],
)  # fmt: skip
def test_without_tokens_only_a_service_on_this_machine_answers(host: str, is_open: bool) -> None:
    response = client_of(host=host).get("/metrics")
    assert response.status_code == (200 if is_open else 403)
    if not is_open:
        assert "JOINWISE_TOKENS" in response.get_json()["detail"]


@pytest.mark.parametrize("name", ["example.org", "127.0.0.1.example.org:8000", "0.0.0.0", "[::]"])
def test_without_tokens_another_name_for_this_machine_does_not_open(
    client: FlaskClient, name: str
) -> None:
    assert status(client, base_url="http://localhost", environ_overrides={"HTTP_HOST": name}) == 403


@pytest.mark.parametrize("name", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_without_tokens_the_names_of_this_machine_open(client: FlaskClient, name: str) -> None:
    assert status(client, environ_overrides={"HTTP_HOST": name}) == 200


def test_without_tokens_a_caller_elsewhere_is_refused_whatever_the_settings_say(
    client: FlaskClient,
) -> None:
    assert status(client, environ_overrides={"REMOTE_ADDR": "192.0.2.7"}) == 403
    assert status(client, environ_overrides={"REMOTE_ADDR": "::1"}) == 200


@pytest.mark.slow
def test_the_document_says_which_calls_take_a_token(
    guarded: FlaskClient, client: FlaskClient
) -> None:
    document = guarded.get("/openapi.json").get_json()
    scheme = document["components"]["securitySchemes"]["bearerAuth"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    secured = {
        path: call["get"].get("security")
        for path, call in document["paths"].items()
        if "get" in call
    }
    assert secured["/metrics"] == [{"bearerAuth": []}]
    assert secured["/readyz"] == []
    optional = client.get("/openapi.json").get_json()["paths"]["/metrics"]["get"]["security"]
    assert optional == [{"bearerAuth": []}, {}]


@pytest.mark.slow
def test_the_document_shows_what_a_guarded_call_answers(guarded: FlaskClient) -> None:
    answer = guarded.get("/openapi.json").get_json()["paths"]["/metrics"]["get"]["responses"]["200"]
    assert "joinwise_build_info" in answer["content"]["text/plain"]["example"]


@pytest.mark.slow
def test_tokens_are_changed_in_the_file_while_the_service_runs(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(FIRST)
    client = client_of(tokens_file=file)
    assert [status(client, f"Bearer {each}") for each in (FIRST, SECOND)] == [200, 401]
    (tmp_path / "new").write_text(SECOND)
    os.replace(tmp_path / "new", file)
    assert [status(client, f"Bearer {each}") for each in (FIRST, SECOND)] == [401, 200]
