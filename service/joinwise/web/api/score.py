"""Scoring: one candidate, a batch of them, or a stream of lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from flask import Response, request, stream_with_context

from joinwise.diagnostics import Problem
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.errors import CandidateError, MalformedError
from joinwise.explain.budget import MAX_EFFORT_TOGETHER, Effort
from joinwise.formats.ndjson import OversizedLine, numbered_lines
from joinwise.formats.strict_json import embedded, read_json, write_json
from joinwise.suggestions import HintBudget, bound_hints, unbound_hints, unknown_field
from joinwise.web.api.score_schemas import ADVICE, BATCH, RESULTS
from joinwise.web.bodies import MIB, UNBOUNDED
from joinwise.web.context import active_advisor, counter, services
from joinwise.web.errors import ProblemBudget, problem, problem_of
from joinwise.web.parsing import (
    JSON,
    MOST_CANDIDATES,
    NDJSON,
    Blueprint,
    ScoreQuery,
    answer,
    body_of,
    fails_with_problems,
    refuse_other_types,
    takes_candidate,
)
from joinwise.web.problems import kind_of_status

LARGEST_BATCH = 8 * MIB
LONG_STREAM = 16 * 1024
"""Bytes from which on a stream is refused if many such are at work."""

blueprint = Blueprint("score", __name__, url_prefix="/v1", description="Is a group worth joining?")


@blueprint.post("/score")
@takes_candidate(blueprint)
@blueprint.arguments(ScoreQuery(), location="query")
@blueprint.response(200, ADVICE, description="The advice")
@fails_with_problems(blueprint)
def score(candidate: Candidate, query: dict[str, Any]) -> Response:
    """Score one candidate

    Nothing is saved.
    """
    scorer = Scorer(**query)
    if not scorer.include:
        return answer(scorer.scored(candidate))
    with services().costly.turn():
        return answer(scorer.scored(candidate))


class Scorer:
    """Scores the candidates of the request at hand, all under the same rules, and counts them."""

    def __init__(self, include: Collection[str], wanted: Collection[str]) -> None:
        self.include, self.wanted = include, wanted
        self._advisor = active_advisor()
        self._count = counter()

    def read(self, data: Any) -> Candidate:
        """Raises CandidateError."""
        return read_candidate(data, self._advisor.pack.catalogue)

    def scored(self, candidate: Candidate, effort: Effort | None = None) -> dict[str, Any]:
        answer, outcome = self._advisor.answer_fields(candidate, self.wanted, self.include, effort)
        self._count(candidate, outcome)
        return answer


@blueprint.post("/score/batch")
@blueprint.arguments(ScoreQuery(), location="query")
@blueprint.doc(
    requestBody={
        "required": True,
        "content": {
            JSON: {"schema": BATCH},
            NDJSON: {
                "schema": {"type": "string", "description": "A candidate as JSON on each line."}
            },
        },
    }
)
@blueprint.response(200, RESULTS, description="The advices, in order")
@blueprint.alt_response(
    200,
    schema={"type": "string", "description": "An advice, or an error, as JSON on each line."},
    content_type=NDJSON,
    success=True,
)
@fails_with_problems(blueprint)
def score_batch(query: dict[str, Any]) -> Response:
    """Score many candidates

    As JSON up to 1,000 at once; as NDJSON a line a candidate, of any length, answered as they come.
    """
    refuse_other_types(request, JSON, NDJSON)
    if request.mimetype == NDJSON:
        return _answered_lines(Scorer(**query))
    answers = Batch(Scorer(**query))
    candidates = _candidates(body_of(request, LARGEST_BATCH))
    with services().costly.turn():
        written = [embedded(write_json(answers.of(data))) for data in candidates]
    return answer({"results": written})


def _candidates(body: Any) -> list[Any]:
    if not isinstance(body, dict):
        raise CandidateError([Problem((), "Must be an object.")])
    candidates: Any = body.get("candidates")
    error = CandidateError(_problems(body, candidates))
    if error.count:
        raise error
    return list(candidates)


def _problems(body: Mapping[str, Any], candidates: Any) -> Iterator[Problem]:
    known = ("candidates",)
    yield from (Problem((key,), unknown_field(key, known)) for key in body if key not in known)
    if message := _misfit(candidates, "candidates" in body):
        yield Problem(("candidates",), message)


def _misfit(candidates: Any, is_given: bool) -> str | None:
    if not isinstance(candidates, list):
        return "Must be a list." if is_given else "This is required."
    if len(candidates) > MOST_CANDIDATES:
        return f"Must be at most {MOST_CANDIDATES:,} candidates; send more as {NDJSON}."
    return None


def _shared_effort() -> Effort:
    return Effort(MAX_EFFORT_TOGETHER)


@dataclass(slots=True)
class Batch:
    """The answers to the candidates of one body, and what they may still cost together.

    Explaining all of them has a bound, beyond which explanations are incomplete.
    """

    scorer: Scorer
    effort: Effort = field(default_factory=_shared_effort)
    problems: ProblemBudget = field(default_factory=ProblemBudget)

    def of(self, data: Any) -> dict[str, Any]:
        try:
            return self.scorer.scored(self.scorer.read(data), self.effort)
        except CandidateError as error:
            return {"error": problem_of(self.problems.cut(error))}


def _answered_lines(scorer: Scorer) -> Response:
    """Raises MalformedError if the body ends early before anything can be answered.

    Raises OverloadedError if it is long and too many such are at work.
    """
    request.max_content_length = UNBOUNDED
    answers = _in_its_place(Stream(scorer).answers())
    first = [*islice(answers, 1)]
    lines = map(_line, chain(first, _until_cut_short(answers)))
    return Response(stream_with_context(lines), content_type=NDJSON)


@dataclass(slots=True)
class Stream:
    """The answers to the lines of one body, each in turn with all else that costs much."""

    scorer: Scorer
    effort: Effort = field(default_factory=_shared_effort)
    hints: HintBudget = field(default_factory=HintBudget)
    turn: AbstractContextManager[Any] = field(default_factory=lambda: services().costly.free)

    def answers(self) -> Iterator[dict[str, Any]]:
        for number, line in numbered_lines(request.stream):
            bound_hints(self.hints)
            answered = self._of(number, line)
            unbound_hints()
            yield answered

    def _of(self, number: int, line: bytes | OversizedLine) -> dict[str, Any]:
        if isinstance(line, OversizedLine):
            return {"error": problem(kind_of_status(413), f"Line {number}: {line}", line=number)}
        try:
            with self.turn:
                return self.scorer.scored(self.scorer.read(read_json(line)), self.effort)
        except (CandidateError, MalformedError) as error:
            return {"error": problem_of(error, line=number)}


def _in_its_place(answers: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    is_long = (request.content_length or 0) > LONG_STREAM
    with services().long_streams.turn() if is_long else nullcontext():
        yield from answers


def _until_cut_short(answers: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The last is an error if the body ends early."""
    try:
        yield from answers
    except MalformedError as error:
        yield {"error": problem_of(error)}


def _line(answered: dict[str, Any]) -> bytes:
    return write_json(answered) + b"\n"
