"""Bodies as they arrive: read line by line, and read to their end if they are refused."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from socket import socket
from time import monotonic
from typing import Any

from gunicorn.http.body import Body
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import RequestTimeout

from joinwise.errors import MalformedError

DROPPED = 32 * 2**20
"""Bytes of a refused body that are still read, so that a client that sends all first is told."""

DROPPED_WITHIN = 5.0
"""Seconds."""

ARRIVES_WITHIN = 60.0
"""Seconds in which a head has to come, or a body that is no stream; more if much of it comes."""

SLOWEST = 16 * 1024
"""Bytes a second of a large body."""

SHORTEST = 0.001
LATE = "The request did not arrive in time."

PIECE = 64 * 1024
LONGEST_REASON = 200
NDJSON = "application/x-ndjson"

Wsgi = Callable[[Any, Any], Iterable[bytes]]


def drop_the_rest(body: Body, connection: socket) -> bool:
    """Whether another request can follow: nothing is left of a body."""
    return _is_read(body) or _is_dropped(body, connection)


def _is_read(body: Body) -> bool:
    """Whether nothing is left of a body of known length."""
    return getattr(body.reader, "length", None) == 0


def _is_dropped(body: Body, connection: socket) -> bool:
    until = monotonic() + DROPPED_WITHIN
    try:
        return any(not _next_piece(body, connection, until) for _ in range(0, DROPPED, PIECE))
    except (OSError, ParseException):
        return False
    finally:
        connection.settimeout(None)


def _next_piece(body: Body, connection: socket, until: float) -> bytes:
    connection.settimeout(max(until - monotonic(), 0))
    return bytes(body.read(PIECE))


def reading_what_arrives(app: Wsgi) -> Wsgi:
    """The same application; a line of a body can be read as soon as it has come."""

    def arriving(environ: Any, start_response: Any) -> Iterable[bytes]:
        is_stream = environ.get("CONTENT_TYPE", "").startswith(NDJSON)
        connection = None if is_stream else environ["gunicorn.socket"]
        environ["wsgi.input"] = io.BufferedReader(_Arriving(environ["wsgi.input"], connection))
        return app(environ, start_response)

    return arriving


class _Arriving(io.RawIOBase):
    """A gunicorn body that gives what has come, while gunicorn itself waits for a whole KiB.

    Unless it is a stream, its connection has to be given, on which it has to arrive in time.
    """

    def __init__(self, body: Body, connection: socket | None) -> None:
        self.body, self.connection = body, connection
        self.until = monotonic() + ARRIVES_WITHIN

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Raises MalformedError if the chunks of the body are malformed, RequestTimeout."""
        try:
            data = self._arrived(len(buffer))
        except ParseException as error:
            reason = f"The body cannot be read: {error}"
            raise MalformedError(reason[:LONGEST_REASON]) from None
        buffer[: len(data)] = data
        return len(data)

    def _arrived(self, most: int) -> bytes:
        data = self._byte()
        data += self.body._read_reader(min(self._held(), most - 1)) if data else b""  # noqa: SLF001
        self.until += len(data) / SLOWEST
        return data

    def _byte(self) -> bytes:
        """The next one, which is waited for."""
        if self.connection is None or self._held():
            return bytes(self.body._read_reader(1))  # noqa: SLF001
        self.connection.settimeout(max(self.until - monotonic(), SHORTEST))
        try:
            return bytes(self.body._read_reader(1))  # noqa: SLF001
        except TimeoutError:
            raise RequestTimeout(LATE) from None
        finally:
            self.connection.settimeout(None)

    def _held(self) -> int:
        """Bytes that can be read without waiting."""
        reader = self.body.reader
        if hasattr(reader, "buf"):
            return int(reader.buf.tell())
        return int(min(reader.length, reader.unreader.buf.tell()))
