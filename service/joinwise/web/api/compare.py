"""Comparison: which of several candidates to join with the money and hours at hand."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from joinwise.compare.request import ComparisonSchema, read_comparison
from joinwise.compare.wording import ComparisonWording
from joinwise.languages.speech import writer_of
from joinwise.serializers import comparison_answer
from joinwise.web.api.compare_schemas import ComparedSchema
from joinwise.web.context import active_advisor, services
from joinwise.web.parsing import JSON, Blueprint, NoQuery, answer, body_of, fails_with_problems

blueprint = Blueprint("compare", __name__, url_prefix="/v1", description="Which ones to join?")


@blueprint.post("/compare")
@blueprint.doc(requestBody={"required": True, "content": {JSON: {"schema": ComparisonSchema}}})
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, ComparedSchema, description="All ranked, and the best set")
@fails_with_problems(blueprint)
def compare(query: dict[str, Any]) -> Response:
    """Choose among 2 to 100 candidates

    The set that is worth most within a yearly budget and monthly hours, by the measures that the
    rules name. A limit left out is that of the common `you`; where that says nothing, there is
    none.
    """
    advisor = active_advisor()
    wanted = read_comparison(body_of(request), advisor.pack.catalogue)
    with services().costly.turn():
        comparison = advisor.compare(wanted)
    wording = ComparisonWording(
        comparison, advisor.pack, wanted.currency, writer_of(advisor.language)
    )
    return answer(comparison_answer(wording))
