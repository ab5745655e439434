"""The kinds of problem documents: a code for each, and what it means to whoever gets one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from joinwise.errors import (
    BusyError,
    CandidateError,
    ConflictError,
    MalformedError,
    OverloadedError,
    StoreBusyError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)

ADDRESS = "/docs/errors"
"""Of the page that explains them, with the code as its anchor."""

PROBLEM_JSON = "application/problem+json"
INTERNAL = 500


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """``status`` is the one of HTTP that it comes with; ``about`` says what to do."""

    code: str
    status: int
    about: str


MALFORMED = ProblemKind(
    "malformed",
    400,
    "The body is not JSON (or YAML), or it ended early; nothing was done.",
)
CONFLICT = ProblemKind(
    "conflict",
    409,
    "It contradicts what was saved: an Idempotency-Key was used before with another body, or the "
    "rules of an assessment no longer work. Send it under another key.",
)
INVALID = ProblemKind(
    "invalid",
    422,
    "Fields or parameters do not fit; errors names each, in the words that the service uses for "
    "it. Mend them.",
)
BUSY = ProblemKind(
    "busy",
    429,
    "This caller has to wait: another draft is being worked on, or too many wrong tokens came. "
    "Retry-After says how many seconds.",
)
OVERLOADED = ProblemKind(
    "overloaded",
    503,
    "Too many costly calls are being worked on. Try again after the seconds of Retry-After.",
)
STORE_BUSY = ProblemKind(
    "store-busy", 503, "Others use the store. Try again after the seconds of Retry-After."
)
STORE_FULL = ProblemKind(
    "store-full", 503, "The disk of the store has no room left. Who runs the service must act."
)
STORE_READ_ONLY = ProblemKind(
    "store-read-only", 503, "The store can be read but not written. Who runs the service must act."
)
STORE_AWAY = ProblemKind(
    "store-away",
    503,
    "The store does not answer. Scoring works; try again after the seconds of Retry-After.",
)
UNEXPECTED = ProblemKind(
    "internal-error", INTERNAL, "A fault of the service. request_id finds it in its log."
)

OURS: Mapping[type[Exception], ProblemKind] = {
    MalformedError: MALFORMED,
    ConflictError: CONFLICT,
    CandidateError: INVALID,
    OverloadedError: OVERLOADED,
    BusyError: BUSY,
    StoreBusyError: STORE_BUSY,
    StoreFullError: STORE_FULL,
    StoreReadOnlyError: STORE_READ_ONLY,
    StoreError: STORE_AWAY,
}
"""By the error; of two that fit, the first."""

OF_HTTP = (
    ProblemKind(
        "bad-request",
        400,
        "The request breaks a rule of HTTP, or names another host.",
    ),
    ProblemKind(
        "token-needed", 401, "The call takes a token: send it as Authorization: Bearer TOKEN."
    ),
    ProblemKind(
        "forbidden",
        403,
        "The token does not open this call, none is set and the caller is not on this machine, or "
        "a page of another site sent it.",
    ),
    ProblemKind("not-found", 404, "There is nothing at this address, or under this id."),
    ProblemKind("method-not-allowed", 405, "The address takes the methods that Allow names."),
    ProblemKind("request-timeout", 408, "The request did not arrive in time. Send it again."),
    ProblemKind("too-large", 413, "The body, or a line of a stream, is too large: send less."),
    ProblemKind("address-too-long", 414, "The address is too long."),
    ProblemKind(
        "unsupported-media-type", 415, "The body is of another media type than the call takes."
    ),
    ProblemKind("expectation-failed", 417, "Nothing can be expected but 100-continue."),
    ProblemKind(
        "rate-limited",
        429,
        "The caller asked for more than there is in this time. Retry-After says how many seconds "
        "to wait.",
    ),
    ProblemKind("headers-too-large", 431, "There are too many headers, or one is too long."),
    ProblemKind("not-implemented", 501, "There is no such transfer coding, or no such method."),
)
"""What is not said by an error of ours."""

BY_STATUS = {kind.status: kind for kind in OF_HTTP}
KINDS = sorted((*dict.fromkeys(OURS.values()), *OF_HTTP, UNEXPECTED), key=lambda kind: kind.status)
"""All of them."""


def kind_of(error: Exception) -> ProblemKind:
    """The kind of an error of ours; one that is none of ours is a fault of the service."""
    return next((kind for of, kind in OURS.items() if isinstance(error, of)), UNEXPECTED)


def kind_of_status(status: int) -> ProblemKind:
    """The kind of an error of HTTP."""
    return BY_STATUS.get(status, ProblemKind("bad-request", status, ""))
