"""A calendar file that reminds of looking at a group again."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from flask import Blueprint, Response, request

from joinwise.domain.candidate import Candidate
from joinwise.explain.plan import Review
from joinwise.formats.reminders import TYPE, Reminder, months_after
from joinwise.web.context import active_advisor
from joinwise.web.forms.candidate import read_link
from joinwise.web.pages.base import inputs_here, page, reader_here

HEADERS = {
    "Content-Disposition": 'attachment; filename="look-again.ics"',
    "Cache-Control": "no-store",
}
NO_DATE = "There is no date to look again"
WHY_NOT = "The link does not hold a whole group, or no number of months turns the advice on it."

blueprint = Blueprint("reminders", __name__)


@blueprint.get("/look-again.ics")
def look_again() -> Response:
    """The day on which to look again at the group that the link says."""
    candidate = read_link(request.args.to_dict(flat=False), reader_here(), inputs_here()).candidate
    review = _review(candidate) if candidate else None
    if candidate is None or review is None:
        return page("message.html", 404, title=NO_DATE, text=WHY_NOT)
    now = datetime.now(UTC).replace(microsecond=0)
    file = _reminder(candidate, review, now).calendar_file(now)
    return Response(file, content_type=TYPE, headers=HEADERS)


def _review(candidate: Candidate) -> Review | None:
    advisor, reader = active_advisor(), reader_here()
    advice = advisor.advise(candidate, reader)
    plan = advisor.explain(candidate, advice, ("plan",), values=reader).plan
    return plan.look_again if plan else None


def _reminder(candidate: Candidate, review: Review, now: datetime) -> Reminder:
    name, kind = candidate.values["name"], candidate.values["kind"]
    uid = f"{uuid5(NAMESPACE_URL, f'joinwise:{kind}:{name}')}@joinwise"
    day = months_after(now.date(), review.months)
    return Reminder(
        uid, day, reader_here().gettext("Look again at %(name)s", name=name), review.text
    )
