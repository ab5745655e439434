"""The specs as a page: what is expected of the advice, and whether it held."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response, request, url_for

from joinwise.specpage import page
from joinwise.specs import read_specs
from joinwise.web.service import service

PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'"

blueprint = Blueprint("specs", __name__)


@blueprint.get("/specs")
def specs() -> Response:
    response = Response(_page(service().advisor.pack.version), mimetype="text/html")
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@lru_cache(maxsize=1)
def _page(version: str) -> str:
    """The page under the rules in force; these have the version that it is kept by."""
    style = url_for("static", filename="specs.css")
    return page(read_specs(), service().advisor.pack, style)
