"""The shape of a rule file: which keys it may hold, and what each must be.

Numbers come as doubles, as ``yamltext`` reads them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate

from joinwise.domain.recommendation import Recommendation
from joinwise.expressions.printer import literal

SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_POINTS = 1_000_000
LONGEST_TEXT = 5_000


class Shape(Schema):
    """A mapping of a rule file: keys of its own only; a key without a value counts as left out."""

    class Meta:
        unknown = RAISE

    error_messages = {"type": "This must be a mapping of keys to values."}

    @pre_load
    def without_blanks(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        own = _keys(self)
        return {key: value for key, value in data.items() if value is not None or key not in own}


class Words(fields.String):
    """A text that is not blank."""

    default_error_messages = {
        "required": "This is missing.",
        "invalid": "This must be a text; put it in quotes.",
        "blank": "This is empty.",
        "long": f"This is longer than {LONGEST_TEXT:,} characters.",
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, *args, **kwargs)
        if not text.strip():
            raise self.make_error("blank")
        if len(text) > LONGEST_TEXT:
            raise self.make_error("long")
        return text


class Identifier(Words):
    """What a rule or a band is called."""

    default_error_messages = {
        "shape": "This must be lower-case words joined by hyphens, like one-way-street."
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        if not KEBAB.fullmatch(text):
            raise self.make_error("shape")
        return text


class Expression(Words):
    """A condition or formula; a bare number or true/false is one too."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        if isinstance(value, bool | float) and math.isfinite(value):
            return literal(value)
        return fields.String._deserialize(self, value, *args, **kwargs)


class Finite(fields.Field[float]):
    """A finite number."""

    default_error_messages = {"required": "This is missing.", "invalid": "This must be a number."}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> float:
        if not isinstance(value, float) or not math.isfinite(value):
            raise self.make_error("invalid")
        return value


class Whole(Finite):
    """A whole number; 3.0 is one."""

    default_error_messages = {"invalid": "This must be a whole number."}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> int:
        number = super()._deserialize(value, *args, **kwargs)
        if not number.is_integer():
            raise self.make_error("invalid")
        return int(number)


class Constant(fields.Field[Any]):
    """A number, a text or true/false."""

    default_error_messages = {
        "invalid": "This must be a number, a text, true or false.",
        "null": "This must be a number, a text, true or false.",
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool | str):
            return value
        if isinstance(value, float) and math.isfinite(value):
            return value
        raise self.make_error("invalid")


