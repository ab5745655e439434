"""A marshmallow schema that refuses unknown fields, and what does not fit as problems."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import Any

from marshmallow import RAISE, Schema, fields

from joinwise.diagnostics import MOST_PROBLEMS, Path, Problem
from joinwise.errors import CandidateError
from joinwise.suggestions import unknown_field

UNKNOWN_FIELD = "Unknown field."
NO_OBJECT = "Must be an object."
FEW_SCHEMAS = 32

ENTRY = 0
"""Stands for any entry of a list in the path of a field."""


class StrictSchema(Schema):
    error_messages = {"type": NO_OBJECT, "unknown": UNKNOWN_FIELD}

    class Meta:
        unknown = RAISE


def candidate_error(messages: Any, schema: Schema) -> CandidateError:
    """Marshmallow's messages as an error that names them by field."""
    return error_of(_flattened(messages, ()), schema)


def error_of(found: Iterable[Problem], schema: Schema) -> CandidateError:
    """An error that names problems by field, unknown ones with what may have been meant."""
    problems = sorted(found, key=attrgetter("field"))
    named = [_hinted(problem, schema) for problem in problems[:MOST_PROBLEMS]]
    return CandidateError(named, len(problems) - len(named))


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


@lru_cache(maxsize=FEW_SCHEMAS)
def _known_paths(schema: Schema) -> tuple[Path, ...]:
    return tuple(field_paths(schema))


def _hinted(problem: Problem, schema: Schema) -> Problem:
    """An unknown field with what may have been meant, named from the entry that it is in."""
    if problem.message is not UNKNOWN_FIELD:
        return problem
    path = tuple(ENTRY if isinstance(step, int) else step for step in problem.path)
    depth = len(path) - path[::-1].index(ENTRY) if ENTRY in path else 0
    known = _known_paths(schema)
    beside = (other for other in known if other[:depth] == path[:depth])
    names = [_dotted(other[depth:]) for other in beside if other != path[: len(other)]]
    return replace(problem, message=_unknown(_dotted(path[depth:]), names))


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def _unknown(name: str, names: Collection[str]) -> str:
    if name in names:
        group, _, field = name.rpartition(".")
        return f'Unknown field; write "{field}" inside "{group}".'
    return unknown_field(name, names)
