"""Drafts of the rules: what is wrong with them, and what they would change.

A draft is untrusted: how much of it is read, and how much is worked out, is bounded, and a process
works on one at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from threading import BoundedSemaphore
from typing import Any

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge, TooManyRequests

from joinwise.authoring.preview import (
    Comparing,
    NothingKeptError,
    Part,
    Record,
    change_answer,
    kept_records,
    summary_answer,
)
from joinwise.diagnostics import Diagnostic, Problem
from joinwise.errors import CandidateError, MalformedError
from joinwise.formats.strict_json import invalid_utf8
from joinwise.packs.checker import CheckResult, check_files
from joinwise.packs.model import Pack
from joinwise.packs.overlay import overlaid
from joinwise.suggestions import nearest
from joinwise.web.api.draft_schemas import (
    CHECK_BODY,
    PREVIEW_BODY,
    YAML,
    YAML_BODY,
    CheckSchema,
    PreviewSchema,
)
from joinwise.web.api.schemas import MOST_CANDIDATES
from joinwise.web.auth import protect
from joinwise.web.context import active_advisor, services
from joinwise.web.errors import problem_of
from joinwise.web.parsing import (
    JSON,
    LARGEST_BODY,
    MIB,
    Blueprint,
    NoQuery,
    answer,
    body_of,
    fails_with_problems,
    refuse_other_types,
)

LARGEST_PREVIEW = 8 * MIB
LONGEST_DRAFT = MIB

MOST_MARKS = 150_000
"""Characters that give YAML its structure; each takes a few dozen microseconds to read."""

MOST_WORK = 2_000_000_000
"""Characters of compiled rules, for all candidates together: some seconds."""

PATIENCE = 10
"""Seconds that a draft waits for the one before it."""

MARK = re.compile(r"[\[\]{},:?\n-]")
FILE_NAME = re.compile(r"\w[\w.-]{0,99}\.ya?ml", re.ASCII)
UNNAMED = "draft.yaml"

blueprint = Blueprint("drafts", __name__, url_prefix="/v1/rules", description="Drafts of rules.")
protect(blueprint)

_turn = BoundedSemaphore(1)


@dataclass(frozen=True, slots=True)
class Draft:
    """Rule files by name; ``complete`` where they are all that there are."""

    files: Mapping[str, bytes]
    complete: bool

    def check(self, in_force: Pack) -> CheckResult:
        if self.complete:
            return check_files(self.files)
        named = {PurePath(file).name: text for file, text in in_force.files.items()}
        return check_files(overlaid(named, self.files))


@blueprint.post("/check")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.doc(
    requestBody={
        "required": True,
        "content": {JSON: {"schema": CHECK_BODY}, YAML: YAML_BODY},
    }
)
@blueprint.response(200, CheckSchema, description="What is wrong or odd, if anything")
@fails_with_problems(blueprint)
def check(query: dict[str, Any]) -> Response:
    """Check a draft of the rules

    Every fault with its file, line and column; nothing is put in force.
    """
    draft = _draft(_body(LARGEST_BODY))
    in_force = active_advisor().pack
    with _one_at_a_time():
        checked = draft.check(in_force)
    faults = [_fault(each) for each in checked.diagnostics]
    return answer({"faults": faults, "rules": checked.pack and _version(checked.pack, in_force)})


@blueprint.post("/preview")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.doc(
    requestBody={
        "required": True,
        "content": {JSON: {"schema": PREVIEW_BODY}, YAML: YAML_BODY},
    }
)
@blueprint.response(200, PreviewSchema, description="What changes")
@fails_with_problems(blueprint)
def preview(query: dict[str, Any]) -> Response:
    """Preview a draft of the rules

    Which recommendations it would change, and through which rules; nothing is put in force.
    """
    body = _body(LARGEST_PREVIEW)
    draft, records = _draft(body, "candidates"), _records(body)
    in_force = active_advisor().pack
    with _one_at_a_time():
        comparing = Comparing(in_force, _usable(draft, in_force))
        _refuse_too_much(comparing, len(records))
        part = comparing.part(records)
    return answer(_previewed(part, *comparing.packs))


def _previewed(part: Part, in_force: Pack, drafted: Pack) -> dict[str, Any]:
    return {
        **summary_answer(part, in_force, drafted),
        "changed": [change_answer(each) for each in part.changes],
        "failures": [
            {"candidate": label, "error": problem_of(error)} for label, error in part.failures
        ],
    }


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _turn.acquire(timeout=PATIENCE):
        message = "Other drafts are being worked on; try again in some seconds."
        raise TooManyRequests(message, retry_after=PATIENCE)
    try:
        yield
    finally:
        _turn.release()


def _body(largest: int) -> Any:
    """The decoded body; a text of YAML as ``{"yaml": text}``."""
    refuse_other_types(request, JSON, YAML)
    if request.mimetype == JSON:
        return body_of(request, largest)
    request.max_content_length = LONGEST_DRAFT + 1
    content = request.get_data()
    if len(content) > LONGEST_DRAFT:
        raise RequestEntityTooLarge
    try:
        return {"yaml": content.decode("utf-8-sig")}
    except UnicodeDecodeError as error:
        raise MalformedError(invalid_utf8(error)) from None


def _draft(body: Any, *others: str) -> Draft:
    """The draft in a body that may hold other fields too. Raises CandidateError."""
    if not isinstance(body, dict):
        raise CandidateError([Problem((), "Must be an object.")])
    problems = list(_misfits(body, ("files", "complete", "yaml", *others)))
    if problems:
        raise CandidateError(problems)
    if body.get("yaml") is not None:
        return Draft({UNNAMED: _encoded(body["yaml"])}, complete=True)
    files = {name: _encoded(text) for name, text in body["files"].items()}
    return Draft(files, complete=bool(body.get("complete")))


def _encoded(text: str) -> bytes:
    """As UTF-8; what UTF-8 cannot hold is refused where the draft is read."""
    return text.encode("utf-8", "surrogatepass")


def _misfits(body: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Problem]:
    for key in body:
        if key not in known:
            yield Problem((key,), f"Unknown field{nearest(key, known) or '.'}")
    files, yaml = body.get("files"), body.get("yaml")
    if (files is None) == (yaml is None):
        yield Problem((), 'Give either "files", texts by file name, or "yaml", one text.')
    if yaml is not None:
        yield from _misfit_texts("yaml", [yaml])
    if files is not None:
        yield from _misfit_files(files)
    if not isinstance(body.get("complete"), bool | None):
        yield Problem(("complete",), "Must be true or false.")
    if yaml is not None and body.get("complete") is False:
        yield Problem(("complete",), "A text without a name is always the whole of the rules.")


def _misfit_files(files: Any) -> Iterator[Problem]:
    if not isinstance(files, dict) or not files:
        yield Problem(("files",), "Must be an object of texts by file name, at least one.")
        return
    for name in files:
        if not FILE_NAME.fullmatch(name):
            yield Problem(("files", name[:110]), "Must be called like a rule file: cost.yaml.")
    yield from _misfit_texts("files", list(files.values()))


def _misfit_texts(field: str, texts: list[Any]) -> Iterator[Problem]:
    if not all(isinstance(text, str) for text in texts):
        yield Problem((field,), "Must be text.")
    elif sum(len(_encoded(text)) for text in texts) > LONGEST_DRAFT:
        yield Problem((field,), f"Must be at most {LONGEST_DRAFT // MIB} MiB.")
    elif sum(1 for text in texts for _ in MARK.finditer(text)) > MOST_MARKS:
        marks = "brackets, braces, commas, colons, hyphens and lines"
        yield Problem((field,), f"Must hold at most {MOST_MARKS:,} {marks} all together.")


def _records(body: Mapping[str, Any]) -> list[Record]:
    """The candidates of a body, or those that are kept."""
    candidates = body.get("candidates")
    if candidates is None:
        return _kept()
    if not isinstance(candidates, list):
        raise CandidateError([Problem(("candidates",), "Must be a list.")])
    if len(candidates) > MOST_CANDIDATES:
        raise CandidateError([_too_many(MOST_CANDIDATES)])
    return [Record(index, each) for index, each in enumerate(candidates)]


def _kept() -> list[Record]:
    try:
        return list(islice(kept_records(services().assessments.store.each()), MOST_CANDIDATES))
    except NothingKeptError as error:
        message = f"{error}, so this is required."
        raise CandidateError([Problem(("candidates",), message)]) from None


def _usable(draft: Draft, in_force: Pack) -> Pack:
    """The pack of a draft. Raises CandidateError where it has faults."""
    checked = draft.check(in_force)
    if checked.pack is None:
        raise CandidateError([_problem(error, draft) for error in checked.errors])
    return checked.pack


def _problem(fault: Diagnostic, draft: Draft) -> Problem:
    is_unnamed = UNNAMED in draft.files and draft.complete
    path = ("yaml",) if is_unnamed else ("files", fault.file)
    return Problem(path, f"Line {fault.line}, column {fault.column}: {fault.message}")


def _refuse_too_much(comparing: Comparing, candidates: int) -> None:
    most = MOST_WORK // comparing.size
    if candidates > most:
        raise CandidateError([_too_many(most, " for rules of this size")])


def _too_many(most: int, why: str = "") -> Problem:
    return Problem(("candidates",), f"Must be at most {most:,} candidates{why}.")


def _fault(fault: Diagnostic) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "severity": fault.severity,
        "message": fault.message,
    }


def _version(pack: Pack, in_force: Pack) -> dict[str, Any]:
    name = in_force.name if pack.version == in_force.version else pack.name
    return {"pack": name, "version": pack.version}