class SourceField(fields.Field[Any]):
    """Where something comes from: a text, or a text for each key of a lookup's table."""

    default_error_messages = {
        "invalid": "This must be a text, or map the keys of `values` to texts."
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        texts = list(value.values()) if isinstance(value, Mapping) else [value]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise self.make_error("invalid")
        return value


class Items(fields.List[Any]):
    """A list of which every entry keeps its place, also where some do not fit."""

    default_error_messages = {"invalid": "This must be a list.", "required": "This is missing."}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        loaded, errors = _each(self.inner, dict(enumerate(value)))
        if errors:
            raise ValidationError(errors, valid_data=[*loaded.values()])
        return [*loaded.values()]


class Named(fields.Field[Any]):
    """A mapping from names to entries."""

    default_error_messages = {"invalid": "This must be a mapping of names to entries."}

    def __init__(self, inner: fields.Field[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        if not isinstance(value, Mapping):
            raise self.make_error("invalid")
        loaded, errors = _each(self.inner, value)
        if errors:
            raise ValidationError(errors, valid_data=loaded)
        return loaded


def _each(
    inner: fields.Field[Any], entries: Mapping[Any, Any]
) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """All entries as loaded, with what is valid of those that do not fit; and what is wrong."""
    loaded: dict[Any, Any] = {}
    errors: dict[Any, Any] = {}
    for key, entry in entries.items():
        try:
            loaded[key] = inner.deserialize(entry)
        except ValidationError as error:
            loaded[key] = error.valid_data if isinstance(error.valid_data, dict) else {}
            errors[key] = error.messages
    return loaded, errors


class Table(Named):
    """The table of a lookup: by each text, what it stands for."""

    default_error_messages = {
        "invalid": "This must map texts to values.",
        "required": "This is missing.",
        "empty": "This is empty; give at least one value.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Constant(), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if value == {}:
            raise self.make_error("empty")
        return super()._deserialize(value, *args, **kwargs)


class LookupShape(Shape):
    by = Words(required=True)
    values = Table(required=True)
    otherwise = Constant(data_key="else")


class FormulaShape(Shape):
    formula = Expression(required=True)


class Assumption(fields.Field[Any]):
    """A value, ``{by, values, else}`` or ``{formula}``."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, Mapping):
            shape = FormulaShape() if "formula" in value else LookupShape()
            return shape.load(value)
        if isinstance(value, list):
            return fields.List(fields.String()).deserialize(value)
        return Constant().deserialize(value)


class DecisionShape(Shape):
    start = Whole(validate=validate.Range(0, 100, error="This must be from 0 to 100."))
    join_at = Whole(validate=validate.Range(0, 100, error="This must be from 0 to 100."))


class Ends(fields.List[float]):
    """Two numbers; nothing where one of them is at fault."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> list[Any]:
        try:
            return super()._deserialize(*args, **kwargs)
        except ValidationError as error:
            raise ValidationError(error.messages) from None


class InputShape(Shape):
    assume = Assumption()
    ask = Words()
    range = Ends(
        Finite(),
        validate=validate.Length(equal=2, error="This must be two numbers: [lowest, highest]."),
        error_messages={"invalid": "This must be two numbers: [lowest, highest]."},
    )
    step = Finite(
        validate=validate.Range(0, min_inclusive=False, error="This must be more than 0.")
    )
    change = Words(
        validate=validate.OneOf(
            ("lower", "higher", "either"), error="This must be lower, higher or either."
        )
    )
    source = SourceField()


class FactShape(Shape):
    formula = Expression()
    by = Words()
    values = Table()
    otherwise = Constant(data_key="else")
    unit = Words()
    about = Words()
    source = SourceField()


def _points() -> Whole:
    limits = validate.Range(
        -MOST_POINTS, MOST_POINTS, error=f"This must be from -{MOST_POINTS:,} to {MOST_POINTS:,}."
    )
    return Whole(validate=limits)


class RuleShape(Shape):
    id = Identifier(required=True)
    title = Words(required=True)
    when = Expression(required=True)
    points = _points()
    decide = Words(
        validate=validate.OneOf(tuple(Recommendation), error="This must be join or skip.")
    )
    reason = Words(required=True)
    brief = Words()
    source = Words()


class RowShape(Shape):
    low = Finite(data_key="from")
    high = Finite(data_key="to")
    points = Whole(required=True, validate=_points().validators[0])
    reason = Words(required=True)
    brief = Words()
    source = Words()


class BandShape(Shape):
    id = Identifier(required=True)
    title = Words(required=True)
    over = Words(required=True)
    rows = Items(
        fields.Nested(RowShape),
        required=True,
        validate=validate.Length(min=1, error="This is empty; give at least one row."),
    )
    brief = Words()
    source = Words()


class CompareShape(Shape):
    worth = Words(required=True)
    money = Words(required=True)
    hours = Words(required=True)


class FileShape(Shape):
    """A whole rule file."""

    decision = fields.Nested(DecisionShape)
    inputs = Named(fields.Nested(InputShape))
    facts = Named(fields.Nested(FactShape))
    rules = Items(fields.Nested(RuleShape))
    bands = Items(fields.Nested(BandShape))
    compare = fields.Nested(CompareShape)


def keys_at(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that a mapping at this place of a rule file may hold."""
    shape: Any = FileShape()
    for step in path:
        if isinstance(shape, Schema):
            shape = _field(shape, str(step))
        elif isinstance(shape, Items | Named):
            shape = shape.inner
        shape = shape.schema if isinstance(shape, fields.Nested) else shape
    if isinstance(shape, Assumption):
        return (*_keys(LookupShape()), *_keys(FormulaShape()))
    return _keys(shape) if isinstance(shape, Schema) else ()


def _field(shape: Schema, key: str) -> fields.Field[Any] | None:
    named = {field.data_key or name: field for name, field in shape.fields.items()}
    return named.get(key)


def _keys(shape: Schema) -> tuple[str, ...]:
    return tuple(field.data_key or name for name, field in shape.fields.items())
