"""The language of a page: the one that was chosen, that of the rules, or that of the browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, g, request
from flask_babel import Babel

from joinwise.languages.catalogs import LANGUAGES
from joinwise.languages.reader import Reader
from joinwise.resources import shipped
from joinwise.web.context import active_advisor
from joinwise.web.forms.locale import reader_of

CHOSEN = "language"
"""The cookie that holds the language that was chosen."""

YEAR = 365 * 24 * 60 * 60
NAMES = {"en": "English", "de": "Deutsch"}
"""Each language as its speakers call it."""

blueprint = Blueprint("translation", __name__)


def translate_pages(app: Flask) -> None:
    """Templates translate their texts, by the catalogues that all of joinwise has."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(shipped("translations"))
    Babel(app, locale_selector=lambda: reader_here().language)
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.add_template_global(_say, "say")
    app.register_blueprint(blueprint)


def _say(message: str) -> str:
    """A text that is no constant of a template, such as a label, in the reader's language."""
    return reader_here().gettext(message)


def reader_here() -> Reader:
    """Who reads the answer to this request."""
    reader: Reader = g.get("reader") or _reader()
    g.reader = reader
    return reader


def _reader() -> Reader:
    reader = reader_of(request.headers.get("Accept-Language", "")[:200])
    language = _chosen() or active_advisor().pack.decision.language
    if language is None or language == reader.language:
        return reader
    return reader_of(language)


def _chosen() -> str | None:
    chosen = request.cookies.get(CHOSEN)
    return chosen if chosen in LANGUAGES else None


@blueprint.get("/language/<language>")
def choose(language: str) -> Response:
    """The page that led here, in another language from now on."""
    if language not in LANGUAGES:
        abort(404)
    response = Response(status=303, headers={"Location": _back()})
    response.set_cookie(CHOSEN, language, YEAR, secure=request.is_secure, samesite="Lax")
    return response


def _back() -> str:
    """The page of this service that led here, or else the first one."""
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host or not came_from.path.startswith("/"):
        return "/"
    path = f"/{came_from.path.lstrip('/')}"
    return f"{path}?{came_from.query}" if came_from.query else path
