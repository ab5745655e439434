"""The API as a page, to read and to try."""

from __future__ import annotations

from flask import Blueprint, Response

from joinwise.web.pages.base import page
from joinwise.web.problems import ADDRESS, KINDS

POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
"""Wider than that of other pages, for Swagger UI."""

blueprint = Blueprint("docs", __name__)


@blueprint.get("/docs")
def docs() -> Response:
    response = page("docs.html")
    response.headers["Content-Security-Policy"] = POLICY
    return response


@blueprint.get(ADDRESS)
def errors() -> Response:
    """What each kind of problem document means."""
    return page("problems.html", kinds=KINDS)
