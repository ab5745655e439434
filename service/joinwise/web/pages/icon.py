"""The icon of the pages, at the address where browsers look for one."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

blueprint = Blueprint("icon", __name__)


@blueprint.get("/favicon.ico")
def icon() -> Response:
    return current_app.send_static_file("icon.svg")
