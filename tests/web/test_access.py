"""Who may do what: tokens open what their scopes name, and wrong ones are slowed."""

import zlib
from base64 import urlsafe_b64decode
from typing import Any

import pytest
from flask.testing import FlaskClient

from joinwise.access import MOST_REFUSED, Refusals
from joinwise.errors import BusyError
from joinwise.tokens import Scope
from tests.support.fakes import app_with
from tests.support.forms import hidden_fields

SECRETS = {scope: f"{scope}-token-0123456789" for scope in Scope}
ID = "019ab0c5-7f3e-7a51-8c2d-4e5f6a7b8c9d"
CALLS = [
    ("GET", "/v1/assessments", Scope.READ),
    ("GET", f"/v1/assessments/{ID}", Scope.READ),
    ("POST", f"/v1/assessments/{ID}/replay", Scope.READ),
    ("POST", "/v1/assessments", Scope.WRITE),
    ("DELETE", f"/v1/assessments/{ID}", Scope.WRITE),
    ("PUT", f"/v1/assessments/{ID}/outcome", Scope.WRITE),
    ("GET", "/metrics", Scope.METRICS),
    ("POST", "/v1/rules/check", Scope.RULES),
    ("POST", "/v1/rules/preview", Scope.RULES),
    ("GET", "/assessments", Scope.READ),
    ("GET", "/desk", Scope.RULES),
    ("POST", "/desk", Scope.RULES),
]


@pytest.fixture
def client() -> FlaskClient:
    tokens = tuple(f"{scope}er:{scope}:{secret}" for scope, secret in SECRETS.items())
    return app_with(tokens=tokens).test_client()


def call(client: FlaskClient, method: str, path: str, token: str) -> Any:
    return client.open(path, method=method, headers={"Authorization": f"Bearer {token}"})


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path", "scope"), CALLS)
def test_a_token_opens_its_scopes_and_no_more(
    client: FlaskClient, method: str, path: str, scope: Scope
) -> None:
    refused = {
        other for other in Scope if call(client, method, path, SECRETS[other]).status_code == 403
    }
    assert refused == {*Scope} - {scope}


def test_who_is_refused_is_told_why(client: FlaskClient) -> None:
    detail = call(client, "GET", "/metrics", SECRETS[Scope.READ]).get_json()["detail"]
    assert detail == 'The token "reader" does not open this; that takes the scope "metrics".'


@pytest.mark.parametrize("path", ["/v1/assessments/nothing", "/v1/assessments/a/outcome"])
def test_nobody_without_a_token_learns_that_there_is_no_such_assessment(
    client: FlaskClient, path: str
) -> None:
    assert client.get(path).status_code == 401
    assert call(client, "GET", path, SECRETS[Scope.METRICS]).status_code == 403
    assert call(client, "GET", path, SECRETS[Scope.READ]).status_code == 404


# Wrong tokens


def test_wrong_tokens_are_counted(client: FlaskClient) -> None:
    for _ in range(3):
        call(client, "GET", "/v1/assessments", "wrong-token-0123456789")
    shown = call(client, "GET", "/metrics", SECRETS[Scope.METRICS]).text
    assert "joinwise_tokens_refused_total 3.0" in shown


@pytest.mark.slow
def test_too_many_wrong_tokens_have_to_wait_right_or_wrong(client: FlaskClient) -> None:
    answers = [call(client, "GET", "/v1/assessments", f"wrong-{n:020}") for n in range(25)]
    assert [answer.status_code for answer in answers] == [401] * MOST_REFUSED + [429] * 5
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 61
    assert call(client, "GET", "/v1/assessments", SECRETS[Scope.READ]).status_code == 429


@pytest.mark.slow
def test_whoever_was_let_in_before_is_let_in(client: FlaskClient) -> None:
    assert call(client, "GET", "/v1/assessments", SECRETS[Scope.READ]).status_code == 200
    for number in range(25):
        call(client, "GET", "/v1/assessments", f"wrong-{number:020}")
    assert call(client, "GET", "/v1/assessments", SECRETS[Scope.READ]).status_code == 200


def test_an_address_waits_a_minute_and_no_other_does() -> None:
    time = 0.0
    refusals = Refusals(now=lambda: time)
    for _ in range(MOST_REFUSED):
        refusals.refused("192.0.2.1")
    refusals.refuse_slowed("192.0.2.2", "token")
    with pytest.raises(BusyError):
        refusals.refuse_slowed("192.0.2.1", "token")
    time = 60.0
    refusals.refuse_slowed("192.0.2.1", "token")


# The cookie of the pages


def entered(client: FlaskClient, base: str = "http://localhost") -> Any:
    asked = client.get("/desk", base_url=base)
    data = {**hidden_fields(asked.text), "token": SECRETS[Scope.RULES], "path": "/desk"}
    return client.post("/enter", data=data, base_url=base, headers={"Referer": f"{base}/desk"})


def test_the_cookie_does_not_hold_the_token(client: FlaskClient) -> None:
    assert entered(client).status_code == 303
    cookie = client.get_cookie("joinwise")
    assert cookie is not None
    start = cookie.value.lstrip(".").partition(".")[0]
    raw = urlsafe_b64decode(start + "=" * (-len(start) % 4))
    content = zlib.decompress(raw) if cookie.value.startswith(".") else raw
    assert b"csrf_token" in content
    assert SECRETS[Scope.RULES].encode() not in content


@pytest.mark.slow
def test_a_page_takes_the_token_that_was_given_for_it_alone(client: FlaskClient) -> None:
    assert entered(client).status_code == 303
    assert client.get("/desk").status_code == 200
    refused = client.get("/assessments")
    assert refused.status_code == 403
    assert "that takes the scope" in refused.text
    assert client.get("/metrics").status_code == 401


@pytest.mark.parametrize(
    ("base", "is_secure"), [("http://localhost", False), ("https://localhost", True)]
)
def test_behind_tls_the_cookie_goes_by_tls_alone(
    client: FlaskClient, base: str, is_secure: bool
) -> None:
    cookie = client.get("/desk", base_url=base).headers["Set-Cookie"]
    assert ("Secure" in cookie) == is_secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
