"""What a caller posts to compare becomes candidates and limits, or all that does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marshmallow import ValidationError, fields, validate

from joinwise.compare.portfolio import Limits
from joinwise.diagnostics import Problem
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import (
    KEPT,
    REQUIRED_MESSAGE,
    CandidateSchema,
    Given,
    candidate_of,
    candidate_schema,
    schema_of,
)
from joinwise.domain.catalogue import CATALOGUE, INPUTS, Catalogue
from joinwise.errors import CandidateError
from joinwise.formats.directions import isolated
from joinwise.formats.strict_schema import StrictSchema, candidate_error

FEWEST, MOST = 2, 100
LIMITS = ("annual_budget", "hours_per_month")
HOW_MANY = f"Must be {FEWEST} to {MOST} candidates, and there {{}}."
MISSING = dict.fromkeys(("required", "null"), REQUIRED_MESSAGE)


class HowMany(validate.Length):
    def __init__(self) -> None:
        super().__init__(FEWEST, MOST)

    def _format_error(self, value: Any, message: str) -> str:
        count = len(value)
        return HOW_MANY.format(f"{'is' if count == 1 else 'are'} {count}")


_LIMITS = schema_of("Limits", {name: Given(INPUTS[f"you.{name}"]) for name in LIMITS})()


def _schema_of(candidate: StrictSchema) -> type[StrictSchema]:
    """Candidates to compare as JSON; loads to nested dicts, unknown fields are refused."""
    you: Any = candidate.fields["you"]
    many = fields.List(
        fields.Nested(candidate),
        required=True,
        validate=HowMany(),
        error_messages={**MISSING, "invalid": "Must be a list."},
        metadata={"uniqueItems": True, "description": "All in one currency."},
    )
    own = {"you": fields.Nested(you.schema, allow_none=True), "candidates": many}
    return schema_of("Comparison", {**own, "limits": fields.Nested(_LIMITS, allow_none=True)})


ComparisonSchema = _schema_of(CandidateSchema())
"""For candidates under a pack that adds no inputs."""


@lru_cache(KEPT)
def comparison_schema(catalogue: Catalogue) -> StrictSchema:
    return _schema_of(candidate_schema(catalogue))()


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """Candidates in one currency, no two of them the same."""

    candidates: tuple[Candidate, ...]
    limits: Limits

    @property
    def currency(self) -> str:
        return self.candidates[0].currency


def read_comparison(data: Any, catalogue: Catalogue = CATALOGUE) -> ComparisonRequest:
    """What is in decoded JSON or YAML. Raises CandidateError with every problem at once."""
    schema = comparison_schema(catalogue)
    try:
        return request_of(schema.load(data))
    except ValidationError as error:
        raise candidate_error(error.messages, schema) from None


def request_of(loaded: Mapping[str, Any]) -> ComparisonRequest:
    """The candidates in what the schema loaded, each with the common ``you``.

    Raises CandidateError if two are the same, or their currencies differ.
    """
    you = _given(loaded.get("you"))
    limits = {name: you.get(name) for name in LIMITS} | _given(loaded.get("limits"))
    return comparison_request(
        [_with(you, candidate) for candidate in loaded["candidates"]], Limits(**limits)
    )


def comparison_request(candidates: Sequence[Candidate], limits: Limits) -> ComparisonRequest:
    """Candidates that can be compared. Raises CandidateError if they cannot."""
    problems = [*_in_other_currencies(candidates), *_repeated(candidates)]
    if problems:
        raise CandidateError(problems)
    return ComparisonRequest(tuple(candidates), limits)


def _given(group: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (group or {}).items() if value is not None}


def _with(you: Mapping[str, Any], candidate: Mapping[str, Any]) -> Candidate:
    """A candidate; what it says of you itself takes precedence over what is common."""
    return candidate_of({**candidate, "you": {**you, **_given(candidate.get("you"))}})


def _in_other_currencies(candidates: Sequence[Candidate]) -> Iterator[Problem]:
    first = candidates[0].currency
    for place, candidate in enumerate(candidates):
        if candidate.currency != first:
            message = f"All must be in one currency, and the first is in {first}."
            yield Problem(("candidates", place, "currency"), message)


def _repeated(candidates: Sequence[Candidate]) -> Iterator[Problem]:
    for place, candidate in enumerate(candidates):
        if candidate in candidates[:place]:
            name = isolated(candidate.name)
            message = f'"{name}" is given twice, word for word; leave one of them out.'
            yield Problem(("candidates", place), message)
