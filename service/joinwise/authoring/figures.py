"""The numbers of rules that can be changed where they stand: points, and limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from joinwise.diagnostics import Path
from joinwise.formats.located_yaml import Document, Mark, read_document

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
IN_TEXT = re.compile(r""""[^"\n]*"|'[^'\n]*'|(?<![\w.])(-?\d+(?:\.\d+)?)(?![\w.])""", re.ASCII)
"""A number in a condition; what stands in quotes holds none."""

SECTIONS = ("decision", "rules", "bands", "tables")
ROW_KEYS = ("from", "to", "when", "points", "start", "join_at")
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at some characters of a rule file; ``key`` tells which one it is, whatever moves."""

    key: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a row, and the number after them, if there is one."""

    words: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """A rule, scale or table with the numbers in each of its rows; lines count from 1."""

    id: str
    title: str
    line: int
    rows: tuple[tuple[Part, ...], ...]


def rules_in(text: str) -> tuple[RuleFigures, ...]:
    """Everything in a rule file that has numbers to change; nothing if it cannot be read."""
    document = read_document("", text.encode("utf-8", "replace"))
    if not isinstance(document.data, dict):
        return ()
    found = (_rule(document, path, name) for path, name in _entries(document.data))
    return tuple(rule for rule in found if rule.rows)


def with_figures(text: str, changes: Mapping[str, str]) -> str:
    """The text with other numbers; those that it does not have are left out."""
    figures = [part.figure for rule in rules_in(text) for row in rule.rows for part in row]
    for figure in sorted(filter(None, figures), key=lambda figure: -figure.start):
        if figure.key in changes:
            text = text[: figure.start] + changes[figure.key] + text[figure.end :]
    return text


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """What has points or limits, and what it is called."""
    for section in SECTIONS:
        match data.get(section):
            case dict():
                yield (section,), section
            case list() as entries:
                for number, entry in enumerate(entries):
                    if isinstance(entry, dict):
                        yield (section, number), str(entry.get("id", number))


def _rule(document: Document, path: Path, name: str) -> RuleFigures:
    data = document.at(path)
    title = str(data.get("title", name))[:LONGEST_TITLE]
    key = "/".join(map(str, (*path[:1], name)))
    rows = filter(None, (_row(document, each, f"{key}/{n}") for n, each in _rows(data, path)))
    line, _ = document.place(path)
    return RuleFigures(name, title, line + 1, tuple(rows))


def _rows(data: Mapping[str, Any], path: Path) -> Iterator[tuple[int, Path]]:
    rows = data.get("rows")
    if not isinstance(rows, list):
        yield 0, path
        return
    for number, row in enumerate(rows):
        if isinstance(row, dict):
            yield number, (*path, "rows", number)


def _row(document: Document, path: Path, key: str) -> tuple[Part, ...]:
    """The parts of a row; none if there is no number in it."""
    data = document.at(path)
    written = [name for name in ROW_KEYS if name in data and (*path, name) in document.marks]
    parts = [part for name in written for part in _parts(document, (*path, name), f"{key}/{name}")]
    return tuple(parts) if any(part.figure for part in parts) else ()


def _parts(document: Document, path: Path, key: str) -> Iterator[Part]:
    """A value with the numbers in it, after its key."""
    mark, words = document.marks[path], f"{path[-1]} "
    end = mark.start
    for number, (start, text) in enumerate(_numbers(document.text, mark)):
        words += document.text[end:start]
        end = start + len(text)
        yield Part(words, Figure(f"{key}/{number}", text, start, end))
        words = ""
    yield Part(f"{words}{document.text[end : mark.end].rstrip()}")


def _numbers(text: str, mark: Mark) -> Iterator[tuple[int, str]]:
    """Each number of a value, and where it starts."""
    is_quoted = mark.style in ("'", '"')
    start, end = mark.start + is_quoted, mark.end - is_quoted
    for found in IN_TEXT.finditer(text, start, end):
        if found[1] is not None:
            yield found.start(1), found[1]
