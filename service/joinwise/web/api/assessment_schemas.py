"""The shapes of calls about saved assessments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from joinwise.assessments.outcomes import OutcomeSchema
from joinwise.domain.candidate_schema import CandidateSchema, described
from joinwise.domain.catalogue import INPUTS
from joinwise.formats.strict_schema import StrictSchema
from joinwise.suggestions import nearest
from joinwise.web.api.score_schemas import AdviceSchema
from joinwise.web.context import active_advisor

MOST_OF_A_PAGE = 100
CURSOR, KEY, OWNER, VERSION = "[0-9a-f]{32}", "[!-~]{1,255}", "[!-~]{1,255}", "[!-~]{1,100}"
PLUS_AS_SPACE = re.compile(r"(T.*) (\d\d:?\d\d)$")


def _matching(pattern: str, message: str, about: str, **more: Any) -> fields.String:
    """A text of a pattern, all of it."""

    def check(value: str) -> None:
        if not re.fullmatch(pattern, value):
            raise ValidationError(message)

    metadata = {"pattern": f"^{pattern}$", "description": about}
    return fields.String(validate=check, metadata=metadata, **more)


def _one_of(values: Sequence[str], about: str) -> fields.String:
    metadata = {"enum": [*values], "description": about}
    return fields.String(validate=lambda value: _check(value, values), metadata=metadata)


def _check(value: str, values: Sequence[str]) -> None:
    if value not in values:
        raise ValidationError(f"Must be one of {', '.join(values)}{nearest(value, values) or '.'}")


def _is_kind(value: str) -> None:
    """Of the active rules, which may add some; the OpenAPI document names them."""
    _check(value, active_advisor().pack.inputs["kind"].values)


def _fits_as_name(value: str) -> None:
    if message := INPUTS["name"].problem(value):
        raise ValidationError(message)


def _name() -> fields.String:
    about = {**described(INPUTS["name"]), "description": "Of this very name."}
    return fields.String(validate=_fits_as_name, metadata=about)


class Moment(fields.Field[datetime]):
    """A date, or a time with its zone; without one, UTC."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(PLUS_AS_SPACE.sub(r"\1+\2", value).upper())
        except ValueError:
            raise ValidationError(
                "Must be a date or a time, such as 2026-11-23 or 2026-11-23T09:30:00Z."
            ) from None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(about: str) -> Moment:
    described = {"type": "string", "format": "date-time", "description": about}
    return Moment(metadata=described)


class Cursor(fields.Field[str]):
    """Where the page before ended: the digits of an id, which is opaque."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        if not re.fullmatch(CURSOR, value):
            raise ValidationError('Must be what an answer said to be "next".')
        return str(UUID(value))


def _owner(about: str, **more: Any) -> fields.String:
    return _matching(OWNER, "Must be 1 to 255 visible ASCII characters.", about, **more)


class KeepQuery(StrictSchema):
    owner = _owner("Whose it is: any text of the caller's that stands for a person.")


class ErasureQuery(StrictSchema):
    """About somebody: nothing deletes all at once."""

    owner = _owner("Saved with this owner.", required=True)
    name = _name()


class ErasureSchema(Schema):
    deleted = fields.Integer(required=True, metadata={"description": "How many there were."})


class AssessmentsQuery(StrictSchema):
    cursor = Cursor(
        metadata={
            "type": "string",
            "pattern": f"^{CURSOR}$",
            "description": "Where to go on: what the page before said to be next.",
        },
    )
    limit = fields.Integer(
        load_default=20,
        validate=validate.Range(1, MOST_OF_A_PAGE),
        metadata={"description": "How many at most."},
    )
    owner = _owner("Saved with this owner.")
    name = _name()
    kind = fields.String(validate=_is_kind, metadata={"enum": [], "description": "Of this kind."})
    recommendation = _one_of(("join", "skip"), "Of this recommendation.")
    rules = _matching(
        VERSION,
        "Must be a version of rules.",
        "Made under this version of rules.",
    )
    since = _moment("Saved at this time or later.")
    until = _moment("Saved before this time.")


class KeyHeader(Schema):
    class Meta:
        unknown = EXCLUDE

    key = _matching(
        KEY,
        "Must be 1 to 255 visible ASCII characters.",
        "Any text of the caller's that names this very request, for when it is sent again.",
        data_key="Idempotency-Key",
    )


class AssessmentSchema(Schema):
    id = fields.UUID(required=True)
    created = fields.DateTime(required=True, metadata={"description": "In UTC."})
    owner = fields.String(metadata={"description": "Whose it is, if it was saved with an owner."})
    candidate = fields.Nested(
        CandidateSchema, required=True, metadata={"description": "As it was posted."}
    )
    advice = fields.Nested(AdviceSchema, required=True)
    outcome = fields.Nested(OutcomeSchema, required=True, allow_none=True)


class AssessmentsSchema(Schema):
    assessments = fields.List(fields.Nested(AssessmentSchema), required=True)
    next = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The cursor of the next page; null where this is the last."},
    )


class VersionsSchema(Schema):
    then = fields.String(required=True)
    now = fields.String(required=True)


class ReplaySchema(Schema):
    same = fields.Boolean(required=True, metadata={"description": "The advice has the same bytes."})
    joinwise = fields.Nested(
        VersionsSchema, required=True, metadata={"description": "Which joinwise advised."}
    )
    advice = fields.Nested(AdviceSchema, required=True)
