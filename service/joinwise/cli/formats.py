"""The formats of what is wrong or odd in rule files: text, JSON, and annotations on GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import click
from rich.console import Group, RenderableType
from rich.text import Text

from joinwise.cli.console import console, print_json
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.domain.units import how_many
from joinwise.formats.directions import harmless

COLUMNS_BEFORE, COLUMNS_SHOWN = 70, 90
"""Of a long line: how many columns before the place, and how many in all."""

STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTIES = {**IN_MESSAGES, ":": "%3A", ",": "%2C"}


def print_text(diagnostics: Sequence[Diagnostic]) -> None:
    """Each with its line, and how many there are."""
    print_excerpts(diagnostics)
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    listed = [
        severity for severity in Severity if counts[severity] or severity is not Severity.NOTE
    ]
    click.echo(", ".join(how_many(counts[severity], severity) for severity in listed))


def print_as_json(diagnostics: Sequence[Diagnostic]) -> None:
    print_json(as_data(diagnostics))


def print_annotations(diagnostics: Sequence[Diagnostic]) -> None:
    for diagnostic in diagnostics:
        click.echo(harmless(as_annotation(diagnostic)))


PRINTERS: Mapping[str, Callable[[Sequence[Diagnostic]], None]] = {
    "text": print_text,
    "json": print_as_json,
    "github": print_annotations,
}
"""By the name of the format."""


def print_excerpts(diagnostics: Iterable[Diagnostic], stderr: bool = False) -> None:
    """Each with its line, a caret under the place, and below a candidate that shows it."""
    target = console(stderr)
    for diagnostic in diagnostics:
        target.print(_excerpt(diagnostic), soft_wrap=True)


def _excerpt(diagnostic: Diagnostic) -> RenderableType:
    style = f"bold {STYLES[diagnostic.severity]}"
    place = f"{diagnostic.file}:{diagnostic.line}:{diagnostic.column}: "
    lines = [Text.assemble(place, (f"{diagnostic.severity}: ", style), diagnostic.message)]
    if diagnostic.excerpt.strip():
        lines += _marked_line(diagnostic, style)
    if diagnostic.witness:
        lines.append(Text(f"  shown by {diagnostic.witness}"))
    return Group(*lines)


def _marked_line(diagnostic: Diagnostic, style: str) -> Iterator[Text]:
    start = max(0, diagnostic.column - COLUMNS_BEFORE)
    line = diagnostic.excerpt[start : start + COLUMNS_SHOWN].replace("\t", " ")
    yield Text(f"  {line}", style="dim")
    yield Text(f"  {' ' * (diagnostic.column - 1 - start)}^", style=style)


def as_data(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """A list of ``file``, ``line``, ``column``, ``severity``, ``message`` and ``witness``.

    Lines and columns count from 1; the witness is a candidate that shows it, or ``None``.
    """
    return [_data(diagnostic) for diagnostic in diagnostics]


def _data(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "file": diagnostic.file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "witness": json.loads(diagnostic.witness) if diagnostic.witness else None,
    }


def as_annotation(diagnostic: Diagnostic) -> str:
    """The workflow command that shows a diagnostic beside its line."""
    place = {"file": diagnostic.file, "line": diagnostic.line, "col": diagnostic.column}
    properties = ",".join(f"{key}={_escaped(value, IN_PROPERTIES)}" for key, value in place.items())
    shown = f"\nShown by {diagnostic.witness}" if diagnostic.witness else ""
    message = _escaped(f"{diagnostic.message}{shown}", IN_MESSAGES)
    return f"::{LEVELS[diagnostic.severity]} {properties}::{message}"


def _escaped(value: object, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in str(value))
