"""How a person gets to the pages that are not for everybody: a token, asked for once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Blueprint, Response, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect

from joinwise.web.auth import CLOSED, is_allowed
from joinwise.web.context import services
from joinwise.web.pages.base import page, redirected

TOKEN = "token"  # noqa: S105 - the name of a field
SESSION = {
    "SESSION_COOKIE_NAME": "joinwise",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "WTF_CSRF_CHECK_DEFAULT": False,
    "WTF_CSRF_TIME_LIMIT": None,
}
"""The cookie is signed; the token in it is checked with each request."""

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

csrf = CSRFProtect()
blueprint = Blueprint("login", __name__)


def is_authenticated() -> bool:
    """Whether this request may see the protected pages."""
    return is_allowed(request) or services().access.knows(session.get(TOKEN))


def require_login() -> Response | None:
    """Before a protected page: asks for a token."""
    if is_authenticated():
        return None
    return _closed() if services().access.tokens is None else _asked(request.full_path)


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
    if not services().access.knows(token):
        return _asked(path, "This is none of the tokens of the service.", 403)
    session[TOKEN] = token
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
        text = OTHER_HOST.format(page=_origin(), host=request.host)
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
