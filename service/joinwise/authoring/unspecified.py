"""What the features of a pack say nothing of: rules that none names, entries that none touches."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as Folder

from joinwise.authoring.coverage import RecordedExample, examples_of
from joinwise.diagnostics import Diagnostic, Path, Severity
from joinwise.domain.values import Value
from joinwise.expressions.ast import Name
from joinwise.packs.checker import CheckResult
from joinwise.packs.files.entry import Entry
from joinwise.packs.model import Pack
from joinwise.scoring.facts import Evaluator
from joinwise.specs.folders import own_features, top_layer
from joinwise.specs.results import Specs, read_specs


def unspecified(checked: CheckResult, folder: Folder) -> Iterator[Diagnostic]:
    """A warning for each, if the pack has features of its own; what layers below say is not asked.

    Entries are told only if the features were run.
    """
    features = own_features(folder)
    if checked.pack is None or features is None:
        return
    specs, top = read_specs(features), top_layer(folder)
    if specs.examples:
        rules = {id: entry for id, entry in checked.entries.items() if _is_in(top, entry)}
        yield from _unnamed_rules(rules, specs)
    if examples := tuple(examples_of(specs)):
        written = [entry for entry in checked.written if _is_in(top, entry)]
        yield from _untouched_entries(written, checked.pack, examples)


def _is_in(folder: Folder, entry: Entry) -> bool:
    return Folder(entry.document.file).parent.resolve() == folder


def _unnamed_rules(rules: Mapping[str, Entry], specs: Specs) -> Iterator[Diagnostic]:
    for id in rules.keys() - specs.uses().keys():
        place = (*rules[id].path, "id")
        message = f'no scenario names "{id}"'
        yield rules[id].document.diagnostic(place, message, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class WrittenLookup:
    """A lookup of a fact or an assumption, and where it stands in its entry."""

    entry: Entry
    path: Path
    by: str
    keys: Sequence[str]

    def diagnostic(self, seen: Container[Value]) -> Diagnostic | None:
        """One warning, at the first entry that nobody touches; None if all are touched."""
        untouched = [key for key in self.keys if key not in seen]
        if not untouched:
            return None
        others = len(untouched) - 1
        more = f" (nor {others} more of its lookup)" if others else ""
        message = f'no scenario touches {self.by} "{untouched[0]}"{more}'
        place = (*self.entry.path, *self.path, "values", untouched[0])
        return self.entry.document.diagnostic(place, message, Severity.WARNING)


def _untouched_entries(
    entries: Iterable[Entry], pack: Pack, examples: Iterable[RecordedExample]
) -> Iterator[Diagnostic]:
    lookups = [lookup for entry in entries for lookup in _lookups(entry)]
    names = tuple(dict.fromkeys(lookup.by for lookup in lookups))
    evaluator = Evaluator(pack, tuple(map(Name, names)))
    rows = [evaluator.evaluate(example.candidate)[1] for example in examples]
    seen = {name: {*column} for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    yield from filter(None, (lookup.diagnostic(seen[lookup.by]) for lookup in lookups))


def _lookups(entry: Entry) -> Iterator[WrittenLookup]:
    for path, data in (((), entry.data), (("assume",), entry.data.get("assume"))):
        if isinstance(data, Mapping) and "by" in data:
            yield WrittenLookup(entry, path, data["by"], [*data["values"]])
