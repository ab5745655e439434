"""What a browser shows of these pages if it cannot reach the service."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from joinwise.web.pages.base import page

blueprint = Blueprint("offline", __name__)


@blueprint.get("/offline")
def offline() -> Response:
    """A browser keeps it; the worker below shows it at the address that could not be reached."""
    return page("offline.html")


@blueprint.get("/offline-worker.js")
def worker() -> Response:
    """At the top, since a worker serves only what is below its own address."""
    return current_app.send_static_file("offline-worker.js")
