"""What the server itself refuses is told like any other error: as a document, or as a page."""

import json
import socket
import time
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from tests.support.services import PATIENCE

BROWSER = b"Accept: text/html,*/*;q=0.8\r\n"
LONG = b"a" * 9_000
END = b"\r\n\r\n"
REFUSED = [
    (b"GET /" + LONG + b" HTTP/1.1\r\nHost: x", 414, "The address is longer than 8,190 characters."),
    (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + LONG, 431, "There are more than 100 headers, or one is"),
    (b"GET / HTTP/1.1\r\nHost: x" + b"\r\nA: b" * 101, 431, "There are more than 100 headers"),
    (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 2**20, 431, "There are more than 100 headers"),
    (
        b"GET / HTTP/1.1\r\nHost: x" + b"".join(b"\r\nX-%d: b" % n for n in range(1_000)),
        431,
        "There are more than 100 headers",
    ),
    (b"GET /" + b"a" * 2**20 + b" HTTP/1.1\r\nHost: x", 414, "The address is longer than 8,190"),
    (b"nonsense", 400, "The first line of the request, or a header,"),
    (b"\x16\x03\x01\x02\x00\x01", 400, "The first line of the request, or a header,"),
    (b"GET / HTTP/9.9\r\nHost: x", 400, "The first line of the request, or a header,"),
    (b"GET / HTTP/1.1\r\nHost x", 400, "The first line of the request, or a header,"),
    (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y", 400, "A header cannot be read"),
    (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1", 400, "A header cannot be read"),
    (b"POST / HTTP/1.1\r\nHost: x\r\nExpect: wonders", 417, "Nothing can be expected but"),
]  # fmt: skip


def told(service: str, request: bytes) -> tuple[bytes, bytes]:
    """The head and the body of all that is answered until the connection is closed."""
    url = urlsplit(service)
    with closing(socket.create_connection((url.hostname or "", url.port or 0), PATIENCE)) as sent:
        sent.sendall(request)
        answer = b"".join(iter(lambda: sent.recv(65_536), b""))
    assert answer.count(b"HTTP/1.1 ") == 1
    head, _, body = answer.partition(END)
    return head, body


@pytest.mark.parametrize(("request_head", "status", "detail"), REFUSED)
def test_a_refusal_is_a_problem_document(
    service: str, request_head: bytes, status: int, detail: str
) -> None:
    head, body = told(service, request_head + END)
    problem = json.loads(body)
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"\r\nContent-Type: application/problem+json" in head
    assert b"\r\nConnection: close" in head
    assert f"\r\nX-Request-Id: {problem['request_id']}".encode() in head
    assert problem["status"] == status
    assert problem["detail"].startswith(detail)


def test_a_browser_is_shown_a_page(service: str) -> None:
    head, body = told(service, b"GET /?a=" + LONG + b" HTTP/1.1\r\nHost: x\r\n" + BROWSER + b"\r\n")
    assert head.startswith(b"HTTP/1.1 414 ")
    assert b"<h1>This address is too long</h1>" in body


def test_a_call_is_told_in_json_even_to_a_browser(service: str) -> None:
    start = b"GET /v1/score?a=" + LONG + b" HTTP/1.1\r\nHost: x\r\n"
    assert json.loads(told(service, start + BROWSER + b"\r\n")[1])["status"] == 414


def test_clients_that_stay_after_the_last_answer_keep_nobody_waiting(service: str) -> None:
    url = urlsplit(service)
    address = url.hostname or "", url.port or 0
    staying = [socket.create_connection(address, PATIENCE) for _ in range(3)]
    for client in staying:
        client.sendall(b"GET /v1/inputs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    start = time.monotonic()
    told(service, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert time.monotonic() - start < 1
    for client in staying:
        client.close()
