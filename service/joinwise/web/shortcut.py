"""``POST /v1/score`` without what only pages need: the request that is made most, answered first.

A request that is as plain as most are, and whose candidate fits, is answered here. Every other one
goes the whole way through Flask, as if nobody had looked at it, and so does one that fails here:
what is wrong with it is said in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO
from time import perf_counter
from typing import Any

from werkzeug.wsgi import ClosingIterator

from joinwise.advisor import Advisor
from joinwise.bootstrap import Services
from joinwise.domain.candidate import Candidate
from joinwise.edge import name_asked_for
from joinwise.formats.strict_json import read_json, write_json
from joinwise.logs import logs_requests
from joinwise.scoring.model import FIELDS
from joinwise.web.bodies import LARGEST_BODY
from joinwise.web.context import INTERNAL
from joinwise.web.errors import HEADER, NOSNIFF, id_of_request
from joinwise.web.parsing import JSON
from joinwise.web.proxies import Environ, Wsgi

METHOD, ROUTE = "POST", "/v1/score"
PLAIN = {
    "REQUEST_METHOD": METHOD,
    "PATH_INFO": ROUTE,
    "CONTENT_TYPE": JSON,
    "HTTP_CONTENT_ENCODING": "",
    "HTTP_TRANSFER_ENCODING": "",
    "HTTP_ORIGIN": "",
    "HTTP_SEC_FETCH_SITE": "",
}
"""What a request says that is answered here; what it does not say counts as empty."""


WANTED = re.compile(r"fields=(\w+(?:(?:,|%2C)\w+)*)", re.ASCII)
"""A query that names the fields that are wanted, and says nothing else."""


@lru_cache(256)
def fields_of(query: str) -> tuple[str, ...] | None:
    """The fields of the advice that a query asks for; None if it says anything else."""
    if not query:
        return FIELDS
    found = WANTED.fullmatch(query)
    named = frozenset(found[1].replace("%2C", ",").split(",")) if found else frozenset()
    is_plain = bool(named) and named.issubset(FIELDS)
    return tuple(field for field in FIELDS if field in named) if is_plain else None


@dataclass(frozen=True, slots=True)
class ScoringShortcut:
    """An application that scores a plain candidate itself and leaves all else to another."""

    application: Wsgi
    services: Services
    is_open: bool = True
    """Whether it answers anything itself."""

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not self.is_open or not _is_plain(environ) or logs_requests():
            return self.application(environ, start_response)
        start, length = perf_counter(), int(environ["CONTENT_LENGTH"])
        try:
            body = environ["wsgi.input"].read(length)
        except OSError:
            return self.application(environ, start_response)
        query = environ.get("QUERY_STRING", "")
        answer = self.answer(body, query) if len(body) == length else None
        if answer is None:
            return self.application({**environ, "wsgi.input": BytesIO(body)}, start_response)
        said = environ.get
        id = id_of_request(said("HTTP_X_REQUEST_ID", ""), said("HTTP_TRACEPARENT", ""))
        start_response("200 OK", headers_of(id, answer))
        return ClosingIterator([answer], partial(self.count, start))

    def answer(self, body: bytes, query: str = "") -> bytes | None:
        """The advice as JSON; None if anything is wrong, which the whole way then tells."""
        fields = fields_of(query)
        if fields is None or not self.is_open:
            return None
        try:
            advisor = self.services.rules.advisor
            candidate = Candidate.from_json(read_json(body), advisor.pack.catalogue)
            return self._advised(advisor, candidate, fields) if candidate else None
        except Exception:
            return None

    def _advised(self, advisor: Advisor, candidate: Candidate, fields: tuple[str, ...]) -> bytes:
        answer, outcome = advisor.answer_fields(candidate, fields)
        body = write_json(answer)
        self.services.advised(candidate, outcome)
        return body

    def count(self, start: float) -> None:
        self.services.metrics.answered(METHOD, ROUTE, 200, perf_counter() - start)


def _is_plain(environ: Mapping[str, Any]) -> bool:
    says = environ.get
    if any(says(key, "") != value for key, value in PLAIN.items()) or INTERNAL in environ:
        return False
    if fields_of(says("QUERY_STRING", "")) is None:
        return False
    if not name_asked_for(says("HTTP_HOST", "")):
        return False
    length = says("CONTENT_LENGTH", "")
    return length.isdecimal() and int(length) <= LARGEST_BODY


def headers_of(id: str, answer: bytes) -> list[tuple[str, str]]:
    return [
        ("Content-Type", JSON),
        ("Content-Length", str(len(answer))),
        (HEADER, id),
        NOSNIFF,
        ("Vary", "Accept-Encoding"),
    ]
