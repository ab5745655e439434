"""The rule desk: a draft of one rule file is checked, and what it would change is shown.

Nothing is saved between requests: the text travels in the form, and no rule file is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from joinwise.authoring.desk import CheckedDraft, Draft
from joinwise.authoring.preview import (
    AdviceChange,
    DraftEffect,
    NothingSavedError,
    Record,
    saved_records,
)
from joinwise.diagnostics import Diagnostic
from joinwise.errors import BusyError, StoreError
from joinwise.packs.checker import CheckResult
from joinwise.packs.overlay import by_name
from joinwise.specs.filters import anchor
from joinwise.suggestions import nearest
from joinwise.tokens import Scope
from joinwise.web.bodies import MIB
from joinwise.web.context import active_advisor, services
from joinwise.web.pages.base import page
from joinwise.web.pages.login import require_login
from joinwise.web.pages.specs import shipped_specs

KIB = 1024
LONGEST_DRAFT = 64 * KIB
"""Bytes of one file: the largest of joinwise's own holds 14 KiB, and checking takes seconds."""

LARGEST_FORM = 2 * MIB
MOST_DIAGNOSTICS = 100
MOST_LINES = 2_000
MOST_CHANGES = 100
MOST_SAVED = 1_000
CONTEXT = 70
"""Characters shown of a line on either side of an error."""

NEW = "draft.yaml"
"""The name of a file that is none of the active ones."""

TOO_LARGE = "The Back button of the browser brings your text back."
TOO_LONG = f"Longer than {LONGEST_DRAFT // KIB} KiB; split it into several files."
BUSY = "Other drafts are being checked. Your text is still here; try again in a moment."

blueprint = Blueprint("ruledesk", __name__, url_prefix="/desk")
blueprint.before_request(partial(require_login, Scope.RULES))


@dataclass(frozen=True, slots=True)
class DraftForm:
    """The text of one rule file; ``problem`` says why it cannot be checked."""

    file: str
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PreviewView:
    """What a draft changes of some candidates: those that it flips, and those it only rescores."""

    what: str
    tried: int
    flipped: tuple[AdviceChange, ...]
    rescored: tuple[AdviceChange, ...]


@dataclass(frozen=True, slots=True)
class DiagnosticView:
    """A diagnostic with the part of the line around it, and a caret under where it is."""

    diagnostic: Diagnostic
    excerpt: str
    caret: str


@blueprint.get("")
def opened() -> Response:
    """The desk with an active file to start from."""
    texts = _texts()
    file = request.args.get("file", next(iter(texts), NEW))
    if file in (*texts, NEW):
        return _desk(DraftForm(file, texts.get(file, "")))
    return _desk(DraftForm(NEW, "", _unknown_file(file)), 404)


@blueprint.post("")
def checked() -> Response:
    """The desk with what is wrong with a draft, and what it would change."""
    try:
        form = _form()
    except RequestEntityTooLarge as error:
        return _too_large(error)
    if form.problem:
        return _desk(form)
    try:
        return _desk(form, **_results(form))
    except BusyError:
        return _desk(replace(form, problem=BUSY), 429)


