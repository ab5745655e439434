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

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.expressions.parser import FUNCTIONS, KEYWORDS, LONGEST
from joinwise.packs.schema import (
    KEBAB,
    LONGEST_TEXT,
    SNAKE,
    Constant,
    Expression,
    FileShape,
    Finite,
    FormulaShape,
    Identifier,
    InputShape,
    Items,
    LookupShape,
    Named,
    SourceField,
    Table,
    Whole,
    Words,
)

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
NOT_BLANK = "\\S"
CONDITION = (
    "Names of inputs and facts, numbers, texts in quotes, true and false; + - * /; "
    "== != < <= > >=; in [...], in a list; is known, is unknown; and, or, not; a if b else c; "
    "min, max, abs, round, coalesce."
)
SAID: Mapping[str, str] = {
    "": "Rules of joinwise: any of these sections, in any file of the folder.",
    "decision": "The score before any rule, and the score from which the advice is to join.",
    "decision.start": "The score before any rule: whole, 0 to 100; 50 where left out.",
    "decision.join_at": "Join when the score is at least this: whole, 0 to 100; 50 where left out.",
    "inputs": "What to take for granted when the caller does not say, and how to ask.",
    "inputs.assume": "What to take for granted: a value, {by, values, else} or {formula}; "
    "left out: unknown.",
    "inputs.assume.by": "A text, input or fact, that the value goes by.",
    "inputs.assume.values": "The value for each text.",
    "inputs.assume.else": "The value for every other text; left out: unknown.",
    "inputs.assume.formula": f"What the value is worked out by. {CONDITION}",
    "inputs.ask": "The question that people are asked.",
    "inputs.range": "The lowest and the highest value worth considering, within what is allowed.",
    "inputs.step": "How far apart the values are that are considered, from the lowest on.",
    "inputs.change": "The way a person could get it changed; left out: it cannot be changed.",
    "inputs.source": "Where the number comes from; for a lookup also by the keys of its values.",
    "facts": "Named quantities, worked out before the rules: a formula, or by and values.",
    "facts.formula": f"What it is worked out by. {CONDITION}",
    "facts.by": "A text, input or fact, that the value goes by.",
    "facts.values": "The value for each text.",
    "facts.else": "The value for every other text; left out: unknown.",
    "facts.unit": "The unit; what starts with money, share or count is shown so, any other as a "
    "number.",
    "facts.about": "What it is, in a sentence.",
    "facts.source": "Where the number comes from; for a lookup also by the keys of its values.",
    "rules": "What counts for or against, or decides.",
    "rules.id": "The name of the rule, of which there is but one: lower-case words joined by "
    "hyphens.",
    "rules.title": "What the rule is about, in a few words.",
    "rules.when": f"The condition; the rule fires only where it is true. {CONDITION}",
    "rules.points": "What it adds to the score, or takes from it: whole; 0 where left out.",
    "rules.decide": "Decides whatever the score; skip beats join.",
    "rules.reason": "What the reader is told. {name} stands for a value in its unit, "
    "{name one|many} for the value and the word that fits, {{ and }} for braces.",
    "rules.brief": "The reason for the summary, in a few words; the title where left out.",
    "rules.source": "Where it comes from.",
    "bands": "Scales over a number: one row at most applies.",
    "bands.id": "The name of the scale, of which there is but one: lower-case words joined by "
    "hyphens.",
    "bands.title": "What the scale is about, in a few words.",
    "bands.over": "The number, input or fact, that the scale goes by.",
    "bands.rows": "The steps of the scale; they do not overlap.",
    "bands.rows.from": "Where the row starts, itself included; left out: from the lowest on.",
    "bands.rows.to": "Where the row ends, itself not included; left out: up to the highest.",
    "bands.rows.points": "What it adds to the score, or takes from it: whole.",
    "bands.rows.reason": "What the reader is told; {name} stands for the value.",
    "bands.rows.brief": "The reason for the summary, in a few words.",
    "bands.rows.source": "Where the row comes from; what stands on the scale where left out.",
    "bands.brief": "The reason for the summary for rows that have none of their own.",
    "bands.source": "Where the scale comes from.",
    "compare": "The facts by which groups are compared.",
    "compare.worth": "The fact that says what a group is worth.",
    "compare.money": "The fact that says what it takes in money.",
    "compare.hours": "The fact that says what it takes in hours.",
}
"""What an editor says of each key, by its place."""

NAMING = {
    "facts.by": Kind.TEXT,
    "inputs.assume.by": Kind.TEXT,
    "bands.over": Kind.NUMBER,
    "compare.worth": None,
    "compare.money": None,
    "compare.hours": None,
}
"""The keys that name a fact, or an input of one kind."""


def text() -> str:
    """The schema as it stands in ``rules/schema.json``."""
    return f"{json.dumps(schema(), indent=2, ensure_ascii=False)}\n"


def schema() -> Schema:
    whole = _or_nothing(_mapping(FileShape(), ""))
    head = {"$schema": DRAFT, "title": "Rules of joinwise"}
    return head | whole | {"definitions": _definitions()}


def _mapping(shape: Shape, path: str, **own: Schema) -> Schema:
    """An object of a shape; ``own`` are keys that are not what the shape alone says."""
    keys = {field.data_key or name: field for name, field in shape.fields.items()}
    properties = {
        key: own[key] if key in own else _key(field, _below(path, key))
        for key, field in keys.items()
    }
    required = [key for key, field in keys.items() if field.required]
    found = {"type": "object", "description": SAID[path], "properties": properties}
    found |= {"required": required} if required else {}
    return found | {"additionalProperties": False} | MORE.get(path, {})


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


