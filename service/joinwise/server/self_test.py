"""A worker that is about to serve scores one candidate first, in the way in which requests come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from socket import socketpair
from typing import Any

from gunicorn.http.body import Body, LengthReader
from gunicorn.http.unreader import IterUnreader
from werkzeug.test import create_environ, run_wsgi_app

from joinwise.errors import EngineError
from joinwise.formats.strict_json import write_json
from joinwise.web.context import INTERNAL
from joinwise.web.parsing import JSON

ANYTHING = write_json({"name": "Anything", "kind": "meetup"})
FAILED = "A candidate that is scored to try the service is answered by {status}: {answer}"
LONGEST = 200

Wsgi = Callable[[Any, Any], Iterable[bytes]]


def try_scoring(application: Wsgi) -> None:
    """Nothing is counted. Raises EngineError unless it is answered by 200."""
    ours, theirs = socketpair()
    with closing(ours), closing(theirs):
        body, status, _ = run_wsgi_app(application, _environ(ours), buffered=True)
    if not status.startswith("200 "):
        answer = b"".join(body)[:LONGEST].decode("utf-8", "replace")
        raise EngineError(FAILED.format(status=status, answer=answer))


def _environ(connection: Any) -> dict[str, Any]:
    body = Body(LengthReader(IterUnreader([ANYTHING]), len(ANYTHING)))
    own = {"wsgi.input": body, "gunicorn.socket": connection, INTERNAL: True}
    environ = create_environ("/v1/score", method="POST", content_type=JSON)
    return {**environ, "CONTENT_LENGTH": str(len(ANYTHING)), "HTTP_HOST": "localhost", **own}
