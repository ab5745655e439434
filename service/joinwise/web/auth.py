"""The protected endpoints: who may call them, and how their documentation says so."""

from __future__ import annotations

from typing import Any

from flask import Request, abort, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from joinwise.access import Caller
from joinwise.web.context import EXTENSION, is_internal, services

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


def is_allowed(incoming: Request) -> bool:
    """Whether a request may call protected endpoints."""
    caller = Caller(_bearer_token(incoming), incoming.host, incoming.remote_addr)
    return is_internal(incoming) or services().access.is_allowed(caller)


def _bearer_token(incoming: Request) -> str | None:
    sent = incoming.authorization
    return sent.token or None if sent is not None and sent.type == "bearer" else None


def protect(blueprint: Any) -> None:
    """From now on the endpoints of a blueprint are protected, and documented as such."""
    blueprint.before_request(require_token)
    blueprint._prepare_doc_cbks.append(_with_scheme)  # noqa: SLF001


def require_token() -> None:
    """Lets a request pass, or answers 401 if a token would help and 403 if none is set."""
    if is_allowed(request):
        return
    if services().access.tokens is None:
        abort(403, CLOSED)
    raise Unauthorized(NEEDED, www_authenticate=WWWAuthenticate("bearer"))


def _with_scheme(document: dict[str, Any], _: Any, *, app: Any, **more: Any) -> dict[str, Any]:
    """Says in the document of a call that it takes a token, and if none is set, need not."""
    is_needed = app.extensions[EXTENSION].access.tokens is not None
    return {**document, "security": [{SCHEME: []}] if is_needed else [{SCHEME: []}, {}]}
