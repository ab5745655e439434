"""How bodies and queries are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from flask import Request, Response, request
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import Schema, ValidationError, fields
from webargs.fields import DelimitedList
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType

from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import CandidateSchema, read_candidate
from joinwise.explain.explainer import INCLUDES
from joinwise.formats.strict_json import read_json, write_json
from joinwise.formats.strict_schema import StrictSchema, candidate_error
from joinwise.scoring.model import FIELDS
from joinwise.suggestions import nearest
from joinwise.web.bodies import LARGEST_BODY
from joinwise.web.context import active_advisor
from joinwise.web.errors import ProblemSchema
from joinwise.web.problems import PROBLEM_JSON

JSON = "application/json"
NDJSON = "application/x-ndjson"
MOST_CANDIDATES = 1_000
"""In one body."""

View = Callable[..., Response]


def body_of(incoming: Request, largest: int = LARGEST_BODY) -> Any:
    """The decoded JSON body. Raises if it is too large, of another type, or malformed."""
    refuse_other_types(incoming, JSON)
    incoming.max_content_length = largest
    return read_json(incoming.get_data())


def refuse_other_types(incoming: Request, *types: str) -> None:
    if incoming.mimetype not in types:
        sent = (
            f"not as {incoming.mimetype[:80]}"
            if incoming.mimetype
            else "and its type must be named"
        )
        raise UnsupportedMediaType(f"Send the body as {' or '.join(types)}, {sent}.")


def answer(data: Any, status: int = 200) -> Response:
    return Response(write_json(data), status, content_type=JSON)


class Parser(FlaskParser):
    """Reads bodies strictly, and reports in the shape of our problems."""

    def _raw_load_json(self, req: Request) -> Any:
        return body_of(req)

    def handle_error(
        self, error: ValidationError, req: Request, schema: Schema, **kwargs: Any
    ) -> Any:
        by_location: Any = error.messages
        (messages,) = by_location.values()
        raise candidate_error(messages, schema) from None


class Blueprint(SmorestBlueprint):
    """A blueprint whose calls are read by our parser."""

    ARGUMENTS_PARSER = Parser(unknown=None)


def candidate_in(data: Any) -> Candidate:
    """The candidate in decoded JSON, with the inputs of the active rules. Raises CandidateError."""
    return read_candidate(data, active_advisor().pack.catalogue)


def takes_candidate(blueprint: Blueprint) -> Callable[[View], View]:
    """The body of a call is a candidate, which it is given, and is documented so."""
    body = {"required": True, "content": {JSON: {"schema": CandidateSchema}}}

    def decorated(view: View) -> View:
        @wraps(view)
        def with_candidate(*args: Any, **kwargs: Any) -> Response:
            return view(candidate_in(body_of(request)), *args, **kwargs)

        documented: View = blueprint.doc(requestBody=body)(with_candidate)
        return documented

    return decorated


def fails_with_problems(blueprint: Blueprint) -> Any:
    """Documents that whatever else a call answers is a problem document."""
    return blueprint.alt_response(
        "default", schema=ProblemSchema, content_type=PROBLEM_JSON, description="A problem"
    )


class Parts(DelimitedList):
    """Some of the parts that there are, separated by commas; in their order, each once."""

    is_multiple = True

    def __init__(
        self, known: Sequence[str], default: Sequence[str], about: str, **more: Any
    ) -> None:
        self.known = known
        choice = fields.String(metadata={"enum": list(known)})
        said = {"description": f"{about}, separated by commas.", "minItems": 1}
        super().__init__(choice, load_default=default, metadata=said, **more)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> list[Any]:
        parts = [part for text in value for part in text.split(",")]
        unknown = [part for part in parts if part not in self.known]
        if unknown:
            raise ValidationError([_unknown(part, self.known) for part in unknown])
        return [part for part in self.known if part in parts]


def _unknown(part: str, known: Sequence[str]) -> str:
    hint = nearest(part, known)
    return f'Unknown "{part[:80]}"{hint or "; known: " + ", ".join(known)}'


class ScoreQuery(StrictSchema):
    include = Parts(INCLUDES, (), "What to add to the advice")
    wanted = Parts(FIELDS, FIELDS, "The fields of the advice that are wanted", data_key="fields")


class NoQuery(StrictSchema):
    """A call that takes no parameters."""
