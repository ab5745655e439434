"""What has to arrive, and to be read, in time; and that whoever is late keeps nobody waiting."""

import json
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.request import urlopen

import pytest

from tests.support.services import PATIENCE, free_port, wait_until_ready

pytestmark = pytest.mark.slow

HURRIED = """
import sys
from pathlib import Path
from joinwise.server import arriving, serve, worker
from joinwise.settings import Settings
arriving.ARRIVES_WITHIN = worker.ARRIVES_WITHIN = 1.5
worker.READS_WITHIN = worker.pack("ll", 1, 0)
serve(Settings(port=int(sys.argv[1]), workers=1, threads=4, database_url=sys.argv[2]))
"""
"""The service with deadlines of a second or so."""

SLOW = 1_000
GROUP = json.dumps({"name": "A group", "kind": "meetup"}).encode()
HEAD = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\n"
SCORE = HEAD % (b"/v1/score", b"application/json") + b"Content-Length: %d\r\n\r\n" % len(GROUP)
COMPARE = HEAD % (b"/v1/compare", b"application/json") + b"Content-Length: 9\r\n\r\n"
CHUNKED = HEAD % (b"/v1/compare", b"application/json") + b"Transfer-Encoding: chunked\r\n\r\n"
STREAM = (
    HEAD % (b"/v1/score/batch", b"application/x-ndjson") + b"Transfer-Encoding: chunked\r\n\r\n"
)


@pytest.fixture(scope="module")
def port(database_url: str) -> Iterator[int]:
    chosen = free_port()
    command = [sys.executable, "-c", HURRIED, str(chosen), database_url]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_ready(f"http://127.0.0.1:{chosen}")
        yield chosen
    finally:
        process.terminate()
        process.wait(PATIENCE)


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), PATIENCE)


@pytest.mark.parametrize(
    "begun",
    [
        b"GET /",
        SCORE[:50],
        SCORE + GROUP[:5],
        COMPARE,
        COMPARE + b"{",
        CHUNKED,
        CHUNKED + b"5\r\n{",
    ],
)
def test_what_does_not_arrive_in_time_is_refused(port: int, begun: bytes) -> None:
    with closing(connected(port)) as connection:
        connection.sendall(begun)
        started = time.monotonic()
        answer = receive_until(connection, b"The request did not arrive in time.")
        assert 1 < time.monotonic() - started < PATIENCE
        assert answer.startswith(b"HTTP/1.1 408 ")


def test_bytes_one_by_one_do_not_prolong_the_time(port: int) -> None:
    with closing(connected(port)) as connection:
        started = time.monotonic()
        connection.settimeout(0.2)
        connection.sendall(b"GET / HTTP/1.1\r\nA: ")
        answer = b""
        while not answer:
            connection.sendall(b"a")
            try:
                answer = connection.recv(65_536)
            except TimeoutError:
                assert time.monotonic() - started < PATIENCE
        assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_connection_on_which_nothing_comes_is_closed(port: int) -> None:
    with closing(connected(port)) as connection:
        assert connection.recv(1) == b""


def receive_until(connection: socket.socket, text: bytes) -> bytes:
    received = b""
    while text not in received:
        piece = connection.recv(65_536)
        assert piece, "the connection was closed"
        received += piece
    return received


def test_a_stream_may_be_silent_for_longer(port: int) -> None:
    line = b"%x\r\n%s\n\r\n" % (len(GROUP) + 1, GROUP)
    with closing(connected(port)) as connection:
        connection.sendall(STREAM + line)
        receive_until(connection, b"A group")
        time.sleep(2)
        connection.sendall(line)
        receive_until(connection, b"A group")


def test_clients_that_read_no_answer_are_left(port: int) -> None:
    """As many as there are threads: after them others are answered."""
    line = GROUP + b"\n"
    with ExitStack() as stack:
        for _ in range(4):
            connection = stack.enter_context(closing(connected(port)))
            connection.settimeout(0.5)
            connection.sendall(STREAM)
            with pytest.raises((TimeoutError, ConnectionError)):
                while True:
                    connection.sendall(b"%x\r\n" % (100 * len(line)) + 100 * line + b"\r\n")
        with urlopen(f"http://127.0.0.1:{port}/v1/inputs", timeout=PATIENCE) as answer:
            assert answer.status == 200


@pytest.fixture
def many_files() -> Iterator[None]:
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4 * SLOW), most))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))


def test_a_thousand_slow_clients_keep_nobody_waiting(service: str, many_files: None) -> None:
    port = int(service.rsplit(":", 1)[1])
    with ExitStack() as stack:
        for number in range(SLOW):
            slow = stack.enter_context(closing(connected(port)))
            slow.sendall((b"GET / HTTP/1.1\r\nHost: x\r\n", SCORE)[number % 2])
        for path in ("/healthz", "/readyz", "/v1/inputs"):
            started = time.monotonic()
            with urlopen(f"{service}{path}", timeout=PATIENCE) as answer:
                assert answer.status == 200
            assert time.monotonic() - started < 1
