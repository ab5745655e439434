"""The shapes of liveness and readiness."""

from __future__ import annotations

from marshmallow import Schema, fields

from joinwise.scoring.engine import ENGINES
from joinwise.web.api.schema_fields import VersionSchema, list_of, optional_text, text


class HealthSchema(Schema):
    status = text()


class RefusedFaultSchema(Schema):
    file = text()
    line = fields.Integer(required=True)
    column = fields.Integer(required=True)
    message = text()


class RefusalSchema(Schema):
    since = text(format="date-time")
    faults = list_of(RefusedFaultSchema)


class ReadinessSchema(Schema):
    status = text()
    version = text(description="The version of joinwise.")
    engine = text(enum=[*ENGINES], description="What matches the rules.")
    rules = fields.Nested(VersionSchema, required=True)
    store = optional_text(
        enum=["up", "away", None],
        description="Whether the store of assessments answers; null as long as nobody has looked.",
    )
    refused = fields.Nested(
        RefusalSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Changed rule files that cannot be used; null once mended."},
    )
