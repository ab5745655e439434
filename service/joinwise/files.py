"""Candidates from files: JSON or YAML, or standard input."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from joinwise.candidates import read_candidate
from joinwise.errors import Faults, MalformedError, TooManyFaultsError
from joinwise.jsontext import read_json
from joinwise.model import Candidate
from joinwise.yamltext import read_document

STANDARD_INPUT = "-"
YAML_SUFFIXES = (".yaml", ".yml")


def candidate_in(file: str) -> Candidate:
    """The candidate in a file.

    Raises MalformedError where it cannot be read, CandidateError where it does not fit.
    """
    return read_candidate(_data(file, _content(file)))


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise MalformedError(f"This cannot be read: {error.strerror or error}.") from None


def _data(file: str, content: bytes) -> Any:
    """Standard input is JSON where it starts with a brace, else YAML."""
    starts_as_json = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
    if file.lower().endswith(YAML_SUFFIXES) or (file == STANDARD_INPUT and not starts_as_json):
        return _yaml(file, content)
    return read_json(content)


def _yaml(file: str, content: bytes) -> Any:
    faults, data = Faults(), None
    with suppress(TooManyFaultsError):
        data = read_document(file, content, faults).data
    if faults:
        raise MalformedError("\n".join(str(fault) for fault in faults))
    return data
