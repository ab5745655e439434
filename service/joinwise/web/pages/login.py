"""How a person gets to the pages that are not for everybody: a token, asked for once."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, redirect, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect

from joinwise.web.auth import CLOSED, Access
from joinwise.web.pages.base import page

TOKEN = "token"
SESSION = {
    "SESSION_COOKIE_NAME": "joinwise",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "WTF_CSRF_CHECK_DEFAULT": False,
    "WTF_CSRF_TIME_LIMIT": None,
}
"""The cookie is signed; the token in it is looked at anew with each request."""

TOO_OLD = "Go back, load the page again, and send the form once more; nothing was changed."

protect = CSRFProtect()
blueprint = Blueprint("entry", __name__)


def is_let_in() -> bool:
    """Whether this request may see the guarded pages."""
    access = _access()
    return access.is_allowed(request) or (
        access.tokens is not None and access.tokens.know(session.get(TOKEN, ""))
    )


def refuse_strangers() -> Response | None:
    """Before a guarded page: asks for a token."""
    if is_let_in():
        return None
    return _asked(request.full_path) if _access().tokens else _closed()


def refuse_foreign_forms() -> None:
    """Before a page whose forms change something: refuses what no page of ours has sent."""
    if request.method == "POST":
        protect.protect()


@blueprint.post("/enter")
def enter() -> Response:
    """What the form with the token answers: on to the page, or the form again."""
    protect.protect()
    token, path = request.form.get(TOKEN, "").strip(), request.form.get("path", "")
    tokens = _access().tokens
    if tokens is None or not tokens.know(token):
        return _asked(path, "This is none of the tokens of the service.", 403)
    session[TOKEN] = token
    return onward(path if _is_own(path) else "/")


@blueprint.post("/leave")
def leave() -> Response:
    """Forgets the token in this browser."""
    protect.protect()
    session.clear()
    return onward("/")


@blueprint.app_errorhandler(CSRFError)
def from_elsewhere(error: CSRFError) -> Response:
    return page("message.html", 400, title="This form is too old", text=TOO_OLD)


def onward(path: str) -> Response:
    """After a form that changed something: on to a page, so that nothing is sent twice."""
    return Response(status=303, headers={"Location": redirect(path).location})


def _access() -> Access:
    found: Access = current_app.extensions["joinwise-access"]
    return found


def _closed() -> Response:
    return page("message.html", 403, title="Not open here", text=CLOSED)


def _asked(path: str, problem: str = "", status: int = 401) -> Response:
    return page("token.html", status, path=path, problem=problem)


def _is_own(path: str) -> bool:
    """Whether a path leads to a page of ours, and nowhere else."""
    return path.startswith("/") and not path.startswith(("//", "/\\"))
