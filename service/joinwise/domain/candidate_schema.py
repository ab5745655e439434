"""What a caller posts becomes a candidate, or all that does not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from joinwise.diagnostics import Path, Problem
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import INPUTS, REQUIRED, by_group
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.errors import CandidateError
from joinwise.suggestions import nearest

UNKNOWN_FIELD = "Unknown field."
ENTRY = 0
"""Stands for any entry of a list in the path of a field."""

CONTROL_FREE = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"


class Given(fields.Field[Any]):
    """The value of one input, as it was given."""

    default_error_messages = {"required": "This is required."}

    def __init__(self, input: Input, required: bool = False) -> None:
        super().__init__(required=required, allow_none=not required, metadata=described(input))
        self.input = input

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        message = self.input.misfit(value)
        if message:
            raise ValidationError(message)
        if self.input.kind is Kind.LIST:
            return self._list(value)
        return float(value) if self.input.kind is Kind.NUMBER else value

    def _list(self, value: Sequence[Any]) -> tuple[str, ...]:
        """The entries in the order in which the input lists them, each once."""
        found = {index: self.input.misfit_entry(entry) for index, entry in enumerate(value)}
        errors = {index: [message] for index, message in found.items() if message}
        if errors:
            raise ValidationError(errors)
        return tuple(each for each in self.input.values if each in value)


def described(input: Input) -> dict[str, Any]:
    """The input as JSON Schema."""
    about = {"description": f"{input.about} ({input.unit})" if input.unit else input.about}
    match input.kind:
        case Kind.NUMBER:
            bounds = {"minimum": int(input.low), "maximum": int(input.high)}
            return about | {"type": "integer" if input.whole else "number"} | bounds
        case Kind.BOOLEAN:
            return about | {"type": "boolean"}
        case Kind.LIST:
            return about | {"type": "array", "items": {"type": "string", "enum": [*input.values]}}
    return about | {"type": "string"} | _text(input)


def _text(input: Input) -> dict[str, Any]:
    if not input.values:
        return {"minLength": 1, "maxLength": 200, "pattern": CONTROL_FREE}
    return {"enum": [*input.values, *([] if input.name in REQUIRED else [None])]}


def schema_of(group: str, own: Mapping[str, fields.Field[Any]]) -> type[Schema]:
    meta = type("Meta", (), {"unknown": RAISE})
    messages = {"type": "Must be an object.", "unknown": UNKNOWN_FIELD}
    return type(group, (Schema,), {**own, "Meta": meta, "error_messages": messages})


def _fields(inputs: Sequence[Input]) -> dict[str, fields.Field[Any]]:
    return {each.name.rpartition(".")[2]: Given(each, each.name in REQUIRED) for each in inputs}


def _grouped() -> Iterator[tuple[str, fields.Field[Any]]]:
    for group, inputs in by_group():
        if group:
            schema = schema_of(group.title().replace("_", ""), _fields(inputs))
            yield group, fields.Nested(schema(), allow_none=True)


CandidateSchema = schema_of("Candidate", _fields(dict(by_group())[""]) | dict(_grouped()))
"""A candidate as JSON; loads to nested dicts of values, unknown fields are refused."""

_SCHEMA = CandidateSchema()


def read_candidate(data: Any) -> Candidate:
    """The candidate in decoded JSON or YAML. Raises CandidateError with every problem at once."""
    values = _fitting(data)
    if values is not None:
        return Candidate(values)
    try:
        return candidate_of(_SCHEMA.load(data))
    except ValidationError as error:
        raise CandidateError(problems_in(error.messages, _SCHEMA)) from None


FIELDS = {
    group: {each.name.rpartition(".")[2]: each for each in inputs} for group, inputs in by_group()
}


def _fitting(data: Any) -> dict[str, Any] | None:
    """What the schema makes of a candidate that fits, several times as fast; else nothing."""
    if data.__class__ is not dict:
        return None
    values: dict[str, Any] = {}
    for key, value in data.items():
        group = FIELDS.get(key) if key else None
        if group is None:
            fits = _take(values, FIELDS[""].get(key), value)
        elif value.__class__ is dict:
            fits = all(_take(values, group.get(own), each) for own, each in value.items())
        else:
            fits = value is None
        if not fits:
            return None
    if not values.keys() >= {*REQUIRED}:
        return None
    return {name: values[name] for name in INPUTS if name in values}


def _take(values: dict[str, Any], input: Input | None, value: Any) -> bool:
    """Puts the value of an input among the others, unless it is null; whether it fits."""
    if input is None or value is None:
        return input is not None
    if input.misfit(value):
        return False
    if input.kind is Kind.LIST:
        if any(map(input.misfit_entry, value)):
            return False
        value = tuple(each for each in input.values if each in value)
    values[input.name] = float(value) if input.kind is Kind.NUMBER else value
    return True


def candidate_of(loaded: Mapping[str, Any]) -> Candidate:
    """The candidate in what the schema loaded: what is null is left out."""
    values: dict[str, Any] = {}
    for key, value in loaded.items():
        if value.__class__ is dict:
            values.update(
                {f"{key}.{inner}": each for inner, each in value.items() if each is not None}
            )
        elif value is not None:
            values[key] = value
    return Candidate(values)


def problems_in(messages: Any, schema: Schema) -> list[Problem]:
    """Marshmallow's messages as a flat list, by field."""
    known = tuple(field_paths(schema))
    problems = (_hinted(problem, known) for problem in _flattened(messages, ()))
    return sorted(problems, key=lambda problem: problem.field)


def field_paths(schema: Schema) -> Iterator[Path]:
    """The paths of all fields; in those of entries, 0 stands for any entry."""
    for name, field in schema.fields.items():
        yield (name,)
        entry = field.inner if isinstance(field, fields.List) else field
        if isinstance(entry, fields.Nested):
            start = (name,) if entry is field else (name, ENTRY)
            yield from ((*start, *path) for path in field_paths(entry.schema))


def _flattened(messages: Any, path: Path) -> Iterator[Problem]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _flattened(inner, path if key == "_schema" else (*path, key))
    else:
        yield from (Problem(path, message) for message in messages)


def _hinted(problem: Problem, known: Iterable[Path]) -> Problem:
    """An unknown field with what may have been meant, named from the entry that it is in."""
    if problem.message is not UNKNOWN_FIELD:
        return problem
    path = tuple(ENTRY if isinstance(step, int) else step for step in problem.path)
    depth = len(path) - path[::-1].index(ENTRY) if ENTRY in path else 0
    names = [_dotted(each[depth:]) for each in known if each[:depth] == path[:depth]]
    return replace(problem, message=_unknown(_dotted(path[depth:]), names))


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def _unknown(name: str, names: Collection[str]) -> str:
    if name in names:
        group, _, field = name.rpartition(".")
        return f'Unknown field; write "{field}" inside "{group}".'
    return f"Unknown field{nearest(name, names) or '.'}"
