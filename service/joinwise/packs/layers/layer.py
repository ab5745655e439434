"""The files of one layer, and what a layer changes in what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import Schema, ValidationError

from joinwise.diagnostics import Diagnostic, Path, Severity
from joinwise.expressions.printer import literal
from joinwise.formats.located_yaml import Document
from joinwise.packs.citations import is_citation
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.fields import KeyProblem
from joinwise.packs.files.schema import (
    BandShape,
    CompareShape,
    DecisionShape,
    DecisionTableShape,
    FactShape,
    FileShape,
    InputShape,
    KindShape,
    PlanShape,
    RuleShape,
    keys_at,
    keys_of,
)
from joinwise.packs.files.slips import slip_of_key

SHAPES: Mapping[str, type[Schema]] = {
    "rules": RuleShape,
    "bands": BandShape,
    "tables": DecisionTableShape,
    "facts": FactShape,
    "inputs": InputShape,
    "kinds": KindShape,
    "decision": DecisionShape,
    "compare": CompareShape,
    "plan": PlanShape,
}
"""What can be changed, by section."""

WAS = "was"
ID = "id"
INSTEAD = {"formula": ("by", "values", "else"), "by": ("formula",), "values": ("formula",)}
"""The keys of a fact that one of another kind stands in place of."""


class Layer:
    """The files of one layer, read and checked against their shape.

    ``tables`` are files that hold rows of tables, read only if a table names them.
    """

    def __init__(self, documents: Sequence[Document], tables: Mapping[str, bytes]) -> None:
        self.documents = documents
        self.tables = tables
        self.data = [_shaped(document) for document in documents]

    def whole(self) -> list[Entry]:
        """Each file as one entry."""
        return [Entry(document, (), data) for document, data in self._read()]

    def named(self, section: str) -> Iterator[tuple[str, Entry]]:
        """The entries of a section that maps names to entries."""
        for document, data in self._with(section):
            for name, said in data[section].items():
                yield name, Entry(document, (section, name), said)

    def unnamed(self, section: str) -> list[Entry]:
        """The entries of a list, whether or not some are alike."""
        return [
            entry
            for document, data in self._with(section)
            for entry in Entry(document, (), data).inner(section)
        ]

    def single(self, section: str) -> Iterator[Entry]:
        """A section that a layer has once at most, as often as it has it."""
        for document, data in self._with(section):
            yield Entry(document, (section,), data[section])

    def holders(self, key: str) -> list[Entry]:
        """The files that have a key."""
        return [entry for entry in self.whole() if key in entry.data]

    def _with(self, section: str) -> Iterator[tuple[Document, Mapping[str, Any]]]:
        return ((document, data) for document, data in self._read() if section in data)

    def _read(self) -> Iterator[tuple[Document, Mapping[str, Any]]]:
        return zip(self.documents, self.data, strict=True)


@dataclass(frozen=True, slots=True)
class LayerChange:
    """What a layer says under ``change`` of one entry."""

    entry: Entry

    @property
    def name(self) -> str:
        return str(self.entry.path[-1])

    @property
    def written(self) -> Mapping[str, Any]:
        return self.entry.data

    def applied_to(self, base: Entry) -> Entry:
        """The entry as changed; what is wrong or has become untrue is reported."""
        shape = SHAPES[str(base.path[0])]()
        attributes = {key: field.attribute or name for name, key, field in _fields(shape)}
        said = {key: value for key, value in self.written.items() if key != WAS}
        self._check_id(base)
        loaded = self._loaded(shape, said, ())
        self._compare(shape, base)
        gone = {key for key, value in said.items() if value is None} - self._kept(shape, said)
        gone |= {other for key in said for other in INSTEAD.get(key, ()) if other not in said}
        gone &= attributes.keys()
        removed = {attributes[key] for key in gone} | _outdated(base.data, loaded)
        kept = {key: value for key, value in base.data.items() if key not in removed}
        data = {**kept, **{key: _merged(kept.get(key), new) for key, new in loaded.items()}}
        own = replace(self.entry, data=said)
        written = (base.removed | gone) - {key for key in said if said[key] is not None}
        return replace(base, data=data, changes=(*base.changes, own), removed=frozenset(written))

    def _check_id(self, base: Entry) -> None:
        if self.written.get(ID, self.name) != self.name:
            self.entry.report(ID, f'an id cannot be changed; drop "{self.name}" and add another')

    def _kept(self, shape: Schema, said: Mapping[str, Any]) -> set[str]:
        """The keys that an entry cannot be without, if they have no value here: an error each."""
        needed = {key for _, key, field in _fields(shape) if field.required}
        kept = {key for key in needed & said.keys() if said[key] is None}
        for key in kept:
            self.entry.report(key, f'"{key}" is needed; it cannot be taken away')
        return kept

    def _loaded(self, shape: Schema, said: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
        """What fits of some keys; the others are reported."""
        document, known = self.entry.document, keys_of(shape)
        for key in said.keys() - known.keys():
            message = f'unknown key "{key[:80]}"{slip_of_key(key, known)}'
            document.log.add(document.error_at_key((*self.entry.path, *path, key), message))
        fitting = {key: value for key, value in said.items() if key in known}
        try:
            loaded: Mapping[str, Any] = shape.load(fitting, partial=tuple(shape.fields))
            return loaded
        except ValidationError as error:
            place = (*self.entry.path, *path)
            document.log.add_all(_diagnostics(document, error.messages, place))
            return error.valid_data if isinstance(error.valid_data, dict) else {}

    def _compare(self, shape: Schema, base: Entry) -> None:
        """Warns of what the base no longer says."""
        was = self.written.get(WAS)
        if was is None:
            return
        if not isinstance(was, dict):
            self.entry.report(WAS, "was: this must be a mapping of keys to values")
            return
        keys = {attribute: key for attribute, key, _ in _fields(shape)}
        for attribute, value in self._loaded(shape, was, (WAS,)).items():
            said = base.data.get(attribute)
            if not _says(said, value):
                key = keys[attribute]
                message = f"{key} was {_shown(said)} below, not {_shown(value)}"
                self.entry.report(f"{WAS}/{key}", message, Severity.WARNING)


def was(change: Entry, base: Entry) -> dict[str, Any]:
    """What an entry said of the keys that a layer changes."""
    keys = keys_of(SHAPES[str(base.path[0])]())
    attributes = {key: name for name, key, _ in _fields(SHAPES[str(base.path[0])]())}
    return {key: base.data.get(attributes[key]) for key in change.data if key in keys}


def _fields(shape: Schema) -> Iterator[tuple[str, str, Any]]:
    for name, field in shape.fields.items():
        yield name, field.data_key or name, field


def _merged(before: Any, after: Any) -> Any:
    """A table with those of its entries changed that are named; anything else as it is now."""
    if not (_is_table(before) and _is_table(after)) or _outdated(before, after):
        return after
    whole = {**before, **{key: _merged(before.get(key), value) for key, value in after.items()}}
    return {key: value for key, value in whole.items() if value is not None}


def _outdated(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """What a lookup by something else leaves nothing of."""
    return {"values"} if "by" in after and after["by"] != before.get("by") else set()


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) and "formula" not in value and not is_citation(value)


def _says(base: Any, was: Any) -> bool:
    if isinstance(base, dict) and isinstance(was, dict):
        return all(_says(base.get(key), value) for key, value in was.items())
    return bool(base == was)


def _shown(value: Any) -> str:
    if value is None:
        return "not said"
    return literal(value) if isinstance(value, bool | str | float | int) else str(value)


def shaped(shape: Schema, document: Document, path: Path, data: Any) -> Mapping[str, Any]:
    """What fits of some data in a document; the rest is reported."""
    try:
        fitting: Mapping[str, Any] = shape.load(data)
        return fitting
    except ValidationError as error:
        document.log.add_all(_diagnostics(document, error.messages, path))
        return error.valid_data if isinstance(error.valid_data, dict) else {}


def _shaped(document: Document) -> Mapping[str, Any]:
    return {} if document.data is None else shaped(FileShape(), document, (), document.data)


def _diagnostics(document: Document, problems: Any, path: Path) -> Iterator[Diagnostic]:
    if isinstance(problems, list):
        yield from (_diagnostic(document, path, problem) for problem in problems)
        return
    meant = _meant(problems, path)
    for key, inner in problems.items():
        if inner != [KeyProblem.MISSING] or key not in meant:
            yield from _diagnostics(document, inner, path if key == "_schema" else (*path, key))


def _meant(problems: Mapping[str, Any], path: Path) -> set[str]:
    """The keys that are there, but misspelt."""
    unknown = [key for key, inner in problems.items() if inner == [KeyProblem.UNKNOWN]]
    known = keys_at(path) if unknown else ()
    hints = [slip_of_key(str(key), known) for key in unknown]
    ends = {key: (f'"{key}"?', f"write {key}") for key in known}
    return {key for key in known if any(hint.endswith(ends[key]) for hint in hints)}


def _diagnostic(document: Document, path: Path, problem: KeyProblem | str) -> Diagnostic:
    key = path[-1] if path else ""
    match problem:
        case KeyProblem.UNKNOWN:
            hint = slip_of_key(str(key), keys_at(path[:-1]))
            return document.error_at_key(path, f'unknown key "{str(key)[:80]}"{hint}')
        case KeyProblem.MISSING if path in document.keys:
            return document.error_at_key(path, f"{key}: this is empty")
        case KeyProblem.MISSING:
            return document.diagnostic(path[:-1], f'"{key}" is missing')
    is_named = isinstance(key, str) and key
    return document.diagnostic(path, f"{key}: {problem}" if is_named else problem)
