"""The types of values in rule files, with what is said of a value that does not fit.

Numbers come as doubles, as ``located_yaml`` reads them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields
from marshmallow.types import ErrorMessages

from joinwise.domain.days import day_of
from joinwise.domain.values import Kind
from joinwise.expressions.printer import literal
from joinwise.packs.files.slips import no_list, no_mapping, no_text

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MINUSES = ("\u2212", "\u2013", "\u2014")
"""What looks like a minus sign."""

MAX_TEXT = 5_000
"""Characters of one text."""


class KeyProblem(StrEnum):
    """What can be wrong with a key itself, whatever its value; it takes the place of a message."""

    MISSING = "missing"
    UNKNOWN = "unknown"


class RuleField(fields.Field[Any]):
    """A field of rule files; ``about`` is what an editor says of the key that it is under."""

    default_error_messages: ErrorMessages = {
        "required": KeyProblem.MISSING,
        "null": "this is empty",
    }

    def __init__(self, *args: Any, about: str = "", **kwargs: Any) -> None:
        metadata = {"about": about} if about else {}
        super().__init__(*args, metadata=metadata, **kwargs)


class AsWrittenField(RuleField):
    """Anything; what it may be is looked at later."""


class TextField(RuleField, fields.String):
    """A text that is not blank."""

    default_error_messages = {
        "invalid": "this must be a text; put it in quotes",
        "blank": "this is empty",
        "long": f"this is longer than {MAX_TEXT:,} characters",
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        if slip := no_text(value):
            raise ValidationError(slip)
        text: str = super()._deserialize(value, *args, **kwargs)
        if not text.strip():
            raise self.make_error("blank")
        if len(text) > MAX_TEXT:
            raise self.make_error("long")
        return text


class IdField(TextField):
    """What a rule or a band is called."""

    default_error_messages = {
        "shape": "this must be lower-case words joined by hyphens, like one-way-street"
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        if not KEBAB.fullmatch(text):
            raise self.make_error("shape")
        return text


class ReferenceField(TextField):
    """The name of a fact or, if ``kind`` is given, of an input of that kind."""

    def __init__(self, kind: Kind | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind


class NameField(TextField):
    """The name of an input or a fact, of whatever kind."""


class CellField(RuleField):
    """A cell of a decision table: a constant, a list of constants, or a comparison."""

    default_error_messages = {
        "invalid": "this must be a number, a text, true, false, or a list of such values",
        "null": "this is empty; write any if it does not matter",
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, list) and not any(isinstance(each, list | Mapping) for each in value):
            return [self._constant(each) for each in value]
        return self._constant(value)

    def _constant(self, value: Any) -> Any:
        if isinstance(value, bool | str) or (isinstance(value, float) and math.isfinite(value)):
            return value
        raise self.make_error("invalid")


class HigherField(RuleField):
    """The name of an input, a pattern of such names, or a list of names."""

    default_error_messages = {"invalid": "this must be the name of an input, or a list of names"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str | tuple[str, ...]:
        names = value if isinstance(value, list) else [value]
        if not names or not all(isinstance(name, str) and name.strip() for name in names):
            raise self.make_error("invalid")
        return tuple(names) if isinstance(value, list) else value


class NumberNameField(TextField):
    """The name of an input that is a number."""


class DateField(TextField):
    """A day, as the number that it is worked with."""

    default_error_messages = {"invalid": "this must be a date like 2027-01-31"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        day = day_of(value)
        if day is None:
            raise self.make_error("invalid")
        return day


class ExpressionField(TextField):
    """A condition or formula; a bare number or true/false is one too."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        if isinstance(value, bool | float) and math.isfinite(value):
            return literal(value)
        if slip := no_text(value):
            raise ValidationError(slip)
        return fields.String._deserialize(self, value, *args, **kwargs)  # noqa: SLF001


