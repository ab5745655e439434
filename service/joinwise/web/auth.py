"""Who may make the calls that are not for everybody.

Whoever has a token; where no token is set, whoever is on this machine.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Request, abort, current_app, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from joinwise.settings import Settings
from joinwise.tokens import Tokens, is_loopback

OWN = "joinwise.own"
"""In the environment of requests that the service puts to itself; no header can set it."""

SCHEME = "bearerAuth"
BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "One of JOINWISE_TOKENS, or of the file JOINWISE_TOKENS_FILE.",
}
CLOSED = (
    "This call needs a token, and none is set; set JOINWISE_TOKENS or JOINWISE_TOKENS_FILE. "
    "Without one it answers only where the service listens on this machine alone (JOINWISE_HOST "
    "127.0.0.1) and is asked for by such a name."
)
NEEDED = 'This call needs one of the service\'s tokens, sent as "Authorization: Bearer TOKEN".'


class Access:
    """Who may make guarded calls, by the tokens and the address that the service listens on.

    At the start a file of tokens that cannot be used raises SettingsError; a process that starts
    later knows none of the file until it can be used.
    """

    def __init__(self, settings: Settings, is_start: bool = True) -> None:
        self.host = settings.host
        self.tokens: Tokens | None = None
        if settings.tokens or settings.tokens_file:
            self.tokens = Tokens(settings.tokens, settings.tokens_file, is_start)

    def is_allowed(self, incoming: Request) -> bool:
        """Whether a request may make guarded calls."""
        if is_own(incoming):
            return True
        return self._knows(incoming) if self.tokens else self._is_local(incoming)

    def _knows(self, incoming: Request) -> bool:
        given = incoming.authorization
        if self.tokens is None or given is None or given.type != "bearer" or not given.token:
            return False
        return self.tokens.know(given.token)

    def _is_local(self, incoming: Request) -> bool:
        """What was asked for and by whom counts too.

        A page elsewhere may have its own name lead to this machine, and under another server the
        settings need not tell the address that it listens on.
        """
        peer = incoming.remote_addr
        return (
            is_loopback(self.host)
            and is_loopback(_name(incoming.host))
            and (peer is None or is_loopback(peer))
        )


def is_own(incoming: Request) -> bool:
    """Whether the service put this request to itself, for an example in its documentation."""
    return bool(incoming.environ.get(OWN))


def _name(host: str) -> str:
    """A host without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def guard_blueprint(blueprint: Any) -> None:
    """From now on the calls of a blueprint are only for those who may make guarded calls."""
    blueprint.before_request(refuse_strangers)
    blueprint._prepare_doc_cbks.append(_with_scheme)


def refuse_strangers() -> None:
    """Lets a request pass, or answers 401 where a token would help and 403 where none is set."""
    access: Access = current_app.extensions["joinwise-access"]
    if access.is_allowed(request):
        return
    if access.tokens is None:
        abort(403, CLOSED)
    raise Unauthorized(NEEDED, www_authenticate=WWWAuthenticate("bearer"))


def _with_scheme(document: dict[str, Any], _: Any, *, app: Any, **more: Any) -> dict[str, Any]:
    """Says in the document of a call that it takes a token, and where none is set, need not."""
    is_needed = app.extensions["joinwise-access"].tokens is not None
    return {**document, "security": [{SCHEME: []}] if is_needed else [{SCHEME: []}, {}]}
