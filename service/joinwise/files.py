"""Candidates from files: JSON or YAML, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from joinwise.candidates import read_candidate
from joinwise.errors import MalformedError
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
    if file.lower().endswith(YAML_SUFFIXES):
        return _yaml(file, content)
    return _either(file, content) if file == STANDARD_INPUT else read_json(content)


def _either(file: str, content: bytes) -> Any:
    """JSON or else YAML; what starts as JSON and is neither is told its faults as JSON."""
    try:
        return read_json(content)
    except MalformedError as error:
        try:
            return _yaml(file, content)
        except MalformedError as fault:
            starts_as_json = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
            raise (error if starts_as_json else fault) from None


def _yaml(file: str, content: bytes) -> Any:
    document = read_document(file, content)
    if document.faults:
        raise MalformedError("\n".join(str(fault) for fault in document.faults))
    return document.data
