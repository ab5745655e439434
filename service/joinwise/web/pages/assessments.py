"""Saved assessments as pages: the list, one in full, what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from flask import Blueprint, Response, current_app, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from joinwise.assessments.accuracy import judged_verdict
from joinwise.assessments.assessment import Assessment
from joinwise.assessments.outcomes import OUTCOME, REQUIRED
from joinwise.assessments.service import AssessmentService
from joinwise.assessments.store import Filters
from joinwise.diagnostics import Problem
from joinwise.domain.candidate import Candidate, readable_values
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import DEFAULT_CURRENCY
from joinwise.domain.inputs import Input
from joinwise.domain.recommendation import JOIN
from joinwise.domain.values import Value
from joinwise.errors import CandidateError, ConflictError, StoreError
from joinwise.formats.directions import COMMAND
from joinwise.formats.strict_json import read_json
from joinwise.tokens import Scope
from joinwise.web.context import active_advisor, count, services
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
from joinwise.web.pages.base import inputs_here, page, reader_here, redirected
from joinwise.web.pages.login import must_be_confirmed, require_login
from joinwise.web.problems import kind_of

PAGE_SIZE = 25
OUTCOME_INPUTS = {input.name: input for input in OUTCOME}
ASKS = {
    "joined": "Did you join, or stay?",
    "months": "How many months do the figures cover?",
    "deals": "How many clients or orders came through it?",
    "profit": "What profit came through it, all together?",
    "hours": "How many hours did it take, all told?",
    "worth_it": "Was it worth it, or would it have been?",
}
FILTERS = ("name", "kind", "recommendation")
KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)
UNCONFIRMED = 400
"""The status of a form that is shown again, and was not carried out."""

UNDO_SECONDS = 3600
TOO_LATE = "It was deleted too long ago, or this service has been started again since."

OTHER_GROUP = "This address has saved another group. Weigh this one, and save it from there."
UNSAVED = "This cannot be saved"
INCOMPLETE = "The link does not hold a whole group. Weigh it first, and save it from there."

blueprint = Blueprint("assessments_page", __name__, url_prefix="/assessments")
blueprint.before_request(partial(require_login, Scope.READ, Scope.WRITE))


@blueprint.before_request
def confirm_first() -> Response | None:
    """A form that must be confirmed is shown again, with what was typed."""
    if request.method != "POST" or not must_be_confirmed():
        return None
    again: Mapping[Any, Callable[..., Response]] = {
        save: save_again,
        record_outcome: outcome_again,
        delete: delete_again,
        judge: outcome_again,
        restore: assessments,
    }
    view = current_app.view_functions[request.endpoint or ""]
    return again[view](**request.view_args or {})


@blueprint.errorhandler(ConflictError)
def cannot_be_saved(error: ConflictError) -> Response:
    return page("message.html", kind_of(error).status, title=UNSAVED, text=OTHER_GROUP)


@blueprint.errorhandler(StoreError)
def store_away(error: StoreError) -> Response:
    services().metrics.store_errors.inc()
    title = "What is saved cannot be read now"
    return page("message.html", kind_of(error).status, title=title, text=str(error))


@blueprint.get("")
def assessments() -> Response:
    """The list, newest first."""
    filters = {name: request.args.get(name, "").strip() for name in FILTERS}
    wanted: dict[str, Any] = {name: text or None for name, text in filters.items()}
    rows = [] if _match_none(filters) else _rows(Filters(**wanted))
    shown, has_more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    return page(
        "assessments.html",
        rows=shown,
        words={assessment.id: _word(assessment) for assessment in shown},
        filters=filters,
        kinds=inputs_here()["kind"].values,
        older=_older(filters, shown[-1]) if has_more else None,
        judged={assessment.id: _was_right(assessment) for assessment in shown},
    )


def _was_right(assessment: Assessment) -> bool | None:
    """Whether the advice was right; None if nobody said."""
    verdict = judged_verdict(assessment)
    return None if verdict is None else verdict == assessment.recommendation


def _match_none(filters: Mapping[str, str]) -> bool:
    """Whether a filter holds what nothing that is saved holds, and no store takes."""
    return any(map(COMMAND.search, filters.values()))


def _rows(filters: Filters) -> list[Assessment]:
    """The assessments of a page, and one of the next."""
    return _service().store.page(filters, _cursor(), PAGE_SIZE + 1)


def _word(assessment: Assessment) -> str | None:
    """The word for its recommendation; None if it was saved by a version without words."""
    word: str | None = read_json(assessment.advice.encode()).get("word")
    return word


def _older(filters: dict[str, str], last: Assessment) -> str:
    """The address of the next page."""
    query: dict[str, Any] = {**filters, "cursor": UUID(last.id).hex}
    return url_for(".assessments", **query)


@blueprint.get("/new")
def ask_to_save() -> Response:
    """Asks whether to save what the address says.

    The key in the address is that of the form: going back and saving again saves nothing twice.
    """
    entries = read_link(request.args.to_dict(flat=False), reader_here(), inputs_here())
    if entries.candidate is None or entries.problems:
        return _incomplete()
    key = _key_in(request.args)
    if key:
        return _save_page(entries.candidate, key)
    query = [*query_of(entries.values), ("key", uuid4().hex)]
    return redirected(f"{url_for('.ask_to_save')}?{urlencode(query)}", 302)


def _key_in(sent: Mapping[str, str]) -> str | None:
    key = sent.get("key", "")
    return key if KEY.fullmatch(key) else None


def _save_page(candidate: Candidate, key: str, status: int = 200) -> Response:
    advice = active_advisor().advise(candidate)
    return page(
        "save.html",
        status,
        advice=advice,
        entries=query_of(candidate.values),
        key=key,
        is_unconfirmed=status == UNCONFIRMED,
    )


@blueprint.post("")
def save() -> Response:
    """Saves what was asked about."""
    entries = _sent_group()
    if entries.candidate is None or entries.problems:
        return _incomplete()
    advisor = active_advisor()
    advice = advisor.advise(entries.candidate)
    posted, key = entries.candidate.to_json(), _key_in(request.form)
    saved = _service().save(advisor.pack, advice, posted, key)
    if saved.is_new:
        count(entries.candidate, advice)
    return redirected(url_for(".assessment", id=saved.assessment.id, saved=1))


def save_again() -> Response:
    entries = _sent_group()
    if entries.candidate is None or entries.problems:
        return _incomplete()
    return _save_page(entries.candidate, _key_in(request.form) or uuid4().hex, UNCONFIRMED)


def _sent_group() -> Entries:
    return read_link(request.form.to_dict(flat=False), reader_here(), inputs_here())


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
    outcome = _sent_outcome(assessment)
    if outcome.problems:
        return _page(assessment, outcome)
    _service().record_outcome(assessment.id, outcome.values)
    return redirected(url_for(".assessment", id=id))


@blueprint.post("/<uuid:id>/right")
def judge(id: UUID) -> Response:
    """Saves whether the advice was right; that it was followed, unless something else was said."""
    assessment = _service().store.find(str(id))
    if assessment is None:
        return _missing()
    said = read_json(assessment.outcome.encode()) if assessment.outcome else {}
    known = {name: value for name, value in said.items() if value is not None}
    was_followed = assessment.recommendation == JOIN
    was_right = request.form.get("right") == "yes"
    outcome = {REQUIRED: was_followed, **known, "worth_it": was_followed == was_right}
    _service().record_outcome(assessment.id, outcome)
    return redirected(url_for(".assessments") + f"#{assessment.id}")


def outcome_again(id: UUID) -> Response:
    assessment = _service().store.find(str(id))
    return _page(assessment, _sent_outcome(assessment), UNCONFIRMED) if assessment else _missing()


def _sent_outcome(assessment: Assessment) -> Entries:
    currency = _currency(
        readable_values(read_json(assessment.candidate.encode()), active_advisor().pack.catalogue)
    )
    form = request.form.to_dict(flat=False)
    outcome = read_form(form, reader_here(), OUTCOME_INPUTS, currency)
    if REQUIRED in {*outcome.values, *outcome.problems}:
        return outcome
    problem = reader_here().gettext("Say whether you joined.")
    return replace(outcome, problems={**outcome.problems, REQUIRED: problem})


@blueprint.post("/<uuid:id>/delete")
def delete(id: UUID) -> Response:
    """Deletes it, with its outcome; the page after it can bring it back."""
    store = _service().store
    assessment = store.find(str(id))
    if assessment is None or not store.delete(assessment.id):
        return _missing()
    packed = _sealed().dumps(asdict(assessment))
    return page("deleted.html", name=assessment.name, packed=packed)


@blueprint.post("/restore")
def restore() -> Response:
    """Brings back what was just deleted."""
    try:
        fields = _sealed().loads(request.form.get("packed", ""), max_age=UNDO_SECONDS)
    except BadData:
        return page("message.html", 422, title="This cannot be brought back", text=TOO_LATE)
    assessment, store = Assessment(**fields), _service().store
    if store.find(assessment.id) is None:
        store.save(assessment, store.rule_files(assessment.rules))
    return redirected(url_for(".assessment", id=assessment.id))


def _sealed() -> URLSafeTimedSerializer:
    """Seals what a page holds of an assessment, so that nobody can bring back another."""
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="joinwise.deleted")


def delete_again(id: UUID) -> Response:
    assessment = _service().store.find(str(id))
    if assessment is None:
        return _missing()
    return _page(assessment, Entries(_outcome_texts(assessment)), UNCONFIRMED)


@blueprint.get("/<uuid:id>/rules")
def rules(id: UUID) -> Response:
    """The rule files that it was made under."""
    assessment = _service().store.find(str(id))
    if assessment is None:
        return _missing()
    files = _service().store.rule_files(assessment.rules)
    texts = {name: text.decode(errors="replace") for name, text in sorted(files.items())}
    return page("assessment_rules.html", assessment=assessment, files=texts)


def _page(assessment: Assessment, outcome: Entries, status: int = 200) -> Response:
    advice = read_json(assessment.advice.encode())
    return page(
        "assessment.html",
        status,
        assessment=assessment,
        advice=advice,
        outcome=outcome,
        is_unconfirmed=status == UNCONFIRMED,
        replay=_replay(assessment),
        **_group(assessment.candidate, advice),
    )


def _group(candidate: str, advice: Any) -> dict[str, Any]:
    """What was said and assumed of a group, as far as this version can read it."""
    said = read_json(candidate.encode())
    values, problems = _read(said)
    currency = _currency(values)
    assumed = {entry["input"]: entry["value"] for entry in advice["assumed"]}
    reader = reader_here()
    return {
        "is_new": "saved" in request.args,
        "given": _answers(values, currency),
        "assumed": _answers(assumed, currency),
        "unreadable": problems,
        "fields": [
            plain_field(input, reader.gettext(ASKS[name]), currency, reader)
            for name, input in OUTCOME_INPUTS.items()
        ],
        "again": f"/?{urlencode(query_of(values))}",
    }


def _currency(values: Mapping[str, Value]) -> str:
    return str(values.get("currency", DEFAULT_CURRENCY))


def _read(said: Any) -> tuple[Mapping[str, Value], Sequence[Problem]]:
    """The values that can be read, and what is wrong with the others."""
    catalogue = active_advisor().pack.catalogue
    try:
        return read_candidate(said, catalogue).values, ()
    except CandidateError as error:
        return readable_values(said, catalogue), error.problems


def _answers(values: Mapping[str, Any], currency: str) -> list[tuple[str, str]]:
    """Each question with its answer, as people read them."""
    pack, inputs, reader = active_advisor().pack, inputs_here(), reader_here()
    return [
        (field_of(pack, inputs[name], currency, reader).ask, _answer(inputs[name], value, currency))
        for name, value in values.items()
        if name in inputs and inputs[name].fits(value)
    ]


def _answer(input: Input, value: Value, currency: str) -> str:
    reader = reader_here()
    if isinstance(value, str):
        return words_of(value, reader) if input.values else value
    if isinstance(value, list | tuple):
        return ", ".join(words_of(each, reader) for each in value) or reader.gettext(
            "none of these"
        )
    return reader.value(value, input.unit, currency)


def _outcome_texts(assessment: Assessment) -> dict[str, tuple[str, ...]]:
    """What became of it, as it would be typed."""
    outcome = read_json(assessment.outcome.encode()) if assessment.outcome else {}
    return {
        name: (_text(input, outcome[name]),)
        for name, input in OUTCOME_INPUTS.items()
        if outcome.get(name) is not None
    }


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
    if replay.is_same:
        return reader_here().gettext("Made again under its own rules, it gives the same.")
    return reader_here().gettext("Made again under its own rules, it gives something else.")


def _service() -> AssessmentService:
    return services().assessments


def _cursor() -> str | None:
    """The cursor of the address, if it is one."""
    try:
        return str(UUID(request.args.get("cursor", "")))
    except ValueError:
        return None


def _missing() -> Response:
    title = "Nothing is saved here"
    return page("message.html", 404, title=title, text="It may have been deleted.")


def _incomplete() -> Response:
    return page("message.html", 422, title=UNSAVED, text=INCOMPLETE)
