"""What a caller posts becomes a candidate, or all that does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from marshmallow import ValidationError, fields

from joinwise.diagnostics import MOST_PROBLEMS, Problem
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import CATALOGUE, REQUIRED, Catalogue
from joinwise.domain.inputs import LONGEST_NAME, VISIBLE_TEXT, Input
from joinwise.domain.values import Kind
from joinwise.errors import CandidateError
from joinwise.formats.strict_schema import NO_OBJECT, StrictSchema, candidate_error


class Given(fields.Field[Any]):
    """The value of one input, as it was given."""

    default_error_messages = {"required": "This is required."}

    def __init__(self, input: Input, required: bool = False) -> None:
        super().__init__(required=required, allow_none=not required, metadata=described(input))
        self.input = input

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        message = self.input.problem(value)
        if message:
            raise ValidationError(message)
        if self.input.kind is Kind.LIST:
            self._refuse_entries(value)
        return self.input.value_of(value)

    def _refuse_entries(self, value: Sequence[Any]) -> None:
        """Each by itself, or the whole list if too many are something else."""
        misfits = [index for index, entry in enumerate(value) if entry not in self.input.values]
        if len(misfits) > MOST_PROBLEMS:
            raise ValidationError(self.input.list_problem(len(misfits)))
        if misfits:
            raise ValidationError({at: [self.input.entry_problem(value[at])] for at in misfits})


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
        return {"minLength": 1, "maxLength": LONGEST_NAME, "pattern": VISIBLE_TEXT}
    return {"enum": [*input.values, *([] if input.name in REQUIRED else [None])]}


def schema_of(name: str, own: Mapping[str, fields.Field[Any]]) -> type[StrictSchema]:
    return type(name, (StrictSchema,), {**own})


def _fields(inputs: Iterable[Input]) -> dict[str, fields.Field[Any]]:
    return {input.name.rpartition(".")[2]: Given(input, input.name in REQUIRED) for input in inputs}


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
    schema = candidate_schema(catalogue)
    try:
        return candidate_of(schema.load(data))
    except ValidationError as error:
        raise candidate_error(error.messages, schema) from None


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
