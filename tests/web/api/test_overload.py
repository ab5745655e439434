"""Calls that cost much are refused with 503 when too many are at work; the others are answered."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from joinwise import concurrency
from joinwise.bootstrap import build_services
from joinwise.concurrency import ConcurrencyLimit
from joinwise.settings import Settings
from joinwise.web.app import create_app

NDJSON = "application/x-ndjson"
GROUP = {"name": "A group", "kind": "meetup"}
LIMIT = ConcurrencyLimit(at_once=1, waiting=0)
COSTLY = [
    ("/v1/score?include=flips", GROUP),
    ("/v1/score/batch", {"candidates": [GROUP]}),
    ("/v1/compare", {"candidates": [GROUP, {**GROUP, "name": "Another"}]}),
]


@pytest.fixture(scope="module")
def busy(database_url: str) -> Iterator[FlaskClient]:
    """A client of a service that already works on as much as it takes at once."""
    chosen = Settings(database_url=database_url)
    services = replace(build_services(chosen), costly=LIMIT, long_streams=LIMIT)
    with LIMIT.turn():
        yield create_app(chosen, services).test_client()


@pytest.mark.slow
@pytest.mark.parametrize(("path", "body"), COSTLY)
def test_what_costs_much_is_refused_with_a_time_to_try_again(
    busy: FlaskClient, path: str, body: object
) -> None:
    answer = busy.post(path, json=body)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == str(concurrency.RETRY_AFTER)
    assert answer.get_json()["detail"] == concurrency.OVERLOADED


@pytest.mark.parametrize(("path", "body"), COSTLY)
def test_it_is_answered_as_soon_as_there_is_a_turn(
    client: FlaskClient, path: str, body: object
) -> None:
    assert [client.post(path, json=body).status_code for _ in range(3)] == [200] * 3


def test_a_long_stream_is_refused_before_it_is_answered(busy: FlaskClient) -> None:
    answer = busy.post("/v1/score/batch", data=b"{}\n" * 6_000, content_type=NDJSON)
    assert (answer.status_code, answer.get_json()["code"]) == (503, "overloaded")


def test_a_long_stream_makes_room_for_the_next(client: FlaskClient) -> None:
    for _ in range(10):
        answer = client.post("/v1/score/batch", data=b"\n" * 20_000 + b"1\n", content_type=NDJSON)
        assert (answer.status_code, answer.data.count(b"\n")) == (200, 1)


def test_a_stream_whose_client_leaves_makes_room(client: FlaskClient) -> None:
    for _ in range(10):
        left = client.post("/v1/score/batch", data=b"{}\n" * 6_000, content_type=NDJSON)
        assert next(iter(left.response))
        left.close()


def test_a_plain_score_is_answered_meanwhile(busy: FlaskClient) -> None:
    assert busy.post("/v1/score", json=GROUP).status_code == 200


def test_a_body_at_fault_is_told_so_meanwhile(busy: FlaskClient) -> None:
    assert busy.post("/v1/score/batch", json={}).status_code == 422
