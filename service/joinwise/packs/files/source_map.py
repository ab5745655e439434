"""Where the parts of a pack are written: what its checks look at, usable or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Name, Node, walk
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.source import Dropped
from joinwise.packs.model import Table
from joinwise.packs.templates import Text


@dataclass(frozen=True, slots=True)
class WrittenExpression:
    """A condition, a formula or a name, and the key that it is written under."""

    entry: Entry
    key: str
    tree: Node
    nodes: tuple[Node, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", tuple(walk(self.tree)))

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs and facts that it names, each once, in order."""
        return tuple(dict.fromkeys(node.name for node in self.nodes if isinstance(node, Name)))


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text for readers; ``tested`` are the names that its condition tests, if it has one."""

    entry: Entry
    key: str
    text: Text
    tested: Sequence[str]


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row of a band; a limit is None if it is left out or does not fit."""

    entry: Entry

    @property
    def low(self) -> float | None:
        return self.entry.data.get("low")

    @property
    def high(self) -> float | None:
        return self.entry.data.get("high")


@dataclass(frozen=True, slots=True)
class WrittenBand:
    """A band and its rows, lowest first."""

    entry: Entry
    rows: tuple[WrittenRow, ...]


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A decision table and its rows as they stand; ``table`` is None if any of it is at fault."""

    entry: Entry
    rows: tuple[Entry, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class SourceMap:
    """All that was read of the rule files; ``files`` are these as a whole.

    ``kinds`` are those of all names, ``definitions`` the formulas of facts; ``further`` are entries
    that have neither an id nor a name, ``dropped`` what layers drop; ``is_complete`` tells whether
    it was read without an error, so that nothing is missing here.
    """

    files: Sequence[Entry]
    entries: Sequence[Entry]
    inputs: Mapping[str, Entry]
    facts: Mapping[str, Entry]
    expressions: Sequence[WrittenExpression]
    texts: Sequence[WrittenText]
    bands: Sequence[WrittenBand]
    tables: Sequence[WrittenTable]
    kinds: Mapping[str, Kind | None]
    known_inputs: Mapping[str, Input]
    definitions: Mapping[str, Node]
    further: Sequence[Entry]
    dropped: Sequence[Dropped]
    is_complete: bool

    @property
    def written(self) -> Iterable[Entry]:
        """Everything that has texts."""
        rows = [row.entry for band in self.bands for row in band.rows]
        rows += [row for table in self.tables for row in table.rows]
        named = [*self.facts.values(), *self.inputs.values()]
        return [*self.entries, *rows, *named, *self.further]

    def used(self) -> set[str]:
        """The names of inputs and facts that something reads or shows."""
        return {*self._read(), *self._shown()}

    def reader_of(self, name: str) -> Entry | None:
        """The first entry that reads or shows a name."""
        for expression in self.expressions:
            if name in expression.names:
                return expression.entry
        shown = (text for text in self.texts if name in {slot.name for slot in text.text.slots})
        return next((text.entry for text in shown), None)

    def read_by_facts(self) -> Mapping[str, set[str]]:
        """The names in the formula of each fact."""
        read: dict[int, set[str]] = {}
        for expression in self.expressions:
            read.setdefault(id(expression.entry), set()).update(expression.names)
        return {name: read.get(id(entry), set()) for name, entry in self.facts.items()}

    def _read(self) -> Iterable[str]:
        for expression in self.expressions:
            yield from expression.names

    def _shown(self) -> Iterable[str]:
        for written in self.texts:
            yield from (slot.name for slot in written.text.slots)


def written_band(entry: Entry) -> WrittenBand:
    rows = sorted(map(WrittenRow, entry.inner("rows")), key=_from_lowest)
    return WrittenBand(entry, tuple(rows))


def _from_lowest(row: WrittenRow) -> tuple[bool, float]:
    return row.low is not None, row.low or 0.0
