"""The questions that could still turn an advice, as a page to print and take along."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, request

from joinwise.domain.candidate import Candidate
from joinwise.web.context import active_advisor
from joinwise.web.forms.candidate import query_of, read_link
from joinwise.web.pages.base import page, reader_here, redirected
from joinwise.web.pages.weighing import is_sensible

MOST = 12
NOT_A_GROUP = "There is no group in this link"
WHY_NOT = "The link holds no name, or no kind of group that is known here."

blueprint = Blueprint("questions", __name__)


@blueprint.get("/questions")
def to_take_along() -> Response:
    """What to ask at the group that the link says."""
    candidate = read_link(request.args.to_dict(flat=False), reader_here()).candidate
    if not request.args:
        return redirected("/", 302)
    if candidate is None:
        return page("message.html", 404, title=NOT_A_GROUP, text=WHY_NOT)
    back = f"/?{urlencode(query_of(candidate.values))}"
    asks = _asks(candidate)[:MOST]
    return page("questions.html", name=candidate.values["name"], asks=asks, back=back)


def _asks(candidate: Candidate) -> list[str]:
    advisor, reader = active_advisor(), reader_here()
    advice = advisor.advise(candidate, reader)
    questions = advisor.explain(candidate, advice, ("questions",), values=reader).questions
    found = questions.open if questions else ()
    return [question.ask for question in found if is_sensible(question, candidate.values)]
