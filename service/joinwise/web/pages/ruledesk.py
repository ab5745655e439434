"""The rule desk: a draft of some rule files is checked, and what it would change is shown.

Nothing is saved between requests: the texts travel in the form, and no rule file is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from joinwise.authoring.desk import Draft
from joinwise.errors import BusyError
from joinwise.expressions.functions import FUNCTIONS
from joinwise.expressions.parser_words import KEYWORDS
from joinwise.packs.files.schema import (
    BandShape,
    DecisionShape,
    DecisionTableShape,
    FactShape,
    FileShape,
    InputShape,
    RowShape,
    RuleShape,
    keys_of,
)
from joinwise.packs.layers.overlay import by_name
from joinwise.packs.model import Pack
from joinwise.tokens import Scope
from joinwise.web.bodies import MIB
from joinwise.web.context import active_advisor, services
from joinwise.web.forms.drafts import NEW, DraftFile, DraftForm, draft_in, unknown_file
from joinwise.web.pages.base import page, reader_here
from joinwise.web.pages.desk_results import changes_of, faults_of
from joinwise.web.pages.login import require_login

LARGEST_FORM = 2 * MIB
MOST_FIELDS = 5_000
TOO_LARGE = "The Back button of the browser brings your text back."
BUSY = "Other drafts are being checked. Your text is still here; try again in a moment."

PHRASES = (
    "Find", "Replace", "next", "previous", "all", "match case", "regexp", "by word", "replace",
    "replace all", "close", "Fold line", "Unfold line", "folded code", "unfold", "Completions",
)  # fmt: skip
"""What the editor says by itself."""

SHAPES = (
    FileShape, DecisionShape, InputShape, FactShape, RuleShape, BandShape, RowShape,
    DecisionTableShape,
)  # fmt: skip

blueprint = Blueprint("ruledesk", __name__, url_prefix="/desk")
blueprint.before_request(partial(require_login, Scope.RULES))


@blueprint.get("")
def opened() -> Response:
    """The desk with an active file to start from, at a rule of it if the address names one."""
    texts, entry = _texts(), _wanted(active_advisor().pack)
    file = entry[0] if entry else request.args.get("file", next(iter(texts), NEW))
    if file not in (*texts, NEW):
        return _desk(DraftForm((DraftFile(NEW, ""),), unknown_file(file, texts)), 404)
    return _desk(DraftForm((DraftFile(file, texts.get(file, ""), entry and entry[1]),)))


def _wanted(pack: Pack) -> tuple[str, int] | None:
    """The file and the line of the rule that the address names."""
    places = (entry.at for entry in pack.entries if entry.id == request.args.get("rule"))
    place = next(places, None)
    return (place.file, place.line) if place and place.file in _texts() else None


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


@blueprint.post("/files")
def with_other_files() -> Response:
    """The desk with one more file, or one less."""
    try:
        form, texts = _form(), _texts()
    except RequestEntityTooLarge as error:
        return _too_large(error)
    name = request.form.get("another", "")
    if "without" in request.form:
        return _desk(form.without(request.form["without"]))
    if name not in (*texts, NEW):
        return _desk(replace(form, problem=unknown_file(name, texts)))
    return _desk(form.with_file(DraftFile(name, texts.get(name, ""), 1)))


@blueprint.post("/file")
def downloaded() -> Response:
    """A file of the draft."""
    try:
        form = _form()
    except RequestEntityTooLarge as error:
        return _too_large(error)
    wanted = request.form.get("download")
    file = next((file for file in form.files if file.name == wanted), form.files[0])
    response = Response(file.text, content_type="text/yaml; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _texts() -> dict[str, str]:
    """The texts of the active files, by name."""
    files = by_name(active_advisor().pack.files)
    return {name: content.decode("utf-8-sig", "replace") for name, content in sorted(files.items())}


def _form() -> DraftForm:
    """The draft in the form. Raises RequestEntityTooLarge."""
    request.max_content_length = request.max_form_memory_size = LARGEST_FORM
    request.max_form_parts = MOST_FIELDS
    return draft_in(request.form.to_dict(flat=False), _texts())


def _results(form: DraftForm) -> dict[str, Any]:
    """What is wrong with a draft, and what it would change if it can be used. Raises BusyError."""
    with services().desk.take(Draft(form.contents), active_advisor().pack) as taken:
        found = {"check": taken.check, **faults_of(form, taken.check)}
        return found | (changes_of(taken) if taken.check.pack else {})


def _too_large(error: RequestEntityTooLarge) -> Response:
    empty = DraftForm((DraftFile(NEW, ""),), f"{error.description} {TOO_LARGE}")
    return _desk(empty, 413)


def _desk(form: DraftForm, status: int = 200, **results: Any) -> Response:
    texts, reader, shadow = _texts(), reader_here(), services().shadow
    taken = {file.name for file in form.files}
    return page(
        "ruledesk.html",
        status,
        draft=form,
        others=[name for name in texts if name not in taken],
        new=None if NEW in taken or NEW in texts else NEW,
        words=json.dumps([*_words(active_advisor().pack)]),
        phrases=json.dumps({phrase: reader.gettext(phrase) for phrase in PHRASES}),
        refused=services().rules.refused,
        shadow=shadow and shadow.report(),
        **results,
    )


def _words(pack: Pack) -> Iterator[Mapping[str, str]]:
    """What the editor offers to complete: keywords, inputs, facts and rules."""
    keys = {key for shape in SHAPES for key in keys_of(shape())}
    for names, kind in ((keys | {*KEYWORDS}, "keyword"), (FUNCTIONS, "function")):
        yield from ({"label": name, "type": kind} for name in sorted(names))
    for name, input in pack.inputs.items():
        yield {"label": name, "type": "variable", "detail": input.label}
    for name, fact in pack.facts.items():
        yield {"label": name, "type": "constant", "detail": fact.about[:60]}
    for entry in pack.entries:
        yield {"label": entry.id, "type": "class", "detail": entry.title}
