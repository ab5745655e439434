"""The shapes of comparisons."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from joinwise.compare.portfolio import Standing
from joinwise.web.api.schema_fields import VersionSchema, list_of, score_field, text


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
    text = text()


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
    name = text()
    recommendation = text(enum=["join", "skip"])
    score = score_field()
    summary = text()
    worth = _amount("By the measure of the rules; null where unknown.", can_lack=True)
    money = _amount("What it takes; null where unknown.", can_lack=True)
    hours = _amount("What it takes; null where unknown.", can_lack=True)
    standing = text(enum=list(Standing), description="In the set, or why not.")
    text = text(description="The same as a sentence.")
    instead = fields.Nested(
        SwapSchema,
        required=True,
        allow_none=True,
        metadata={"description": "What joining one that was left out would change."},
    )


class UnitsSchema(Schema):
    worth = text()
    money = text()
    hours = text()


class ComparedSchema(Schema):
    summary = text()
    currency = text(description="Of every amount of money.")
    units = fields.Nested(UnitsSchema, required=True)
    limits = fields.Nested(AppliedLimitsSchema, required=True)
    best = fields.Nested(BestSchema, required=True)
    ranked = list_of(RankedSchema)
    one_more_hour = fields.Nested(WiderSchema, required=True, allow_none=True)
    hundred_more = fields.Nested(WiderSchema, required=True, allow_none=True)
    rules = fields.Nested(VersionSchema, required=True)
