"""The rule desk: a draft of one rule file is checked, and what it would change is shown.

Nothing is kept between requests: the text travels in the form, and no rule file is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import PurePath
from threading import BoundedSemaphore
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge, TooManyRequests

from joinwise.authoring.preview import (
    SCORE_ONLY,
    Change,
    Comparing,
    NothingKeptError,
    Record,
    kept_records,
)
from joinwise.diagnostics import Diagnostic
from joinwise.errors import RuleFilesError, StoreError
from joinwise.packs.checker import CheckResult, check_files
from joinwise.specs.report import anchor
from joinwise.suggestions import nearest
from joinwise.web.context import active_advisor, services
from joinwise.web.pages.base import page
from joinwise.web.pages.login import require_login
from joinwise.web.pages.specs import shipped_specs
from joinwise.web.parsing import MIB

KIB = 1024
LONGEST_DRAFT = 64 * KIB
"""Bytes of one file: the largest of joinwise's own holds 14 KiB, and checking takes seconds."""

LARGEST_FORM = 2 * MIB
MOST_FAULTS = 100
MOST_LINES = 2_000
MOST_CHANGES = 100
MOST_KEPT = 1_000
BESIDE = 70
"""Characters shown of a line on either side of a fault."""

PATIENCE = 10.0
"""Seconds that a draft waits for the one before it."""

NEW = "draft.yaml"
"""What a file is called that is none of those in force."""

TOO_LARGE = f"More than {LARGEST_FORM // MIB} MiB; the Back button of the browser brings it back."
TOO_LONG = f"Longer than {LONGEST_DRAFT // KIB} KiB; split it into several files."
BUSY = "Other drafts are being checked. Your text is still here; try again in a moment."

blueprint = Blueprint("ruledesk", __name__, url_prefix="/rules/draft")
blueprint.before_request(require_login)

_turn = BoundedSemaphore(1)


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of one rule file; ``problem`` says why it cannot be checked."""

    file: str
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft changes of some candidates: those that turn, and those that change in score."""

    what: str
    tried: int
    turned: tuple[Change, ...]
    moved: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A fault with what stands around it, and a caret under where it is."""

    fault: Diagnostic
    excerpt: str
    caret: str


@blueprint.get("")
def opened() -> Response:
    """The desk with a file in force to start from."""
    texts = _texts()
    file = request.args.get("file", next(iter(texts), NEW))
    if file in (*texts, NEW):
        return _desk(Draft(file, texts.get(file, "")), texts)
    return _desk(Draft(NEW, "", _stranger(file, texts)), texts, 404)


@blueprint.post("")
def checked() -> Response:
    """The desk with what is wrong with a draft, and what it would change."""
    try:
        texts, draft = _texts(), _draft()
    except RequestEntityTooLarge:
        return _desk(Draft(NEW, "", TOO_LARGE), _texts(), 413)
    if draft.problem:
        return _desk(draft, texts)
    try:
        with _one_at_a_time():
            return _desk(draft, texts, **_results(draft))
    except TooManyRequests:
        return _desk(Draft(draft.file, draft.text, BUSY), texts, 429)


@blueprint.post("/file")
def downloaded() -> Response:
    """The draft as a file."""
    try:
        draft = _draft()
    except RequestEntityTooLarge:
        return _desk(Draft(NEW, "", TOO_LARGE), _texts(), 413)
    response = Response(draft.text, content_type="text/yaml; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=draft.file)
    response.headers["Cache-Control"] = "no-store"
    return response


def _texts() -> dict[str, str]:
    """The texts of the files in force, by name; none where nobody can read them any more."""
    return {name: held.decode("utf-8-sig", "replace") for name, held in sorted(_files().items())}


def _files() -> dict[str, bytes]:
    try:
        return {PurePath(path).name: held for path, held in services().rules.files.items()}
    except RuleFilesError:
        return {}


def _draft() -> Draft:
    """The draft in the form. Raises RequestEntityTooLarge."""
    request.max_content_length = request.max_form_memory_size = LARGEST_FORM
    text = request.form.get("text", "").replace("\r\n", "\n")
    file, names = request.form.get("file", NEW), _files()
    if file not in (*names, NEW):
        return Draft(NEW, text, _stranger(file, names))
    return Draft(file, text, TOO_LONG if len(text.encode()) > LONGEST_DRAFT else "")


def _stranger(file: str, known: Iterable[str]) -> str:
    return f'No rule file in force is called "{file[:80]}"{nearest(file, known)}.'


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Waits for the draft before. Raises TooManyRequests where that takes too long."""
    if not _turn.acquire(timeout=PATIENCE):
        raise TooManyRequests
    try:
        yield
    finally:
        _turn.release()


