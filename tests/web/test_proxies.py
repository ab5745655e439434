"""What proxies say counts if they are named; a request that came by one is never of this machine."""

from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.test import create_environ, run_wsgi_app

from tests.support.fakes import app_with

HERE, PROXY, CLIENT = "127.0.0.1", "10.0.0.7", "192.0.2.9"


def app_of(*proxies: str, **settings: Any) -> Flask:
    """An application that also says where it takes a request to come from."""
    app = app_with(trusted_proxies=proxies, **settings)
    app.add_url_rule(
        "/seen", "seen", lambda: {"from": request.remote_addr, "root": request.root_url}
    )
    return app


def seen(app: Flask, peer: str, **headers: str) -> tuple[str, str]:
    sent = {name.replace("_", "-"): text for name, text in headers.items()}
    answer = app.test_client().get("/seen", headers=sent, environ_overrides={"REMOTE_ADDR": peer})
    return answer.get_json()["from"], answer.get_json()["root"]


@pytest.fixture(scope="module")
def proxied() -> Flask:
    return app_of("10.0.0.0/8", "::1")


SAID = {
    "X_Forwarded_For": CLIENT,
    "X_Forwarded_Proto": "https",
    "X_Forwarded_Host": "joinwise.example",
    "X_Forwarded_Prefix": "/advice/",
}


def test_a_named_proxy_says_who_calls_and_by_which_address(proxied: Flask) -> None:
    assert seen(proxied, PROXY, **SAID) == (CLIENT, "https://joinwise.example/")


@pytest.mark.parametrize("peer", [CLIENT, HERE, "11.0.0.1"])
def test_nobody_else_says_so(proxied: Flask, peer: str) -> None:
    assert seen(proxied, peer, **SAID) == (peer, "http://localhost/")


@pytest.mark.parametrize(
    ("chain", "caller"),
    [
        (CLIENT, CLIENT), (f"1.1.1.1, {CLIENT}", CLIENT), (f"{CLIENT}, 10.1.1.1", CLIENT),
        (f"{CLIENT},10.1.1.1,10.2.2.2", CLIENT), ("10.1.1.1", PROXY), ("", PROXY), ("x", PROXY),
        (f"{CLIENT}, <script>", PROXY), ("2001:db8::1", "2001:db8::1"),
    ],
)  # fmt: skip
def test_the_caller_is_the_last_address_that_is_no_proxy(
    proxied: Flask, chain: str, caller: str
) -> None:
    assert seen(proxied, PROXY, X_Forwarded_For=chain)[0] == caller


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_Proto": "javascript"},
        {"X_Forwarded_Prefix": "//evil.example"},
        {"X_Forwarded_Prefix": "x"},
    ],
)
def test_what_makes_no_sense_does_not_count(proxied: Flask, headers: dict[str, str]) -> None:
    assert seen(proxied, PROXY, **headers) == (PROXY, "http://localhost/")


def status(app: Flask, peer: str = HERE, **headers: str) -> int:
    sent = {name.replace("_", "-"): text for name, text in headers.items()}
    client = app.test_client()
    return client.get("/metrics", headers=sent, environ_overrides={"REMOTE_ADDR": peer}).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_For": HERE}, {"X_Forwarded_Host": "localhost"}, {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"}, {"X_Real_IP": HERE}, {"X_Forwarded_Proto": "http"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("proxies", [(), (HERE,)])
def test_without_tokens_nothing_guarded_is_open_to_what_came_by_a_proxy(
    headers: dict[str, str], proxies: tuple[str, ...]
) -> None:
    app = app_of(*proxies)
    assert status(app, **headers) == 403
    assert status(app) == (403 if proxies else 200)


def test_with_a_token_it_is(proxied: Flask) -> None:
    app = app_of(HERE, tokens=("a-token-0123456789",))
    assert status(app, X_Forwarded_For=CLIENT) == 401
    assert status(app, X_Forwarded_For=CLIENT, Authorization="Bearer a-token-0123456789") == 200


@pytest.mark.slow
def test_only_a_proxy_by_a_socket_file_has_no_address() -> None:
    assert seen(app_of("unix"), "", **SAID)[0] == CLIENT
    assert seen(app_of(HERE), "", **SAID)[0] != CLIENT


# Names of the service


@pytest.fixture(scope="module")
def named() -> FlaskClient:
    return app_of(
        allowed_hosts=("joinwise.example", ".advice.example", "Joinwise_web_1")
    ).test_client()


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("joinwise.example", 200), ("joinwise.example:8443", 200), ("a.advice.example", 200),
        ("localhost:8000", 200), ("127.0.0.1", 200),
        ("Joinwise.Example.:80", 200), ("advice.example", 200), ("badadvice.example", 400),
        ("joinwise_web_1:8000", 200), ("[::1]:8000", 400),
        ("evil.example", 400), ("joinwise.example.evil.example", 400), ("", 400), ("a b", 400),
    ],
)  # fmt: skip
def test_requests_name_one_of_the_hosts(named: FlaskClient, host: str, expected: int) -> None:
    group = {"name": "A group", "kind": "meetup"}
    environ = {"HTTP_HOST": host}
    assert named.get("/rules", environ_overrides=environ).status_code == expected
    assert named.post("/v1/score", json=group, environ_overrides=environ).status_code == expected


