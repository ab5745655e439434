"""For whoever runs the service: is it alive, is it ready, under which rules."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from flask import Response

from joinwise import __version__
from joinwise.diagnostics import Diagnostic
from joinwise.runtime.reloading import Refusal
from joinwise.web.api.health_schemas import HealthSchema, ReadinessSchema
from joinwise.web.context import active_advisor, services
from joinwise.web.parsing import Blueprint, NoQuery, answer, fails_with_problems

STORE = {True: "up", False: "away", None: None}
"""How the last look at the store is told."""

blueprint = Blueprint("health", __name__, description="Is the service alive and ready?")


@blueprint.get("/healthz")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, HealthSchema, description="It is alive")
@fails_with_problems(blueprint)
def healthz(query: dict[str, Any]) -> Response:
    """Is the process alive?"""
    return answer({"status": "ok"})


@blueprint.get("/readyz")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, ReadinessSchema, description="It scores")
@fails_with_problems(blueprint)
def readyz(query: dict[str, Any]) -> Response:
    """Does it score, and under which rules?"""
    pack, matcher = active_advisor().pack, active_advisor().matcher
    rules = {"pack": pack.name, "version": pack.version}
    refused = _refused(services().rules.refused)
    ready = {"status": "ready", "version": __version__, "engine": matcher.engine}
    store = STORE[services().store_probe.is_up]
    return answer({**ready, "rules": rules, "refused": refused, "store": store})


def _refused(refusal: Refusal | None) -> dict[str, Any] | None:
    """Files by their names alone: this call is open to everybody."""
    if refusal is None:
        return None
    return {
        "since": refusal.since.isoformat(timespec="seconds"),
        "faults": [_fault(fault) for fault in refusal.faults],
    }


def _fault(fault: Diagnostic) -> dict[str, Any]:
    return {
        "file": PurePath(fault.file).name,
        "line": fault.line,
        "column": fault.column,
        "message": fault.message,
    }
