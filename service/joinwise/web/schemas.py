"""The shapes of answers, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from joinwise.candidates import CandidateSchema
from joinwise.web.problems import ProblemSchema

MOST_CANDIDATES = 1_000


def _anything(about: str) -> fields.Raw:
    """A number, a text, true/false, a list of texts, or null where unknown."""
    return fields.Raw(allow_none=True, metadata={"description": about})


def _text(**metadata: Any) -> fields.String:
    return fields.String(required=True, metadata=metadata)


def _maybe(**metadata: Any) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata=metadata)


def _list(schema: type[Schema]) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True)


def _score() -> fields.Integer:
    return fields.Integer(required=True, metadata={"minimum": 0, "maximum": 100})


class NamedValueSchema(Schema):
    fact = _text()
    value = _anything("Null where unknown.")


class ReasonSchema(Schema):
    rule = _text()
    title = _text()
    effect = _text(enum=["for", "against", "note"])
    points = fields.Integer(required=True)
    decides = _maybe(enum=["join", "skip", None])
    text = _text()
    because = _list(NamedValueSchema)
    source = _maybe()


class AssumedSchema(Schema):
    input = _text()
    value = _anything("What was taken for granted.")


class VersionSchema(Schema):
    pack = _text()
    version = _text(description="A hash of what the rules say.")


class FailedTestSchema(Schema):
    test = _text()
    value = _anything("The value of its left side.")


class MissSchema(Schema):
    rule = _text()
    title = _text()
    failed = _list(FailedTestSchema)
    lacking = fields.List(fields.String(), required=True, data_key="unknown")


class QuestionSchema(Schema):
    input = _text()
    ask = _text()
    assumed = _anything("What was taken for granted; null where nothing is.")
    turns_at = fields.List(
        fields.Raw(),
        required=True,
        metadata={"description": "Of numbers the stretches, from and to; else the values."},
    )
    first = fields.Boolean(required=True, metadata={"description": "The one to ask first."})


class ChangeSchema(Schema):
    input = _text()
    before = fields.Raw(required=True, data_key="from")
    after = fields.Raw(required=True, data_key="to")


class FlipSchema(ChangeSchema):
    recommendation = _text(enum=["join", "skip"])
    text = _text()


class PairSchema(Schema):
    changes = _list(ChangeSchema)
    recommendation = _text(enum=["join", "skip"])
    text = _text()


WHERE_ASKED = {"description": "Where asked for."}


class AdviceSchema(Schema):
    name = _text()
    recommendation = _text(enum=["join", "skip"])
    score = _score()
    join_at = _score()
    summary = _text()
    reasons = _list(ReasonSchema)
    facts = fields.Dict(required=True)
    assumed = _list(AssumedSchema)
    rules = fields.Nested(VersionSchema, required=True)
    misses = fields.List(fields.Nested(MissSchema), metadata=WHERE_ASKED)
    certainty = fields.String(metadata={"enum": ["firm", "open"], "description": "With questions."})
    questions = fields.List(fields.Nested(QuestionSchema), metadata=WHERE_ASKED)
    irrelevant = fields.List(
        fields.String(), metadata={"description": "With questions: what alone cannot turn it."}
    )
    flips = fields.List(fields.Nested(FlipSchema), metadata=WHERE_ASKED)
    pairs = fields.List(fields.Nested(PairSchema), metadata=WHERE_ASKED)
    incomplete = fields.List(
        fields.String(),
        metadata={"description": "The parts that took too long to find all of."},
    )


BATCH = {
    "type": "object",
    "required": ["candidates"],
    "additionalProperties": False,
    "properties": {
        "candidates": {
            "type": "array",
            "maxItems": MOST_CANDIDATES,
            "description": "What is no candidate is answered by an error in its place.",
            "items": {"anyOf": [CandidateSchema, {}]},
        }
    },
}


class FailureSchema(Schema):
    error = fields.Nested(ProblemSchema, required=True)


RESULTS = {
    "type": "object",
    "required": ["results"],
    "properties": {"results": {"type": "array", "items": {"anyOf": [AdviceSchema, FailureSchema]}}},
}


class InputSchema(Schema):
    input = _text()
    type = _text(enum=["number", "text", "boolean", "list"])
    unit = _maybe()
    bounds = fields.List(fields.Float(), required=True, allow_none=True)
    values = fields.List(fields.String(), required=True, allow_none=True)
    about = _text()
    assume = _anything("A value, a lookup or a formula; null: it stays unknown.")
    ask = _text()
    range = fields.List(fields.Float(), required=True, allow_none=True)
    step = fields.Float(required=True, allow_none=True)
    change = _maybe(enum=["lower", "higher", "either", None])


class InputsSchema(Schema):
    inputs = _list(InputSchema)


class PlaceSchema(Schema):
    file = _text()
    line = fields.Integer(required=True)


class RuleSchema(Schema):
    id = _text()
    title = _text()
    when = _text(description="The condition as it is written.")
    english = _text(description="The condition as a sentence.")
    points = fields.Integer(required=True)
    decide = _maybe(enum=["join", "skip", None])
    reason = _text()
    brief = _maybe()
    source = _maybe()
    at = fields.Nested(PlaceSchema, required=True)


class RowSchema(Schema):
    low = fields.Float(required=True, allow_none=True, data_key="from")
    high = fields.Float(required=True, allow_none=True, data_key="to")
    english = _text()
    points = fields.Integer(required=True)
    reason = _text()
    brief = _maybe()
    source = _maybe()
    at = fields.Nested(PlaceSchema, required=True)


class BandSchema(Schema):
    id = _text()
    title = _text()
    over = _text(description="The input or fact that it is a scale over.")
    rows = _list(RowSchema)
    brief = _maybe()
    source = _maybe()
    at = fields.Nested(PlaceSchema, required=True)


class FactSchema(Schema):
    name = _text()
    type = _text(enum=["number", "text", "boolean"])
    unit = _maybe()
    about = _maybe()
    formula = fields.String(metadata={"description": "This, or by and values."})
    by = fields.String()
    values = fields.Dict()
    otherwise = fields.Raw(data_key="else")
    english = _text()
    source = _anything("A text, or for a lookup a text by key.")
    at = fields.Nested(PlaceSchema, required=True)


class RuleBookSchema(VersionSchema):
    decision = fields.Dict(required=True)
    facts = _list(FactSchema)
    rules = _list(RuleSchema)
    bands = _list(BandSchema)
    compare = fields.Dict(required=True, allow_none=True)


RULE_OR_BAND = {"anyOf": [RuleSchema, BandSchema]}


class HealthSchema(Schema):
    status = _text()


class ReadinessSchema(Schema):
    status = _text()
    version = _text(description="The version of joinwise.")
    rules = fields.Nested(VersionSchema, required=True)
    refused = fields.Dict(
        required=True, allow_none=True, metadata={"description": "The last refused reload."}
    )
