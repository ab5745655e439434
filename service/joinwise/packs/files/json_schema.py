"""The JSON Schema of rule files, with which editors complete, explain and check what is written.

It is draft 7, which editors' YAML servers take. It says what holds of a file by itself; whether
names are known and conditions make sense, ``joinwise rules check`` says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from marshmallow import Schema as Shape
from marshmallow import fields, validate

from joinwise.domain.catalogue import INPUTS, OWN
from joinwise.domain.days import AS_OF, ISO_DATE
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.expressions.functions import FUNCTIONS
from joinwise.expressions.parser import MAX_LENGTH
from joinwise.expressions.parser_words import KEYWORDS
from joinwise.expressions.said import SAID
from joinwise.packs.definitions import DATE
from joinwise.packs.files.fields import (
    KEBAB,
    MAX_TEXT,
    AsWrittenField,
    CellField,
    ConstantField,
    DateField,
    ExpressionField,
    FactsField,
    HigherField,
    IdField,
    InputsField,
    ListField,
    MappingField,
    NamedEntriesField,
    NameField,
    NumberField,
    NumberNameField,
    RangeField,
    ReferenceField,
    RowsField,
    TableField,
    TextField,
    TruthField,
    ValuesField,
    WholeNumberField,
)
from joinwise.packs.files.schema import (
    OWN_KEYS,
    SNAKE,
    AssumptionField,
    CitationShape,
    FactShape,
    FileShape,
    FormulaShape,
    InputShape,
    LookupShape,
    RowShape,
    SourceField,
    SourcesField,
    TableRowShape,
    keys_of,
)
from joinwise.packs.promises import NUMBERS

Schema = dict[str, Any]
Field = fields.Field[Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
ABOUT = "Rules of joinwise: any of these sections, in any file of the folder."
NOT_BLANK = "\\S"
SHARED = ("ask", "when", "recall", "step", "change", "source")
"""The keys of inputs that are described once, for all inputs."""

BETWEEN_KEYS: Mapping[type[Shape], Schema] = {
    FactShape: {
        "oneOf": [{"required": ["formula"]}, {"required": ["by", "values"]}],
        "dependencies": {"else": ["values"]},
    },
    TableRowShape: {"anyOf": [{"required": ["points"]}, {"required": ["decide"]}]},
    RowShape: {"anyOf": [{"required": ["from"]}, {"required": ["to"]}]},
}
"""Which keys go together."""


def text() -> str:
    """The schema as ``rules/schema.json`` holds it."""
    return f"{json.dumps(schema(), indent=2, ensure_ascii=False)}\n"


def schema() -> Schema:
    whole = _or_nothing(_mapping(FileShape(), ABOUT))
    head = {"$schema": DRAFT, "title": "Rules of joinwise"}
    return head | whole | {"definitions": _definitions()}


def about(field: Field) -> str:
    """What an editor says of a key. Raises KeyError if its shape does not."""
    described: str = field.metadata["about"]
    return described


def _mapping(shape: Shape, description: str, **own: Schema) -> Schema:
    """An object of a shape; ``own`` are keys that are not what the shape alone says."""
    keys = keys_of(shape)
    properties = {key: own.get(key) or _key(field) for key, field in keys.items()}
    required = [key for key, field in keys.items() if field.required]
    mapping = {"type": "object", "description": description, "properties": properties}
    mapping |= {"required": required} if required else {}
    return mapping | {"additionalProperties": False} | BETWEEN_KEYS.get(type(shape), {})


def _key(field: Field) -> Schema:
    """What may stand under a key; one that may be left out may also be empty."""
    value = _of(field, about(field)) | {"description": about(field)}
    return value if field.required else _or_nothing(value)


def _or_nothing(value: Schema) -> Schema:
    if "type" not in value:
        return {"anyOf": [*value.pop("anyOf"), {"type": "null"}], **value}
    types = value["type"] if isinstance(value["type"], list) else [value["type"]]
    values = {"enum": [*value["enum"], None]} if "enum" in value else {}
    return value | {"type": [*types, "null"]} | values


PLAIN_INPUTS = [name for name in INPUTS if "." not in name]

FACT_NAME: Schema = {
    "pattern": f"^{SNAKE.pattern}$",
    "not": {"enum": [*PLAIN_INPUTS, AS_OF, DATE, *KEYWORDS, *FUNCTIONS, SAID]},
}


OWN_NAME: Schema = {"type": "string", "pattern": f"^{OWN}\\.{SNAKE.pattern}$"}


@singledispatch
def _of(field: Field, description: str) -> Schema:
    """What a field takes; ``description`` is that of the key that it is under."""
    raise TypeError(f"{type(field).__name__} has no schema")


@_of.register
def _(field: DateField, description: str) -> Schema:
    return {"type": "string", "pattern": f"^{ISO_DATE.pattern}$"}


@_of.register
def _(field: TextField, description: str) -> Schema:
    values = [known.choices for known in field.validators if isinstance(known, validate.OneOf)]
    if values:
        return {"type": "string", "enum": [*values[0]]}
    return {"type": "string", "pattern": NOT_BLANK, "maxLength": MAX_TEXT}


@_of.register
def _(field: IdField, description: str) -> Schema:
    return {"type": "string", "pattern": f"^{KEBAB.pattern}$", "maxLength": MAX_TEXT}


@_of.register
def _(field: ReferenceField, description: str) -> Schema:
    inputs = [input.name for input in INPUTS.values() if input.kind is field.kind]
    inputs += [DATE] if field.kind is Kind.TEXT else []
    options = [{"type": "string", "enum": inputs}, OWN_NAME] if inputs else []
    return {"anyOf": [*options, {"type": "string"} | FACT_NAME]}


@_of.register
def _(field: NameField, description: str) -> Schema:
    inputs = {"type": "string", "enum": [*INPUTS]}
    return {"anyOf": [inputs, OWN_NAME, {"type": "string"} | FACT_NAME]}


@_of.register
def _(field: TruthField, description: str) -> Schema:
    return {"type": "boolean"}


@_of.register
def _(field: CellField, description: str) -> Schema:
    constant = {"type": ["number", "string", "boolean"]}
    return {"anyOf": [constant, {"type": "array", "items": constant, "minItems": 1}]}


@_of.register
def _(field: NumberNameField, description: str) -> Schema:
    return {"anyOf": [{"type": "string", "enum": [*NUMBERS]}, OWN_NAME]}


@_of.register
def _(field: ValuesField, description: str) -> Schema:
    properties = {
        name: _value(input) | {"description": input.about} for name, input in INPUTS.items()
    }
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": {OWN_NAME["pattern"]: {}},
        "additionalProperties": False,
    }


@_of.register
def _(field: HigherField, description: str) -> Schema:
    name = {"anyOf": [{"type": "string", "enum": [*NUMBERS]}, OWN_NAME]}
    pattern = {"type": "string", "pattern": "\\*"}
    return {"anyOf": [name, pattern, {"type": "array", "items": name, "minItems": 1}]}


@_of.register
def _(field: ExpressionField, description: str) -> Schema:
    types = ["string", "number", "boolean"]
    return {"type": types, "pattern": NOT_BLANK, "maxLength": MAX_LENGTH}


@_of.register
def _(field: NumberField, description: str) -> Schema:
    limits: Schema = {}
    for limit in field.validators:
        if isinstance(limit, validate.Range):
            low = "minimum" if limit.min_inclusive else "exclusiveMinimum"
            limits |= {low: limit.min} | ({} if limit.max is None else {"maximum": limit.max})
    return {"type": "integer" if isinstance(field, WholeNumberField) else "number"} | limits


@_of.register
def _(field: ConstantField, description: str) -> Schema:
    return {"type": ["number", "string", "boolean"]}


@_of.register
def _(field: SourceField, description: str) -> Schema:
    return {"anyOf": [_of(TextField(), description), _shared("source")]}


@_of.register
def _(field: SourcesField, description: str) -> Schema:
    one = _of(SourceField(), description)
    names = {"not": {"enum": [*keys_of(CitationShape())]}}
    by_key = {"type": "object", "propertyNames": names, "additionalProperties": one}
    return {"anyOf": [*one["anyOf"], by_key]}


@_of.register
def _(field: TableField, description: str) -> Schema:
    return _table(_of(field.inner, description))


def _table(value: Schema) -> Schema:
    return {"type": "object", "minProperties": 1, "additionalProperties": value}


@_of.register
def _(field: ListField, description: str) -> Schema:
    least = [length.min for length in field.validators if isinstance(length, validate.Length)]
    items = {"type": "array", "items": _of(field.inner, description)}
    return items | ({"minItems": least[0]} if least else {})


@_of.register
def _(field: AssumptionField, description: str) -> Schema:
    """Of an input of one's own, of which nothing is known here."""
    types = ["number", "string", "boolean", "array", "object"]
    return {"type": types}


