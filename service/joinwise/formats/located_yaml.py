"""A YAML text as plain data that knows the place of each of its parts.

Rule files are untrusted: their size, their nesting and what their aliases expand to are bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import PurePath
from typing import Any, NoReturn

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from joinwise.diagnostics import Diagnostic, DiagnosticLog, Path, Severity
from joinwise.formats.directions import COMMAND
from joinwise.formats.yaml_nodes import MAPPING, SCALAR, YamlNode, compose
from joinwise.formats.yaml_slips import UNREADABLE, slip_in

LARGEST = 2 * 1024 * 1024
"""Bytes of one file; the largest pack that people keep by hand is far below."""

MOST_PARTS = 200_000
DEEPEST = 40
MOST_REPEATED = 64 * 1024
"""Characters that all aliases of a pack repeat together: each costs as if it were written out."""

LEAST = 8
"""Characters that a part counts for at least."""

STANDARD = "tag:yaml.org,2002:"
LINE_END = re.compile("\r\n|\r|\n")
"""Where editors begin a new line; YAML itself knows others too."""

AMBIGUOUS = {
    re.compile(r"[-+]?0[0-9].*"): "a number that begins with 0 is read in more than one way; "
    "take the 0 away",
    re.compile(r"[-+]?0[xob].*"): "write the number with plain digits",
    re.compile(r".*_.*"): "write the number without underscores",
    re.compile(r"[-+]?[0-9]{1,3}\.000"): "this is read as a number with decimals; "
    "if thousands are meant, take the point away",
}
CUT = re.compile(r" #[^\s#]")
MERGE = "merge"
SPECIAL = "timestamp", MERGE, "value"
"""Tags that YAML gives to plain texts; here they stay texts."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text, by its first character and the one after its last."""

    start: int
    end: int
    style: str | None = None


class _TooMuchError(Exception):
    """The document expands to more than anyone writes."""


@dataclass(slots=True)
class Repeated:
    """How much the aliases of a pack have repeated by now."""

    characters: int = 0

    def add(self, length: int) -> None:
        self.characters += max(LEAST, length)
        if self.characters > MOST_REPEATED:
            size = f"more than {MOST_REPEATED // 1024} KiB of repeated text"
            raise _TooMuchError(f"{size} once its aliases are expanded")


