"""The entries of all files of a pack, each knowing where it stands; every fault is collected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from marshmallow import ValidationError

from joinwise.diagnostics import Diagnostic, DiagnosticLog, Path, Severity
from joinwise.expressions.ast import Node
from joinwise.expressions.parser import ExpressionError, parse
from joinwise.formats.located_yaml import Document, read_document
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
    def keys(self) -> set[str]:
        """The keys that are written here, also those whose value does not fit."""
        written = self.document.at(self.path)
        return (
            {key for key in written if written[key] is not None}
            if isinstance(written, dict)
            else set()
        )

    def fault(
        self, key: str, message: str, severity: Severity = Severity.ERROR, offset: int | None = None
    ) -> None:
        """Notes a fault at the value of a key (``""``: at the entry itself)."""
        if self.document.faults.is_full(severity):
            return
        path = (*self.path, *filter(None, key.split("/")))
        self.document.faults.add(self.document.fault(path, message, severity, offset))

    def fault_at_name(self, message: str) -> None:
        """Notes a fault at the name that the entry stands under."""
        self.document.faults.add(self.document.fault_at_key(self.path, message))

    def tree(self, key: str) -> Node | None:
        """The expression under a key; nothing where there is none, or where it does not parse."""
        text = self.data.get(key)
        if text is None:
            return None
        try:
            return parse(text)
        except ExpressionError as error:
            self.fault(key, str(error), offset=error.at[0])
            return None

    def text(self, key: str) -> Text | None:
        """The text under a key; nothing where there is none."""
        source = self.data.get(key)
        if source is None:
            return None
        for message, start in strays(source):
            self.fault(key, message, offset=start)
        return read_text(source)

    def inner(self, key: str) -> Iterator[Entry]:
        """The entries of a list under a key."""
        for index, data in enumerate(self.data.get(key, ())):
            yield Entry(self.document, (*self.path, key, index), data)


class Files:
    """The files of a pack, read and held against their shape; ``faults`` are noted in a list."""

    def __init__(self, contents: Mapping[str, bytes], faults: DiagnosticLog) -> None:
        self.faults = faults
        self.documents = [read_document(file, contents[file], faults) for file in sorted(contents)]
        self.data = [_shaped(document) for document in self.documents]

    def named(self, section: str) -> dict[str, Entry]:
        """The entries of ``inputs`` or ``facts`` of all files, by name; a second one is a fault."""
        entries: dict[str, Entry] = {}
        for document, data in self._with(section):
            for name, each in data[section].items():
                self._add(entries, name, Entry(document, (section, name), each))
        return entries

    def listed(self, *sections: str) -> list[Entry]:
        """The entries of lists; an ``id`` that stands a second time is a fault."""
        entries = [
            entry
            for section in sections
            for document, data in self._with(section)
            for entry in Entry(document, (), data).inner(section)
        ]
        first: dict[str, Entry] = {}
        for entry in entries:
            self._add(first, entry.data.get("id", f"{entry.at}"), entry)
        return entries

    def single(self, section: str) -> Entry | None:
        """A section that stands once in a pack."""
        entries: dict[str, Entry] = {}
        for document, data in self._with(section):
            self._add(entries, section, Entry(document, (section,), data[section]))
        return entries.get(section)

    def _with(self, section: str) -> Iterator[tuple[Document, Mapping[str, Any]]]:
        for document, data in zip(self.documents, self.data, strict=True):
            if section in data:
                yield document, data

    def _add(self, entries: dict[str, Entry], name: str, entry: Entry) -> None:
        if name not in entries:
            entries[name] = entry
            return
        first = entries[name].at
        key = "id" if "id" in entry.data else ""
        entry.fault(
            key, f'"{name}" stands here again; it is in {first.file}, line {first.line}, already'
        )


def _shaped(document: Document) -> Mapping[str, Any]:
    if document.data is None:
        return {}
    try:
        data: Mapping[str, Any] = FileShape().load(document.data)
        return data
    except ValidationError as error:
        document.faults.add_all(_faults(document, error.messages, ()))
        return error.valid_data if isinstance(error.valid_data, dict) else {}


def _faults(document: Document, messages: Any, path: Path) -> Iterator[Diagnostic]:
    if isinstance(messages, list):
        for message in messages:
            yield _fault(document, path, str(message))
        return
    for key, inner in messages.items():
        yield from _faults(document, inner, path if key == "_schema" else (*path, key))


def _fault(document: Document, path: Path, message: str) -> Diagnostic:
    key = path[-1] if path else ""
    if message == "Unknown field.":
        known = keys_at(path[:-1])
        return document.fault_at_key(
            path, f'unknown key "{str(key)[:80]}"{nearest(str(key), known)}'
        )
    if message == "This is missing.":
        return document.fault(path[:-1], f'"{key}" is missing')
    message = f"{message[0].lower()}{message[1:].rstrip('.')}"
    return document.fault(path, f"{key}: {message}" if isinstance(key, str) and key else message)
