"""What a worker answers in its loop is, byte for byte, what its threads answer."""

import json
import logging
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from typing import cast
from urllib.parse import urlsplit

import pytest
from flask import Flask

from joinwise.server.lane import FastLane
from joinwise.server.plain import PlainReader, Unread
from joinwise.settings import Settings
from joinwise.web.app import create_app
from joinwise.web.shortcut import ScoringShortcut
from tests.support.services import PATIENCE

GROUP = json.dumps({"name": "A group", "kind": "meetup"}).encode()
BY_A_THREAD = "X-Forwarded-Ssl: off"
"""A header with which a request is not plain, and that changes nothing else."""

ID = "X-Request-Id: mine"
OWN = re.compile(rb"(Date|X-Request-Id): [^\r]+")
HEALTH = ("GET /healthz", "GET /readyz")


def request(start: str, body: bytes, *headers: str) -> bytes:
    typed = ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
    return "\r\n".join([f"{start} HTTP/1.1", "Host: x", *typed, *headers, "", ""]).encode() + body


def score(*headers: str, body: bytes = GROUP) -> bytes:
    return request("POST /v1/score", body, *headers)


@pytest.fixture
def connection(service: str) -> Iterator[socket.socket]:
    url = urlsplit(service)
    assert url.hostname
    assert url.port
    with closing(socket.create_connection((url.hostname, url.port), PATIENCE)) as connected:
        yield connected


def answered(connection: socket.socket) -> bytes:
    """One answer of known length."""
    head, rest = until(connection, b"", b"\r\n\r\n")
    length = int(re.search(rb"Content-Length: (\d+)", head)[1])  # type: ignore[index]
    while len(rest) < length:
        rest += received(connection)
    assert len(rest) == length
    return head + rest


def until(connection: socket.socket, data: bytes, end: bytes) -> tuple[bytes, bytes]:
    while end not in data:
        data += received(connection)
    head, _, rest = data.partition(end)
    return head + end, rest


def received(connection: socket.socket) -> bytes:
    data = connection.recv(65_536)
    assert data, "the connection was closed"
    return data


def told(connection: socket.socket, data: bytes) -> bytes:
    connection.sendall(data)
    return answered(connection)


def without_its_own(answer: bytes) -> bytes:
    """An answer without its date and its id."""
    return OWN.sub(rb"\1: *", answer)


@pytest.mark.parametrize(
    "body", [GROUP, b"{}", b"nonsense", b'{"name": "\\ud800", "kind": "meetup"}', b"\xff", b'"x"']
)
def test_a_score_has_the_same_bytes_from_loop_and_thread(
    connection: socket.socket, body: bytes
) -> None:
    plain = told(connection, score(ID, body=body))
    by_a_thread = told(connection, score(ID, BY_A_THREAD, body=body))
    assert without_its_own(plain) == without_its_own(by_a_thread)


@pytest.mark.parametrize("query", ["score,recommendation", "summary%2Cname", "scores", "", "%ff"])
def test_some_fields_of_a_score_have_the_same_bytes_from_loop_and_thread(
    connection: socket.socket, query: str
) -> None:
    start = f"POST /v1/score?fields={query}"
    plain = told(connection, request(start, GROUP, ID))
    by_a_thread = told(connection, request(start, GROUP, ID, BY_A_THREAD))
    assert without_its_own(plain) == without_its_own(by_a_thread)


@pytest.mark.parametrize("start", HEALTH)
def test_health_has_the_same_bytes_from_loop_and_thread(
    connection: socket.socket, start: str
) -> None:
    plain = told(connection, request(start, b""))
    assert without_its_own(plain) == without_its_own(
        told(connection, request(start, b"", BY_A_THREAD))
    )


@pytest.mark.parametrize("by", [[], [BY_A_THREAD]])
def test_the_callers_id_is_said_by_both(connection: socket.socket, by: list[str]) -> None:
    assert b"\r\nX-Request-Id: mine\r\n" in told(connection, score(ID, *by))


