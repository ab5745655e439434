"""The shapes of advice, and of batches of candidates."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from joinwise.domain.candidate_schema import CandidateSchema
from joinwise.web.api.schema_fields import (
    VersionSchema,
    anything,
    list_of,
    optional_text,
    score_field,
    text,
)
from joinwise.web.errors import ProblemSchema
from joinwise.web.parsing import MOST_CANDIDATES


class NamedValueSchema(Schema):
    fact = text()
    value = anything("Null where unknown.")


class ReasonSchema(Schema):
    rule = text()
    title = text()
    effect = text(enum=["for", "against", "note"])
    points = fields.Integer(required=True)
    decides = optional_text(enum=["join", "skip", None])
    text = text()
    because = list_of(NamedValueSchema)
    source = optional_text()


class AssumedSchema(Schema):
    input = text()
    value = anything("What was assumed.")


class FailedTestSchema(Schema):
    test = text()
    value = anything("The value of its left side.")


class MissSchema(Schema):
    rule = text()
    title = text()
    failed = list_of(FailedTestSchema)
    lacking = fields.List(fields.String(), required=True, data_key="unknown")


class QuestionSchema(Schema):
    input = text()
    ask = text()
    assumed = anything("What was assumed; null where nothing is.")
    turns_at = fields.List(
        fields.Raw(),
        required=True,
        metadata={"description": "Of numbers the stretches, from and to; else the values."},
    )
    first = fields.Boolean(required=True, metadata={"description": "The one to ask first."})


class ChangeSchema(Schema):
    input = text()
    before = fields.Raw(required=True, data_key="from")
    after = fields.Raw(required=True, data_key="to")


class FlipSchema(ChangeSchema):
    recommendation = text(enum=["join", "skip"])
    text = text()


class PairSchema(Schema):
    changes = list_of(ChangeSchema)
    recommendation = text(enum=["join", "skip"])
    text = text()


class BreakEvenSchema(Schema):
    value = fields.Float(required=True, metadata={"example": 2})
    text = text(example="2 pieces of business a year pay for it.")


class LookAgainSchema(Schema):
    months = fields.Integer(required=True, metadata={"minimum": 1, "example": 9})
    recommendation = text(enum=["join", "skip"], example="skip")
    text = text(example="If it brings nothing more, leave after 9 months.")


class PlanSchema(Schema):
    break_even = fields.Nested(
        BreakEvenSchema,
        required=True,
        allow_none=True,
        metadata={"description": "What makes it pay; null if that is unknown."},
    )
    look_again = fields.Nested(
        LookAgainSchema,
        required=True,
        allow_none=True,
        metadata={
            "description": "After how many months it turns to skip if nothing more comes of it; "
            "null if it does not, or is to skip now."
        },
    )


WORD = (
    "The rules' word for the recommendation, with which the summary begins, such as Stay or Leave. "
    "Advice that was saved by a version without such words lacks it."
)
WHERE_ASKED = {"description": "Where asked for."}


class AdviceSchema(Schema):
    name = text()
    recommendation = text(enum=["join", "skip"])
    score = score_field()
    join_at = score_field()
    summary = text()
    word = fields.String(metadata={"description": WORD})
    reasons = list_of(ReasonSchema)
    facts = fields.Dict(required=True)
    assumed = list_of(AssumedSchema)
    as_of = fields.String(
        metadata={
            "format": "date",
            "description": "The day that it is for, if the rules use dates.",
        }
    )
    rules = fields.Nested(VersionSchema, required=True)
    misses = fields.List(fields.Nested(MissSchema), metadata=WHERE_ASKED)
    certainty = fields.String(metadata={"enum": ["firm", "open"], "description": "With questions."})
    questions = fields.List(fields.Nested(QuestionSchema), metadata=WHERE_ASKED)
    irrelevant = fields.List(
        fields.String(), metadata={"description": "With questions: what alone cannot flip it."}
    )
    flips = fields.List(fields.Nested(FlipSchema), metadata=WHERE_ASKED)
    pairs = fields.List(fields.Nested(PairSchema), metadata=WHERE_ASKED)
    plan = fields.Nested(PlanSchema, metadata=WHERE_ASKED)
    incomplete = fields.List(
        fields.String(),
        metadata={"description": "The parts that took too long to find all of."},
    )


class LeanAdviceSchema(AdviceSchema):
    """An advice of which only some fields were asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "partial": True})


ADVICE = {"anyOf": [AdviceSchema, LeanAdviceSchema]}


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
    "properties": {
        "results": {
            "type": "array",
            "items": {"anyOf": [AdviceSchema, FailureSchema, LeanAdviceSchema]},
        }
    },
}
