"""Drafts of the rules in bodies: untrusted, so how much of them is read is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import request

from joinwise.authoring.desk import Draft
from joinwise.authoring.preview import Record
from joinwise.diagnostics import Problem
from joinwise.errors import CandidateError, MalformedError
from joinwise.formats.strict_json import invalid_utf8
from joinwise.suggestions import unknown_field
from joinwise.web.api.draft_schemas import YAML
from joinwise.web.bodies import MIB
from joinwise.web.parsing import JSON, MOST_CANDIDATES, body_of, refuse_other_types

LONGEST_DRAFT = MIB

MOST_MARKS = 150_000
"""Characters that give YAML its structure; each takes a few dozen microseconds to read."""

MARK = re.compile(r"[\[\]{},:?\n-]")
FILE_NAME = re.compile(r"\w[\w.-]{0,99}\.ya?ml", re.ASCII)
UNNAMED = "draft.yaml"


def draft_body(largest: int) -> Any:
    """The decoded body; a text of YAML as ``{"yaml": text}``."""
    refuse_other_types(request, JSON, YAML)
    if request.mimetype == JSON:
        return body_of(request, largest)
    request.max_content_length = LONGEST_DRAFT
    try:
        return {"yaml": request.get_data().decode("utf-8-sig")}
    except UnicodeDecodeError as error:
        raise MalformedError(invalid_utf8(error)) from None


def draft_in(body: Any, *others: str) -> Draft:
    """The draft in a body that may have other fields too. Raises CandidateError."""
    if not isinstance(body, dict):
        raise CandidateError([Problem((), "Must be an object.")])
    error = CandidateError(_problems(body, ("files", "complete", "yaml", *others)))
    if error.count:
        raise error
    if body.get("yaml") is not None:
        return Draft({UNNAMED: _encoded(body["yaml"])}, is_complete=True)
    files = {name: _encoded(text) for name, text in body["files"].items()}
    return Draft(files, is_complete=bool(body.get("complete")))


def path_of(file: str, draft: Draft) -> tuple[str, ...]:
    """The path in a body of a file of a draft."""
    return ("yaml",) if draft.is_complete and UNNAMED in draft.files else ("files", file)


def records_in(body: Mapping[str, Any]) -> list[Record] | None:
    """The candidates in a body; None if it names none. Raises CandidateError."""
    candidates = body.get("candidates")
    if candidates is None:
        return None
    if not isinstance(candidates, list):
        raise CandidateError([Problem(("candidates",), "Must be a list.")])
    if len(candidates) > MOST_CANDIDATES:
        raise CandidateError([too_many(MOST_CANDIDATES)])
    return [Record(index, candidate) for index, candidate in enumerate(candidates)]


def too_many(most: int, why: str = "") -> Problem:
    return Problem(("candidates",), f"Must be at most {most:,} candidates{why}.")


def _encoded(text: str) -> bytes:
    """As UTF-8; what UTF-8 cannot express is refused when the draft is read."""
    return text.encode("utf-8", "surrogatepass")


def _problems(body: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Problem]:
    for key in body:
        if key not in known:
            yield Problem((key,), unknown_field(key, known))
    files, yaml = body.get("files"), body.get("yaml")
    if (files is None) == (yaml is None):
        yield Problem((), 'Give either "files", texts by file name, or "yaml", one text.')
    if yaml is not None:
        yield from _problems_of_texts("yaml", [yaml])
    if files is not None:
        yield from _problems_of_files(files)
    if not isinstance(body.get("complete"), bool | None):
        yield Problem(("complete",), "Must be true or false.")


def _problems_of_files(files: Any) -> Iterator[Problem]:
    if not isinstance(files, dict) or not files:
        yield Problem(("files",), "Must be an object of texts by file name, at least one.")
        return
    for name in files:
        if not FILE_NAME.fullmatch(name):
            yield Problem(("files", name[:110]), "Must be called like a rule file: cost.yaml.")
    yield from _problems_of_texts("files", list(files.values()))


def _problems_of_texts(field: str, texts: list[Any]) -> Iterator[Problem]:
    if not all(isinstance(text, str) for text in texts):
        yield Problem((field,), "Must be text.")
    elif sum(len(_encoded(text)) for text in texts) > LONGEST_DRAFT:
        yield Problem((field,), f"Must be at most {LONGEST_DRAFT // MIB} MiB.")
    elif sum(1 for text in texts for _ in MARK.finditer(text)) > MOST_MARKS:
        marks = "brackets, braces, commas, colons, hyphens and lines"
        yield Problem((field,), f"Must hold at most {MOST_MARKS:,} {marks} all together.")
