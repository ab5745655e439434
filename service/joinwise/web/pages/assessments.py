"""Saved assessments as pages: the list, one in full, what became of it."""

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
from joinwise.domain.catalogue import INPUTS
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

PAGE_SIZE = 25
OUTCOME_INPUTS = {input.name: input for input in OUTCOME}
ASKS = {
    "joined": "Did you join, or stay?",
    "months": "How many months do the figures cover?",
    "deals": "How many pieces of business did it bring?",
    "profit": "What profit came from them?",
    "hours": "How many hours did it take, all told?",
    "worth_it": "Was it worth it, or would it have been?",
}
FILTERS = ("name", "kind", "recommendation")
INCOMPLETE = "The link does not hold a whole group. Weigh it first, and save it from there."

blueprint = Blueprint("assessments_page", __name__, url_prefix="/assessments")
blueprint.before_request(require_login)
blueprint.before_request(require_csrf_token)


@blueprint.errorhandler(StoreError)
def store_away(error: StoreError) -> Response:
    services().metrics.store_errors.inc()
    title = "What is saved cannot be read now"
    return page("message.html", status_of(error), title=title, text=str(error))


@blueprint.get("")
def assessments() -> Response:
    """The list, newest first."""
    filters = {name: request.args.get(name, "").strip() for name in FILTERS}
    wanted: dict[str, Any] = {name: text or None for name, text in filters.items()}
    rows = _service().store.page(Filters(**wanted), _cursor(), PAGE_SIZE + 1)
    shown, has_more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    return page(
        "assessments.html",
        rows=[(assessment, _moment(assessment)) for assessment in shown],
        filters=filters,
        kinds=INPUTS["kind"].values,
        older=_older(filters, shown[-1]) if has_more else None,
    )


def _older(filters: dict[str, str], last: Assessment) -> str:
    """The address of the next page."""
    query: dict[str, Any] = {**filters, "cursor": UUID(last.id).hex}
    return url_for(".assessments", **query)


@blueprint.get("/new")
def ask_to_save() -> Response:
    """Asks whether to save what the address says."""
    entries = read_link(request.args.to_dict(flat=False), reader_here())
    if entries.candidate is None or entries.problems:
        return _incomplete()
    advice = active_advisor().advise(entries.candidate)
    return page("save.html", advice=advice, entries=query_of(entries.values))


@blueprint.post("")
def save() -> Response:
    """Saves what was asked about."""
    form = request.form.to_dict(flat=False)
    form.pop("csrf_token", None)
    entries = read_link(form, reader_here())
    if entries.candidate is None or entries.problems:
        return _incomplete()
    advisor = active_advisor()
    advice = advisor.advise(entries.candidate)
    assessment = _service().save(advisor.pack, advice, entries.candidate.to_json())
    count(advice)
    return redirected(url_for(".assessment", id=assessment.id))


@blueprint.get("/<uuid:id>")
def assessment(id: UUID) -> Response:
    """One in full."""
    assessment = _service().store.find(str(id))
    if assessment is None:
        return _missing()
    return _page(assessment, Entries(_outcome_texts(assessment)))


@blueprint.post("/<uuid:id>/outcome")
def record_outcome(id: UUID) -> Response:
    """Saves what became of it, or says what is wrong beside each field."""
    assessment = _service().store.find(str(id))
    if assessment is None:
        return _missing()
    outcome = _sent_outcome()
    if outcome.problems:
        return _page(assessment, outcome)
    _service().record_outcome(assessment.id, outcome.values)
    return redirected(url_for(".assessment", id=id))


def _sent_outcome() -> Entries:
    outcome = read_form(request.form.to_dict(flat=False), reader_here(), OUTCOME_INPUTS)
    if REQUIRED in {*outcome.values, *outcome.problems}:
        return outcome
    return replace(outcome, problems={**outcome.problems, REQUIRED: "Say whether you joined."})


@blueprint.post("/<uuid:id>/delete")
def delete(id: UUID) -> Response:
    """Deletes it, with its outcome."""
    return redirected(url_for(".assessments")) if _service().store.delete(str(id)) else _missing()


@blueprint.get("/<uuid:id>/rules")
def rules(id: UUID) -> Response:
    """The rule files that it was made under."""
    assessment = _service().store.find(str(id))
    if assessment is None:
        return _missing()
    files = _service().store.rule_files(assessment.rules)
    texts = {name: text.decode(errors="replace") for name, text in sorted(files.items())}
    return page("assessment_rules.html", assessment=assessment, files=texts)


def _page(assessment: Assessment, outcome: Entries) -> Response:
    candidate = read_candidate(read_json(assessment.candidate.encode()))
    advice = read_json(assessment.advice.encode())
    assumed = {entry["input"]: entry["value"] for entry in advice["assumed"]}
    return page(
        "assessment.html",
        assessment=assessment,
        made=_moment(assessment),
        advice=advice,
        given=_answers(candidate.values, candidate.currency),
        assumed=_answers(assumed, candidate.currency),
        outcome=outcome,
        fields=[
            plain_field(input, ASKS[name], candidate.currency)
            for name, input in OUTCOME_INPUTS.items()
        ],
        again=f"/?{urlencode(query_of(candidate.values))}",
        replay=_replay(assessment),
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


def _outcome_texts(assessment: Assessment) -> dict[str, tuple[str, ...]]:
    """What became of it, as it would be typed."""
    outcome = read_json(assessment.outcome.encode()) if assessment.outcome else {}
    known = {name: value for name, value in outcome.items() if value is not None}
    return {name: (_text(OUTCOME_INPUTS[name], value),) for name, value in known.items()}


def _text(input: Input, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return write_number(input, value, reader_here())


def _replay(assessment: Assessment) -> str:
    """What advising again under the rules of that time gives."""
    try:
        replay = _service().replay(assessment)
    except ConflictError as error:
        return str(error)
    same = "gives the same, to the byte" if replay.is_same else "gives something else"
    return f"Made again under its own rules, it {same}."


def _service() -> AssessmentService:
    return services().assessments


def _cursor() -> str | None:
    """The cursor of the address, if it is one."""
    try:
        return str(UUID(request.args.get("cursor", "")))
    except ValueError:
        return None


def _moment(assessment: Assessment) -> str:
    return reader_here().moment(datetime.fromisoformat(assessment.created))


def _missing() -> Response:
    title = "Nothing is saved here"
    return page("message.html", 404, title=title, text="It may have been deleted.")


def _incomplete() -> Response:
    return page("message.html", 422, title="This cannot be saved", text=INCOMPLETE)
