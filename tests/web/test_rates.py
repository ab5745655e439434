"""Each caller may ask for so much in a time; what costs more counts for more."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.fakes import app_with

GROUP = {"name": "A group", "kind": "meetup"}
TOKENS = ("first-token-0123456789", "second-token-0123456789")


def client_of(limit: str = "5/minute", **settings: Any) -> FlaskClient:
    return app_with(rate_limit=limit, **settings).test_client()


def score(client: FlaskClient, path: str = "/v1/score", **more: Any) -> TestResponse:
    return client.post(path, json=GROUP, **more)


@pytest.mark.slow
def test_what_is_beyond_the_limit_is_refused_until_later() -> None:
    client = client_of()
    assert [score(client).status_code for _ in range(6)] == [200] * 5 + [429]
    response = score(client)
    assert response.mimetype == "application/problem+json"
    assert response.get_json()["status"] == 429
    assert 0 < int(response.headers["Retry-After"]) <= 61


def test_answers_say_what_is_left() -> None:
    response = score(client_of())
    assert response.headers["X-RateLimit-Limit"] == "5"
    assert response.headers["X-RateLimit-Remaining"] == "4"
    assert "Retry-After" not in response.headers


def test_what_is_refused_for_another_reason_names_no_time() -> None:
    response = client_of().get("/v1/rules/none")
    assert (response.status_code, "Retry-After" in response.headers) == (404, False)


@pytest.mark.slow
def test_each_address_has_its_own() -> None:
    client = client_of("1/minute")
    for address in ("192.0.2.1", "192.0.2.2"):
        environ = {"REMOTE_ADDR": address}
        assert score(client, environ_overrides=environ).status_code == 200
        assert score(client, environ_overrides=environ).status_code == 429


def test_each_token_has_its_own_and_a_wrong_one_has_none() -> None:
    client = client_of("1/minute", tokens=TOKENS)
    for token in (*TOKENS, "wrong-token-0123456789"):
        headers = {"Authorization": f"Bearer {token}"}
        assert score(client, headers=headers).status_code == 200
        assert score(client, headers=headers).status_code == 429
    headers = {"Authorization": "Bearer another-token-0123456789"}
    assert score(client, headers=headers).status_code == 429


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/score?include=flips", GROUP),
        ("/v1/score/batch", {"candidates": [{**GROUP, "name": "x" * 199}] * 5}),
        ("/v1/compare", {"candidates": [GROUP, {**GROUP, "name": "B"}]}),
        ("/v1/rules/check", {"yaml": "rules: []"}),
    ],
)
def test_what_costs_more_counts_for_more(path: str, body: Any) -> None:
    client = client_of("30/minute")
    assert client.post(path, json=body).status_code == 200
    assert int(score(client).headers["X-RateLimit-Remaining"]) < 28


def test_nothing_costs_more_than_all_that_there_is() -> None:
    assert client_of("5/minute").post("/v1/rules/check", json={"yaml": ""}).status_code == 200


def test_health_is_not_limited() -> None:
    client = client_of("1/minute")
    assert {client.get("/healthz").status_code for _ in range(4)} == {200}


def test_without_a_setting_nothing_is_limited_or_said(client: FlaskClient) -> None:
    assert "X-RateLimit-Limit" not in score(client).headers


@pytest.mark.slow
def test_while_the_store_of_rates_is_away_each_worker_counts_alone() -> None:
    client = client_of("2/minute", rate_limit_store="redis://127.0.0.1:1/0")
    assert [score(client).status_code for _ in range(3)] == [200, 200, 429]
