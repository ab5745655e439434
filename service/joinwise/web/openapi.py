"""The OpenAPI document, with examples that the service itself answered."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, request
from flask_smorest import Api

from joinwise import __version__
from joinwise.domain.candidate_schema import described
from joinwise.domain.catalogue import OWN, Catalogue
from joinwise.formats.strict_json import write_json
from joinwise.web.api import assessments, draft_schemas, shadow
from joinwise.web.api.assessments import Example
from joinwise.web.auth import BEARER, SCHEME
from joinwise.web.client_document import METHODS, completed
from joinwise.web.context import INTERNAL, active_advisor
from joinwise.web.errors import ProblemSchema
from joinwise.web.parsing import JSON, NDJSON
from joinwise.web.prefix import prefix_here

OPENAPI = {
    "API_TITLE": "joinwise",
    "API_VERSION": __version__,
    "OPENAPI_VERSION": "3.1.0",
    "API_SPEC_OPTIONS": {
        "info": {
            "description": "Says whether a networking activity is worth joining, and why.",
            "contact": {"name": "The joinwise developers"},
            "license": {"name": "MIT", "identifier": "MIT"},
        }
    },
}

CANDIDATE = {
    "name": "Riverside Breakfast Club",
    "kind": "referral_group",
    "cost": {"annual_dues": 900, "meals_per_meeting": 15},
    "time": {"meetings_per_year": 48, "hours_per_meeting": 1.5},
    "past_yield": {"months": 24, "deals": 1, "profit": 750},
    "reciprocity": {"referrals_given": 12, "referrals_received": 1},
}
COMPARISON = {
    "you": {"annual_budget": 2000, "hours_per_month": 12, "profit_per_deal": 900},
    "candidates": [
        {**CANDIDATE, "past_yield": {"months": 12, "deals": 4, "profit": 4800}},
        {
            "name": "Harbour Chamber of Commerce",
            "kind": "chamber_of_commerce",
            "cost": {"annual_dues": 400},
            "past_yield": {"months": 12, "deals": 2, "profit": 2500},
        },
        {"name": "Founders' Meetup", "kind": "meetup", "members": {"fit": "good"}},
    ],
}
MISSPELT = {"name": "Riverside Breakfast Club", "kind": "referal_group"}
LINES = "".join(f"{json.dumps(line)}\n" for line in (CANDIDATE, MISSPELT))
BODIES: dict[tuple[str, str], Any] = {
    ("/v1/score", JSON): CANDIDATE,
    ("/v1/score/batch", JSON): {"candidates": [CANDIDATE, MISSPELT]},
    ("/v1/score/batch", NDJSON): LINES,
    ("/v1/compare", JSON): COMPARISON,
    ("/v1/rules/check", JSON): {
        "files": {"far-away.yaml": draft_schemas.MISSPELT},
        "complete": True,
    },
    ("/v1/rules/preview", JSON): {"yaml": draft_schemas.ONE_RULE, "candidates": [CANDIDATE]},
}
METRICS = f"""\
# HELP joinwise_build_info What answers.
# TYPE joinwise_build_info gauge
joinwise_build_info{{version="{__version__}"}} 1.0
# HELP joinwise_advices_total Candidates advised on.
# TYPE joinwise_advices_total counter
joinwise_advices_total{{recommendation="join"}} 1204.0
joinwise_advices_total{{recommendation="skip"}} 873.0
"""
PREPARED: dict[tuple[str, str], Example] = {
    ("/metrics", "get"): (None, METRICS),
    ("/v1/shadow", "get"): (None, shadow.EXAMPLE),
}
"""Examples of what is not for everybody, or differs from process to process."""

CALLS = {
    "score.score": "score",
    "score.score_batch": "scoreBatch",
    "compare.compare": "compare",
    "rules.inputs": "listInputs",
    "rules.rules": "getRules",
    "rules.rule": "getRule",
    "drafts.check": "checkRules",
    "drafts.preview": "previewRules",
    "shadow.shadow": "getShadow",
    "assessments.keep": "saveAssessment",
    "assessments.assessments": "listAssessments",
    "assessments.erase": "deleteAssessments",
    "assessments.assessment": "getAssessment",
    "assessments.forget": "deleteAssessment",
    "assessments.note_outcome": "setOutcome",
    "assessments.replay": "replayAssessment",
    "health.healthz": "getHealth",
    "health.readyz": "getReadiness",
    "metrics.metrics": "getMetrics",
}
"""What clients call each call; it stays once it is published."""

EXTENSION = "joinwise-documentation"
"""Under which an application keeps it."""

SERVER = b'"url":"/"'
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


class Documentation(Api):
    """The API of the service as OpenAPI, and its address."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None
    _written: tuple[str, bytes] | None = None

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self._lock = Lock()
        self.spec.components.security_scheme(SCHEME, BEARER)
        app.extensions[EXTENSION] = self
        app.add_url_rule("/openapi.json", "openapi", self.answer)

    def _register_error_handlers(self) -> None:
        """Errors are answered in ``web.errors``."""

    def answer(self) -> Response:
        """The OpenAPI document, under an ETag."""
        document = self.document.replace(SERVER, b'"url":"%s/"' % prefix_here().encode(), 1)
        response = Response(document, content_type=JSON)
        response.add_etag()
        response.make_conditional(request)
        return response

    @property
    def document(self) -> bytes:
        """The OpenAPI document, made once for each version of the rules.

        Each example is what the service answers under its rules, and the same in each process.
        """
        version = active_advisor().pack.version
        with self._lock:
            if self._written is None or self._written[0] != version:
                self._written = version, write_json(self._exemplified())
            return self._written[1]

    def described(self) -> dict[str, Any]:
        """The document without examples."""
        return completed(self._calls(), _names(current_app))

    def _calls(self) -> dict[str, Any]:
        document: dict[str, Any] = deepcopy(self.spec.to_dict())
        document["components"].pop("responses")
        document["components"]["schemas"].pop("PaginationMetadata")
        catalogue = active_advisor().pack.catalogue
        _add_own(document["components"]["schemas"]["Candidate"], catalogue)
        for parameter in document["paths"]["/v1/assessments"]["get"]["parameters"]:
            if parameter["name"] == "kind":
                parameter["schema"]["enum"] = [*catalogue.inputs["kind"].values]
        for operations in document["paths"].values():
            for method in operations.keys() & {*METHODS}:
                operations[method]["responses"].pop("422", None)
        return document

    def _exemplified(self) -> dict[str, Any]:
        document = self._calls()
        prepared = {**assessments.examples(active_advisor(), CANDIDATE), **PREPARED}
        for path, operations in document["paths"].items():
            for method in operations.keys() & {*METHODS}:
                if (path, method) in prepared:
                    _show(operations[method], prepared[path, method])
                else:
                    _exemplify(current_app, path, method, operations[method])
        return completed(document, _names(current_app))