@blueprint.post("/file")
def downloaded() -> Response:
    """The draft as a file."""
    try:
        form = _form()
    except RequestEntityTooLarge as error:
        return _too_large(error)
    response = Response(form.text, content_type="text/yaml; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=form.file)
    response.headers["Cache-Control"] = "no-store"
    return response


def _texts() -> dict[str, str]:
    """The texts of the active files, by name."""
    files = by_name(active_advisor().pack.files)
    return {name: content.decode("utf-8-sig", "replace") for name, content in sorted(files.items())}


def _form() -> DraftForm:
    """The draft in the form. Raises RequestEntityTooLarge."""
    request.max_content_length = request.max_form_memory_size = LARGEST_FORM
    text = request.form.get("text", "").replace("\r\n", "\n")
    file = request.form.get("file", NEW)
    if file not in (*_texts(), NEW):
        return DraftForm(NEW, text, _unknown_file(file))
    return DraftForm(file, text, TOO_LONG if len(text.encode()) > LONGEST_DRAFT else "")


def _unknown_file(file: str) -> str:
    return f'No active rule file is called "{file[:80]}"{nearest(file, _texts())}.'


def _results(form: DraftForm) -> dict[str, Any]:
    """What is wrong with a draft, and what it would change if it can be used. Raises BusyError."""
    draft = Draft({form.file: form.text.encode()})
    with services().desk.take(draft, active_advisor().pack) as taken:
        diagnostics = {"check": taken.check, **_diagnostics(form, taken.check)}
        return diagnostics | (_changes(taken) if taken.check.pack else {})


def _changes(draft: CheckedDraft) -> dict[str, Any]:
    return {
        "is_same": draft.pack.version == draft.active.version,
        "previews": [
            _preview("examples that come with joinwise", shipped(), draft),
            _preview("assessments saved last", _saved(), draft),
        ],
        "most_changes": MOST_CHANGES,
        "known": {entry.id for entry in draft.active.entries},
    }


def _preview(what: str, records: Sequence[Record], draft: CheckedDraft) -> PreviewView:
    tried = records[: draft.most_candidates]
    changes = sorted(draft.preview(tried).changes, key=_by_distance)
    flipped = tuple(change for change in changes if change.effect != DraftEffect.SCORE_ONLY)
    rescored = tuple(change for change in changes if change.effect == DraftEffect.SCORE_ONLY)
    return PreviewView(what, len(tried), flipped, rescored)


def _by_distance(change: AdviceChange) -> int:
    return -abs(change.after.score - change.before.score)


def _saved() -> list[Record]:
    """The assessments saved last; none if there are none, or they cannot be read."""
    try:
        records = saved_records(islice(services().assessments.store.candidates(), MOST_SAVED))
        return [replace(record, label=f"/assessments/{record.label}") for record in records]
    except (NothingSavedError, StoreError):
        return []


def _diagnostics(form: DraftForm, check: CheckResult) -> dict[str, Any]:
    """Errors first, and those of the draft before those that it causes elsewhere."""
    ordered = sorted(check.diagnostics, key=lambda it: (not it.is_error, it.file != form.file))
    own = [diagnostic for diagnostic in ordered if diagnostic.file == form.file]
    return {
        "diagnostics": [_view(diagnostic) for diagnostic in ordered[:MOST_DIAGNOSTICS]],
        "more_diagnostics": len(ordered[MOST_DIAGNOSTICS:]),
        "lines": form.text.splitlines()[:MOST_LINES],
        "severities": {diagnostic.line: diagnostic.severity for diagnostic in reversed(own)},
    }


def _view(diagnostic: Diagnostic) -> DiagnosticView:
    start = max(0, diagnostic.column - 1 - CONTEXT)
    before = "\N{HORIZONTAL ELLIPSIS}" if start else ""
    excerpt = diagnostic.excerpt[start : diagnostic.column - 1 + CONTEXT]
    caret = " " * (diagnostic.column - 1 - start + len(before)) + "^"
    return DiagnosticView(diagnostic, before + excerpt, caret)


@cache
def shipped() -> tuple[Record, ...]:
    """The candidates of the specs, each once, by its place on the page of the specs."""
    specs = shipped_specs()
    records: dict[str, Record] = {}
    for example in specs.examples:
        outcome = specs.result_of(example)
        if outcome and outcome.candidate is not None and outcome.recommendation:
            place = f"/specs#{anchor(f'{example.key.file}:{example.line}')}"
            records.setdefault(repr(outcome.candidate), Record(place, outcome.candidate))
    return tuple(records.values())


def _too_large(error: RequestEntityTooLarge) -> Response:
    return _desk(DraftForm(NEW, "", f"{error.description} {TOO_LARGE}"), 413)


def _desk(form: DraftForm, status: int = 200, **results: Any) -> Response:
    texts = _texts()
    names: Iterable[str] = [*texts, *([] if NEW in texts else [NEW])]
    return page("ruledesk.html", status, draft=form, names=names, new=NEW, **results)
