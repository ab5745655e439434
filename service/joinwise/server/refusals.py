"""What the server itself refuses, as the errors that the application answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gunicorn.http import errors
from werkzeug.exceptions import (
    BadRequest,
    ExpectationFailed,
    HTTPException,
    NotImplemented,  # noqa: A004 - of HTTP
    RequestHeaderFieldsTooLarge,
    RequestTimeout,
    RequestURITooLarge,
)
from werkzeug.test import create_environ

from joinwise.server.arriving import LATE
from joinwise.web.context import REFUSAL

UNREADABLE = BadRequest("The first line of the request, or a header, cannot be read.")

REFUSALS: Mapping[type[Exception], HTTPException] = {
    TimeoutError: RequestTimeout(LATE),
    errors.LimitRequestLine: RequestURITooLarge("The address is longer than 8,190 characters."),
    errors.LimitRequestHeaders: RequestHeaderFieldsTooLarge(
        "There are more than 100 headers, or one is longer than 8,190 characters."
    ),
    errors.ExpectationFailed: ExpectationFailed("Nothing can be expected but 100-continue."),
    errors.UnsupportedTransferCoding: NotImplemented("There is no transfer coding but chunked."),
    errors.InvalidRequestLine: UNREADABLE,
    errors.InvalidRequestMethod: UNREADABLE,
    errors.InvalidHTTPVersion: UNREADABLE,
    errors.ParseException: BadRequest("A header cannot be read, or contradicts another."),
}
"""By what was raised while a request was read; of two that fit, the first."""

OF_ANSWERS: tuple[type[Exception], ...] = (
    errors.InvalidResponseHeader,
    errors.InvalidResponseHeaderName,
)
"""Errors of headers that an answer has."""

LARGEST_LINE = 8_192
"""Bytes of the first line of a request, with its end."""

MOST_FIELDS = 100

API = re.compile(rb"[A-Z]+ /v1/")
ACCEPTED = re.compile(rb"\r\n(accept|accept-language):([^\r\n]*)", re.IGNORECASE)


def environ_of(head: bytes, error: Exception) -> dict[str, Any]:
    """What stands for a request that raised an error, for the application to answer.

    The client sent this head, or what it sent of it.
    """
    path = "/v1/" if API.match(head) else "/"
    found = (
        (name.decode(), text.decode("latin-1").strip()) for name, text in ACCEPTED.findall(head)
    )
    headers = {name.title(): text for name, text in found}
    return {**create_environ(path, headers=headers), REFUSAL: _refusal(_by_size(head, error))}


def _by_size(head: bytes, error: Exception) -> Exception:
    """The error that says what is too large, which the parser does not tell of every head."""
    if not isinstance(error, errors.ParseException):
        return error
    fields, _, _ = head.partition(b"\r\n\r\n")
    long_line: Exception = errors.LimitRequestLine(len(head), LARGEST_LINE)
    many_fields: Exception = errors.LimitRequestHeaders("")
    if b"\r\n" not in head[:LARGEST_LINE]:
        return long_line if len(head) > LARGEST_LINE else error
    return many_fields if fields.count(b"\r\n") > MOST_FIELDS else error


def _refusal(error: Exception) -> Exception:
    """The error itself if it is no fault of the request: then it is unexpected."""
    if isinstance(error, OF_ANSWERS):
        return error
    refusals = (refusal for kind, refusal in REFUSALS.items() if isinstance(error, kind))
    return next(refusals, error)
