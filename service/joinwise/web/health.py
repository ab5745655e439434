"""For whoever runs the service: is it alive, is it ready, under which rules."""

from __future__ import annotations

from typing import Any

from flask import Response

from joinwise import __version__
from joinwise.web.schemas import HealthSchema, ReadinessSchema
from joinwise.web.service import Blueprint, NoQuery, answer, fails_with_problems, service

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
    pack = service().advisor.pack
    rules = {"pack": pack.name, "version": pack.version}
    return answer({"status": "ready", "version": __version__, "rules": rules, "refused": None})