def test_a_request_that_comes_in_pieces_is_answered_once(connection: socket.socket) -> None:
    data, whole = score(ID), told(connection, score(ID))
    for place in (1, 40, data.index(b"\r\n\r\n") + 4, len(data) - 1):
        connection.sendall(data[:place])
        time.sleep(0.02)
        assert without_its_own(told(connection, data[place:])) == without_its_own(whole)


def test_requests_that_come_at_once_are_answered_in_their_order(connection: socket.socket) -> None:
    names = [f"r{number}" for number in range(6)]
    connection.sendall(b"".join(score(f"X-Request-Id: {name}") for name in names))
    data = b""
    while data.count(b"HTTP/1.1 200 OK") < 6 or not data.endswith(b"}"):
        data += received(connection)
    assert re.findall(rb"X-Request-Id: (\w+)", data) == [name.encode() for name in names]


def test_loop_and_threads_take_turns_on_a_connection(connection: socket.socket) -> None:
    for by in ([], [BY_A_THREAD], [], [BY_A_THREAD], []):
        assert told(connection, score(*by)).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_request_to_close_closes(connection: socket.socket) -> None:
    assert b"\r\nConnection: close\r\n" in told(connection, score("Connection: close"))
    assert connection.recv(1) == b""


def test_a_client_that_ends_its_side_is_answered(connection: socket.socket) -> None:
    connection.sendall(score())
    connection.shutdown(socket.SHUT_WR)
    assert answered(connection).startswith(b"HTTP/1.1 200 OK\r\n")
    assert connection.recv(1) == b""


@pytest.mark.slow
def test_answers_that_a_client_leaves_lie_are_all_there_when_it_reads(
    connection: socket.socket,
) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    one = told(connection, score(ID))
    for _ in range(1_500):
        connection.sendall(score(ID))
        time.sleep(0.002)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**20)
    length = 1_500 * len(one)
    read = 0
    while read < length:
        read += len(received(connection))
    assert read == length


@pytest.fixture
def lane(app: Flask) -> FastLane:
    shortcut = app.wsgi_app
    assert isinstance(shortcut, ScoringShortcut)
    return FastLane(PlainReader(8190, 100, 8190), shortcut)


def test_what_is_plain_is_answered_in_the_loop(lane: FastLane) -> None:
    lean = request("POST /v1/score?fields=score", GROUP)
    for data in (score(), lean, *(request(start, b"") for start in HEALTH)):
        answer = lane.answer(data)
        assert isinstance(answer, bytes)
        assert answer.startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_score_that_is_to_be_logged_is_for_a_thread_and_health_still_is_not(
    lane: FastLane, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="joinwise.requests"):
        assert lane.answer(score()) is Unread.OTHER
        assert isinstance(lane.answer(request("GET /healthz", b"")), bytes)


def test_a_candidate_that_does_not_fit_is_for_a_thread(lane: FastLane) -> None:
    assert lane.answer(score(body=b"{}")) is Unread.OTHER


@pytest.mark.slow
def test_scores_are_for_a_thread_if_only_some_hosts_are_allowed(database_url: str) -> None:
    app = create_app(Settings(database_url=database_url, allowed_hosts=("joinwise.example",)))
    lane = FastLane(PlainReader(8190, 100, 8190), cast("ScoringShortcut", app.wsgi_app))
    answer = lane.answer(request("GET /healthz", b""))
    assert isinstance(answer, bytes)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert lane.answer(score()) is Unread.OTHER


def test_what_is_answered_in_the_loop_is_counted(app: Flask, lane: FastLane) -> None:
    def counted(route: str, method: str) -> float:
        labels = {"method": method, "route": route, "status": "200"}
        registry = app.extensions["joinwise"].metrics.registry
        return registry.get_sample_value("joinwise_requests_total", labels) or 0.0

    before = counted("/v1/score", "POST"), counted("/healthz", "GET")
    lane.answer(score())
    lane.answer(request("GET /healthz", b""))
    assert (counted("/v1/score", "POST"), counted("/healthz", "GET")) == tuple(
        count + 1 for count in before
    )
