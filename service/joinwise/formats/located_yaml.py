"""A YAML text as plain data that knows the place of each of its parts.

Rule files are untrusted: their size, their nesting and what their aliases expand to are bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from joinwise.diagnostics import Diagnostic, DiagnosticLog, Path, Severity

LARGEST = 2 * 1024 * 1024
"""Bytes of one file; the largest pack that people keep by hand is far below."""

MOST_PARTS = 200_000
DEEPEST = 40
STANDARD = "tag:yaml.org,2002:"
NEWLINE = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text: ``line`` and ``column`` from 0; ``start`` and ``end`` as characters."""

    line: int
    column: int
    start: int
    end: int
    style: str | None = None


@dataclass(slots=True)
class Document:
    """One file as read: ``data`` of dicts, lists, texts, doubles, true/false and ``None``."""

    file: str
    text: str
    data: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    faults: DiagnosticLog = field(default_factory=DiagnosticLog)
    lines: list[str] = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.text.splitlines() or [""]
        self.starts = [0, *(match.end() for match in NEWLINE.finditer(self.text))]

    def fault(
        self,
        path: Path,
        message: str,
        severity: Severity = Severity.ERROR,
        offset: int | None = None,
    ) -> Diagnostic:
        """A fault at a part, or what is around it; ``offset`` characters into its value."""
        line, column = self.place(path, offset)
        return self._fault(line, column, message, severity)

    def fault_at_key(self, path: Path, message: str) -> Diagnostic:
        """A fault at the key of a part, if the key itself is wrong."""
        mark = self.keys[path] if path in self.keys else self._mark(path)
        return self._fault(mark.line, mark.column, message, Severity.ERROR)

    def place(self, path: Path, offset: int | None = None) -> tuple[int, int]:
        """Line and column, from 0, of a character of a part's value."""
        mark = self._mark(path)
        value = self.at(path)
        if offset is None or not isinstance(value, str):
            return mark.line, mark.column
        return self._line_and_column(_aligned(self.text, mark, value[:offset]))

    def at(self, path: Path) -> Any:
        """The part that a path leads to, or ``None``."""
        part = self.data
        for step in path:
            try:
                part = part[step]
            except (KeyError, IndexError, TypeError):
                return None
        return part

    def _mark(self, path: Path) -> Mark:
        while path not in self.marks and path:
            path = path[:-1]
        return self.marks.get(path, Mark(0, 0, 0, 0))

    def _line_and_column(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.starts, index) - 1
        return line, index - self.starts[line]

    def _fault(self, line: int, column: int, message: str, severity: Severity) -> Diagnostic:
        excerpt = self.lines[min(line, len(self.lines) - 1)]
        return Diagnostic(self.file, line + 1, column + 1, severity, message, excerpt)


def _aligned(text: str, mark: Mark, before: str) -> int:
    """Where the character that follows ``before`` stands in the text.

    Folding, indenting and quoting move only white space, so visible characters are counted.
    """
    passed = sum(not character.isspace() for character in before)
    start = mark.start + _opening(text, mark)
    visible = [index for index in range(start, mark.end) if not text[index].isspace()]
    return visible[passed] if passed < len(visible) else visible[-1] + 1


def _opening(text: str, mark: Mark) -> int:
    """Characters before the value itself: a quote, or the line of a block's ``|`` or ``>``."""
    if mark.style in ("|", ">"):
        return text.find("\n", mark.start, mark.end) - mark.start
    return 1 if mark.style in ("'", '"') else 0


def read_document(file: str, content: bytes, faults: DiagnosticLog | None = None) -> Document:
    """The data of one YAML file; what is wrong with it is noted among the ``faults``."""
    faults = DiagnosticLog() if faults is None else faults
    if len(content) > LARGEST:
        message = f"larger than {LARGEST // 2**20} MiB; split it into several files"
        return _refused(Document(file, "", faults=faults), message)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n")
        message = f"invalid UTF-8 at byte {error.start + 1}"
        return _refused(Document(file, "", faults=faults), message, line)
    return _composed(Document(file, text, faults=faults))


