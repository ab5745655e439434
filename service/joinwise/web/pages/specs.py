"""The specs as a page: what is expected of the advice, and whether it is so."""

from __future__ import annotations

from functools import cache, lru_cache

from flask import Blueprint, Response, request, send_file
from markupsafe import Markup

from joinwise.specs.report import STYLE, report
from joinwise.specs.results import Specs, read_specs
from joinwise.web.context import active_advisor
from joinwise.web.pages.base import page

blueprint = Blueprint("specs", __name__)


@blueprint.get("/specs")
def specs() -> Response:
    response = page("specs.html", content=_content(active_advisor().pack.version))
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.get("/static/specs.css")
def style() -> Response:
    """The style of the report, which lies beside its templates."""
    return send_file(STYLE)


@lru_cache(maxsize=1)
def _content(version: str) -> Markup:
    """The page under the active rules, by whose version it is cached."""
    return report(shipped_specs(), active_advisor().pack, is_served=True)


@cache
def shipped_specs() -> Specs:
    """The features that come with joinwise, which change only with it."""
    return read_specs()
