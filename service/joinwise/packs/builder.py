"""Puts a pack together from the entries of rule files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from joinwise.domain.catalogue import is_input
from joinwise.domain.days import iso_date
from joinwise.domain.recommendation import Recommendation
from joinwise.domain.units import Unit, how_many
from joinwise.domain.values import Kind
from joinwise.expressions.ast import And, Comparison, Name, Node, names, number
from joinwise.expressions.dates import Period
from joinwise.expressions.typecheck import TypeChecker
from joinwise.languages.catalogs import SOURCE
from joinwise.languages.speech import writer_of
from joinwise.packs.citations import Sources, read_source, read_sources
from joinwise.packs.definitions import Definitions, check_kind
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.source import RuleFiles
from joinwise.packs.files.source_map import (
    SourceMap,
    WrittenBand,
    WrittenExpression,
    WrittenRow,
    WrittenTable,
    WrittenText,
    written_band,
)
from joinwise.packs.model import (
    JOIN_OR_SKIP,
    MOST_MONTHS,
    Band,
    BreakEven,
    Cell,
    Decision,
    Fact,
    LookAgain,
    Pack,
    Plan,
    Promise,
    Question,
    Recall,
    Row,
    Rule,
    RuleEntry,
    Table,
    TableRow,
    Words,
)
from joinwise.packs.plan import read_clock, read_idle
from joinwise.packs.promises import PromiseOrder, check_higher, promise_order
from joinwise.packs.tables.cells import CellReader, row_test
from joinwise.packs.tables.spreadsheets import rows_of_table
from joinwise.packs.templates import Text, read_text
from joinwise.suggestions import nearest

AnyRule = TypeVar("AnyRule", bound=RuleEntry)

CUSTOM = "custom"
"""The name of every pack but the one that comes with joinwise."""

BREAKS_EVEN = "It pays from {%s} on."
LEAVE = "If it brings nothing more, leave after {months month|months}."


class PackBuilder:
    """Builds a pack entry by entry; one at fault is left out, and its errors are reported."""

    def __init__(self, files: RuleFiles) -> None:
        self.files = files
        self.definitions = Definitions(files)
        self.entries = files.listed()
        self.expressions = [*self.definitions.expressions]
        self.texts: list[WrittenText] = []
        self.promises: dict[PromiseOrder, Entry] = {}
        self.further: list[Entry] = []
        self.bands = [*map(written_band, self._entries("bands"))]
        self.tables: list[WrittenTable] = []

    def pack(self) -> Pack:
        """The pack, its version not worked out yet; of use only if no error was reported."""
        rules = [self._rule(entry) for entry in self._entries("rules")]
        bands = [self._band(band) for band in self.bands]
        tables = [self._table(entry) for entry in self._entries("tables")]
        kinds = self.definitions.own.kinds
        return Pack(
            name=CUSTOM,
            version="",
            decision=self._decision(self.files.single("decision")),
            questions={name: self._question(name) for name in self.definitions.catalogue.inputs},
            facts=dict(sorted(self._facts())),
            rules=_by_id(rules),
            bands=_by_id(bands),
            compare=self._compare(self.files.single("compare")),
            order=self.definitions.order,
            promises=tuple(sorted(self._promises(), key=promise_order)),
            plan=self._plan(self.files.single("plan")),
            tables=_by_id(tables),
            origins=self.files.origins,
            catalogue=self.definitions.catalogue,
            own_kinds=tuple(kinds[name] for name in sorted(kinds)),
        )

    def _entries(self, section: str) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.path[0] == section)

    @property
    def source_map(self) -> SourceMap:
        """Where everything is written that was read so far."""
        return SourceMap(
            self.files.whole(),
            self.entries,
            self.definitions.inputs,
            self.definitions.facts,
            self.expressions,
            self.texts,
            self.bands,
            self.tables,
            self.definitions.kinds,
            self.definitions.catalogue.inputs,
            {name: fact.tree for name, fact in self.definitions.formulas.items() if fact.tree},
            self.further,
            self.files.dropped,
            is_complete=not self.files.log.has_errors,
        )

    @property
    def entries_by_id(self) -> Mapping[str, Entry]:
        """The rules, bands and tables."""
        return {entry.data["id"]: entry for entry in self.entries if "id" in entry.data}

    @property
    def rows_by_id(self) -> Mapping[str, Sequence[Entry]]:
        """The rows of each band and table."""
        bands = {band.entry.data.get("id", ""): band.rows for band in self.bands}
        tables = {table.entry.data.get("id", ""): table.rows for table in self.tables}
        return {id: [row.entry for row in rows] for id, rows in bands.items()} | tables

    def _decision(self, entry: Entry | None) -> Decision:
        if entry is None:
            return Decision()
        words = [self._words(words) for words in self._further(entry.inner("words"))]
        little_known = self.text(entry, "little_known", ())
        own = {"words": tuple(filter(None, words)), "little_known": little_known}
        return Decision(**{**entry.data, **own})

    def _words(self, entry: Entry) -> Words | None:
        when, data = self._condition(entry), entry.data
        if when is None and "when" in entry.written_keys:
            return None
        join, skip = data.get("join", JOIN_OR_SKIP.join), data.get("skip", JOIN_OR_SKIP.skip)
        return Words(when or JOIN_OR_SKIP.when, join, skip, entry.at)

    def _further(self, entries: Iterable[Entry]) -> list[Entry]:
        """Entries without an id, which are noted."""
        found = list(entries)
        self.further += found
        return found

    def _question(self, name: str) -> Question:
        input = self.definitions.catalogue.inputs[name]
        entry = self.definitions.inputs.get(name)
        if entry is None:
            return Question(input, input.about)
        data, assumed = entry.data, self.definitions.assumptions.get(name)
        return Question(
            input,
            data.get("ask", input.about),
            self._condition(entry),
            assumed.tree if assumed else None,
            tuple(data["range"]) if "range" in data else None,
            data.get("step"),
            data.get("change"),
            Recall(data["recall"]) if "recall" in data else None,
            self._sources(entry, "assume", data.get("assume")),
        )

    def _facts(self) -> Iterator[tuple[str, Fact]]:
        for name, definition in self.definitions.formulas.items():
            kind, entry = self.definitions.kinds[name], definition.entry
            if definition.tree is not None and kind is not None:
                unit, about = Unit(entry.data.get("unit", "")), entry.data.get("about", "")
                source, says = self._sources(entry, "values", entry.data), self._says(entry, kind)
                yield name, Fact(name, definition.tree, kind, unit, about, source, entry.at, says)

    def _sources(self, entry: Entry, key: str, definition: Any) -> Sources:
        """Where numbers come from; keys that the lookup under a key does not have are errors."""
        sources = read_sources(entry.data.get("source"))
        values = definition.get("values") if isinstance(definition, Mapping) else None
        is_current = entry.changes_until("source") >= entry.changes_until(key)
        if values is not None and is_current and isinstance(sources, Mapping):
            own, known = entry.where("source"), [str(key) for key in values]
            for name in (str(name) for name in sources if str(name) not in known):
                message = f'unknown key "{name[:80]}"{nearest(name, known)}'
                Entry(own.document, (*own.path, "source", name), {}).report_name(message)
        return sources

    def _says(self, entry: Entry, kind: Kind) -> str | None:
        says: str | None = entry.data.get("says")
        if says is not None and kind is not Kind.BOOLEAN:
            entry.report("says", f"says is for true/false facts; this one is {kind.described}")
        return says

    def _rule(self, entry: Entry) -> Rule | None:
        when = self._condition(entry)
        tested = names(when) if when else ()
        reason, brief = self.text(entry, "reason", tested), self.text(entry, "brief", tested)
        data = entry.data
        if when is None or reason is None or not {"id", "title"} <= data.keys():
            return None
        points, source = data.get("points", 0), read_source(data.get("source"))
        decide = Recommendation(data["decide"]) if "decide" in data else None
        id, title, period = data["id"], data["title"], self._period(entry)
        return Rule(id, title, when, points, decide, reason, brief, source, entry.at, period)

    def _period(self, entry: Entry) -> Period | None:
        start, end = entry.data.get("start"), entry.data.get("until")
        if start is None and end is None:
            return None
        if start is not None and end is not None and start > end:
            entry.report("until", f"this is before the day from which it holds, {iso_date(start)}")
        return Period(start, end)

    def _condition(self, entry: Entry, key: str = "when") -> Node | None:
        condition = entry.tree(key)
        if condition is not None:
            self.check(entry, key, condition, Kind.BOOLEAN)
        return condition

    def check(self, entry: Entry, key: str, tree: Node, wanted: Kind | None = None) -> Kind | None:
        """The kind of a tree under a key, which is noted; None if it is at fault."""
        expression = WrittenExpression(entry, key, tree)
        self.expressions.append(expression)
        return check_kind(expression, self.definitions.kinds, wanted)

    def text(
        self, entry: Entry, key: str, tested: tuple[str, ...], own: tuple[str, ...] = ()
    ) -> Text | None:
        """The text under a key; ``own`` are names that it alone may show."""
        text = entry.text(key)
        if text is not None:
            self.texts.append(WrittenText(entry, key, text, tested))
            self._check_slots(entry, key, text, {*self.definitions.kinds, *own})
        return text

    def _check_slots(self, entry: Entry, key: str, text: Text, known: Collection[str]) -> None:
        for slot in text.slots:
            if slot.name not in known:
                hint = nearest(slot.name, known)
                entry.report(key, f'unknown name "{slot.name[:80]}"{hint}', offset=slot.start)

    def _band(self, band: WrittenBand) -> Band | None:
        entry, data = band.entry, band.entry.data
        over = data.get("over")
        if over is None or self.check(entry, "over", Name(over), Kind.NUMBER) is None:
            return None
        rows = tuple(filter(None, (self._row(row, over) for row in band.rows)))
        brief, source = self.text(entry, "brief", (over,)), read_source(data.get("source"))
        if not {"id", "title"} <= data.keys():
            return None
        return Band(data["id"], data["title"], Name(over), rows, brief, source, entry.at)

    def _row(self, row: WrittenRow, over: str) -> Row | None:
        entry, data = row.entry, row.entry.data
        reason, brief = self.text(entry, "reason", (over,)), self.text(entry, "brief", (over,))
        if reason is None or "points" not in data:
            return None
        points, source = data["points"], read_source(data.get("source"))
        when = row_condition(over, row.low, row.high)
        return Row(row.low, row.high, points, reason, brief, source, when, entry.at)

    def _table(self, entry: Entry) -> Table | None:
        written, data = TableBuilder(self, entry), entry.data
        rows, brief = written.rows(), self.text(entry, "brief", written.names)
        table = None
        if written.is_sound and {"id", "title"} <= data.keys():
            source = read_source(data.get("source"))
            table = Table(data["id"], data["title"], written.over, rows, brief, source, entry.at)
        self.tables.append(WrittenTable(entry, tuple(written.entries), table))
        return table

    def _promises(self) -> Iterator[Promise]:
        own = self.definitions.own
        for entry in self.files.unnamed("promises"):
            data, given = entry.data, self._condition(entry, "given")
            fits = "higher" in data and check_higher(entry, own)
            if fits and "never" in data:
                never, because = Recommendation(data["never"]), data.get("because")
                promise = Promise(data["higher"], never, given, because, entry.at)
                self.promises[promise_order(promise)] = entry
                yield promise

    def _compare(self, entry: Entry | None) -> Mapping[str, str] | None:
        if entry is None:
            return None
        for key, name in entry.data.items():
            self._check_fact(entry, key, name, "compare takes facts")
        return dict(entry.data)

    def _check_fact(self, entry: Entry, key: str, name: str, wanted: str) -> None:
        if is_input(name):
            entry.report(key, f'"{name}" is an input; {wanted}')
        else:
            self.check(entry, key, Name(name), Kind.NUMBER)

    def _plan(self, entry: Entry | None) -> Plan | None:
        if entry is None:
            return None
        self._further([entry])
        own = self.definitions.own
        break_even = self._break_even(entry.nested("break_even"))
        look_again = self._look_again(entry.nested("look_again"))
        return Plan(break_even, read_clock(entry, own), read_idle(entry, own), look_again, entry.at)

    def _break_even(self, entry: Entry | None) -> BreakEven | None:
        if entry is None:
            return None
        fact, text = entry.data.get("fact"), self.text(entry, "text", ())
        if fact is not None:
            self._check_fact(entry, "fact", fact, "break_even takes a fact")
        if fact is None:
            return None
        return BreakEven(fact, text or read_text(self.said(BREAKS_EVEN, fact)))

    def _look_again(self, entry: Entry | None) -> LookAgain | None:
        if entry is None:
            return None
        most, text = entry.data.get("most", MOST_MONTHS), self.text(entry, "text", (), ("months",))
        return LookAgain(most, text or read_text(self.said(LEAVE)))

    def said(self, message: str, *names: str) -> str:
        """What joinwise says where a pack says nothing, in the language of the pack."""
        decision = self.files.single("decision")
        language = decision.data.get("language", SOURCE) if decision else SOURCE
        return writer_of(language).gettext(message) % names


def _by_id(found: Iterable[AnyRule | None]) -> tuple[AnyRule, ...]:
    """Those without a fault, in the order of their ids."""
    return tuple(sorted(filter(None, found), key=lambda rule: rule.id))


class TableBuilder:
    """Reads the rows of one decision table."""

    def __init__(self, builder: PackBuilder, entry: Entry) -> None:
        self.builder = builder
        self.entry = entry
        places = entry.texts("over")
        self.names = tuple(places.values())
        self.over = tuple(map(Name, self.names))
        self.first_places = {name: place for place, name in reversed(places.items())}
        self.entries = self._entries()
        self.columns = [*map(self._column, places, self.over)]
        self.is_sound = bool(self.columns) and None not in self.columns

    def _entries(self) -> list[Entry]:
        """The rows where they stand, or those of the file that is named."""
        rows = self.entry.data.get("rows")
        if not isinstance(rows, str):
            return [*self.entry.inner("rows")]
        own = self.entry.where("rows")
        tables = self.builder.files.tables_beside(own)
        if rows not in tables:
            self.entry.report(
                "rows", f'there is no "{rows[:80]}" beside this file{nearest(rows, tables)}'
            )
            return []
        return rows_of_table(*tables[rows], self.names, own.document.log)

    def _column(self, place: int, over: Name) -> CellReader | None:
        kind = self.builder.check(self.entry, f"over/{place}", over)
        if self.first_places[over.name] != place:
            self.entry.report(f"over/{place}", f"{over.name} has a column already")
            return None
        return CellReader(over, kind) if kind else None

    def rows(self) -> tuple[TableRow, ...]:
        """Those without a fault."""
        rows = [self._row(entry) for entry in self.entries]
        self.is_sound &= None not in rows
        return tuple(filter(None, rows))

    def _row(self, entry: Entry) -> TableRow | None:
        texts = [self.builder.text(entry, key, self.names) for key in ("reason", "brief")]
        cells, data = self._cells(entry), entry.data
        if entry.is_mapping and not entry.written_keys & {"points", "decide"}:
            entry.report("", '"points" is missing')
        if cells is None or texts[0] is None:
            return None
        decide = Recommendation(data["decide"]) if "decide" in data else None
        source, when = read_source(data.get("source")), row_test(cells)
        return TableRow(
            cells, when, data.get("points", 0), decide, texts[0], texts[1], source, entry.at
        )

    def _cells(self, entry: Entry) -> tuple[Cell, ...] | None:
        written = entry.data.get("when")
        if written is None or not self.is_sound:
            return None
        if len(written) != len(self.columns):
            entry.report("when", _uneven(len(written), len(self.columns)))
            return None
        cells = [self._cell(entry, place, value) for place, value in enumerate(written)]
        return None if None in cells else tuple(filter(None, cells))

    def _cell(self, entry: Entry, place: int, value: Any) -> Cell | None:
        column, key = self.columns[place], f"when/{place}"
        cell = column.read(entry, key, value) if column and value != {} else None
        if cell and cell.test:
            self.builder.check(entry, key, cell.test)
            return cell if self._fits(cell.test) else None
        return cell

    def _fits(self, test: Node) -> bool:
        checker = TypeChecker(self.builder.definitions.kinds)
        checker.visit(test)
        return not checker.errors


def _uneven(cells: int, columns: int) -> str:
    return f"this row has {how_many(cells, 'cell')}, and the table {how_many(columns, 'column')}"


def row_condition(over: str, low: float | None, high: float | None) -> Node:
    """A row's condition: from its lower limit, included, to its higher one, not included."""
    parts: list[Node] = []
    if low is not None:
        parts.append(Comparison(">=", Name(over), number(low)))
    if high is not None:
        parts.append(Comparison("<", Name(over), number(high)))
    return parts[0] if len(parts) == 1 else And(tuple(parts))
