"""The answers that a worker gives in its loop, byte for byte those of its threads."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter, time
from typing import Any

from gunicorn import SERVER
from gunicorn.util import http_date
from werkzeug.test import create_environ, run_wsgi_app

from joinwise.logs import logs_requests
from joinwise.server.plain import SCORE, PlainReader, PlainRequest, Unread
from joinwise.server.refusals import environ_of
from joinwise.web.errors import id_of_request
from joinwise.web.shortcut import ScoringShortcut, headers_of

OK = "200 OK"
KEEP_ALIVE, CLOSE = "keep-alive", "close"


class FastLane:
    """Answers plain requests as soon as they are whole."""

    def __init__(self, reader: PlainReader, shortcut: ScoringShortcut) -> None:
        self._reader, self._shortcut = reader, shortcut
        self._head = Head()

    def answer(self, data: bytes, peer: str = "") -> bytes | Unread:
        """The answer to the one request that these bytes are, sent from this address."""
        start = perf_counter()
        request = self._reader.read(data)
        if not isinstance(request, PlainRequest):
            return request
        if request.call != SCORE:
            return self._said(_environ(request, peer), KEEP_ALIVE)
        return Unread.OTHER if logs_requests() else self._scored(request, start)

    def _scored(self, request: PlainRequest, start: float) -> bytes | Unread:
        body = self._shortcut.answer(request.body, request.query)
        if body is None:
            return Unread.OTHER
        self._shortcut.count(start)
        return self._head.of(OK, headers_of(id_of_request(request.id, request.trace), body)) + body

    def refused(self, head: bytes, error: Exception) -> bytes:
        """The answer to a client that sent this head, by which the request could not be read."""
        return self._said(environ_of(head, error), CLOSE)

    def _said(self, environ: dict[str, Any], connection: str) -> bytes:
        """What the application says, if it neither waits nor works for it."""
        body, status, headers = run_wsgi_app(self._shortcut.application, environ)
        return self._head.of(status, headers, connection) + b"".join(body)


def _environ(request: PlainRequest, peer: str) -> dict[str, Any]:
    method, path = (part.decode("ascii") for part in request.call)
    sent = [
        (name.decode("latin-1"), text.decode("latin-1")) for name, text in request.headers.items()
    ]
    environ = create_environ(path, method=method, headers=sent)
    return {**environ, "REMOTE_ADDR": peer}


class Head:
    """What an answer begins with; its date is written once a second."""

    def __init__(self) -> None:
        self._second = 0
        self._date = ""

    def of(
        self, status: str, headers: Iterable[tuple[str, str]], connection: str = KEEP_ALIVE
    ) -> bytes:
        lines = "".join([f"{name}: {value}\r\n" for name, value in headers])
        own = f"{self._own()}Connection: {connection}\r\n"
        return f"HTTP/1.1 {status}\r\n{own}{lines}\r\n".encode("latin-1")

    def _own(self) -> str:
        """The headers of the server."""
        second = int(time())
        if second != self._second:
            self._second, self._date = second, _own_headers(second)
        return self._date


def _own_headers(second: int) -> str:
    return f"Server: {SERVER}\r\nDate: {http_date(second)}\r\n"
