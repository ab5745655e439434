"""The entries of all files of a pack, those of a layer over those that it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from joinwise.diagnostics import DiagnosticLog
from joinwise.domain.catalogue import INPUTS
from joinwise.formats.located_yaml import Repeated, read_document
from joinwise.packs.files.entry import Entry
from joinwise.packs.layers.layer import Layer, LayerChange, was
from joinwise.packs.layers.names import TABLES, depth_of, path_of
from joinwise.packs.model import Origin
from joinwise.resources import default_folder
from joinwise.suggestions import nearest

LISTED = ("rules", "bands", "tables")
NAMED = ("facts", "inputs", "kinds")
SINGLE = ("decision", "compare", "plan")
NO_BASE = 'this needs a pack to stand on: write "extends: default", or a folder'
ONLY_DEFAULT = "only default can be extended here, since no other folder was read"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A name that a layer drops, and where it says so."""

    name: str
    entry: Entry
    key: str


class RuleFiles:
    """The files of a pack, read and checked against their shape; errors go to the ``log``.

    ``dropped`` is what layers drop; ``origins`` tells which layer says what, if there are any.
    """

    def __init__(self, contents: Mapping[str, bytes], log: DiagnosticLog) -> None:
        self.log = log
        self.layers = _read(contents, log)
        self.dropped: list[Dropped] = []
        self.origins: dict[str, Origin] = {}
        self._ids: dict[str, Entry] = {}
        self._again: list[Entry] = []
        self._named: dict[str, dict[str, Entry]] = {section: {} for section in NAMED}
        self._single: dict[str, Entry] = {}
        for place, layer in enumerate(self.layers):
            self._check_base(layer, has_base=place > 0)
            self._lay(layer)

    def whole(self) -> list[Entry]:
        """Each file as one entry."""
        return [entry for layer in self.layers for entry in layer.whole()]

    def named(self, section: str) -> dict[str, Entry]:
        """The entries of ``inputs`` or ``facts`` of all files, by name; a duplicate is an error."""
        return self._named[section]

    def listed(self) -> list[Entry]:
        """The rules, bands and tables; a duplicate ``id`` is an error."""
        entries = [*self._ids.values(), *self._again]
        return sorted(entries, key=lambda entry: LISTED.index(str(entry.path[0])))

    def unnamed(self, section: str) -> list[Entry]:
        """The entries of a list, whether or not some are alike."""
        return [entry for layer in self.layers for entry in layer.unnamed(section)]

    def tables_beside(self, entry: Entry) -> Mapping[str, tuple[str, bytes]]:
        """The files of tables beside that of an entry: by name, each with its path."""
        layer = next(layer for layer in self.layers if entry.document in layer.documents)
        return {PurePath(path).name: (path, text) for path, text in layer.tables.items()}

    def single(self, section: str) -> Entry | None:
        """A section that a layer has once at most; a duplicate is an error."""
        return self._single.get(section)

    # Layers

    def _check_base(self, layer: Layer, has_base: bool) -> None:
        """Whether what a layer stands on is there, if it needs any."""
        extending = layer.holders("extends")
        for entry in extending[1:]:
            first = extending[0].at
            entry.report("extends", f"duplicate extends (first in {first.file}:{first.line})")
        if has_base:
            return
        for entry in extending[:1]:
            entry.report("extends", ONLY_DEFAULT)
        for key in ("change", "drop") if not extending else ():
            for entry in layer.holders(key):
                entry.report(key, NO_BASE)

    def _lay(self, layer: Layer) -> None:
        """A layer over those before it: what it drops, what it changes, and what it adds."""
        below = self._targets()
        if below:
            self._drop(layer, below)
            self._change(layer, below)
        self._add_listed(layer)
        for section in NAMED:
            own: dict[str, Entry] = {}
            for name, entry in layer.named(section):
                self._add(own, self._named[section], name, entry)
            self._named[section] |= own
        self._lay_single(layer)

    def _targets(self) -> dict[str, dict[str, Entry]]:
        """What can be changed, each name with what it is in."""
        found: dict[str, dict[str, Entry]] = {}
        for entries in (self._single, *self._named.values(), self._ids):
            found |= dict.fromkeys(entries, entries)
        return found

    def _drop(self, layer: Layer, below: Mapping[str, dict[str, Entry]]) -> None:
        for entry in layer.holders("drop"):
            for place, name in entry.texts("drop").items():
                key = f"drop/{place}"
                if name in SINGLE:
                    entry.report(key, f"{name} cannot be dropped; write other keys of it")
                elif name not in below:
                    entry.report(key, _not_below(name, below))
                elif below[name].pop(name, None):
                    self.dropped.append(Dropped(name, entry, key))
                    self.origins.pop(name, None)

    def _change(self, layer: Layer, below: Mapping[str, dict[str, Entry]]) -> None:
        for name, entry in layer.named("change"):
            if name not in below:
                entry.report_name(_not_below(name, below))
            elif name not in below[name]:
                entry.report_name(f'"{name[:80]}" is dropped and changed')
            elif isinstance(entry.data, dict):
                self._change_one(entry, below[name])
            else:
                entry.report("", "this must be a mapping of keys to values")

    def _change_one(self, change: Entry, entries: dict[str, Entry]) -> None:
        name = str(change.path[-1])
        base = entries[name]
        entries[name] = LayerChange(change).applied_to(base)
        origin = self.origins.get(name) or Origin(_label(base))
        before = was(change, base)
        self.origins[name] = replace(
            origin, changed_by=_label(change), was={**before, **origin.was}
        )

    def _add_listed(self, layer: Layer) -> None:
        own: dict[str, Entry] = {}
        for section in LISTED:
            for entry in layer.unnamed(section):
                name = entry.data["id"] if "id" in entry.data else str(entry.at)
                if not self._add(own, self._ids, name, entry):
                    self._again.append(entry)
        self._ids |= own

    def _add(
        self, own: dict[str, Entry], below: Mapping[str, Entry], name: str, entry: Entry
    ) -> bool:
        key = "id" if "id" in entry.data else ""
        first = (own.get(name) or below.get(name)) if name in own or name in below else None
        if first is None:
            own[name] = entry
            if len(self.layers) > 1:
                self.origins[name] = Origin(_label(entry))
            return True
        cure = "" if name in own else "; to change it, write what is new under change"
        at = f"{first.at.file}:{first.at.line}"
        entry.report(key, f'duplicate "{name}" (first defined at {at}){cure}')
        return False

    def _lay_single(self, layer: Layer) -> None:
        """A section that stands once: a layer's keys take the place of those below."""
        for section in SINGLE:
            own: dict[str, Entry] = {}
            for entry in layer.single(section):
                self._add(own, {}, section, entry)
            if section in own:
                below = self._single.get(section)
                self._single[section] = _over(below, own[section]) if below else own[section]


