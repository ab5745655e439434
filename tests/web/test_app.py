"""The application is put together from blueprints, in whatever order."""

from typing import Any

import pytest
from flask import Flask

from joinwise.settings import Settings
from joinwise.web import api, create_app, pages

ADDRESSES = (
    "/",
    "/compare",
    "/rules",
    "/rules/over-hours",
    "/desk",
    "/specs",
    "/sources",
    "/no/such/place",
)


def described(app: Flask) -> tuple[list[str], dict[str, Any], list[int]]:
    """Its routes, its document and what it answers."""
    routes = sorted(f"{rule} {rule.methods} {rule.endpoint}" for rule in app.url_map.iter_rules())
    client = app.test_client()
    document = client.get("/openapi.json").get_json()
    document["tags"] = sorted(tag["name"] for tag in document["tags"])
    del document["paths"]["/metrics"]["get"]["responses"]["200"]  # what was counted by then
    return routes, document, [client.get(address).status_code for address in ADDRESSES]


@pytest.mark.slow
def test_the_order_of_registration_does_not_matter(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in (api, pages):
        monkeypatch.setattr(package, "BLUEPRINTS", tuple(reversed(package.BLUEPRINTS)))
    other = create_app(Settings(), app.extensions["joinwise"])
    assert described(other) == described(app)
