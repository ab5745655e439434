"""What a caller posts becomes a candidate, or all that does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from marshmallow import ValidationError, fields

from joinwise.diagnostics import MOST_PROBLEMS, Path, Problem
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import CATALOGUE, REQUIRED, Catalogue
from joinwise.domain.inputs import LONGEST_NAME, VISIBLE_TEXT, Input
from joinwise.domain.values import Kind
from joinwise.errors import CandidateError
from joinwise.formats.strict_schema import NO_OBJECT, UNKNOWN_FIELD, StrictSchema, error_of

REQUIRED_MESSAGE = "This is required."
NULL_MESSAGE = "Field may not be null."


class Given(fields.Field[Any]):
    """The value of one input, as it was given."""

    default_error_messages = {"required": REQUIRED_MESSAGE, "null": NULL_MESSAGE}

    def __init__(self, input: Input, required: bool = False) -> None:
        super().__init__(required=required, allow_none=not required, metadata=described(input))
        self.input = input

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        problems = {problem.path: problem.message for problem in value_problems(self.input, value)}
        if () in problems:
            raise ValidationError(problems[()])
        if problems:
            raise ValidationError({at: [message] for (at,), message in problems.items()})
        return self.input.value_of(value)


def value_problems(input: Input, value: Any, path: Path = ()) -> Iterator[Problem]:
    """Why this is no value of an input: itself, or each wrong entry, or all if they are many."""
    if message := input.problem(value):
        yield Problem(path, message)
    elif input.kind is Kind.LIST:
        yield from _entry_problems(input, value, path)


def _entry_problems(input: Input, entries: Sequence[Any], path: Path) -> Iterator[Problem]:
    misfits = [index for index, entry in enumerate(entries) if entry not in input.values]
    if len(misfits) > MOST_PROBLEMS:
        yield Problem(path, input.list_problem(len(misfits)))
        return
    for at in misfits:
        yield Problem((*path, at), input.entry_problem(entries[at]) or "")


def described(input: Input) -> dict[str, Any]:
    """The input as JSON Schema."""
    about = {"description": f"{input.about} ({input.unit})" if input.unit else input.about}
    match input.kind:
        case Kind.NUMBER if input.is_day:
            return {"description": input.about, "type": "string", "format": "date"}
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
        return {"minLength": 1, "maxLength": LONGEST_NAME, "pattern": VISIBLE_TEXT}
    return {"enum": [*input.values, *([] if input.name in REQUIRED else [None])]}


def schema_of(name: str, own: Mapping[str, fields.Field[Any]]) -> type[StrictSchema]:
    return type(name, (StrictSchema,), {**own})


def _fields(inputs: Iterable[Input]) -> dict[str, fields.Field[Any]]:
    return {input.own_name: Given(input, input.name in REQUIRED) for input in inputs}


def _schema_of(catalogue: Catalogue) -> type[StrictSchema]:
    """A candidate as JSON; loads to nested dicts of values, unknown fields are refused."""
    by_group = {group: _fields(inputs.values()) for group, inputs in catalogue.fields.items()}
    plain = by_group.pop("")
    return schema_of(
        "Candidate", plain | {group: _group(group, by_group[group]) for group in by_group}
    )


def _group(group: str, own: Mapping[str, fields.Field[Any]]) -> fields.Field[Any]:
    schema = schema_of(group.title().replace("_", ""), own)
    return fields.Nested(schema(), allow_none=True)


CandidateSchema = _schema_of(CATALOGUE)
"""A candidate under a pack that adds no inputs, as JSON."""

KEPT = 16
"""Catalogues of which the schema is kept."""


@lru_cache(KEPT)
def candidate_schema(catalogue: Catalogue) -> StrictSchema:
    """The schema of candidates with the inputs of a pack."""
    return CandidateSchema() if catalogue is CATALOGUE else _schema_of(catalogue)()


def read_candidate(data: Any, catalogue: Catalogue = CATALOGUE) -> Candidate:
    """The candidate in decoded JSON or YAML. Raises CandidateError with every problem at once."""
    candidate = Candidate.from_json(data, catalogue)
    if candidate is not None:
        return candidate
    if not isinstance(data, dict):
        raise CandidateError([Problem((), NO_OBJECT)])
    raise error_of(problems_in(data, catalogue), candidate_schema(catalogue))


def problems_in(data: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Problem]:
    """Everything that does not fit, as the schema says it, in a third of the time."""
    fields = catalogue.fields
    for key, value in data.items():
        if key in catalogue.groups:
            yield from _problems_of_group(key, value, fields[key])
        else:
            yield from _problems_of_field(fields[""].get(key), (key,), value)
    yield from (Problem((name,), REQUIRED_MESSAGE) for name in REQUIRED if name not in data)


def _problems_of_group(group: str, said: Any, inputs: Mapping[str, Input]) -> Iterator[Problem]:
    if isinstance(said, dict):
        for key, value in said.items():
            yield from _problems_of_field(inputs.get(key), (group, key), value)
    elif said is not None:
        yield Problem((group,), NO_OBJECT)


def _problems_of_field(input: Input | None, path: Path, value: Any) -> Iterator[Problem]:
    if input is None:
        yield Problem(path, UNKNOWN_FIELD)
    elif value is not None:
        yield from value_problems(input, value, path)
    elif input.name in REQUIRED:
        yield Problem(path, NULL_MESSAGE)


def candidate_of(loaded: Mapping[str, Any]) -> Candidate:
    """The candidate in what the schema loaded: what is null is left out."""
    values: dict[str, Any] = {}
    for key, value in loaded.items():
        if value.__class__ is dict:
            values.update(
                {f"{key}.{inner}": own for inner, own in value.items() if own is not None}
            )
        elif value is not None:
            values[key] = value
    return Candidate(values)
