"""The API as a page, to read and to try."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response

from joinwise.web.client_document import TAGS, Document, calls
from joinwise.web.openapi import CANDIDATE, COMPARISON, documentation_here
from joinwise.web.pages.base import page
from joinwise.web.problems import ADDRESS, KINDS

POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
"""Wider than that of other pages, for Swagger UI."""

EXAMPLES = {"/v1/score": CANDIDATE, "/v1/compare": COMPARISON}

blueprint = Blueprint("docs", __name__)


@dataclass(frozen=True, slots=True)
class Call:
    """One of the calls, and where Swagger UI shows it."""

    method: str
    path: str
    summary: str
    place: str


@blueprint.get("/docs")
def docs() -> Response:
    document = documentation_here().described()
    response = page(
        "docs.html",
        tags={tag: (about, [*_calls(document, tag)]) for tag, about in TAGS.items()},
        examples={path: json.dumps(body, indent=1) for path, body in EXAMPLES.items()},
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _calls(document: Document, tag: str) -> Iterator[Call]:
    for path, method, call in calls(document):
        if tag in call["tags"]:
            yield Call(method.upper(), path, call["summary"], f"/{tag}/{call['operationId']}")


@blueprint.get(ADDRESS)
def errors() -> Response:
    """What each kind of problem document means."""
    return page("problems.html", kinds=KINDS)
