"""How a person gets to the pages that are not for everybody: a token, asked for once."""

from __future__ import annotations

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

TOO_OLD = "Go back, load the page again, and send the form once more; nothing was changed."

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


def require_csrf_token() -> None:
    """Before a page whose forms change something: refuses what none of our pages has sent."""
    if request.method == "POST":
        csrf.protect()


@blueprint.post("/enter")
def enter() -> Response:
    """What the form with the token answers: on to the page, or the form again."""
    csrf.protect()
    token, path = request.form.get(TOKEN, "").strip(), request.form.get("path", "")
    if not services().access.knows(token):
        return _asked(path, "This is none of the tokens of the service.", 403)
    session[TOKEN] = token
    return redirected(path if _is_local(path) else "/")


@blueprint.post("/leave")
def leave() -> Response:
    """Forgets the token in this browser."""
    csrf.protect()
    session.clear()
    return redirected("/")


@blueprint.app_errorhandler(CSRFError)
def from_elsewhere(error: CSRFError) -> Response:
    return page("message.html", 400, title="This form is too old", text=TOO_OLD)


def _closed() -> Response:
    return page("message.html", 403, title="Not open here", text=CLOSED)


def _asked(path: str, problem: str = "", status: int = 401) -> Response:
    return page("token.html", status, path=path, problem=problem)


def _is_local(path: str) -> bool:
    """Whether a path leads to a page of ours, and nowhere else."""
    return path.startswith("/") and not path.startswith(("//", "/\\"))
