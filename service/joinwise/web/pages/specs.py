"""The specs as pages: what is expected of the advice, and whether it is so."""

from __future__ import annotations

from functools import cache, lru_cache

from flask import Blueprint, Response, abort, request
from markupsafe import Markup

from joinwise.specs.report import SERVED_STYLES, address_of, feature_page, map_page, overview
from joinwise.specs.results import Specs, read_specs
from joinwise.web.context import active_advisor
from joinwise.web.pages.base import page

MAP = "map"
STYLE_HEADERS = {"Cache-Control": "max-age=3600"}

blueprint = Blueprint("specs", __name__)


@blueprint.get("/specs")
def specs() -> Response:
    """The figures, and the features to go on to."""
    return _page("", "")


@blueprint.get("/specs/<name>")
def feature(name: str) -> Response:
    """One feature in full, or the map of features and rules."""
    titles = {address_of(each.file): each.name for each in shipped_specs().features}
    title = titles.get(f"/specs/{name}")
    if title is None and name != MAP:
        abort(404)
    return _page(name, title or "")


@blueprint.get("/static/specs.css")
def style() -> Response:
    """The style of the report, which lies beside its templates."""
    text = "".join(sheet.read_text("utf-8") for sheet in SERVED_STYLES)
    return Response(text, content_type="text/css; charset=utf-8", headers=STYLE_HEADERS)


def _page(name: str, title: str) -> Response:
    content = _content(active_advisor().pack.version, name)
    response = page("specs.html", content=content, title=title)
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@lru_cache(maxsize=64)
def _content(version: str, name: str) -> Markup:
    """A page under the active rules, by whose version it is cached."""
    specs, pack = shipped_specs(), active_advisor().pack
    if not name:
        return overview(specs, pack)
    if name == MAP:
        return map_page(specs, pack)
    file = next(file for file in specs.features if address_of(file.file) == f"/specs/{name}")
    return feature_page(specs, pack, file)


@cache
def shipped_specs() -> Specs:
    """The features that come with joinwise, which change only with it."""
    return read_specs()