def documentation_here() -> Documentation:
    documentation: Documentation = current_app.extensions[EXTENSION]
    return documentation


def _names(app: Flask) -> dict[tuple[str, str], str]:
    """What each call is called, by its path as the document writes it and its method."""
    return {
        (PARAMETER.sub(r"{\1}", rule.rule), method.lower()): CALLS.get(rule.endpoint, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }


def _add_own(schema: dict[str, Any], catalogue: Catalogue) -> None:
    """The inputs and kinds of group that the active rules add."""
    schema["properties"]["kind"] |= described(catalogue.inputs["kind"])
    own = {input.own_name: described(input) for input in catalogue.own}
    if own:
        group = {"type": ["object", "null"], "properties": own, "additionalProperties": False}
        schema["properties"][OWN] = group


def _show(operation: dict[str, Any], example: Example) -> None:
    """Puts an example that was prepared into a call of which each answer is of one type."""
    body, answered = example
    if body is not None:
        operation["requestBody"]["content"][JSON]["example"] = body
    for status, response in operation["responses"].items():
        if status != "default" and answered is not None:
            (content,) = response["content"].values()
            content["example"] = answered


def _exemplify(app: Flask, path: str, method: str, operation: dict[str, Any]) -> None:
    content = operation["responses"]["200"]["content"]
    for media_type in content:
        body = BODIES.get((path, media_type))
        if body is not None:
            operation["requestBody"]["content"][media_type]["example"] = body
        content[media_type]["example"] = _answered(app, path, method, media_type, body)


def _answered(app: Flask, path: str, method: str, media_type: str, body: Any) -> Any:
    data = body if body is None or isinstance(body, str) else json.dumps(body)
    first = active_advisor().pack.rules[:1]
    url = path.replace("{id}", first[0].id if first else "none")
    with app.test_client() as client:
        response = client.open(
            url, method=method.upper(), data=data, content_type=body and media_type,
            headers={"X-Request-Id": "example"}, environ_overrides={INTERNAL: True},
        )  # fmt: skip
    return _steady(response.get_json()) if response.is_json else response.get_data(as_text=True)


def _steady(answered: Any) -> Any:
    """Without what is so in one process and now, and not of the rules: that some were refused."""
    steady = {"refused": None, "store": "up"}
    return {**answered, **steady} if "refused" in answered else answered
