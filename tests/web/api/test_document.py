"""The OpenAPI document: made once, the same from each process, and open to whoever asks."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from joinwise.settings import Settings
from joinwise.web.app import create_app

TOKENS = ("a-token-that-nobody-has",)


def served(client: FlaskClient) -> bytes:
    return client.get("/openapi.json").data


def example(client: FlaskClient, path: str, method: str, of: str) -> Any:
    document = client.get("/openapi.json").get_json()
    return document["paths"][path][method]["responses"]["200"]["content"][of]["example"]


@pytest.mark.slow
def test_each_process_answers_the_same_whatever_it_was_asked_before() -> None:
    first, second = (create_app(Settings()).test_client() for _ in range(2))
    second.post("/v1/score", json={"name": "A group", "kind": "meetup"})
    second.get("/no-such-page")
    assert served(first) == served(second) == served(second)


@pytest.mark.slow
def test_it_does_not_show_what_is_counted() -> None:
    client = create_app(Settings(tokens=TOKENS, host="0.0.0.0")).test_client()
    assert client.get("/metrics").status_code == 401
    shown = example(client, "/metrics", "get", "text/plain")
    assert "joinwise_requests_total" not in shown
    assert shown.startswith("# HELP joinwise_build_info")


def test_it_is_not_sent_again_to_who_has_it(client: FlaskClient) -> None:
    tag = client.get("/openapi.json").headers["ETag"]
    again = client.get("/openapi.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.slow
def test_the_example_of_a_check_is_answered_so(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    call = document["paths"]["/v1/rules/check"]["post"]
    body = call["requestBody"]["content"]["application/json"]["example"]
    answered = call["responses"]["200"]["content"]["application/json"]["example"]
    assert client.post("/v1/rules/check", json=body).get_json() == answered
    assert "travel.hour" in answered["faults"][0]["message"]
