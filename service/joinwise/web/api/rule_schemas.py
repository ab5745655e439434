"""The shapes of inputs, rules and rule books."""

from __future__ import annotations

from marshmallow import Schema, fields

from joinwise.web.api.schema_fields import VersionSchema, anything, list_of, optional_text, text


class InputSchema(Schema):
    input = text()
    type = text(enum=["number", "text", "boolean", "list", "date"])
    unit = optional_text()
    bounds = fields.List(fields.Float(), required=True, allow_none=True)
    values = fields.List(fields.String(), required=True, allow_none=True)
    about = text()
    assume = anything("A value, a lookup or a formula; null: it stays unknown.")
    ask = text()
    range = fields.List(fields.Float(), required=True, allow_none=True)
    step = fields.Float(required=True, allow_none=True)
    change = optional_text(enum=["lower", "higher", "either", None])
    when = optional_text(description="It is not asked if this is false; null: it always is.")
    english = optional_text(description="The condition as a sentence.")
    recall = text(
        enum=["by_heart", "look_up"],
        description="Whether people know the answer or have to look it up.",
    )


class InputsSchema(Schema):
    inputs = list_of(InputSchema)


class PlaceSchema(Schema):
    file = text()
    line = fields.Integer(required=True)


class LayeredSchema(Schema):
    layer = fields.String(
        metadata={"description": "The layer that it comes from, if there are any."}
    )
    changed = fields.Dict(
        allow_none=True,
        metadata={"description": "The layer that changed it, and what the keys said before."},
    )


class StatedSchema(Schema):
    """What a rule, a scale, a table and their rows have in common."""

    brief = optional_text()
    source = optional_text()
    at = fields.Nested(PlaceSchema, required=True)


def _day(description: str) -> dict[str, str]:
    return {"format": "date", "description": f"{description}, if the rule says so."}


class RuleSchema(LayeredSchema, StatedSchema):
    id = text()
    title = text()
    when = text(description="The condition as it is written.")
    english = text(description="The condition as a sentence.")
    start = fields.String(data_key="from", metadata=_day("The first day on which it can fire"))
    until = fields.String(metadata=_day("The last day on which it can fire"))
    points = fields.Integer(required=True)
    decide = optional_text(enum=["join", "skip", None])
    reason = text()


class RowSchema(StatedSchema):
    low = fields.Float(required=True, allow_none=True, data_key="from")
    high = fields.Float(required=True, allow_none=True, data_key="to")
    english = text()
    points = fields.Integer(required=True)
    reason = text()


class BandSchema(LayeredSchema, StatedSchema):
    id = text()
    title = text()
    over = text(description="The input or fact that it is a scale over.")
    rows = list_of(RowSchema)


class TableRowSchema(StatedSchema):
    when = fields.List(
        fields.Raw(),
        required=True,
        metadata={"description": "A cell for each of over: a value, values, a comparison, or any."},
    )
    english = text()
    points = fields.Integer(required=True)
    decide = optional_text(enum=["join", "skip", None])
    reason = text()


class TableSchema(LayeredSchema, StatedSchema):
    id = text()
    title = text()
    over = fields.List(fields.String(), required=True)
    rows = list_of(TableRowSchema)


class FactSchema(LayeredSchema):
    name = text()
    type = text(enum=["number", "text", "boolean"])
    unit = optional_text()
    about = optional_text()
    formula = fields.String(metadata={"description": "This, or by and values."})
    by = fields.String()
    values = fields.Dict()
    otherwise = fields.Raw(data_key="else")
    english = text()
    source = anything("A text, or for a lookup a text by key.")
    at = fields.Nested(PlaceSchema, required=True)


class PromiseSchema(Schema):
    higher = anything("An input, a pattern of inputs, or a list of inputs that grow together.")
    never = text(enum=["join", "skip"])
    given = optional_text()
    because = optional_text()
    at = fields.Nested(PlaceSchema, required=True)


class PlanRulesSchema(Schema):
    break_even = fields.Dict(required=True, allow_none=True)
    clock = fields.List(fields.String(), required=True)
    idle = fields.Dict(required=True)
    look_again = fields.Dict(required=True, allow_none=True)
    at = fields.Nested(PlaceSchema, required=True)


class RuleBookSchema(VersionSchema):
    decision = fields.Dict(required=True)
    kinds = fields.List(
        fields.Dict(), required=True, metadata={"description": "Kinds of group of the rules' own."}
    )
    facts = list_of(FactSchema)
    rules = list_of(RuleSchema)
    bands = list_of(BandSchema)
    tables = list_of(TableSchema)
    compare = fields.Dict(required=True, allow_none=True)
    promises = list_of(PromiseSchema)
    plan = fields.Nested(PlanRulesSchema, required=True, allow_none=True)


RULE_ENTRY = {"anyOf": [RuleSchema, BandSchema, TableSchema]}
