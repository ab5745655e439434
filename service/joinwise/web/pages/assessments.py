"""Kept assessments as pages: the list, one in full, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from joinwise.assessments.assessment import Assessment
from joinwise.assessments.outcomes import OUTCOME, REQUIRED
from joinwise.assessments.service import AssessmentService
from joinwise.assessments.store import Filters
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import DEFAULT_CURRENCY, INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Value
from joinwise.errors import ConflictError, StoreError
from joinwise.formats.strict_json import read_json
from joinwise.web.context import active_advisor, count, services
from joinwise.web.errors import status_of
from joinwise.web.forms.candidate import (
    Entries,
    field_of,
    plain_field,
    query_of,
    read_form,
    read_link,
    words_of,
)
from joinwise.web.forms.numbers import write_number
from joinwise.web.pages.base import page, reader_here, redirected
from joinwise.web.pages.login import require_csrf_token, require_login

AT_ONCE = 25
OUTCOMES = {each.name: each for each in OUTCOME}
ASKS = {
    "joined": "Did you join, or stay?",
    "months": "How many months do the figures cover?",
    "deals": "How many pieces of business did it bring?",
    "profit": "What profit came from them?",
    "hours": "How many hours did it take, all told?",
    "worth_it": "Was it worth it, or would it have been?",
}
FILTERS = ("name", "kind", "recommendation")
UNFIT = "The link does not hold a whole group. Weigh it first, and keep it from there."

blueprint = Blueprint("keptpages", __name__, url_prefix="/assessments")
blueprint.before_request(require_login)
blueprint.before_request(require_csrf_token)


@blueprint.errorhandler(StoreError)
def store_away(error: StoreError) -> Response:
    services().metrics.store_errors.inc()
    return page(
        "message.html", status_of(error), title="What is kept cannot be read now", text=str(error)
    )


@blueprint.get("")
def assessments() -> Response:
    """The list, newest first."""
    given = {name: request.args.get(name, "").strip() for name in FILTERS}
    wanted: dict[str, Any] = {name: text or None for name, text in given.items()}
    found = _keeping().store.page(Filters(**wanted), _cursor(), AT_ONCE + 1)
    has_more = len(found) > AT_ONCE
    following: Any = {**given, "cursor": UUID(found[AT_ONCE - 1].id).hex} if has_more else None
    return page(
        "assessments.html",
        rows=[(each, _moment(each)) for each in found[:AT_ONCE]],
        given=given,
        kinds=INPUTS["kind"].values,
        older=url_for(".assessments", **following) if following else None,
    )


@blueprint.get("/new")
def ask_to_keep() -> Response:
    """Asks whether to keep what the address holds."""
    found = read_link(request.args.to_dict(flat=False), reader_here())
    if found.candidate is None or found.problems:
        return _unfit()
    advice = active_advisor().advise(found.candidate)
    return page("keep.html", advice=advice, held=query_of(found.values))


@blueprint.post("")
def keep() -> Response:
    """Keeps what was asked about."""
    given = request.form.to_dict(flat=False)
    given.pop("csrf_token", None)
    found = read_link(given, reader_here())
    if found.candidate is None or found.problems:
        return _unfit()
    advisor = active_advisor()
    advice = advisor.advise(found.candidate)
    kept = _keeping().save(advisor.pack, advice, found.candidate.to_json())
    count(advice)
    return redirected(url_for(".assessment", id=kept.id))


@blueprint.get("/<uuid:id>")
def assessment(id: UUID) -> Response:
    """One in full."""
    kept = _keeping().store.find(str(id))
    return _shown(kept, Entries(_typed(kept))) if kept else _missing()


@blueprint.post("/<uuid:id>/outcome")
def note_outcome(id: UUID) -> Response:
    """Keeps what became of it, or says what is wrong beside each field."""
    kept = _keeping().store.find(str(id))
    if kept is None:
        return _missing()
    found = _outcome()
    if found.problems:
        return _shown(kept, found)
    _keeping().record_outcome(kept.id, found.values)
    return redirected(url_for(".assessment", id=id))


def _outcome() -> Entries:
    found = read_form(request.form.to_dict(flat=False), reader_here(), OUTCOMES)
    if REQUIRED in {*found.values, *found.problems}:
        return found
    return replace(found, problems={**found.problems, REQUIRED: "Say whether you joined."})


@blueprint.post("/<uuid:id>/delete")
def forget(id: UUID) -> Response:
    """Deletes it, with its outcome."""
    return redirected(url_for(".assessments")) if _keeping().store.delete(str(id)) else _missing()


@blueprint.get("/<uuid:id>/rules")
def rules(id: UUID) -> Response:
    """The rule files that it was made under."""
    kept = _keeping().store.find(str(id))
    if kept is None:
        return _missing()
    files = _keeping().store.rule_files(kept.rules)
    texts = {name: text.decode(errors="replace") for name, text in sorted(files.items())}
    return page("keptrules.html", kept=kept, files=texts)


def _shown(kept: Assessment, outcome: Entries) -> Response:
    values = read_candidate(read_json(kept.candidate.encode())).values
    currency = str(values.get("currency", DEFAULT_CURRENCY))
    advice = read_json(kept.advice.encode())
    return page(
        "assessment.html",
        kept=kept,
        made=_moment(kept),
        advice=advice,
        told=_answers(values, currency),
        assumed=_answers({each["input"]: each["value"] for each in advice["assumed"]}, currency),
        outcome=outcome,
        fields=[plain_field(each, ASKS[name], currency) for name, each in OUTCOMES.items()],
        again=f"/?{urlencode(query_of(values))}",
        replay=_replayed(kept),
    )


def _answers(values: Mapping[str, Any], currency: str) -> list[tuple[str, str]]:
    """Each question with its answer, as people read them."""
    pack = active_advisor().pack
    return [
        (field_of(pack, INPUTS[name], currency).ask, _answer(INPUTS[name], value, currency))
        for name, value in values.items()
        if name in INPUTS
    ]


def _answer(input: Input, value: Value, currency: str) -> str:
    if isinstance(value, str):
        return words_of(value) if input.values else value
    if isinstance(value, list | tuple):
        return ", ".join(map(words_of, value)) or "none of these"
    return reader_here().value(value, input.unit, currency)


def _typed(kept: Assessment) -> dict[str, tuple[str, ...]]:
    """What became of it, as it would be typed."""
    known = read_json(kept.outcome.encode()) if kept.outcome else {}
    return {
        name: (_text(OUTCOMES[name], value),) for name, value in known.items() if value is not None
    }


def _text(input: Input, value: Any) -> str:
    return (
        str(value).lower() if isinstance(value, bool) else write_number(input, value, reader_here())
    )


def _replayed(kept: Assessment) -> str:
    """What advising again under the rules of that time gives."""
    try:
        again = _keeping().replay(kept)
    except ConflictError as error:
        return str(error)
    same = "gives the same, to the byte" if again.is_same else "gives something else"
    return f"Made again under its own rules, it {same}."


def _keeping() -> AssessmentService:
    return services().assessments


def _cursor() -> str | None:
    """The cursor of the address, where it is one."""
    try:
        return str(UUID(request.args.get("cursor", "")))
    except ValueError:
        return None


def _moment(kept: Assessment) -> str:
    return reader_here().moment(datetime.fromisoformat(kept.created))


def _missing() -> Response:
    return page("message.html", 404, title="Nothing is kept here", text="It may have been deleted.")


def _unfit() -> Response:
    return page("message.html", 422, title="This cannot be kept", text=UNFIT)
