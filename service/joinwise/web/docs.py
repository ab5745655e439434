"""The OpenAPI document, with examples that the service itself answered, and a page to browse it."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from flask import Blueprint, Flask, Response, current_app, render_template
from flask_smorest import Api

from joinwise import __version__
from joinwise.web import draftschemas
from joinwise.web.problems import ProblemSchema
from joinwise.web.service import JSON, NDJSON, answer

OPENAPI = {
    "API_TITLE": "joinwise",
    "API_VERSION": __version__,
    "OPENAPI_VERSION": "3.1.0",
    "API_SPEC_OPTIONS": {
        "info": {
            "description": "Says whether a networking activity is worth joining, and why.",
            "license": {"name": "MIT", "identifier": "MIT"},
        }
    },
}
PAGE_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"

CANDIDATE = {
    "name": "Riverside Breakfast Club",
    "kind": "referral_group",
    "cost": {"annual_dues": 900, "meals_per_meeting": 15},
    "time": {"meetings_per_year": 48, "hours_per_meeting": 1.5},
    "past_yield": {"months": 24, "deals": 1, "profit": 750},
    "reciprocity": {"referrals_given": 12, "referrals_received": 1},
}
MISSPELT = {"name": "Riverside Breakfast Club", "kind": "referal_group"}
LINES = "".join(f"{json.dumps(each)}\n" for each in (CANDIDATE, MISSPELT))
BODIES: dict[tuple[str, str], Any] = {
    ("/v1/score", JSON): CANDIDATE,
    ("/v1/score/batch", JSON): {"candidates": [CANDIDATE, MISSPELT]},
    ("/v1/score/batch", NDJSON): LINES,
    ("/v1/rules/check", JSON): {"files": {"far-away.yaml": draftschemas.MISSPELT}},
    ("/v1/rules/preview", JSON): {"yaml": draftschemas.ONE_RULE, "candidates": [CANDIDATE]},
}

blueprint = Blueprint("docs", __name__)


class Documentation(Api):
    """The API of the service, as OpenAPI."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Errors are answered in ``problems``."""

    @cached_property
    def document(self) -> dict[str, Any]:
        """The OpenAPI document; each example is what the service answers at this time."""
        document: dict[str, Any] = self.spec.to_dict()
        document["components"].pop("responses")
        document["components"]["schemas"].pop("PaginationMetadata")
        for path, operations in document["paths"].items():
            for method in operations.keys() & {"get", "post"}:
                operations[method]["responses"].pop("422", None)
                _exemplify(current_app, path, method, operations[method])
        return document


def _exemplify(app: Flask, path: str, method: str, operation: dict[str, Any]) -> None:
    content = operation["responses"]["200"]["content"]
    for media_type in content:
        body = BODIES.get((path, media_type))
        if body is not None:
            operation["requestBody"]["content"][media_type]["example"] = body
        content[media_type]["example"] = _answered(app, path, method, media_type, body)


def _answered(app: Flask, path: str, method: str, media_type: str, body: Any) -> Any:
    data = body if body is None or isinstance(body, str) else json.dumps(body)
    first = app.extensions["joinwise"].advisor.pack.rules[:1]
    url = path.replace("{id}", first[0].id if first else "none")
    with app.test_client() as client:
        response = client.open(
            url, method=method.upper(), data=data, content_type=body and media_type,
            headers={"X-Request-Id": "example"},
        )  # fmt: skip
    return response.get_json() if response.is_json else response.get_data(as_text=True)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    return answer(current_app.extensions["joinwise-api"].document)


@blueprint.get("/docs")
def docs() -> Response:
    response = Response(render_template("docs.html"))
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    return response