def _composed(document: Document) -> Document:
    try:
        node = _yaml().compose(document.text)
    except RecursionError:
        return _refused(document, "nested too deeply")
    except MarkedYAMLError as error:
        return _syntax(document, error)
    except (YAMLError, ValueError) as error:
        return _refused(document, f"not YAML: {str(error).splitlines()[0]}")
    if node is not None:
        document.data = _Reading(document).read(node, ())
    return document


def _yaml() -> YAML:
    """A reader that takes an anchor used twice for what YAML says of it: the later one counts."""
    yaml = YAML(typ="safe", pure=True)
    yaml.composer.warn_double_anchors = False
    return yaml


def _refused(document: Document, message: str, line: int = 0) -> Document:
    document.faults.add(Diagnostic(document.file, line + 1, 1, Severity.ERROR, message, ""))
    return document


def _syntax(document: Document, error: MarkedYAMLError) -> Document:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    message = " ".join(filter(None, (error.context, error.problem)))
    document.faults.add(document._fault(line, column, f"not YAML: {message}", Severity.ERROR))
    return document


class _TooMuchError(Exception):
    """The document expands to more than anyone writes."""


class _Reading:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.parts = 0

    def read(self, node: Node, path: Path) -> Any:
        try:
            return self._value(node, path)
        except _TooMuchError as error:
            self.document.faults.add(self._fault(node, str(error)))
            return None

    def _value(self, node: Node, path: Path) -> Any:
        self._count(path)
        self._refuse_tag(node)
        self.document.marks[path] = _mark(node)
        match node:
            case MappingNode():
                return dict(self._entries(node, path))
            case SequenceNode():
                return [self._value(item, (*path, i)) for i, item in enumerate(node.value)]
            case ScalarNode():
                return self._scalar(node)

    def _count(self, path: Path) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise _TooMuchError(f"more than {MOST_PARTS:,} entries once its aliases are expanded")
        if len(path) > DEEPEST:
            raise _TooMuchError(f"nested more than {DEEPEST} levels deep")

    def _entries(self, node: MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.document.faults.add(self._fault(key, "a key must be plain text"))
            elif key.value in first:
                message = f'duplicate "{key.value}" (first defined on line {first[key.value] + 1})'
                self.document.faults.add(self._fault(key, message))
            else:
                first[key.value] = key.start_mark.line
                self.document.keys[(*path, key.value)] = _mark(key)
                yield key.value, self._value(value, (*path, key.value))

    def _scalar(self, node: ScalarNode) -> Any:
        reader = READERS.get(str(node.tag).removeprefix(STANDARD), str)
        return reader(node.value)

    def _refuse_tag(self, node: Node) -> None:
        tag = str(node.tag)
        if not tag.startswith(STANDARD):
            message = f"tags such as {tag[:40]} have no meaning here"
            self.document.faults.add(self._fault(node, message))

    def _fault(self, node: Node, message: str) -> Diagnostic:
        mark = node.start_mark
        return self.document._fault(mark.line, mark.column, message, Severity.ERROR)


def _mark(node: Node) -> Mark:
    start, end = node.start_mark, node.end_mark
    return Mark(start.line, start.column, start.index, end.index, getattr(node, "style", None))


def _integer(text: str) -> float:
    digits = text.replace("_", "").lstrip("+")
    try:
        return float(int(digits, 0 if digits.lstrip("-")[:2] in ("0x", "0o", "0b") else 10))
    except (ValueError, OverflowError):
        return float("inf")


def _float(text: str) -> float:
    plain = text.lower().replace("_", "")
    return float(plain.replace(".inf", "inf").replace(".nan", "nan"))


READERS = {
    "int": _integer,
    "float": _float,
    "bool": lambda text: text.lower() in ("true", "yes", "on"),
    "null": lambda _: None,
}