@dataclass(slots=True)
class Document:
    """One file as read: ``data`` of dicts, lists, texts, doubles, true/false and ``None``."""

    file: str
    text: str
    data: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    log: DiagnosticLog = field(default_factory=DiagnosticLog)
    repeated: Repeated = field(default_factory=Repeated)
    name: str = field(init=False)
    lines: list[str] = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.name = PurePath(self.file).name
        self.lines = LINE_END.split(self.text)
        self.starts = [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def diagnostic(
        self,
        path: Path,
        message: str,
        severity: Severity = Severity.ERROR,
        offset: int | None = None,
    ) -> Diagnostic:
        """A diagnostic at a part, or at what is around it; ``offset`` characters into its value."""
        return self._diagnostic(*self.place(path, offset), message, severity)

    def error_at_key(self, path: Path, message: str) -> Diagnostic:
        """An error at the key of a part, if the key itself is wrong."""
        mark = self.keys[path] if path in self.keys else self._mark(path)
        return self.error_at(mark.start, message)

    def error_at(self, index: int, message: str) -> Diagnostic:
        """An error at a character of the text."""
        return self._diagnostic(*self.line_and_column(index), message, Severity.ERROR)

    def place(self, path: Path, offset: int | None = None) -> tuple[int, int]:
        """Line and column, from 0, of a character of a part's value."""
        mark = self._mark(path)
        value = self.at(path)
        if offset is None or not isinstance(value, str):
            return self.line_and_column(mark.start)
        return self.line_and_column(_aligned(self.text, mark, value[:offset]))

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
        """Where a part is, or what is around it; what is empty is where its key is."""
        while path not in self.marks and path:
            path = path[:-1]
        mark = self.marks.get(path, Mark(0, 0))
        return self.keys.get(path, mark) if mark.start == mark.end else mark

    def line_and_column(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.starts, index) - 1
        return line, index - self.starts[line]

    def _diagnostic(self, line: int, column: int, message: str, severity: Severity) -> Diagnostic:
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


def read_document(
    file: str,
    content: bytes,
    log: DiagnosticLog | None = None,
    repeated: Repeated | None = None,
) -> Document:
    """The data of one YAML file; what is wrong with it goes to the ``log``."""
    log = DiagnosticLog() if log is None else log
    if len(content) > LARGEST:
        message = f"larger than {LARGEST // 2**20} MiB; split it into several files"
        return _refused(Document(file, "", log=log), message)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n")
        message = f"invalid UTF-8 at byte {error.start + 1}; save the file as UTF-8"
        return _refused(Document(file, "", log=log), message, line)
    return _composed(Document(file, text, log=log, repeated=repeated or Repeated()))


def _composed(document: Document) -> Document:
    try:
        node = compose(document.text)
    except RecursionError:
        return _refused(document, "nested too deeply")
    except MarkedYAMLError as error:
        return _syntax(document, error)
    except ReaderError as error:
        message = f"the character U+{error.character:04X} is not allowed"
        return _with_error(document, document.error_at(error.position, message))
    except (YAMLError, ValueError):
        return _refused(document, f"not YAML: {UNREADABLE}")
    if node is not None:
        document.data = _Reading(document).read(node, ())
    return document


def _refused(document: Document, message: str, line: int = 0) -> Document:
    return _with_error(
        document, Diagnostic(document.file, line + 1, 1, Severity.ERROR, message, "")
    )


def _syntax(document: Document, error: MarkedYAMLError) -> Document:
    index, message = slip_in(error, document.text)
    return _with_error(document, document.error_at(index, f"not YAML: {message}"))


def _with_error(document: Document, diagnostic: Diagnostic) -> Document:
    document.log.add(diagnostic)
    return document


class _Reading:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.parts = 0
        self.seen: set[int] = set()

    def read(self, node: YamlNode, path: Path) -> Any:
        try:
            return self._value(node, path)
        except _TooMuchError as error:
            self._report(node, str(error))
            return None

    def _value(self, node: YamlNode, path: Path) -> Any:
        self._count(path)
        self._count_repeated(node)
        self._refuse_tag(node)
        self.document.marks[path] = _mark(node)
        if node.id == SCALAR:
            return self._scalar(node)
        if node.id == MAPPING:
            return dict(self._entries(node, path))
        return [self._value(item, (*path, i)) for i, item in enumerate(node.value)]

    def _count(self, path: Path) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise _TooMuchError(f"more than {MOST_PARTS:,} entries once its aliases are expanded")
        if len(path) > DEEPEST:
            raise _TooMuchError(f"nested more than {DEEPEST} levels deep")

    def _count_repeated(self, node: YamlNode) -> None:
        """An alias leads to the very node that was read where it is written."""
        if id(node) not in self.seen:
            self.seen.add(id(node))
            return
        self.document.repeated.add(len(node.value) if node.id == SCALAR else 0)

    def _entries(self, node: YamlNode, path: Path) -> Iterator[tuple[str, Any]]:
        first: dict[str, YamlNode] = {}
        for key, value in node.value:
            self._count_repeated(key)
            problem = self._key_problem(key, first)
            if key.id == SCALAR:
                self._refuse_commands(key)
            if problem:
                self._report(key, problem)
            else:
                first[key.value] = key
                self.document.keys[(*path, key.value)] = _mark(key)
                yield key.value, self._value(value, (*path, key.value))

    def _key_problem(self, key: YamlNode, first: Mapping[str, YamlNode]) -> str:
        if key.id != SCALAR:
            return "a key must be plain text"
        if _tag(key) == MERGE:
            return "merge keys (<<) are not read; write the entry out"
        if key.value in first:
            place = self.document.error_at(first[key.value].start_mark.index, "")
            return f'duplicate "{key.value}" (first defined on line {place.line})'
        return ""

    def _scalar(self, node: YamlNode) -> Any:
        """The value that a plain word has in YAML; its text if it only looks like one."""
        self._refuse_commands(node)
        try:
            value = READERS.get(_tag(node), str)(node.value)
        except ValueError:
            return node.value
        if isinstance(value, float):
            self._refuse_ambiguous(node)
        elif _style(node) is None:
            self._warn_if_cut(node)
        return value

    def _refuse_ambiguous(self, node: YamlNode) -> None:
        """A number that programs read in more than one way."""
        for pattern, message in AMBIGUOUS.items():
            if pattern.fullmatch(node.value):
                self._report(node, message)

    def _warn_if_cut(self, node: YamlNode) -> None:
        """A sign after a text that begins a comment, though it may be meant as text."""
        end, text = node.end_mark.index, self.document.text
        if CUT.match(text, end):
            line, column = self.document.line_and_column(end)
            message = 'what follows " #" is a comment; if it belongs to the text, use quotes'
            excerpt = self.document.lines[line]
            self.document.log.add(
                Diagnostic(
                    self.document.file, line + 1, column + 1, Severity.WARNING, message, excerpt
                )
            )

    def _refuse_commands(self, node: YamlNode) -> None:
        """A text of a rule is shown on terminals and pages, and commands none."""
        if command := COMMAND.search(node.value):
            self._report(node, f"the character U+{ord(command[0]):04X} is not allowed")

    def _refuse_tag(self, node: YamlNode) -> None:
        if _tag(node) not in TAGS:
            self._report(node, f"tags such as {str(node.tag)[:40]} have no meaning here")

    def _report(self, node: YamlNode, message: str) -> None:
        self.document.log.add(self.document.error_at(node.start_mark.index, message))


def _tag(node: YamlNode) -> str:
    """``int`` of YAML's own tags; others stand as they are."""
    return str(node.tag).removeprefix(STANDARD)


def _mark(node: YamlNode) -> Mark:
    start, end = node.start_mark, node.end_mark
    return Mark(start.index, end.index, _style(node))


def _style(node: YamlNode) -> str | None:
    """The sign that a scalar begins with; None of plain ones, and of what is none."""
    return getattr(node, "style", None) or None


def _integer(text: str) -> float:
    """Raises ValueError if this is no whole number; one too large for a double is infinite."""
    digits = text.replace("_", "").lstrip("+")
    base = 0 if digits.lstrip("-")[:2] in ("0x", "0o", "0b") else 10
    try:
        return float(int(digits, base))
    except OverflowError:
        return inf


def _float(text: str) -> float:
    plain = text.lower().replace("_", "")
    return float(plain.replace(".inf", "inf").replace(".nan", "nan"))


def _boolean(text: str) -> bool:
    return TRUTHS[text.lower()] if text.lower() in TRUTHS else _refuse(text)


def _null(text: str) -> None:
    if text.lower() not in ("", "~", "null"):
        _refuse(text)


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)


TRUTHS = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
READERS: dict[str, Callable[[str], Any]] = {
    "int": _integer,
    "float": _float,
    "bool": _boolean,
    "null": _null,
}
TAGS = {*READERS, *SPECIAL, "str", "map", "seq"}
