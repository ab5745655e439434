"""How a person gets to the pages that are not for everybody: a token, asked for once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFError, CSRFProtect

from joinwise.tokens import Scope, Token
from joinwise.web.auth import (
    CLOSED,
    OUT_OF_SCOPE,
    caller_of,
    identified,
    remember,
    remembered,
    token_of,
)
from joinwise.web.context import services
from joinwise.web.cross_site import SAFE
from joinwise.web.pages.base import page, reader_here, redirected

TOKEN = "token"  # noqa: S105 - the name of a field
SESSION = {
    "SESSION_COOKIE_NAME": "joinwise",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "PERMANENT_SESSION_LIFETIME": timedelta(days=7),
    "WTF_CSRF_CHECK_DEFAULT": False,
    "WTF_CSRF_TIME_LIMIT": None,
}
"""The cookie is signed, and ends after a week; what it says of a token is checked each time."""

RESUMED = "resumed"
"""The field that marks a form which was sent before its sender had given a token."""

OWN_FIELDS = (TOKEN, "path", "csrf_token")
LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")
"""A path of ours; browsers read a backslash as a slash, and drop tabs and line ends."""

TOO_OLD = "Go back, load the page again, and send the form once more; nothing was changed."
OTHER_HOST = (
    "Nothing was changed: the form came from {page}, but this service is called {host} here. "
    "If both are this service, the proxy in front of it passes another name than the browser's; "
    "whoever runs it can mend that (with nginx: proxy_set_header Host $http_host)."
)
NO_REFERRER = (
    "Nothing was changed: the browser does not say from which page the form was sent. "
    "Allow it to send the Referer header to this service, and send the form once more."
)


class Sessions(SecureCookieSessionInterface):
    """Cookies that a browser which speaks TLS sends by TLS alone."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


csrf = CSRFProtect()
blueprint = Blueprint("login", __name__)


def require_login(scope: Scope, changing: Scope | None = None) -> Response | None:
    """Before a protected page: asks for a token that opens it."""
    access, needed = services().access, scope if request.method in SAFE else changing or scope
    if access.is_open_to(caller_of(request)):
        return None
    if access.tokens is None:
        return _closed()
    token = token_of(request) or remembered()
    if token is None:
        return _asked(request.full_path)
    return None if needed in token.scopes else _out_of_scope(token, needed)


def must_be_confirmed() -> bool:
    """Whether a form was sent before a token was given, or from a page of an earlier session.

    It is then shown again, not carried out. Raises CSRFError if it comes from elsewhere.
    """
    return RESUMED in request.form or not _is_fresh()


def _is_fresh() -> bool:
    """Whether a page of this session has sent the form. Raises CSRFError if none of ours has."""
    try:
        csrf.protect()
    except CSRFError:
        if (request.referrer or request.is_secure) and _origin() != request.host:
            raise
        return False
    return True


@blueprint.post("/enter")
def enter() -> Response:
    """What the form with the token answers: on to the page, or the form again."""
    token, path = request.form.get(TOKEN, "").strip(), request.form.get("path", "")
    if not _is_fresh():
        return _asked(path, "This page was too old; give the token once more.", 400)
    known = identified(replace(caller_of(request), token=token))
    if known is None:
        return _asked(path, "This is none of the tokens of the service.", 403)
    remember(known)
    if not LOCAL_PATH.fullmatch(path):
        return redirected("/")
    return redirected(path, 307 if RESUMED in request.form else 303)


@blueprint.post("/leave")
def leave() -> Response:
    """Forgets the token in this browser."""
    csrf.protect()
    session.clear()
    return redirected("/")


@blueprint.app_errorhandler(CSRFError)
def from_elsewhere(error: CSRFError) -> Response:
    if request.is_secure and not request.referrer:
        return page("message.html", 400, title="Where is this form from?", text=NO_REFERRER)
    if request.is_secure and _origin() != request.host:
        text = reader_here().gettext(OTHER_HOST).format(page=_origin(), host=request.host)
        return page("message.html", 400, title="This form came under another name", text=text)
    return page("message.html", 400, title="This form is too old", text=TOO_OLD)


def _origin() -> str:
    """The host, with its port, of the page that a form was sent from."""
    try:
        return urlsplit(request.referrer or "").netloc
    except ValueError:
        return ""


def _closed() -> Response:
    return page("message.html", 403, title="Not open here", text=CLOSED)


def _out_of_scope(token: Token, needed: Scope) -> Response:
    text = reader_here().gettext(OUT_OF_SCOPE).format(name=token.name, scope=needed)
    return page("message.html", 403, title="Another token is needed here", text=text)


def _asked(path: str, problem: str = "", status: int = 401) -> Response:
    return page("token.html", status, path=path, problem=problem, held=_held())


def _held() -> list[tuple[str, str]]:
    """The fields of a form that was sent without a token, to be sent again with it."""
    if request.method != "POST":
        return []
    marks = [] if request.endpoint == f"{blueprint.name}.{enter.__name__}" else [(RESUMED, "1")]
    return [*marks, *_sent()]


def _sent() -> Iterator[tuple[str, str]]:
    for name, texts in request.form.lists():
        if name not in OWN_FIELDS:
            yield from ((name, text) for text in texts)
