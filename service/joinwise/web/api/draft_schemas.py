"""The shapes of drafts and of what is answered to them, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from joinwise.diagnostics import Severity
from joinwise.web.api.schema_fields import VersionSchema
from joinwise.web.errors import ProblemSchema
from joinwise.web.parsing import MOST_CANDIDATES

YAML = "application/yaml"
ONE_RULE = """rules:
  - id: far-away
    title: Far away
    when: travel.hours_per_meeting >= 2
    points: -20
    reason: You are on the way for {travel.hours_per_meeting hour|hours}.
"""
MISSPELT = ONE_RULE.replace("when: travel.hours", "when: travel.hour")

DRAFT: dict[str, Any] = {
    "files": {
        "type": ["object", "null"],
        "minProperties": 1,
        "additionalProperties": {"type": "string"},
        "description": "Rule files by name. Each replaces the file of the same name in the "
        "active rules, or is added if there is none; see `complete`.",
    },
    "complete": {
        "type": ["boolean", "null"],
        "default": False,
        "description": "The files are all of the rules; none of the active ones stays.",
    },
    "yaml": {
        "type": ["string", "null"],
        "description": "In place of `files`: one text, which is all of the rules.",
    },
}
NULL = {"type": "null"}
BY_FILE = {"files": {"type": "object"}, "yaml": NULL}
ONE_TEXT = {"yaml": {"type": "string"}, "files": NULL, "complete": {"type": ["boolean", "null"]}}
ONE_OF = [
    {"required": ["files"], "properties": BY_FILE},
    {"required": ["yaml"], "properties": ONE_TEXT},
]


def _body(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "oneOf": ONE_OF,
        "additionalProperties": False,
        "properties": properties,
    }


CHECK_BODY = _body(DRAFT)
PREVIEW_BODY = _body(
    {
        **DRAFT,
        "candidates": {
            "type": ["array", "null"],
            "maxItems": MOST_CANDIDATES,
            "description": "Left out: those of the saved assessments.",
            "items": {"anyOf": [{"$ref": "#/components/schemas/Candidate"}, {}]},
        },
    }
)
YAML_BODY = {"schema": {"type": "string"}, "example": ONE_RULE}


def _whole(low: int | None = 0, **more: Any) -> fields.Integer:
    return fields.Integer(required=True, metadata={"minimum": low, **more})


class FaultSchema(Schema):
    file = fields.String(required=True)
    line = _whole(1)
    column = _whole(1)
    severity = fields.String(required=True, metadata={"enum": list(Severity)})
    message = fields.String(required=True)


class CheckSchema(Schema):
    faults = fields.List(fields.Nested(FaultSchema), required=True)
    rules = fields.Nested(
        VersionSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Null where a fault is an error."},
    )
    others = fields.Integer(
        metadata={"minimum": 1, "description": "How many faults are not named, if any."}
    )


class DecidedPackSchema(VersionSchema):
    start = _whole(maximum=100)
    join_at = _whole(maximum=100)


class WaysSchema(Schema):
    skip_to_join = _whole()
    join_to_skip = _whole()
    score_only = _whole()
    same = _whole()


def _tens() -> fields.List[Any]:
    about = {"description": "How many by tens of the score; 100 is among the last."}
    return fields.List(fields.Integer(), required=True, metadata=about)


class ScoresSchema(Schema):
    before = _tens()
    after = _tens()


class VerdictSchema(Schema):
    recommendation = fields.String(required=True, metadata={"enum": ["join", "skip"]})
    score = _whole(maximum=100)


class GivenSchema(Schema):
    points = fields.Integer(required=True)
    decides = fields.String(
        required=True, allow_none=True, metadata={"enum": ["join", "skip", None]}
    )


def _given() -> fields.Nested:
    about = {"description": "Null where it does not fire."}
    return fields.Nested(GivenSchema, required=True, allow_none=True, metadata=about)


class RuleChangeSchema(Schema):
    rule = fields.String(required=True)
    before = _given()
    after = _given()


def _candidate() -> fields.Raw:
    about = "Its place among the candidates, from 0; of a saved assessment its id."
    kinds = [{"type": "integer", "minimum": 0}, {"type": "string", "format": "uuid"}]
    return fields.Raw(required=True, metadata={"anyOf": kinds, "description": about})


class PreviewChangeSchema(Schema):
    candidate = _candidate()
    name = fields.String(required=True)
    change = fields.String(
        required=True, metadata={"enum": ["skip_to_join", "join_to_skip", "score_only"]}
    )
    before = fields.Nested(VerdictSchema, required=True)
    after = fields.Nested(VerdictSchema, required=True)
    rules = fields.List(
        fields.Nested(RuleChangeSchema),
        required=True,
        metadata={"description": "The weightiest rules of those that give something else."},
    )
    other_rules = _whole(description="How many others there are.")


class PreviewFailureSchema(Schema):
    candidate = _candidate()
    error = fields.Nested(ProblemSchema, required=True)


class PreviewSchema(Schema):
    in_force = fields.Nested(DecidedPackSchema, required=True)
    draft = fields.Nested(DecidedPackSchema, required=True)
    candidates = _whole(description="How many were decided on.")
    failed = _whole(description="How many do not fit.")
    changes = fields.Nested(WaysSchema, required=True)
    scores = fields.Nested(ScoresSchema, required=True)
    changed = fields.List(fields.Nested(PreviewChangeSchema), required=True)
    failures = fields.List(fields.Nested(PreviewFailureSchema), required=True)
