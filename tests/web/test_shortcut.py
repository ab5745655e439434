"""A plain request to score is answered as the whole way through Flask answers it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder, run_wsgi_app

from joinwise.scoring.model import Advice
from joinwise.web.shortcut import ScoringShortcut
from tests.support.generators import candidate_from_seed

GROUP = {"name": "A group", "kind": "meetup", "cost": {"annual_dues": 100}}
PLAIN = json.dumps(GROUP).encode()
QUERIES = ("", "fields=score", "fields=summary,reasons", "fields=name%2crules", "fields=nam")
SNIPPETS = (b'"', b"{", b"}", b",", b":", b"null", b"1e400", b"NaN", b"-", b"\xff", b"\\u0000", b"")


@dataclass(frozen=True)
class Reply:
    """What a caller sees, the request's own id left out."""

    status: str
    headers: frozenset[tuple[str, str]]
    body: bytes


def reply(application: Any, body: bytes, changes: Mapping[str, Any] | None = None) -> Reply:
    builder = EnvironBuilder("/v1/score", method="POST", data=body, content_type="application/json")
    environ = builder.get_environ() | {"HTTP_X_REQUEST_ID": "the-same"} | (changes or {})
    chunks, status, headers = run_wsgi_app(application, environ, buffered=True)
    return Reply(status, frozenset(headers.items()), b"".join(chunks))


def whole(app: Flask) -> Any:
    """The application without the shortcut."""
    shortcut = app.wsgi_app
    assert isinstance(shortcut, ScoringShortcut)
    return shortcut.application


def answers_itself(app: Flask, environ: Mapping[str, Any]) -> bool:
    def elsewhere(environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("404 NOT FOUND", [])
        return []

    services = app.extensions["joinwise"]
    return reply(ScoringShortcut(elsewhere, services), PLAIN, environ).status == "200 OK"


def mutated(body: bytes, random: Random) -> bytes:
    """A body with one to three places cut out, doubled or overwritten."""
    for _ in range(random.randint(1, 3)):
        start, end = sorted(random.choices(range(len(body) + 1), k=2))
        middle = random.choice([b"", body[start:end] * 2, random.choice(SNIPPETS)])
        body = body[:start] + middle + body[min(end, start + 8) :]
    return body


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(st.integers(0, 2**32))
def test_any_body_gets_the_answer_of_the_whole_way(app: Flask, seed: int) -> None:
    random = Random(seed)
    body = json.dumps(candidate_from_seed(seed), ensure_ascii=random.random() < 0.5).encode()
    asked = {"QUERY_STRING": random.choice(QUERIES)}
    for sent in (body, mutated(body, random)):
        assert reply(app.wsgi_app, sent, asked) == reply(whole(app), sent, asked), sent


@pytest.mark.slow
def test_a_plain_request_is_answered_at_once(app: Flask) -> None:
    assert answers_itself(app, {})
    assert answers_itself(app, {"QUERY_STRING": "fields=score%2Cname"})


@pytest.mark.parametrize(
    "odd",
    [
        {"REQUEST_METHOD": "GET"},
        {"PATH_INFO": "/v1/score/"},
        {"QUERY_STRING": "include=flips"},
        {"QUERY_STRING": "fields=score&include=flips"},
        {"QUERY_STRING": "fields=scor"},
        {"QUERY_STRING": "fields="},
        {"CONTENT_TYPE": "application/json; charset=utf-8"},
        {"HTTP_CONTENT_ENCODING": "gzip"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"CONTENT_LENGTH": ""},
        {"CONTENT_LENGTH": "-1"},
        {"CONTENT_LENGTH": str(2**20 + 1)},
        {"joinwise.internal": True},
    ],
)
def test_any_other_request_goes_the_whole_way(app: Flask, odd: dict[str, Any]) -> None:
    assert not answers_itself(app, odd)
    assert reply(app.wsgi_app, PLAIN, odd) == reply(whole(app), PLAIN, odd)


@pytest.mark.parametrize("length", [len(PLAIN) + 1, len(PLAIN) - 1])
def test_a_body_of_another_length_gets_the_answer_of_the_whole_way(app: Flask, length: int) -> None:
    odd = {"CONTENT_LENGTH": str(length)}
    assert reply(app.wsgi_app, PLAIN, odd) == reply(whole(app), PLAIN, odd)


@pytest.mark.parametrize("given", ["", "my-id", "a b", "x" * 81])
def test_an_id_is_the_callers_if_it_is_a_sensible_one(app: Flask, given: str) -> None:
    environ = EnvironBuilder("/v1/score", method="POST", json=GROUP).get_environ()
    _, _, headers = run_wsgi_app(app.wsgi_app, environ | {"HTTP_X_REQUEST_ID": given})
    assert (headers["X-Request-Id"] == given) == (given == "my-id")
    assert len(headers["X-Request-Id"]) == (len(given) if given == "my-id" else 16)


def test_requests_and_advices_are_counted(app: Flask) -> None:
    def counted(name: str, **labels: str) -> float:
        registry = app.extensions["joinwise"].metrics.registry
        return registry.get_sample_value(name, labels) or 0.0

    labels = {"method": "POST", "route": "/v1/score", "status": "200"}
    before = counted("joinwise_requests_total", **labels)
    reply(app.wsgi_app, PLAIN)
    assert counted("joinwise_requests_total", **labels) == before + 1


@pytest.mark.slow
def test_a_failure_here_is_told_by_the_whole_way(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def answer_fields(self, *_: object) -> Advice:
            raise RuntimeError("broken")

    services = app.extensions["joinwise"]
    monkeypatch.setattr(services.rules, "advisor", Broken())
    body = BytesIO(PLAIN)
    assert reply(app.wsgi_app, PLAIN, {"wsgi.input": body}).status == "500 INTERNAL SERVER ERROR"