MORE: Mapping[str, Schema] = {
    "facts": {
        "oneOf": [{"required": ["formula"]}, {"required": ["by", "values"]}],
        "dependencies": {"else": ["values"]},
    },
    "bands.rows": {"anyOf": [{"required": ["from"]}, {"required": ["to"]}]},
}
"""What holds between keys."""


def _key(field: fields.Field[Any], path: str) -> Schema:
    """What may stand under a key; one that may be left out may also be empty."""
    found = _naming(path) if path in NAMING else _of(field, path)
    found = found | {"description": SAID[path]}
    return found if field.required else _or_nothing(found)


def _or_nothing(found: Schema) -> Schema:
    if "type" not in found:
        return {"anyOf": [*found.pop("anyOf"), {"type": "null"}], **found}
    types = found["type"] if isinstance(found["type"], list) else [found["type"]]
    values = {"enum": [*found["enum"], None]} if "enum" in found else {}
    return found | {"type": [*types, "null"]} | values


def _naming(path: str) -> Schema:
    kind = NAMING[path]
    inputs = [each.name for each in INPUTS.values() if each.kind is kind]
    options = [{"type": "string", "enum": inputs}] if inputs else []
    return {"anyOf": [*options, {"type": "string"} | FACT_NAME]}


FACT_NAME: Schema = {
    "pattern": f"^{SNAKE.pattern}$",
    "not": {"enum": [*(name for name in INPUTS if "." not in name), *KEYWORDS, *FUNCTIONS]},
}


@singledispatch
def _of(field: fields.Field[Any], path: str) -> Schema:
    """What a field takes."""
    raise TypeError(f"{type(field).__name__} has no schema")


@_of.register
def _(field: Words, path: str) -> Schema:
    values = [each.choices for each in field.validators if isinstance(each, validate.OneOf)]
    if values:
        return {"type": "string", "enum": [*values[0]]}
    return {"type": "string", "pattern": NOT_BLANK, "maxLength": LONGEST_TEXT}


@_of.register
def _(field: Identifier, path: str) -> Schema:
    return {"type": "string", "pattern": f"^{KEBAB.pattern}$", "maxLength": LONGEST_TEXT}


@_of.register
def _(field: Expression, path: str) -> Schema:
    types = ["string", "number", "boolean"]
    return {"type": types, "pattern": NOT_BLANK, "maxLength": LONGEST}


@_of.register
def _(field: Finite, path: str) -> Schema:
    limits: Schema = {}
    for each in field.validators:
        if isinstance(each, validate.Range):
            low = "minimum" if each.min_inclusive else "exclusiveMinimum"
            limits |= {low: each.min} | ({} if each.max is None else {"maximum": each.max})
    return {"type": "integer" if isinstance(field, Whole) else "number"} | limits


@_of.register
def _(field: Constant, path: str) -> Schema:
    return {"type": ["number", "string", "boolean"]}


@_of.register
def _(field: SourceField, path: str) -> Schema:
    one = {"type": "string", "pattern": NOT_BLANK}
    return {"anyOf": [one, {"type": "object", "additionalProperties": one}]}


@_of.register
def _(field: Table, path: str) -> Schema:
    return _table(_of(field.inner, path))


def _table(value: Schema) -> Schema:
    return {"type": "object", "minProperties": 1, "additionalProperties": value}


@_of.register
def _(field: Items, path: str) -> Schema:
    least = [each.min for each in field.validators if isinstance(each, validate.Length)]
    found = {"type": "array", "items": _of(field.inner, path)}
    return found | ({"minItems": least[0]} if least else {})


@_of.register
def _(field: fields.Nested, path: str) -> Schema:
    return _mapping(field.schema, path)


@_of.register
def _(field: Named, path: str) -> Schema:
    if path == "inputs":
        properties = {name: _input(each) for name, each in INPUTS.items()}
        return {"type": "object", "properties": properties, "additionalProperties": False}
    return {
        "type": "object",
        "propertyNames": FACT_NAME,
        "additionalProperties": _of(field.inner, path),
    }


def _input(input: Input) -> Schema:
    """What may be said of one input: only of numbers a range and a step."""
    own = {key: _shared(f"inputs.{key}") for key in InputShape().fields}
    own |= {"assume": _or_nothing(_assumption(input)), "range": _range(input)}
    if input.kind is not Kind.NUMBER:
        del own["range"], own["step"]
    unit = f" ({input.unit})" if input.unit else ""
    described = {"type": "object", "description": f"{input.about}{unit}"}
    return described | {"properties": own, "additionalProperties": False}


def _shared(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _definitions() -> Schema:
    """What stands in more than one place; values of inputs by the name of the input."""
    shape = InputShape()
    shared = {f"inputs.{key}": _key(shape.fields[key], f"inputs.{key}") for key in SHARED}
    shared["inputs.assume.by"] = _naming("inputs.assume.by") | {"description": SAID["facts.by"]}
    shared["inputs.assume.formula"] = _mapping(FormulaShape(), "inputs.assume")
    return shared | {name: _value(each) for name, each in INPUTS.items()}


SHARED = ("ask", "step", "change", "source")


def _assumption(input: Input) -> Schema:
    value, path = _shared(input.name), "inputs.assume"
    values = _table(value) | {"description": SAID[f"{path}.values"]}
    otherwise = {"anyOf": [value, {"type": "null"}], "description": SAID[f"{path}.else"]}
    own = {"by": _shared(f"{path}.by"), "values": values, "else": otherwise}
    lookup = _mapping(LookupShape(), path, **own)
    return {"anyOf": [value, lookup, _shared(f"{path}.formula")], "description": SAID[path]}


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
    return _or_nothing(limits | {"description": SAID["inputs.range"]})
