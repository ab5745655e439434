"""The shapes of answers, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from joinwise.compare.portfolio import Standing
from joinwise.domain.candidate_schema import CandidateSchema
from joinwise.web.errors import ProblemSchema

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


class RefusedFaultSchema(Schema):
    file = _text()
    line = fields.Integer(required=True)
    column = fields.Integer(required=True)
    message = _text()


class RefusalSchema(Schema):
    since = _text(format="date-time")
    faults = _list(RefusedFaultSchema)


class ReadinessSchema(Schema):
    status = _text()
    version = _text(description="The version of joinwise.")
    rules = fields.Nested(VersionSchema, required=True)
    refused = fields.Nested(
        RefusalSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Changed rule files that cannot be used; null once mended."},
    )


def _places() -> fields.List[Any]:
    about = {"description": "Places among the candidates posted, from 0."}
    return fields.List(fields.Integer(), required=True, metadata=about)


def _amount(about: str, can_lack: bool = False) -> fields.Float:
    return fields.Float(required=True, allow_none=can_lack, metadata={"description": about})


class SwapSchema(Schema):
    takes_in = _places()
    leaves_out = _places()
    gain = _amount("In worth, beside the best set; a loss is below 0.")
    proven = fields.Boolean(required=True)


class WiderSchema(SwapSchema):
    text = _text()


class AppliedLimitsSchema(Schema):
    annual_budget = _amount("Null where there is no limit.", can_lack=True)
    hours_per_month = _amount("Null where there is no limit.", can_lack=True)


class BestSchema(Schema):
    candidates = _places()
    worth = _amount("Of all of them together.")
    money = _amount("What they take together.")
    hours = _amount("What they take together.")
    proven = fields.Boolean(required=True, metadata={"description": "No set is worth more."})
    at_most = _amount("No set within the limits is worth more than this.")


class RankedSchema(Schema):
    rank = fields.Integer(required=True, metadata={"minimum": 1})
    candidate = fields.Integer(
        required=True, metadata={"description": "Its place among the candidates posted, from 0."}
    )
    name = _text()
    recommendation = _text(enum=["join", "skip"])
    score = _score()
    summary = _text()
    worth = _amount("By the measure of the rules; null where unknown.", can_lack=True)
    money = _amount("What it takes; null where unknown.", can_lack=True)
    hours = _amount("What it takes; null where unknown.", can_lack=True)
    standing = _text(enum=list(Standing), description="In the set, or why not.")
    text = _text(description="The same as a sentence.")
    instead = fields.Nested(
        SwapSchema,
        required=True,
        allow_none=True,
        metadata={"description": "What joining one that was left out would change."},
    )


class UnitsSchema(Schema):
    worth = _text()
    money = _text()
    hours = _text()


class ComparedSchema(Schema):
    summary = _text()
    currency = _text(description="Of every amount of money.")
    units = fields.Nested(UnitsSchema, required=True)
    limits = fields.Nested(AppliedLimitsSchema, required=True)
    best = fields.Nested(BestSchema, required=True)
    ranked = _list(RankedSchema)
    one_more_hour = fields.Nested(WiderSchema, required=True, allow_none=True)
    hundred_more = fields.Nested(WiderSchema, required=True, allow_none=True)
    rules = fields.Nested(VersionSchema, required=True)