class TruthField(RuleField):
    """true or false."""

    default_error_messages = {"invalid": "this must be true or false"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class NumberField(RuleField):
    """A finite number."""

    default_error_messages = {"invalid": "this must be a number"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> float:
        if not isinstance(value, float) or not math.isfinite(value):
            raise ValidationError(f"{self.error_messages['invalid']}{_cure(value)}")
        return value


def _cure(value: Any) -> str:
    """What is wrong with a text that looks like a number."""
    if not isinstance(value, str):
        return ""
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return "; take the quotes away"
    return "; that is not a minus sign; write -" if value[:1] in MINUSES else ""


class WholeNumberField(NumberField):
    """A whole number; 3.0 is one."""

    default_error_messages = {"invalid": "this must be a whole number"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> int:
        number = super()._deserialize(value, *args, **kwargs)
        if not number.is_integer():
            raise self.make_error("invalid")
        return int(number)


class ConstantField(RuleField):
    """A number, a text or true/false."""

    default_error_messages = {
        "invalid": "this must be a number, a text, true or false",
        "null": "this must be a number, a text, true or false",
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool | str):
            return value
        if isinstance(value, float) and math.isfinite(value):
            return value
        raise self.make_error("invalid")


class ValueField(ConstantField):
    """The value of an input: a number, a text, true/false, or a list of texts."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, list):
            return fields.List(TextField()).deserialize(value)
        return super()._deserialize(value, *args, **kwargs)


class RangeField(RuleField, fields.List[float]):
    """Two numbers; none if one of them does not fit."""

    default_error_messages = {"invalid": "this must be two numbers: [lowest, highest]"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(NumberField(), **kwargs)

    def _deserialize(self, *args: Any, **kwargs: Any) -> list[Any]:
        try:
            numbers = super()._deserialize(*args, **kwargs)
        except ValidationError as error:
            raise ValidationError(error.messages) from None
        if len(numbers) != 2:
            raise self.make_error("invalid")
        return numbers


class MappingField(RuleField, fields.Nested):
    """A mapping of a shape of its own."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(value, Mapping) and "formula" in self.schema.fields:
            raise ValidationError(f"this must be a mapping{no_mapping(value)}")
        return super()._deserialize(value, *args, **kwargs)


class ListField(RuleField, fields.List[Any]):
    """A list of which every entry keeps its place, even if some do not fit."""

    default_error_messages = {"invalid": "this must be a list"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError(f"{self.error_messages['invalid']}{no_list(value)}")
        loaded, errors = _loaded(self.inner, dict(enumerate(value)))
        if errors:
            raise ValidationError(errors, valid_data=[*loaded.values()])
        return [*loaded.values()]


class NamedEntriesField(RuleField):
    """A mapping from names to entries."""

    default_error_messages = {"invalid": "this must be a mapping of names to entries"}

    def __init__(self, inner: fields.Field[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        if not isinstance(value, Mapping):
            raise self.make_error("invalid")
        loaded, errors = _loaded(self.inner, value)
        if errors:
            raise ValidationError(errors, valid_data=loaded)
        return loaded


class InputsField(NamedEntriesField):
    """A mapping from the names of inputs to entries."""


class ValuesField(NamedEntriesField):
    """A mapping from the names of inputs to values."""

    default_error_messages = {"invalid": "this must be a mapping of inputs to values"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ValueField(), **kwargs)


class FactsField(NamedEntriesField):
    """A mapping from the names of facts to entries."""

    default_error_messages = {
        "invalid": "this must be a mapping of names to facts, such as yearly_cash: {{formula: ...}}"
    }


class TableField(NamedEntriesField):
    """The table of a lookup: by each text, what it stands for."""

    default_error_messages = {
        "invalid": "this must map texts to values",
        "empty": "this is empty; give at least one value",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ConstantField(), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if value == {}:
            raise self.make_error("empty")
        return super()._deserialize(value, *args, **kwargs)


class RowsField(ListField):
    """The rows of a table, or the name of the file beside it that holds them."""

    default_error_messages = {"invalid": "this must be a list of rows, or the name of a CSV file"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and value.endswith(".csv"):
            return value
        return super()._deserialize(value, *args, **kwargs)


def _loaded(
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
