"""The OpenAPI document as generators of clients need it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from joinwise.web.client_document import METHODS

IDENTIFIER = re.compile(r"[a-z][a-zA-Z]+")


@pytest.fixture(scope="module")
def document(app: Any) -> Any:
    return app.test_client().get("/openapi.json").get_json()


def calls(document: Any) -> list[Any]:
    return [
        call for path in document["paths"].values() for key, call in path.items() if key in METHODS
    ]


def parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for key, value in part.items():
            if key != "example":
                yield from parts(value)
    elif isinstance(part, list):
        for entry in part:
            yield from parts(entry)


def test_every_call_has_a_name_of_its_own_for_a_function(document: Any) -> None:
    names = Counter(call["operationId"] for call in calls(document))
    assert len(names) == len(calls(document)) >= 17
    assert [name for name in names if not IDENTIFIER.fullmatch(name)] == []


def test_every_reference_leads_somewhere(document: Any) -> None:
    references = {part["$ref"] for part in parts(document) if "$ref" in part}
    assert len(references) > 50
    for reference in references:
        place = document
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def test_every_call_says_who_may_call_it_and_how_it_may_refuse(document: Any) -> None:
    for call in calls(document):
        refused = {status for status in call["responses"] if status.startswith(("4", "5"))}
        assert call["description"]
        assert {"401", "403"} <= refused if call["security"] else not {"401", "403"} & refused
        assert {"400", "413", "415", "422"} <= refused or "requestBody" not in call


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"{}", "application/json", 422),
        (b" " * 2_000_000, "application/json", 413),
    ],
)
def test_a_refusal_is_of_a_status_that_is_named(
    document: Any, client: FlaskClient, body: bytes, media_type: str, status: int
) -> None:
    answered = client.post("/v1/score", data=body, content_type=media_type)
    assert answered.status_code == status
    assert str(status) in document["paths"]["/v1/score"]["post"]["responses"]


def test_kinds_currencies_and_recommendations_are_schemas_with_names(document: Any) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["Recommendation"] == {"type": "string", "enum": ["join", "skip"]}
    assert schemas["Candidate"]["properties"]["kind"]["$ref"].endswith("/Kind")
    currency = schemas["Candidate"]["properties"]["currency"]
    assert currency["anyOf"][1] == {"type": "null"}
    assert None not in schemas["Currency"]["enum"]


def test_every_number_is_a_double(document: Any) -> None:
    numbers = [
        part for part in parts(document) if part.get("type") in ("number", ["number", "null"])
    ]
    assert len(numbers) > 30
    assert {part["format"] for part in numbers} == {"double"}


def test_answers_may_gain_fields_and_bodies_may_not(document: Any) -> None:
    schemas = document["components"]["schemas"]
    for name in ("Advice", "Problem", "Readiness", "Assessments", "Check"):
        assert "additionalProperties" not in schemas[name]
    for name in ("Candidate", "Cost", "You", "Outcome", "Comparison"):
        assert schemas[name]["additionalProperties"] is False


def test_no_answer_is_closed_by_a_schema_of_what_is_sent(document: Any) -> None:
    schemas, waiting, seen = document["components"]["schemas"], list[Any](), set[str]()
    waiting += [document["components"]["responses"]]
    waiting += [call["responses"] for call in calls(document)]
    while waiting:
        for part in parts(waiting.pop()):
            assert part.get("additionalProperties") is not False
            name = part.get("$ref", "").rpartition("/")[2]
            if name in schemas and name not in seen:
                seen.add(name)
                waiting.append(schemas[name])
    assert {"SavedCandidate", "SavedOutcome"} <= seen


def test_no_schema_has_the_name_of_a_type_of_a_language(document: Any) -> None:
    assert {"Time", "Date", "Object", "String", "Map"}.isdisjoint(document["components"]["schemas"])


def test_no_default_is_of_another_type_than_its_value(document: Any) -> None:
    defaults = [
        part for part in parts(document) if part.get("type") == "array" and "default" in part
    ]
    assert [part for part in defaults if not isinstance(part["default"], list)] == []
