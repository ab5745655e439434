"""Saved assessments: each an advice with its candidate, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, abort, request, url_for

from joinwise.advisor import Advisor
from joinwise.assessments.assessment import Assessment, assessment_answer, new_assessment
from joinwise.assessments.outcomes import OutcomeSchema, outcome_answer
from joinwise.assessments.service import Replay, replay_answer
from joinwise.assessments.store import Filters
from joinwise.domain.candidate import Candidate
from joinwise.tokens import Scope
from joinwise.web.api.assessment_schemas import (
    AssessmentSchema,
    AssessmentsQuery,
    AssessmentsSchema,
    ErasureQuery,
    ErasureSchema,
    KeepQuery,
    KeyHeader,
    ReplaySchema,
)
from joinwise.web.auth import protect, refuse
from joinwise.web.context import active_advisor, count, services
from joinwise.web.parsing import (
    Blueprint,
    NoQuery,
    answer,
    body_of,
    fails_with_problems,
    takes_candidate,
)

LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Where it is found."}}
LINK = {"Link": {"schema": {"type": "string"}, "description": "The next page, as rel=next."}}

blueprint = Blueprint(
    "assessments",
    __name__,
    url_prefix="/v1/assessments",
    description="Saved assessments, and what became of them.",
)
protect(blueprint, Scope.READ, changing=Scope.WRITE, reading=["assessments.replay"])


@blueprint.before_app_request
def refuse_below() -> None:
    """An address that leads nowhere asks for a token, as those beside it do that lead somewhere."""
    if request.url_rule is None and request.path.startswith(f"{blueprint.url_prefix}/"):
        refuse(Scope.READ)


@blueprint.post("")
@takes_candidate(blueprint)
@blueprint.arguments(KeepQuery(), location="query")
@blueprint.arguments(KeyHeader(), location="headers")
@blueprint.response(201, AssessmentSchema, description="It is saved", headers=LOCATION)
@fails_with_problems(blueprint)
def keep(candidate: Candidate, query: dict[str, Any], headers: dict[str, Any]) -> Response:
    """Score one candidate, and keep the advice

    When this answers, it is on disk. Sent again with the same Idempotency-Key and body, it gives
    the first answer again and keeps nothing more.
    """
    advisor = active_advisor()
    advice = advisor.advise(candidate)
    saved = services().assessments.save(
        advisor.pack, advice, body_of(request), headers.get("key"), query.get("owner")
    )
    if saved.is_new:
        count(candidate, advice)
    response = answer(assessment_answer(saved.assessment) | {"outcome": None}, 201)
    response.headers["Location"] = url_for(".assessment", id=saved.assessment.id)
    return response


@blueprint.get("")
@blueprint.arguments(AssessmentsQuery(), location="query")
@blueprint.response(200, AssessmentsSchema, description="A page of them", headers=LINK)
@fails_with_problems(blueprint)
def assessments(query: dict[str, Any]) -> Response:
    """Saved assessments, newest first

    Pages stay in step while others keep and delete: nothing comes twice, and nothing is left out
    that was there when the first page was asked for.
    """
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    rows = services().assessments.store.page(Filters(**query), cursor, limit + 1)
    return _page(rows[:limit], has_more=len(rows) > limit)


def _page(rows: list[Assessment], has_more: bool) -> Response:
    following = UUID(rows[-1].id).hex if has_more else None
    assessments = [assessment_answer(assessment) for assessment in rows]
    response = answer({"assessments": assessments, "next": following})
    if following:
        next_query: dict[str, Any] = {**request.args.to_dict(), "cursor": following}
        address = url_for(".assessments", **next_query)
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response


@blueprint.delete("")
@blueprint.arguments(ErasureQuery(), location="query")
@blueprint.response(200, ErasureSchema, description="They are deleted")
@fails_with_problems(blueprint)
def erase(query: dict[str, Any]) -> Response:
    """Delete all assessments of an owner

    With their outcomes. What `GET` lists with the same parameters is what is deleted.
    """
    return answer({"deleted": services().assessments.store.erase(Filters(**query))})


@blueprint.get("/<uuid:id>")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, AssessmentSchema, description="The assessment")
@fails_with_problems(blueprint)
def assessment(query: dict[str, Any], id: UUID) -> Response:
    """One saved assessment"""
    return answer(assessment_answer(_found(id)))


def _found(id: UUID) -> Assessment:
    return services().assessments.store.find(str(id)) or _missing(id)


def _missing(id: UUID) -> Any:
    abort(404, f'There is no assessment with the id "{id}".')


@blueprint.delete("/<uuid:id>")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(204, description="It is deleted")
@fails_with_problems(blueprint)
def forget(query: dict[str, Any], id: UUID) -> Response:
    """Delete an assessment, with its outcome"""
    if not services().assessments.store.delete(str(id)):
        _missing(id)
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


@blueprint.put("/<uuid:id>/outcome")
@blueprint.arguments(OutcomeSchema())
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, AssessmentSchema, description="The assessment with its outcome")
@fails_with_problems(blueprint)
def note_outcome(loaded: dict[str, Any], query: dict[str, Any], id: UUID) -> Response:
    """Say what became of it

    In place of whatever was said before.
    """
    assessment = services().assessments.record_outcome(str(id), loaded) or _missing(id)
    return answer(assessment_answer(assessment))


@blueprint.post("/<uuid:id>/replay")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, ReplaySchema, description="The advice, made again")
@fails_with_problems(blueprint)
def replay(query: dict[str, Any], id: UUID) -> Response:
    """Advise again, under the rules of that time

    By the same version of joinwise the advice has the same bytes.
    """
    return answer(replay_answer(services().assessments.replay(_found(id))))


EXAMPLE_ID = "019ab0c5-7f3e-7a51-8c2d-4e5f6a7b8c9d"
EXAMPLE_TIME = "2025-11-23T12:26:30.462Z"
EXAMPLE_OUTCOME = {"joined": True, "months": 12, "deals": 3, "profit": 2400, "worth_it": True}

Example = tuple[Any, Any]
"""The body that is sent, and the body that it is answered with; ``None`` if there is none."""


def examples(advisor: Advisor, candidate: Mapping[str, Any]) -> dict[tuple[str, str], Example]:
    """What each call is sent and answers, by path and method; nothing is saved for it."""
    advice = advisor.advise(candidate)
    assessment = new_assessment(advice, candidate, EXAMPLE_ID, EXAMPLE_TIME)
    plain = assessment_answer(assessment)
    outcome = outcome_answer(OutcomeSchema().load(EXAMPLE_OUTCOME))
    again = replay_answer(Replay(assessment.advice, True, assessment.joinwise, assessment.joinwise))
    one, every = "/v1/assessments/{id}", "/v1/assessments"
    return {
        (every, "post"): (candidate, plain),
        (every, "delete"): (None, {"deleted": 3}),
        (every, "get"): (None, {"assessments": [plain], "next": UUID(EXAMPLE_ID).hex}),
        (one, "get"): (None, plain),
        (one, "delete"): (None, None),
        (f"{one}/outcome", "put"): (EXAMPLE_OUTCOME, plain | {"outcome": outcome}),
        (f"{one}/replay", "post"): (None, again),
    }
