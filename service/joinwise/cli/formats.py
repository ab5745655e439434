"""What is wrong or odd in rule files, for programs: as JSON, and as annotations on GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from joinwise.diagnostics import Diagnostic, Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTIES = {**IN_MESSAGES, ":": "%3A", ",": "%2C"}


def as_data(faults: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """A list of ``file``, ``line``, ``column``, ``severity``, ``message`` and ``witness``.

    Lines and columns count from 1; the witness is a candidate that shows it, or ``None``.
    """
    return [_data(each) for each in faults]


def _data(fault: Diagnostic) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "severity": fault.severity,
        "message": fault.message,
        "witness": json.loads(fault.witness) if fault.witness else None,
    }


def as_annotation(fault: Diagnostic) -> str:
    """The workflow command that shows a fault beside its line."""
    place = {"file": fault.file, "line": fault.line, "col": fault.column}
    properties = ",".join(f"{key}={_escaped(each, IN_PROPERTIES)}" for key, each in place.items())
    shown = f"\nShown by {fault.witness}" if fault.witness else ""
    message = _escaped(f"{fault.message}{shown}", IN_MESSAGES)
    return f"::{LEVELS[fault.severity]} {properties}::{message}"


def _escaped(value: object, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(each, each) for each in str(value))
