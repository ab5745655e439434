"""The service keeps to its OpenAPI document, whatever is sent (schemathesis, all of its checks)."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, settings
from schemathesis import Case, Response, SerializationContext
from schemathesis.generation.hypothesis.builder import (
    HypothesisTestConfig,
    HypothesisTestMode,
    create_test,
)
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from joinwise.settings import Settings
from joinwise.web.api.draft_schemas import YAML
from joinwise.web.app import create_app
from joinwise.web.parsing import NDJSON
from tests.support.fakes import MINIMAL

OPERATIONS = [
    "POST /v1/score",
    "POST /v1/score/batch",
    "POST /v1/compare",
    "GET /v1/inputs",
    "GET /v1/rules",
    "GET /v1/rules/{id}",
    "POST /v1/rules/check",
    "POST /v1/rules/preview",
    "GET /v1/shadow",
    "POST /v1/assessments",
    "GET /v1/assessments",
    "DELETE /v1/assessments",
    "GET /v1/assessments/{id}",
    "DELETE /v1/assessments/{id}",
    "PUT /v1/assessments/{id}/outcome",
    "POST /v1/assessments/{id}/replay",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
]
FEWER = {"POST /v1/rules/preview": 8}
"""Examples of calls that work for long."""

BEYOND_SCHEMAS = re.compile(r"candidates\[\d+\](\.currency)?|yaml|files\..*", re.DOTALL)
"""What no schema can say: that a candidate is the same as another, or in another currency; what is
wrong in a text of rules."""


@schemathesis.serializer(NDJSON, YAML, "text/yaml")  # the one that stands for its family
def text(_: SerializationContext, body: object) -> bytes:
    """On the wire every body is a text, so that only texts can be tried."""
    assume(isinstance(body, str))
    return str(body).encode()


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> BaseSchema:
    store = f"sqlite:///{tmp_path_factory.mktemp('openapi')}/joinwise.db"
    app = create_app(Settings(database_url=store))
    assert app.test_client().post("/v1/assessments", json=MINIMAL).status_code == 201
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


@pytest.mark.slow
def test_every_operation_of_the_document_is_tried(schema: BaseSchema) -> None:
    documented = [operation.ok().label for operation in schema.get_all_operations()]
    assert sorted(documented) == sorted(OPERATIONS)


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_call_keeps_to_the_document(schema: BaseSchema, operation: str) -> None:
    method, path = operation.split()
    calls = create_test(
        operation=schema[path][method],
        test_func=call,
        config=HypothesisTestConfig(
            project=schema.config,
            modes=list(HypothesisTestMode),
            settings=settings(
                max_examples=FEWER.get(operation, 40),
                derandomize=True,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        ),
    )
    calls()


def call(case: Case) -> None:
    response = case.call(headers={"Accept-Encoding": "identity"})
    case.validate_response(
        response,
        excluded_checks=[positive_data_acceptance] if is_refused_beyond_schemas(response) else [],
    )


def is_refused_beyond_schemas(response: Response) -> bool:
    if response.status_code != 422:
        return False
    return all(BEYOND_SCHEMAS.fullmatch(error["field"]) for error in response.json()["errors"])
