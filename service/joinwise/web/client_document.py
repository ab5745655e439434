"""What generators of clients need of the OpenAPI document, and a framework does not say by itself.

Each function changes one thing all through a document: plain dicts and lists, as JSON has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from http import HTTPStatus
from typing import Any

from joinwise.web.problems import PROBLEM_JSON

Document = dict[str, Any]
Schema = dict[str, Any]

METHODS = ("get", "post", "put", "delete")
SCHEMAS = "#/components/schemas/"

TAGS = {
    "score": "Whether something is worth joining: one candidate, many, or a stream of them.",
    "compare": "Which of several to join within a budget of money and hours.",
    "rules": "What can be said of a candidate, and what the rules make of it.",
    "assessments": "Advice that is kept, and what became of it.",
    "drafts": "What is wrong with changed rules, and what they would change.",
    "shadow": "What rules would turn that decide beside the active ones.",
    "health": "Whether the service is alive, and by which rules it answers.",
    "metrics": "What the service counts.",
}

NAMED = {"kind": "Kind", "currency": "Currency", "recommendation": "Recommendation"}
"""Properties whose values are a schema of their own."""

RENAMED = {"Time": "TimeTaken", "SavedTime": "SavedTimeTaken"}
"""Schemas that some languages have a type of their own for."""

SAVED = "Saved"
"""What begins the name of a schema for answers, where what is sent has one that is closed."""

MALFORMED, UNPROCESSABLE, TOO_LARGE, OTHER_TYPE = 400, 422, 413, 415
UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_MANY, AWAY = 401, 403, 404, 409, 429, 503

WHY = {
    MALFORMED: "The body is no JSON, or holds a key twice.",
    UNAUTHORIZED: "A token is needed.",
    FORBIDDEN: "The token does not open this call, or the caller is not on this machine.",
    NOT_FOUND: "There is no such thing.",
    CONFLICT: "The Idempotency-Key was used for another body.",
    TOO_LARGE: "The body is too large.",
    OTHER_TYPE: "The body is of another media type.",
    UNPROCESSABLE: "Something does not fit; `errors` names every field at fault.",
    TOO_MANY: "The caller asked for too much; `Retry-After` says for how long to wait.",
    AWAY: "Too much is asked at once, or the store is away; `Retry-After` says when to try again.",
}


def completed(document: Document, endpoints: Mapping[tuple[str, str], str]) -> Document:
    """The document with all of it. ``endpoints`` names calls by path and method."""
    document["servers"] = [{"url": "/", "description": "This service."}]
    document["tags"] = [{"name": name, "description": about} for name, about in TAGS.items()]
    document["components"]["responses"] = dict(map(_refusal, WHY))
    for path, method, call in calls(document):
        call["operationId"] = endpoints[path, method]
        call.setdefault("security", [])
        call.setdefault("description", f"{call['summary'].rstrip('.?')}.")
        call["responses"] |= {str(status): _see(status) for status in _refused(path, call)}
    return _with_schemas(document)


def calls(document: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, operations in document["paths"].items():
        for method in filter(operations.__contains__, METHODS):
            yield path, method, operations[method]


def _refusal(status: int) -> tuple[str, Any]:
    content = {PROBLEM_JSON: {"schema": {"$ref": f"{SCHEMAS}Problem"}}}
    return _name(status), {"description": WHY[status], "content": content}


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.title().replace(" ", "")


def _see(status: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{_name(status)}"}


def _refused(path: str, call: dict[str, Any]) -> Iterator[int]:
    """With which statuses a call may refuse what is asked."""
    parameters = {parameter["in"] for parameter in call.get("parameters", ())}
    if "requestBody" in call:
        yield from (MALFORMED, TOO_LARGE, OTHER_TYPE)
    yield UNPROCESSABLE
    if call["security"]:
        yield from (UNAUTHORIZED, FORBIDDEN)
    if "{id}" in path:
        yield NOT_FOUND
    if "header" in parameters:
        yield CONFLICT
    if path.startswith("/v1/"):
        yield from (TOO_MANY, AWAY)


def _with_schemas(document: Document) -> Document:
    schemas = document["components"]["schemas"]
    for part in _parts(document):
        _say_double(part)
        _forget_default(part)
        _name_values(part, schemas)
    _open(document, schemas)
    for old, new in RENAMED.items():
        schemas[new] = schemas.pop(old)
    _each_reference(document, lambda name: RENAMED.get(name, name))
    return document


def _parts(part: Any) -> Iterator[dict[str, Any]]:
    """Every object in it, itself first; what is shown as an example is none of the document."""
    if isinstance(part, dict):
        yield part
        for key in [key for key in part if key not in ("example", "examples")]:
            yield from _parts(part[key])
    elif isinstance(part, list):
        for entry in part:
            yield from _parts(entry)


def _say_double(part: Schema) -> None:
    """Else some take a float of 32 bits, which money does not fit."""
    if part.get("type") in ("number", ["number", "null"]):
        part["format"] = "double"


def _forget_default(part: Schema) -> None:
    """That of a list is written as the text of a query string."""
    if part.get("type") == "array" and not isinstance(part.get("default", []), list):
        del part["default"]


def _name_values(part: Schema, schemas: dict[str, Schema]) -> None:
    properties: Schema = part.get("properties", {})
    for key in filter(NAMED.__contains__, properties):
        if "enum" in properties[key]:
            properties[key] = _named(properties[key], NAMED[key], schemas)


def _named(values: Schema, name: str, schemas: dict[str, Schema]) -> Schema:
    said = {"description": values["description"]} if "description" in values else {}
    known = [value for value in values["enum"] if value is not None]
    schemas.setdefault(name, {"type": "string", "enum": known})
    reference = {"$ref": f"{SCHEMAS}{name}"}
    if "null" in values["type"]:
        return {**said, "anyOf": [reference, {"type": "null"}]}
    return {**said, **reference}


def _open(document: Document, schemas: dict[str, Schema]) -> None:
    """Answers may gain fields, and what is sent may not hold any that is unknown."""
    sent = _reached([call.get("requestBody", {}) for _, _, call in calls(document)], schemas)
    answered = _reached([call["responses"] for _, _, call in calls(document)], schemas)
    again = {name: f"{SAVED}{name}" for name in sent & answered if _is_closed(schemas[name])}
    schemas |= {again[name]: deepcopy(schemas[name]) for name in sorted(again)}
    for name in schemas.keys() - sent:
        _each_reference(schemas[name], lambda name: again.get(name, name))
        for part in _parts(schemas[name]):
            if part.get("additionalProperties") is False:
                del part["additionalProperties"]


def _is_closed(schema: Schema) -> bool:
    return any(part.get("additionalProperties") is False for part in _parts(schema))


def _reached(part: Any, schemas: dict[str, Schema]) -> set[str]:
    """The schemas that a part of the document refers to, through others too."""
    reached: set[str] = set()
    waiting = [part]
    while waiting:
        found = set(_references(waiting.pop())) - reached
        reached |= found
        waiting += [schemas[name] for name in found]
    return reached


def _references(part: Any) -> Iterator[str]:
    for each in _parts(part):
        if str(each.get("$ref", "")).startswith(SCHEMAS):
            yield each["$ref"].removeprefix(SCHEMAS)


def _each_reference(document: Schema, rename: Callable[[str], str]) -> None:
    for part in _parts(document):
        if str(part.get("$ref", "")).startswith(SCHEMAS):
            part["$ref"] = SCHEMAS + rename(part["$ref"].removeprefix(SCHEMAS))
