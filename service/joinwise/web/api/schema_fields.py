"""What the shapes of answers have in common, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields


def anything(about: str) -> fields.Raw:
    """A number, a text, true/false, a list of texts, or null where unknown."""
    return fields.Raw(allow_none=True, metadata={"description": about})


def text(**metadata: Any) -> fields.String:
    return fields.String(required=True, metadata=metadata)


def optional_text(**metadata: Any) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata=metadata)


def list_of(schema: type[Schema]) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True)


def score_field() -> fields.Integer:
    return fields.Integer(required=True, metadata={"minimum": 0, "maximum": 100})


class VersionSchema(Schema):
    pack = text()
    version = text(description="A hash of what the rules say.")
