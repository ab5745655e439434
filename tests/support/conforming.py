"""Clients of tests that compare every answer with the OpenAPI document of the service."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema_rs
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from joinwise.domain.catalogue import Catalogue
from joinwise.web.context import EXTENSION
from joinwise.web.openapi import PARAMETER, Documentation

PROBLEM_JSON = "application/problem+json"
PROBLEM = {"$ref": "#/components/schemas/Problem"}

_documents: dict[tuple[Any, ...], Any] = {}
"""By what the active rules add to it."""


class ConformingClient(FlaskClient):
    """Raises AssertionError for an answer that the document does not allow."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        is_whole = response.content_length and "Content-Encoding" not in response.headers
        if response.is_json and is_whole and response.data:
            check(self.application, response)
        return response


def check(app: Flask, response: TestResponse) -> None:
    """What is not among the calls of the document is a page, whose errors are problems as well."""
    document = _document(app)
    schema = _schema(app, document, response)
    if schema is not None:
        validator = _validator(json.dumps({**schema, "components": document["components"]}))
        first = next(validator.iter_errors(response.get_json()), None)
        assert first is None, f"{response.request.path}: {first}"


def _schema(app: Flask, document: Any, response: TestResponse) -> Any:
    if response.mimetype == PROBLEM_JSON:
        return PROBLEM
    call = _call(app, document, response.request.path, response.request.method)
    if call is None:
        return None
    content = call["responses"][str(response.status_code)]["content"]
    return content[response.mimetype]["schema"]


def _call(app: Flask, document: Any, path: str, method: str) -> Any:
    try:
        rule, _ = app.url_map.bind("").match(path, method, return_rule=True)  # type: ignore[misc]
        return document["paths"][PARAMETER.sub(r"{\1}", rule.rule)][method.lower()]  # type: ignore[attr-defined]
    except (HTTPException, KeyError):
        return None


def _document(app: Flask) -> Any:
    catalogue: Catalogue = app.extensions[EXTENSION].rules.advisor.pack.catalogue
    key = (catalogue.own, catalogue.inputs["kind"].values)
    if key not in _documents:
        apis: dict[str, Any] = app.extensions["flask-smorest"]["apis"]
        documentation: Documentation = apis[""]["ext_obj"]
        with app.app_context():
            _documents[key] = documentation.described()
    return _documents[key]


@cache
def _validator(schema: str) -> Any:
    return jsonschema_rs.validator_for(json.loads(schema))
