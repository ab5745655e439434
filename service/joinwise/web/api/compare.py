"""ComparisonRequest: which of several candidates to join with the money and hours at hand."""

from __future__ import annotations

from typing import Any

from flask import Response

from joinwise.compare.request import ComparisonSchema, request_of
from joinwise.compare.wording import ComparisonWording
from joinwise.languages.speech import writer_of
from joinwise.serializers import comparison_answer
from joinwise.web.api.compare_schemas import ComparedSchema
from joinwise.web.context import active_advisor, services
from joinwise.web.parsing import Blueprint, NoQuery, answer, fails_with_problems

blueprint = Blueprint("compare", __name__, url_prefix="/v1", description="Which ones to join?")


@blueprint.post("/compare")
@blueprint.arguments(ComparisonSchema())
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, ComparedSchema, description="All ranked, and the best set")
@fails_with_problems(blueprint)
def compare(loaded: dict[str, Any], query: dict[str, Any]) -> Response:
    """Choose among 2 to 100 candidates

    The set that is worth most within a yearly budget and monthly hours, by the measures that the
    rules name. A limit left out is that of the common `you`; where that says nothing, there is
    none.
    """
    request, advisor = request_of(loaded), active_advisor()
    with services().costly.turn():
        comparison = advisor.compare(request)
    wording = ComparisonWording(
        comparison, advisor.pack, request.currency, writer_of(advisor.language)
    )
    return answer(comparison_answer(wording))
