"""The picture that a chat shows of a link to an advice."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from joinwise.domain.candidate import Candidate
from joinwise.domain.recommendation import JOIN
from joinwise.web.context import active_advisor
from joinwise.web.forms.candidate import read_link
from joinwise.web.pages.base import inputs_here, reader_here
from joinwise.web.pictures.card import card_of
from joinwise.web.pictures.waterfall import waterfall_of

TYPE = "image/png"
HEADERS = {"Cache-Control": "private, max-age=3600"}

blueprint = Blueprint("card", __name__)


@blueprint.get("/card.png")
def card() -> Response:
    """The card of what the link says; a general one if it says no group."""
    said = request.args.to_dict(flat=False)
    candidate = read_link(said, reader_here(), inputs_here()).candidate
    if candidate is None:
        return current_app.send_static_file("card.png")
    return Response(_drawn(candidate), content_type=TYPE, headers=HEADERS)


def _drawn(candidate: Candidate) -> bytes:
    advisor = active_advisor()
    advice = advisor.advise(candidate, reader_here())
    waterfall = waterfall_of(advice, advisor.pack.decision.start)
    return card_of(waterfall, advice.join_at, advice.recommendation == JOIN)
