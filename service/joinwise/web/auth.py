"""The protected endpoints: who may call them, and how their documentation says so."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from flask import Request, abort, current_app, request, session
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from joinwise.access import Caller
from joinwise.tokens import Scope, Token
from joinwise.web.context import EXTENSION, is_internal, services
from joinwise.web.cross_site import SAFE
from joinwise.web.proxies import FORWARDED

SCHEME = "bearerAuth"
BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "One of JOINWISE_TOKENS, or of the file JOINWISE_TOKENS_FILE.",
}
CLOSED = (
    "This call needs a token, and none is set; set JOINWISE_TOKENS or JOINWISE_TOKENS_FILE. "
    "Without one it answers only programs of this machine, if the service listens on this machine "
    "alone (JOINWISE_HOST 127.0.0.1) and is asked for by such a name, without a proxy in between."
)
NEEDED = 'This call needs one of the service\'s tokens, sent as "Authorization: Bearer TOKEN".'
OUT_OF_SCOPE = 'The token "{name}" does not open this; that takes the scope "{scope}".'

MARK = "token"
"""What the cookie of the pages holds: not the token, but what stands for it."""


def refuse(needed: Scope) -> None:
    """Lets a request pass that may do this.

    Else raises 401 if a token would help, 403 if none is set or the one sent is for something else,
    BusyError if too many wrong ones came from its address.
    """
    if is_internal(request) or services().access.is_open_to(caller_of(request)):
        return
    if services().access.tokens is None:
        abort(403, CLOSED)
    token = token_of(request)
    if token is None:
        raise Unauthorized(NEEDED, www_authenticate=WWWAuthenticate("bearer"))
    if needed not in token.scopes:
        abort(403, OUT_OF_SCOPE.format(name=token.name, scope=needed))


def token_of(incoming: Request) -> Token | None:
    """The token that a request was sent with; None if it was sent with none of ours."""
    return identified(caller_of(incoming))


def identified(caller: Caller) -> Token | None:
    """The token of a caller; a wrong one is counted. Raises BusyError if there were too many."""
    token = services().access.identify(caller)
    if token is None and caller.token is not None:
        services().metrics.tokens_refused.inc()
    return token


def remember(token: Token) -> None:
    """From now on the browser need not send the token itself."""
    session[MARK] = token.mark(_key())


def remembered() -> Token | None:
    """The token that this browser gave earlier, if it still is one of ours."""
    mark, tokens = session.get(MARK), services().access.tokens
    return tokens.marked(str(mark), _key()) if mark and tokens else None


def _key() -> str:
    return str(current_app.secret_key)


def caller_of(incoming: Request) -> Caller:
    return Caller(
        _bearer_token(incoming),
        incoming.host,
        incoming.remote_addr,
        FORWARDED in incoming.environ,
    )


def _bearer_token(incoming: Request) -> str | None:
    sent = incoming.authorization
    return sent.token or None if sent is not None and sent.type == "bearer" else None


def protect(
    blueprint: Any, scope: Scope, changing: Scope | None = None, reading: Collection[str] = ()
) -> None:
    """From now on the endpoints of a blueprint are protected, and documented as such.

    What changes something may need another scope; ``reading`` are endpoints that change nothing,
    though they are not called by GET.
    """
    blueprint.before_request(partial(_check, scope, changing or scope, reading))
    blueprint._prepare_doc_cbks.append(_with_scheme)  # noqa: SLF001


def _check(scope: Scope, changing: Scope, reading: Collection[str]) -> None:
    refuse(scope if request.method in SAFE or request.endpoint in reading else changing)


def _with_scheme(document: dict[str, Any], _: Any, *, app: Any, **more: Any) -> dict[str, Any]:
    """Says in the document of a call that it takes a token, and if none is set, need not."""
    is_needed = app.extensions[EXTENSION].access.tokens is not None
    return {**document, "security": [{SCHEME: []}] if is_needed else [{SCHEME: []}, {}]}
