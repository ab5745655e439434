"""The advisor in force, as views reach it, and how bodies and queries are read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import Request, Response, current_app, g, has_app_context, request
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import RAISE, Schema, ValidationError, fields
from webargs.fields import DelimitedList
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from joinwise.advisor import INCLUDES, Advisor
from joinwise.assessments.service import Keeping
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import problems_in
from joinwise.errors import CandidateError
from joinwise.explain.budget import Effort
from joinwise.formats.strict_json import read_json, write_json
from joinwise.runtime.metrics import Metrics
from joinwise.runtime.reloading import Rules
from joinwise.suggestions import nearest
from joinwise.web.access import is_own
from joinwise.web.problems import PROBLEM_JSON, ProblemSchema

JSON = "application/json"
NDJSON = "application/x-ndjson"
MIB = 2**20
LARGEST_BODY = MIB


class Service:
    """What the views share: the rules in force, what keeps advices, and what is counted."""

    def __init__(self, rules: Rules, keeping: Keeping) -> None:
        self.rules = rules
        self.keeping = keeping
        self.metrics = Metrics()

    @property
    def advisor(self) -> Advisor:
        """The advisor in force; a request has the same from start to end."""
        if not has_app_context():
            return self.rules.advisor
        found: Advisor = g.setdefault("advisor", self.rules.advisor)
        return found

    def answer(
        self, candidate: Candidate, include: Collection[str] = (), effort: Effort | None = None
    ) -> dict[str, Any]:
        """The answer of the advisor in force, which is counted."""
        answer = self.advisor.answer(candidate, include, effort)
        self.count(answer)
        return answer

    def count(self, answer: dict[str, Any]) -> None:
        """Counts an advice that was given, but for examples in the documentation."""
        if not is_own(request):
            self.metrics.advised(answer)


def service() -> Service:
    found: Service = current_app.extensions["joinwise"]
    return found


def body_of(incoming: Request, largest: int = LARGEST_BODY) -> Any:
    """The decoded JSON body. Raises where it is too large, of another type, or malformed."""
    refuse_other_types(incoming, JSON)
    incoming.max_content_length = largest + 1
    body = incoming.get_data()
    if len(body) > largest:
        raise RequestEntityTooLarge
    return read_json(body)


def refuse_other_types(incoming: Request, *types: str) -> None:
    if incoming.mimetype not in types:
        found = (
            f"not as {incoming.mimetype[:80]}"
            if incoming.mimetype
            else "and its type must be named"
        )
        raise UnsupportedMediaType(f"Send the body as {' or '.join(types)}, {found}.")
    if incoming.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("Send the body without a Content-Encoding.")


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
        raise CandidateError(problems_in(messages, schema)) from None


class Blueprint(SmorestBlueprint):
    """A blueprint whose calls are read by our parser."""

    ARGUMENTS_PARSER = Parser(unknown=None)


def fails_with_problems(blueprint: Blueprint) -> Any:
    """Documents that whatever else a call answers is a problem document."""
    return blueprint.alt_response(
        "default", schema=ProblemSchema, content_type=PROBLEM_JSON, description="A problem"
    )


class Include(DelimitedList):
    """Parts of an answer to add, separated by commas."""

    is_multiple = True

    def __init__(self) -> None:
        choice = fields.String(metadata={"enum": list(INCLUDES)})
        about = {"description": "What to add to the advice, separated by commas.", "minItems": 1}
        super().__init__(choice, load_default=(), metadata=about)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> list[Any]:
        parts = [each for text in value for each in text.split(",")]
        strange = [each for each in parts if each not in INCLUDES]
        if strange:
            raise ValidationError([_unknown_include(each) for each in strange])
        return parts


def _unknown_include(part: str) -> str:
    hint = nearest(part, INCLUDES)
    return f'Unknown "{part[:80]}"{hint or "; known: " + ", ".join(INCLUDES)}'


class ScoreQuery(Schema):
    class Meta:
        unknown = RAISE

    include = Include()


class NoQuery(Schema):
    class Meta:
        unknown = RAISE
