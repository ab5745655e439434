"""A plain request, read off the bytes that have come: the few that a worker answers in its loop."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from gunicorn_h1c import IncompleteError, ParseError, parse_request

from joinwise.edge import name_asked_for

LARGEST_HEAD = 16 * 1024
LARGEST_BODY = 9_999
"""Bytes. What is larger is read by a thread."""

SCORE = b"POST", b"/v1/score"
FIELDS = re.compile(rb"fields=[\w,%]+")
"""The one query that may follow a score: the fields that are wanted."""

HEALTH = frozenset({(b"GET", b"/healthz"), (b"GET", b"/readyz")})

JSON = b"application/json"
KEEP_ALIVE = b"keep-alive"
NONE = b"0"
DECLINED = frozenset(
    {
        b"CONTENT-ENCODING",
        b"EXPECT",
        b"HTTP2-SETTINGS",
        b"ORIGIN",
        b"SEC-FETCH-SITE",
        b"TRANSFER-ENCODING",
        b"UPGRADE",
        b"X-FORWARDED-PROTOCOL",
        b"X-FORWARDED-SSL",
    }
)
"""Headers that no plain request has."""

Headers = Mapping[bytes, bytes]


class Unread(Enum):
    """Why there is no plain request."""

    INCOMPLETE = auto()
    """More of it has to come."""

    OTHER = auto()
    """It is not plain, or malformed."""


@dataclass(frozen=True, slots=True)
class PlainRequest:
    """A whole request of a call that is answered in the loop."""

    call: tuple[bytes, bytes]
    query: str
    body: bytes
    headers: Headers

    @property
    def id(self) -> str:
        """What its caller calls it, or an empty text."""
        return self.headers.get(b"X-REQUEST-ID", b"").decode("latin-1")

    @property
    def trace(self) -> str:
        """Its ``traceparent``."""
        return self.headers.get(b"TRACEPARENT", b"").decode("latin-1")


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads plain requests, of no more than the server takes: bytes of a line, fields, of one."""

    line: int
    fields: int
    field: int

    def read(self, data: bytes) -> PlainRequest | Unread:
        """The request that these bytes are; nothing may follow it."""
        try:
            head = parse_request(
                data,
                limit_request_line=self.line,
                limit_request_fields=self.fields,
                limit_request_field_size=self.field,
            )
        except IncompleteError:
            return Unread.INCOMPLETE if len(data) <= LARGEST_HEAD else Unread.OTHER
        except ParseError:
            return Unread.OTHER
        return _read(head, data[head["consumed"] :])


def _read(head: Mapping[str, Any], body: bytes) -> PlainRequest | Unread:
    path, _, query = head["path"].partition(b"?")
    call = head["method"], path
    headers = {name.upper(): value for name, value in head["headers"]}
    is_plain = _is_plain(head, headers) and _may_follow(query, call)
    length = _length(call, headers) if is_plain else None
    if length is None or len(body) > length:
        return Unread.OTHER
    if len(body) < length:
        return Unread.INCOMPLETE
    return PlainRequest(call, query.decode("ascii"), body, headers)


def _may_follow(query: bytes, call: tuple[bytes, bytes]) -> bool:
    return not query or (call == SCORE and FIELDS.fullmatch(query) is not None)


def _is_plain(head: Mapping[str, Any], headers: Headers) -> bool:
    """Whether the headers say nothing else, each is there once, and they are kept apart."""
    return (
        head["minor_version"] == 1
        and len(headers) == len(head["headers"])
        and name_asked_for(headers.get(b"HOST", b"").decode("latin-1")) != ""
        and DECLINED.isdisjoint(headers)
        and headers.get(b"CONNECTION", KEEP_ALIVE).lower() == KEEP_ALIVE
        and b"_" not in b"".join(headers)
    )


def _length(call: tuple[bytes, bytes], headers: Headers) -> int | None:
    """Bytes of the body; None if the call is another one, or its body not for the loop."""
    length = headers.get(b"CONTENT-LENGTH", NONE)
    if call in HEALTH:
        return 0 if length == NONE else None
    if call != SCORE or headers.get(b"CONTENT-TYPE") != JSON:
        return None
    return int(length) if length.isdigit() and len(length) <= len(str(LARGEST_BODY)) else None