def _results(draft: Draft) -> dict[str, Any]:
    """What was found in a draft, and what it would change where it can be used."""
    in_force, check = active_advisor().pack, _check(draft)
    found: dict[str, Any] = {"check": check, **_shown_faults(draft, check)}
    if check.pack is None:
        return found
    comparing = Comparing(in_force, check.pack)
    return {
        **found,
        "is_same": check.pack.version == in_force.version,
        "previews": [
            _preview("examples that come with joinwise", shipped(), comparing),
            _preview("assessments kept last", _kept(), comparing),
        ],
        "most_changes": MOST_CHANGES,
        "known": {each.id for each in in_force.entries},
    }


def _preview(what: str, records: Sequence[Record], comparing: Comparing) -> Preview:
    changed = sorted(comparing.part(records).changes, key=_by_distance)
    turned = tuple(each for each in changed if each.way != SCORE_ONLY)
    moved = tuple(each for each in changed if each.way == SCORE_ONLY)
    return Preview(what, len(records), turned, moved)


def _by_distance(change: Change) -> int:
    return -abs(change.after.score - change.before.score)


def _kept() -> list[Record]:
    """The assessments kept last; none where there are none, or where they cannot be read."""
    try:
        records = kept_records(islice(services().assessments.store.each(), MOST_KEPT))
        return [replace(each, label=f"/assessments/{each.label}") for each in records]
    except (NothingKeptError, StoreError):
        return []


def _check(draft: Draft) -> CheckResult:
    """The files in force with the draft in place of the one of its name."""
    return check_files({**_files(), draft.file: draft.text.encode()})


def _shown_faults(draft: Draft, check: CheckResult) -> dict[str, Any]:
    """Errors first, and those of the draft before those that it causes elsewhere."""
    faults = sorted(check.diagnostics, key=lambda it: (not it.is_error, it.file != draft.file))
    own = [each for each in faults if each.file == draft.file]
    return {
        "faults": [_marked(each) for each in faults[:MOST_FAULTS]],
        "more_faults": len(faults[MOST_FAULTS:]),
        "lines": draft.text.splitlines()[:MOST_LINES],
        "at_fault": {each.line: each.severity for each in reversed(own)},
    }


def _marked(fault: Diagnostic) -> Marked:
    start = max(0, fault.column - 1 - BESIDE)
    before = "\N{HORIZONTAL ELLIPSIS}" if start else ""
    excerpt = fault.excerpt[start : fault.column - 1 + BESIDE]
    return Marked(fault, before + excerpt, " " * (fault.column - 1 - start + len(before)) + "^")


@cache
def shipped() -> tuple[Record, ...]:
    """The candidates of the specs, each once, by where the page of the specs tells of it."""
    specs = shipped_specs()
    found: dict[str, Record] = {}
    for example in specs.examples:
        outcome = specs.outcome(example)
        if outcome and outcome.candidate is not None and outcome.recommendation:
            place = f"/specs#{anchor(f'{example.key.file}:{example.line}')}"
            found.setdefault(repr(outcome.candidate), Record(place, outcome.candidate))
    return tuple(found.values())


def _desk(draft: Draft, texts: Mapping[str, str], status: int = 200, **results: Any) -> Response:
    names = [*texts, *([] if NEW in texts else [NEW])]
    return page("ruledesk.html", status, draft=draft, names=names, new=NEW, **results)
