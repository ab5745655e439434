"""A table that a spreadsheet program saved, as data that knows the place of each of its cells.

The first line names the columns. Commas, semicolons or tabs stand between cells: which of them a
program writes goes by the country of the computer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from joinwise.diagnostics import Diagnostic, DiagnosticLog, Severity
from joinwise.formats.located_yaml import LARGEST, Document, Mark

SEPARATORS = (",", ";", "\t")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS = 'save it as "CSV UTF-8"'
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
TRUTHS = {"true": True, "false": False}
FORMULA = re.compile(r"=(?!=)|@")


@dataclass(frozen=True, slots=True)
class Field:
    """One cell as it is written: its text, and its first and last character in the file."""

    text: str
    start: int
    end: int
    is_open: bool

    @property
    def mark(self) -> Mark:
        return Mark(self.start, self.end, '"' if self.is_quoted else None)

    @property
    def is_quoted(self) -> bool:
        return self.end - self.start > len(self.text)


Line = Sequence[Field]


def read_table(
    file: str, content: bytes, columns: Mapping[str, bool], most: int, log: DiagnosticLog
) -> Document:
    """The rows of a file, at most so many, each with the values of its cells by column.

    ``columns`` are those that it may have, and whether it must. What is wrong goes to the ``log``.
    """
    try:
        document = Document(file, _decoded(content), log=log)
    except _UnreadableError as error:
        document = Document(file, "", log=log)
        log.add(Diagnostic(file, error.line, 1, Severity.ERROR, str(error)))
        return document
    lines = _lines(document.text, _separator(document.text))
    header = next(lines, ())
    if _check_header(document, header, columns):
        rows = list(islice(lines, most))
        document.data = {"rows": [_row(document, header, line, n) for n, line in enumerate(rows)]}
    return document


class _UnreadableError(Exception):
    """The file is no text that can be read, from this ``line`` on."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def _decoded(content: bytes) -> str:
    """The text. Raises _UnreadableError."""
    if len(content) > LARGEST:
        raise _UnreadableError(f"larger than {LARGEST // 2**20} MiB")
    if content[:2] in UTF_16:
        raise _UnreadableError(f"this is UTF-16, not UTF-8; {SAVE_AS}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _UnreadableError(f"this is not UTF-8; {SAVE_AS}", line) from None


def _separator(text: str) -> str:
    """What stands between the cells of the first line most often."""
    first = text.split("\n", maxsplit=1)[0]
    return max(SEPARATORS, key=first.count)


def _lines(text: str, separator: str) -> Iterator[Line]:
    """The lines that are not blank."""
    field = re.compile(
        rf'(?:"((?:[^"]|"")*)"|([^{separator}\r\n]*))(?:({separator})|\r\n|\n|\r|\Z)'
    )
    line: list[Field] = []
    place = 0
    while place < len(text):
        found = field.match(text, place)
        if found is None:
            line.append(Field(text[place:], place, len(text), is_open=True))
            break
        start = found.start(1) - 1 if found[1] is not None else found.start(2)
        end = found.end(1) + 1 if found[1] is not None else found.end(2)
        words = (found[1].replace('""', '"') if found[1] is not None else found[2]).strip()
        line.append(Field(words, start, end, is_open=words[:1] == '"' and found[1] is None))
        place = found.end()
        if found[3] is None:
            yield from _unless_blank(line)
            line = []
    yield from _unless_blank(line)


def _unless_blank(line: Line) -> Iterator[Line]:
    if any(field.text for field in line):
        yield line


def _check_header(document: Document, header: Line, columns: Mapping[str, bool]) -> bool:
    """Whether the first line names columns that there are, each once."""
    names = [field.text for field in header]
    for place, field in enumerate(header):
        if field.text not in columns:
            known = ", ".join(columns)
            message = f'unknown column "{field.text[:80]}"; the columns are {known}'
            document.log.add(document.error_at(field.start, message))
        elif field.text in names[:place]:
            message = f'duplicate column "{field.text}"'
            document.log.add(document.error_at(field.start, message))
    missing = [name for name, is_needed in columns.items() if is_needed and name not in names]
    for name in missing:
        document.log.add(document.error_at(0, f'a column "{name}" is missing'))
    return not missing and columns.keys() >= {*names} and len({*names}) == len(names)


def _row(document: Document, header: Line, line: Line, number: int) -> dict[str, object]:
    path = ("rows", number)
    document.marks[path] = Mark(line[0].start, line[-1].end)
    if len(line) != len(header):
        message = f"this line has {len(line)} cells, and the first has {len(header)}"
        document.log.add(document.error_at(line[0].start, message))
    row: dict[str, object] = {}
    for column, field in zip(header, line, strict=False):
        document.marks[*path, column.text] = field.mark
        row[column.text] = _value(document, field)
    return row


def _value(document: Document, field: Field) -> object:
    """A number, true or false, a list of values, a text, or None for an empty cell."""
    text = field.text
    if field.is_open:
        document.log.add(document.error_at(field.start, "the quote that opens here never closes"))
    elif FORMULA.match(text):
        message = "a formula of a spreadsheet; write the value that it gives"
        document.log.add(document.error_at(field.start, message))
    if text.startswith("[") and text.endswith("]"):
        return [_constant(part.strip()) for part in text[1:-1].split(",")]
    return _constant(text) if text else None


def _constant(text: str) -> float | bool | str:
    if NUMBER.fullmatch(text):
        return float(text)
    return TRUTHS.get(text.lower(), text)
