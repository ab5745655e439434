"""Every error as a problem document (RFC 9457), in one shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from random import getrandbits
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import structlog
from flask import Response, g, request
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from joinwise.diagnostics import Problem
from joinwise.errors import BusyError, CandidateError, StoreError
from joinwise.formats.strict_json import write_json
from joinwise.web.context import REFUSAL, services
from joinwise.web.prefix import prefix_here
from joinwise.web.problems import (
    ADDRESS,
    INVALID,
    KINDS,
    PROBLEM_JSON,
    UNEXPECTED,
    ProblemKind,
    kind_of,
    kind_of_status,
)

REQUEST_ID = re.compile(r"[\w.:-]{1,80}", re.ASCII)
TRACE = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}\b")
HEADER = "X-Request-Id"
NOSNIFF = ("X-Content-Type-Options", "nosniff")

OWN_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
RETRY_AFTER = 5
"""Seconds after which to ask a store again."""

CODES = [kind.code for kind in KINDS]

MOST_PROBLEMS_OF_BODY = 1_000
FEW_PROBLEMS = 10

FAULT = "Something went wrong here; the request id finds it in the log."

log = structlog.get_logger("joinwise")


class FieldProblemSchema(Schema):
    field = fields.String(required=True, metadata={"example": "cost.annual_dues"})
    message = fields.String(required=True, metadata={"example": "Must be a number."})


class ProblemSchema(Schema):
    """What every error looks like."""

    type = fields.String(
        required=True,
        metadata={
            "format": "uri-reference",
            "example": f"{ADDRESS}#{INVALID.code}",
            "description": "Where this kind of problem is explained.",
        },
    )
    title = fields.String(required=True, metadata={"example": "Unprocessable Entity"})
    status = fields.Integer(required=True, metadata={"example": 422})
    code = fields.String(
        required=True,
        metadata={
            "example": INVALID.code,
            "description": f"The kind of problem, for programs: {', '.join(CODES)}. There may be "
            "others in later versions.",
        },
    )
    detail = fields.String(required=True, metadata={"example": "1 field does not fit."})
    request_id = fields.String(required=True, metadata={"example": "0f8b1c2d3e4f5a6b"})
    line = fields.Integer(metadata={"description": "Of a stream.", "minimum": 1})
    errors = fields.List(fields.Nested(FieldProblemSchema))


def problem(
    kind: ProblemKind, detail: str, errors: Iterable[Problem] = (), **more: Any
) -> dict[str, Any]:
    """A problem document; ``errors`` is there only if fields are at fault."""
    document: dict[str, Any] = {
        "type": f"{prefix_here()}{ADDRESS}#{kind.code}",
        "title": HTTPStatus(kind.status).phrase,
        "status": kind.status,
        "code": kind.code,
        "detail": detail,
        "request_id": request_id(),
        **more,
    }
    fields = [{"field": error.field, "message": error.message} for error in errors]
    return {**document, "errors": fields} if fields else document


def problem_of(error: Exception, **more: Any) -> dict[str, Any]:
    """The problem document for an error; one of ours that has no status is a fault of ours."""
    match error:
        case CandidateError(problems=problems):
            return problem(INVALID, _count(error), problems, **more)
        case HTTPException(code=int() as code):
            return problem(kind_of_status(code), str(error.description or ""), **more)
        case StoreError():
            log.warning(
                "store away", reason=error.reason, store=error.where, request_id=request_id()
            )
            services().metrics.store_errors.inc()
    kind = kind_of(error)
    if kind is not UNEXPECTED:
        return problem(kind, str(error), **more)
    log.exception("unexpected error", request_id=request_id(), path=request.path)
    return problem(UNEXPECTED, FAULT, **more)


@dataclass(slots=True)
class ProblemBudget:
    """How many problems the candidates of one body may still name together.

    Each may name a few, and those with more share the rest: an answer grows with its candidates,
    and not with what is wrong with them.
    """

    left: int = MOST_PROBLEMS_OF_BODY

    def cut(self, error: Exception) -> Exception:
        """The error as it is shown."""
        if not isinstance(error, CandidateError):
            return error
        shown = error.cut(max(self.left, FEW_PROBLEMS))
        self.left -= len(shown.problems)
        return shown


def _count(error: CandidateError) -> str:
    said = "1 field does not fit" if error.count == 1 else f"{error.count:,} fields do not fit"
    named = len(error.problems)
    return f"{said}; {named} of them {_are(named)} named here." if error.others else f"{said}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def request_id() -> str:
    """What finds this request in the log: see ``id_of_request``."""
    if "request_id" not in g:
        trace = request.headers.get("traceparent", "")
        g.request_id = id_of_request(request.headers.get(HEADER, ""), trace)
    id: str = g.request_id
    return id


def id_of_request(own: str, trace: str = "") -> str:
    """The caller's own id of a request if it is a sensible one, or that of its trace, or a new one.

    ``trace`` is a ``traceparent`` (W3C Trace Context). The id finds a request in the log and is no
    secret. Random bytes of the system would give up the interpreter's lock; after a fork Python
    seeds its own generator anew.
    """
    if REQUEST_ID.fullmatch(own):
        return own
    traced = TRACE.match(trace)
    return traced[1] if traced else f"{getrandbits(64):016x}"


def refuse() -> None:
    """Raises what the server has refused a request with, so that it is answered like any error."""
    refusal = request.environ.get(REFUSAL)
    if refusal is not None:
        raise refusal


def problem_answer(error: Exception) -> Response:
    """Any error as a problem document."""
    document = problem_of(error)
    response = Response(write_json(document), document["status"], content_type=PROBLEM_JSON)
    response.headers.extend(own_headers(error))
    return response


def own_headers(error: Exception) -> Mapping[str, str]:
    """What an answer says of an error in its headers."""
    match error:
        case StoreError():
            return {"Retry-After": str(RETRY_AFTER)}
        case BusyError(seconds=seconds):
            return {"Retry-After": str(seconds)}
        case HTTPException():
            own = {key: value for key, value in error.get_headers() if key in OWN_HEADERS}
            return {key: ", ".join(sorted(value.split(", "))) for key, value in own.items()}
    return {}


def without_host(response: Response) -> Response:
    """A redirect says where on this service to go on, whatever name the caller gave it."""
    parts = urlsplit(response.headers.get("Location", ""))
    if parts.netloc:
        path = f"/{parts.path.lstrip('/')}"
        response.headers["Location"] = urlunsplit(("", "", path, parts.query, parts.fragment))
    return response


def named(response: Response) -> Response:
    """Names the request of an answer."""
    response.headers[HEADER] = request_id()
    response.headers.setdefault(*NOSNIFF)
    return response