def test_a_host_of_somebody_else_gets_a_problem_document(named: FlaskClient) -> None:
    response = named.get("/v1/rules", headers={"Host": "evil.example"})
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")


def test_health_is_asked_for_by_any_name(named: FlaskClient) -> None:
    for path in ("/healthz", "/readyz"):
        assert named.get(path, headers={"Host": "10.0.0.7:8000"}).status_code == 200
        assert named.get(path, headers={"Host": "a/b"}).status_code == 400


@pytest.mark.parametrize("host", ["evil.example", "a/b", ""])
def test_a_browser_that_asks_for_a_host_of_somebody_else_gets_a_page(
    named: FlaskClient, host: str, caplog: pytest.LogCaptureFixture
) -> None:
    environ = {"HTTP_HOST": host, "HTTP_ACCEPT": "text/html"}
    response = named.get("/rules", environ_overrides=environ)
    assert (response.status_code, response.mimetype) == (400, "text/html")
    assert "header Host" in response.text
    assert not caplog.records


@pytest.mark.parametrize("path", ["/static//x", "//rules", "/v1//score", "/rules//", ""])
def test_no_redirect_names_the_host_that_was_asked_for(client: FlaskClient, path: str) -> None:
    environ = {"PATH_INFO": path, "HTTP_HOST": "evil.example"}
    response = client.get("/", environ_overrides=environ)
    assert "evil.example" not in response.headers.get("Location", "")


@pytest.mark.parametrize("path", ["/rules", "/v1/rules", "/metrics"])
def test_a_request_says_whom_it_is_for(app: Flask, path: str) -> None:
    environ = create_environ(path)
    assert run_wsgi_app(app, environ.copy())[1] == "200 OK"
    del environ["HTTP_HOST"]
    assert run_wsgi_app(app, environ | {"SERVER_PROTOCOL": "HTTP/1.0"})[1] != "400 BAD REQUEST"
    assert run_wsgi_app(app, environ)[1] == "400 BAD REQUEST"


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "joinwise_web_1:8000", "joinwise.example.", "EXAMPLE.com:443", "10.0.0.7",
        "xn--bcher-kva.example", "[::1]", "[2001:db8::7]:8000", "[::ffff:10.0.0.7]", "a:",
    ],
)  # fmt: skip
def test_a_service_may_be_asked_for_by_any_name_and_address(app: Flask, host: str) -> None:
    assert statuses_at(app, host) == {"200 OK"}


@pytest.mark.parametrize(
    "host",
    [
        "", " ", "a b", "a\tb", "a/b", "user@a", "a?b", "a#b", "a\\b", "a,b", "*", '"a"', "a'b", "<a>",
        "$host", "a{b}", "%41", "..", "a..b", "[::1", "::1]", "::1", "[a]", "[]", "[::1%25eth0]",
        "a:b", "a:123456", "a:1:2", "\xe4", "a" * 64, "a\n",
    ],
)  # fmt: skip
def test_what_is_no_name_of_a_service_is_refused(app: Flask, host: str) -> None:
    assert statuses_at(app, host) == {"400 BAD REQUEST"}


def statuses_at(app: Flask, host: str) -> set[str]:
    """What a page, a call and the score that is answered first get, asked for by a host."""
    group = {"name": "A group", "kind": "meetup"}
    asked = [create_environ(path) for path in ("/rules", "/v1/rules")]
    asked.append(create_environ("/v1/score", method="POST", json=group))
    return {run_wsgi_app(app, environ | {"HTTP_HOST": host})[1] for environ in asked}