def _not_below(name: str, below: Mapping[str, object]) -> str:
    if name in INPUTS:
        return f"nothing below says anything of {name}; write it under inputs"
    return f'nothing below is called "{name[:80]}"{nearest(name, below)}'


def _over(below: Entry, own: Entry) -> Entry:
    data = {**below.data, **own.data}
    return replace(below, data=data, changes=(*below.changes, own))


def _label(entry: Entry) -> str:
    """The layer that an entry is in: the name of its folder; default for joinwise's own."""
    folder = PurePath(entry.document.file).parent
    return "default" if folder == default_folder() else folder.name


def _read(contents: Mapping[str, bytes], log: DiagnosticLog) -> Sequence[Layer]:
    """The layers, the one that all others stand on first."""
    repeated = Repeated()
    by_depth: dict[int, list[str]] = {}
    for name in sorted(contents):
        by_depth.setdefault(depth_of(name), []).append(name)
    return [
        _layer({path_of(name): contents[name] for name in names}, log, repeated)
        for _, names in sorted(by_depth.items(), reverse=True)
    ]


def _layer(files: Mapping[str, bytes], log: DiagnosticLog, repeated: Repeated) -> Layer:
    tables = {path: content for path, content in files.items() if path.endswith(TABLES)}
    documents = [
        read_document(path, content, log, repeated)
        for path, content in files.items()
        if path not in tables
    ]
    return Layer(documents, tables)
