"""``GET /metrics``, for Prometheus, and the counting of requests for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from time import perf_counter
from typing import Any

import structlog
from flask import Flask, Request, Response, g, request
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from joinwise.logs import REQUESTS, logs_requests
from joinwise.runtime.metrics import Metrics
from joinwise.tokens import Scope
from joinwise.web.auth import protect
from joinwise.web.context import active_advisor, is_internal, services
from joinwise.web.errors import request_id
from joinwise.web.parsing import Blueprint, NoQuery, fails_with_problems

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OTHER_METHOD = "other"
NO_ROUTE = "none"

log = structlog.get_logger(REQUESTS)
blueprint = Blueprint("metrics", __name__, description="For whoever runs the service.")
protect(blueprint, Scope.METRICS)


@blueprint.get("/metrics")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(
    200, {"type": "string"}, content_type="text/plain", description="Prometheus' text format"
)
@fails_with_problems(blueprint)
def metrics(query: dict[str, Any]) -> Response:
    """What was counted

    Over all processes of this server, since it started.
    """
    services().metrics.update(services().rules)
    return Response(services().metrics.text(), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def count_requests(app: Flask) -> None:
    """Counts and times every request, and logs it if the log has a line for each."""
    app.before_request(_start)
    app.after_request(_count)


def _start() -> None:
    g.start = perf_counter()


def _count(response: Response) -> Response:
    """A stream is counted when it has ended, by which time the request is gone."""
    incoming = request._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001
    if is_internal(incoming):
        return response
    said = _said(incoming) if logs_requests() else {}
    ended = partial(_ended, services().metrics, _labels(incoming), response, g.start, said)
    if response.is_streamed:
        response.call_on_close(ended)
    else:
        ended()
    return response


def _labels(incoming: Request) -> tuple[str, str]:
    """Method and route, of which there are only so many, whatever is asked for."""
    method = incoming.method if incoming.method in METHODS else OTHER_METHOD
    return method, incoming.url_rule.rule if incoming.url_rule else NO_ROUTE


def _said(incoming: Request) -> dict[str, Any]:
    """What the log says of a request beside what is counted: nothing that it holds."""
    return {
        "client": incoming.remote_addr,
        "bytes_in": incoming.content_length,
        "rules": active_advisor().pack.version,
        "request_id": request_id(),
    }


def _ended(
    counts: Metrics,
    labels: tuple[str, str],
    response: Response,
    start: float,
    said: Mapping[str, Any],
) -> None:
    (method, route), status, seconds = labels, response.status_code, perf_counter() - start
    counts.answered(method, route, status, seconds)
    if said:
        log.info(
            "request", method=method, route=route, status=status,
            ms=round(seconds * 1e3, 1), bytes=response.content_length, **said,
        )  # fmt: skip