@_of.register
def _(field: RangeField, description: str) -> Schema:
    return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}


@_of.register
def _(field: RowsField, description: str) -> Schema:
    rows = {"type": "array", "items": _of(field.inner, description), "minItems": 1}
    return {"anyOf": [rows, {"type": "string", "pattern": "\\.csv$"}]}


@_of.register
def _(field: AsWrittenField, description: str) -> Schema:
    return {"type": "object"}


@_of.register
def _(field: NamedEntriesField, description: str) -> Schema:
    return {"type": "object", "additionalProperties": _of(field.inner, description)}


@_of.register
def _(field: MappingField, description: str) -> Schema:
    return _mapping(field.schema, description)


@_of.register
def _(field: InputsField, description: str) -> Schema:
    properties = {name: _input(input) for name, input in INPUTS.items()}
    own = _mapping(InputShape(), "An input of your own.")
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": {OWN_NAME["pattern"]: own | {"required": ["type", "about"]}},
        "additionalProperties": False,
    }


@_of.register
def _(field: FactsField, description: str) -> Schema:
    entry = _of(field.inner, description)
    return {"type": "object", "propertyNames": FACT_NAME, "additionalProperties": entry}


def _input(input: Input) -> Schema:
    """What may be said of one input: a range and a step only if it is a number."""
    keys = [key for key in InputShape().fields if key not in OWN_KEYS]
    own = {key: _shared(f"inputs.{key}") for key in keys}
    own |= {"assume": _or_nothing(_assumption(input)), "range": _range(input)}
    if input.kind is not Kind.NUMBER:
        del own["range"], own["step"]
    unit = f" ({input.unit})" if input.unit else ""
    described = {"type": "object", "description": f"{input.about}{unit}"}
    return described | {"properties": own, "additionalProperties": False}


