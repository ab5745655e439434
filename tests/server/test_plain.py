"""What the loop of a worker takes for a plain request is what gunicorn reads for a thread."""

from random import Random
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.message import Request
from gunicorn.http.unreader import Unreader
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.server.plain import LARGEST_BODY, LARGEST_HEAD, PlainReader, PlainRequest, Unread

CONFIG = Config()
PEER = ("127.0.0.1", 1)
READER = PlainReader(
    CONFIG.limit_request_line, CONFIG.limit_request_fields, CONFIG.limit_request_field_size
)
BODY = b'{"name": "A group", "kind": "meetup"}'
START = b"POST /v1/score HTTP/1.1\r\n"
HEADERS = (
    b"Host: localhost\r\n",
    b"Content-Type: application/json\r\n",
    b"Content-Length: %d\r\n" % len(BODY),
)
WHOLE = START + b"".join(HEADERS) + b"\r\n" + BODY
SNIPPETS = (
    b"\r\n", b"\n", b"\r", b" ", b"\t", b":", b"\0", b"\xb2", b"0", b"_", b"\r\n ", b"X-A: b\r\n",
    b"Connection: close\r\n", b"Connection: keep-alive\r\n", b"Transfer-Encoding: chunked\r\n",
    b"Expect: 100-continue\r\n", b"Content-Length: 3\r\n", b"X-Request-Id: a\r\n", b"HTTP/1.0",
    b"?fields=score", b"?", b"%", b"X-Forwarded-Proto: https\r\n", b"X-Forwarded-Ssl: on\r\n", b"Upgrade: h2c\r\n", *HEADERS,
)  # fmt: skip


class Sent(Unreader):  # type: ignore[misc]
    """What a client sent that sends no more for now."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.unread(data)

    def chunk(self, size_hint: int | None = None) -> bytes:
        raise BlockingIOError


def read_by_gunicorn(data: bytes) -> tuple[Any, bytes, bytes]:
    """The request, its body, and what follows. Raises BlockingIOError if more has to come."""
    sent = Sent(data)
    request = Request(CONFIG, sent, PEER)
    return request, request.body.read(), sent.buf.getvalue()


def mutated(random: Random) -> bytes:
    """A request with snippets put in, with places cut out, or cut off."""
    data = WHOLE
    for _ in range(random.randint(0, 3)):
        place = random.choice(
            [random.randrange(len(data) + 1), len(START), data.find(b"\r\n\r\n") + 2]
        )
        data = (
            data[:place]
            + random.choice((*SNIPPETS, b""))
            + data[place + random.choice((0, 0, 1)) :]
        )
    return data[: random.choice((len(data), random.randrange(len(data) + 1)))]


@pytest.mark.slow
@settings(deadline=None, max_examples=600)
@given(st.integers(0, 2**32))
def test_any_bytes_are_read_as_gunicorn_reads_them(seed: int) -> None:
    data = mutated(Random(seed))
    match READER.read(data):
        case PlainRequest(body=body) as plain:
            request, read, rest = read_by_gunicorn(data)
            assert (request.method, request.path) == ("POST", "/v1/score")
            assert request.query == plain.query
            assert (read, rest) == (body, b"")
            assert request.headers == [
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, value in plain.headers.items()
            ]
            assert not request.should_close()
            assert "EXPECT" not in dict(request.headers)
        case Unread.INCOMPLETE:
            with pytest.raises(BlockingIOError):
                read_by_gunicorn(data)


def with_headers(*headers: bytes, start: bytes = START, body: bytes = BODY) -> bytes:
    return start + b"".join(headers) + b"\r\n" + body


def test_a_plain_request_is_read() -> None:
    data = with_headers(*HEADERS, b"X-Request-Id: mine\r\n")
    plain = READER.read(data)
    assert isinstance(plain, PlainRequest)
    assert (plain.call, plain.body, plain.id) == ((b"POST", b"/v1/score"), BODY, "mine")


def test_a_question_after_health_is_read() -> None:
    data = with_headers(HEADERS[0], start=b"GET /healthz HTTP/1.1\r\n", body=b"")
    plain = READER.read(data)
    assert isinstance(plain, PlainRequest)
    assert (plain.call, plain.body, plain.id) == ((b"GET", b"/healthz"), b"", "")


def test_the_fields_that_are_wanted_are_read() -> None:
    plain = READER.read(with_headers(*HEADERS, start=b"POST /v1/score?fields=a,b HTTP/1.1\r\n"))
    assert isinstance(plain, PlainRequest)
    assert (plain.call, plain.query) == ((b"POST", b"/v1/score"), "fields=a,b")


@pytest.mark.parametrize("length", range(1, len(WHOLE)))
def test_a_request_of_which_some_is_missing_is_incomplete(length: int) -> None:
    assert READER.read(WHOLE[:length]) is Unread.INCOMPLETE


@pytest.mark.parametrize(
    "data",
    [
        WHOLE + b"P",
        with_headers(*HEADERS, start=b"POST /v1/score HTTP/1.0\r\n"),
        with_headers(*HEADERS, start=b"POST /v1/score?include=flips HTTP/1.1\r\n"),
        with_headers(*HEADERS, start=b"POST /v1/score?fields=score&include=flips HTTP/1.1\r\n"),
        with_headers(HEADERS[0], start=b"GET /healthz?fields=score HTTP/1.1\r\n", body=b""),
        with_headers(*HEADERS, start=b"POST /v1/compare HTTP/1.1\r\n", body=b""),
        with_headers(*HEADERS, b"Connection: close\r\n"),
        with_headers(*HEADERS, b"Expect: 100-continue\r\n", body=b""),
        with_headers(*HEADERS, b"Content-Encoding: gzip\r\n"),
        with_headers(*HEADERS, b"Origin: https://elsewhere.example\r\n"),
        with_headers(*HEADERS, b"Sec-Fetch-Site: cross-site\r\n"),
        with_headers(*HEADERS, b"X_Forwarded_For: ::1\r\n"),
        with_headers(*HEADERS, b"X-Request-Id: a\r\n", b"x-request-id: b\r\n"),
        with_headers(*HEADERS[:2], b"Content-Length: %d\r\n" % (LARGEST_BODY + 1), body=b""),
        with_headers(*HEADERS[:2], b"Content-Length: %s\r\n" % (b"9" * 5_000), body=b""),
        with_headers(*HEADERS[:2], b"Transfer-Encoding: chunked\r\n", body=b"0\r\n\r\n"),
        with_headers(HEADERS[0], HEADERS[2]),
        START + b"X: " + b"a" * LARGEST_HEAD,
        b"\x16\x03\x01",
    ],
)
def test_any_other_request_is_for_a_thread(data: bytes) -> None:
    assert READER.read(data) is Unread.OTHER
