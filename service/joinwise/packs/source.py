"""The entries of all files of a pack, each knowing where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from marshmallow import ValidationError

from joinwise.diagnostics import Diagnostic, DiagnosticLog, Path, Severity
from joinwise.expressions.ast import Node
from joinwise.expressions.parser import ExpressionError, parse
from joinwise.formats.located_yaml import Document, Repeated, read_document
from joinwise.packs.fields import KeyProblem
from joinwise.packs.model import Place
from joinwise.packs.schema import FileShape, keys_at
from joinwise.packs.templates import Text, read_text, strays
from joinwise.suggestions import nearest


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a rule file; ``data`` holds what fits its shape."""

    document: Document
    path: Path
    data: Mapping[str, Any]

    @property
    def at(self) -> Place:
        """The file, by its name alone, and the line."""
        return Place(PurePath(self.document.file).name, self.document.place(self.path)[0] + 1)

    @property
    def written_keys(self) -> set[str]:
        """The keys that have a value, whether or not it fits."""
        written = self.document.at(self.path)
        if not isinstance(written, dict):
            return set()
        return {key for key, value in written.items() if value is not None}

    def report(
        self,
        key: str,
        message: str,
        severity: Severity = Severity.ERROR,
        offset: int | None = None,
        witness: str = "",
    ) -> None:
        """Adds a diagnostic at the value of a key (``""``: at the entry itself)."""
        if self.document.log.is_full(severity):
            return
        diagnostic = self.document.diagnostic(self._place(key), message, severity, offset)
        self.document.log.add(replace(diagnostic, witness=witness))

    def _place(self, key: str) -> Path:
        """The path of a key, steps apart by slashes; those into lists are numbers."""
        path = self.path
        for step in filter(None, key.split("/")):
            path = (*path, int(step) if isinstance(self.document.at(path), list) else step)
        return path

    def report_name(self, message: str) -> None:
        """Adds an error at the name of the entry."""
        self.document.log.add(self.document.error_at_key(self.path, message))

    def tree(self, key: str) -> Node | None:
        """The expression under a key; None if there is none, or if it does not parse."""
        text = self.data.get(key)
        if text is None:
            return None
        try:
            return parse(text)
        except ExpressionError as error:
            self.report(key, str(error), offset=error.at[0])
            return None

    def text(self, key: str) -> Text | None:
        """The text under a key; None if there is none."""
        source = self.data.get(key)
        if source is None:
            return None
        for message, start in strays(source):
            self.report(key, message, offset=start)
        return read_text(source)

    def nested(self, key: str) -> Entry | None:
        """The entry under a key; None if there is none."""
        data = self.data.get(key)
        return None if data is None else Entry(self.document, (*self.path, key), data)

    def inner(self, key: str) -> Iterator[Entry]:
        """The entries of a list under a key."""
        for index, data in enumerate(self.data.get(key, ())):
            yield Entry(self.document, (*self.path, key, index), data)


class RuleFiles:
    """The files of a pack, read and checked against their shape; errors go to the ``log``."""

    def __init__(self, contents: Mapping[str, bytes], log: DiagnosticLog) -> None:
        self.log = log
        repeated = Repeated()
        self.documents = [
            read_document(file, contents[file], log, repeated) for file in sorted(contents)
        ]
        self.data = [_shaped(document) for document in self.documents]

    def whole(self) -> list[Entry]:
        """Each file as one entry."""
        return [Entry(document, (), data) for document, data in self._read()]

    def named(self, section: str) -> dict[str, Entry]:
        """The entries of ``inputs`` or ``facts`` of all files, by name; a duplicate is an error."""
        entries: dict[str, Entry] = {}
        for document, data in self._with(section):
            for name, said in data[section].items():
                self._add(entries, name, Entry(document, (section, name), said))
        return entries

    def listed(self, *sections: str) -> list[Entry]:
        """The entries of lists; a duplicate ``id`` is an error."""
        entries = [entry for section in sections for entry in self.unnamed(section)]
        first: dict[str, Entry] = {}
        for entry in entries:
            self._add(first, entry.data.get("id", f"{entry.at}"), entry)
        return entries

    def unnamed(self, section: str) -> list[Entry]:
        """The entries of a list, whether or not some are alike."""
        return [
            entry
            for document, data in self._with(section)
            for entry in Entry(document, (), data).inner(section)
        ]

    def single(self, section: str) -> Entry | None:
        """A section that a pack has once at most; a duplicate is an error."""
        entries: dict[str, Entry] = {}
        for document, data in self._with(section):
            self._add(entries, section, Entry(document, (section,), data[section]))
        return entries.get(section)

    def _with(self, section: str) -> Iterator[tuple[Document, Mapping[str, Any]]]:
        return ((document, data) for document, data in self._read() if section in data)

    def _read(self) -> Iterator[tuple[Document, Mapping[str, Any]]]:
        return zip(self.documents, self.data, strict=True)

    def _add(self, entries: dict[str, Entry], name: str, entry: Entry) -> None:
        if name not in entries:
            entries[name] = entry
            return
        first = entries[name].at
        key = "id" if "id" in entry.data else ""
        entry.report(key, f'duplicate "{name}" (first defined at {first.file}:{first.line})')


def _shaped(document: Document) -> Mapping[str, Any]:
    if document.data is None:
        return {}
    try:
        data: Mapping[str, Any] = FileShape().load(document.data)
        return data
    except ValidationError as error:
        document.log.add_all(_diagnostics(document, error.messages, ()))
        return error.valid_data if isinstance(error.valid_data, dict) else {}


def _diagnostics(document: Document, problems: Any, path: Path) -> Iterator[Diagnostic]:
    if isinstance(problems, list):
        yield from (_diagnostic(document, path, problem) for problem in problems)
        return
    for key, inner in problems.items():
        yield from _diagnostics(document, inner, path if key == "_schema" else (*path, key))


def _diagnostic(document: Document, path: Path, problem: KeyProblem | str) -> Diagnostic:
    key = path[-1] if path else ""
    match problem:
        case KeyProblem.UNKNOWN:
            hint = nearest(str(key), keys_at(path[:-1]))
            return document.error_at_key(path, f'unknown key "{str(key)[:80]}"{hint}')
        case KeyProblem.MISSING:
            return document.diagnostic(path[:-1], f'"{key}" is missing')
    is_named = isinstance(key, str) and key
    return document.diagnostic(path, f"{key}: {problem}" if is_named else problem)