def _shared(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _definitions() -> Schema:
    """What is used in more than one place; values of inputs by the name of the input."""
    keys = keys_of(InputShape())
    shared = {f"inputs.{key}": _key(keys[key]) for key in SHARED}
    shared["inputs.assume.by"] = _key(keys_of(LookupShape())["by"])
    shared["inputs.assume.formula"] = _mapping(FormulaShape(), about(keys["assume"]))
    shared["source"] = _mapping(CitationShape(), "A source as data.")
    return shared | {name: _value(input) for name, input in INPUTS.items()}


def _assumption(input: Input) -> Schema:
    value, keys = _shared(input.name), keys_of(LookupShape())
    description = about(keys_of(InputShape())["assume"])
    values = _table(value) | {"description": about(keys["values"])}
    otherwise = {"anyOf": [value, {"type": "null"}], "description": about(keys["else"])}
    own = {"by": _shared("inputs.assume.by"), "values": values, "else": otherwise}
    lookup = _mapping(LookupShape(), description, **own)
    options = [value, lookup, _shared("inputs.assume.formula")]
    return {"anyOf": options, "description": description}


def _value(input: Input) -> Schema:
    match input.kind:
        case Kind.NUMBER:
            bounds = {"minimum": input.low, "maximum": input.high}
            return {"type": "integer" if input.whole else "number"} | bounds
        case Kind.BOOLEAN:
            return {"type": "boolean"}
        case Kind.LIST:
            return {"type": "array", "items": {"type": "string", "enum": [*input.values]}}
    return {"type": "string"} | ({"enum": [*input.values]} if input.values else {})


def _range(input: Input) -> Schema:
    limits = {"type": "array", "items": _shared(input.name), "minItems": 2, "maxItems": 2}
    return _or_nothing(limits | {"description": about(keys_of(InputShape())["range"])})
