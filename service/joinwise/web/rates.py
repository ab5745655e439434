"""How much each caller may ask for in a time, what costs more counting for more."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request

from joinwise.settings import Settings
from joinwise.web.auth import caller_of
from joinwise.web.context import is_internal, services
from joinwise.web.parsing import NDJSON

FREE = frozenset(("health.healthz", "health.readyz", "metrics.metrics", "static"))
"""Endpoints that are not counted, for who looks after the service."""

COSTS = {
    "compare.compare": 5,
    "drafts.check": 20,
    "drafts.preview": 50,
    "ruledesk.checked": 50,
    "assessments.replay": 2,
    "openapi": 2,
}
"""What calls cost that cost more than one; a score costs one."""

REFUSED = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)

REDIS_OPTIONS: dict[str, Any] = {"socket_connect_timeout": 1, "socket_timeout": 1}
"""Seconds that a request waits for a Redis that does not answer; then each worker counts alone."""

COST_OF_EXPLAINING = 5
COST_OF_A_STREAM = 100
BYTES_OF_A_CANDIDATE = 256


def limit_rates(app: Flask, settings: Settings) -> None:
    """Refuses what is beyond the limit with 429 and ``Retry-After``; nothing, if none is set."""
    if not settings.rate_limit:
        return
    from flask_limiter import Limiter  # noqa: PLC0415 - slow to import, and rarely needed
    from limits import parse  # noqa: PLC0415

    app.after_request(without_wait)
    most = parse(settings.rate_limit).amount
    Limiter(
        caller_key,
        app=app,
        application_limits=[settings.rate_limit],
        application_limits_cost=partial(cost_of_request, most),
        application_limits_exempt_when=is_free,
        storage_uri=settings.rate_limit_store or "memory://",
        storage_options=REDIS_OPTIONS if settings.rate_limit_store else {},
        in_memory_fallback_enabled=bool(settings.rate_limit_store),
        headers_enabled=True,
        strategy="moving-window",
    )


def without_wait(response: Response) -> Response:
    """Only what is refused says when to come again."""
    if response.status_code not in REFUSED:
        response.headers.pop("Retry-After", None)
    return response


def is_free() -> bool:
    return is_internal(request) or (request.endpoint or "") in FREE


def caller_key() -> str:
    """A caller by its token if that is one of ours, else by its address."""
    caller, tokens = caller_of(request), services().access.tokens
    if caller.token is not None and tokens is not None and caller.token in tokens:
        return sha256(caller.token.encode()).hexdigest()
    return caller.peer or "unknown"


def cost_of_request(most: int) -> int:
    """What this request counts for, at most all that there is in a time."""
    return min(most, _cost())


def _cost() -> int:
    explaining = COST_OF_EXPLAINING if request.args.get("include") else 1
    if request.endpoint != "score.score_batch":
        return COSTS.get(request.endpoint or "", 1) * explaining
    if request.mimetype == NDJSON and request.content_length is None:
        return COST_OF_A_STREAM * explaining
    return (1 + (request.content_length or 0) // BYTES_OF_A_CANDIDATE) * explaining
