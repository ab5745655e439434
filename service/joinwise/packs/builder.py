"""Rule files become a pack, or all that is wrong with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from typing import Any

from joinwise.diagnostics import Diagnostic, DiagnosticLog, Severity, TooManyErrors
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.grids import grid_faults
from joinwise.domain.inputs import Input
from joinwise.domain.recommendation import Recommendation
from joinwise.domain.units import Unit
from joinwise.domain.values import Kind
from joinwise.expressions.ast import And, Comparison, Name, Node, names, number
from joinwise.expressions.printer import printed
from joinwise.packs.definitions import Definitions, check_tree
from joinwise.packs.lint import gaps, untested
from joinwise.packs.model import Band, Decision, Fact, Pack, Question, Row, Rule
from joinwise.packs.source import Entry, Files
from joinwise.packs.templates import Text
from joinwise.suggestions import nearest

MOST_RULES = 10_000


CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Check:
    """What reading gave: the pack, unless a fault is an error, and all faults in order.

    ``entries`` are the rules and bands by id, each knowing where it stands.
    """

    pack: Pack | None
    faults: tuple[Diagnostic, ...]
    entries: Mapping[str, Entry] = field(default_factory=dict, compare=False, repr=False)


def check_files(contents: Mapping[str, bytes]) -> Check:
    """Reads rule files handed in, by file name."""
    found = DiagnosticLog()
    try:
        builder = _Builder(Files(contents, found))
        pack = replace(builder.pack(), files=dict(contents))
    except TooManyErrors:
        return Check(None, tuple(sorted(found)))
    faults = tuple(sorted(found))
    entries = {each.data["id"]: each for each in builder.entries if "id" in each.data}
    return Check(None if any(fault.is_error for fault in faults) else pack, faults, entries)


class _Builder:
    """Puts a pack together entry by entry; an entry at fault is left out, and its faults noted."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.definitions = Definitions(files)
        self.entries = files.listed("rules", "bands")
        self.used: set[str] = set()

    def pack(self) -> Pack:
        definitions = self.definitions
        for definition in definitions.all.values():
            self._use(definition.tree)
        self._limit(self.entries)
        rules = [self._rule(each) for each in self.entries if each.path[0] == "rules"]
        bands = [self._band(each) for each in self.entries if each.path[0] == "bands"]
        compare = self._compare(self.files.single("compare"))
        self._warn_of_unused()
        return _versioned(
            decision=_decision(self.files.single("decision")),
            questions={name: self._question(name) for name in INPUTS},
            facts=dict(sorted(self._facts())),
            rules=tuple(sorted(filter(None, rules), key=lambda each: each.id)),
            bands=tuple(sorted(filter(None, bands), key=lambda each: each.id)),
            compare=compare,
            order=definitions.order,
        )

    def _limit(self, entries: list[Entry]) -> None:
        held = sum(len(each.data.get("rows", "1")) for each in entries)
        if held > MOST_RULES:
            message = f"the pack holds {held:,} rules and rows; {MOST_RULES:,} are the most"
            entries[-1].fault("", message)

    def _question(self, name: str) -> Question:
        input, entry = INPUTS[name], self.definitions.inputs.get(name)
        if entry is None:
            return Question(input, input.about)
        data, assumed = entry.data, self.definitions.assumed.get(name)
        bounds = tuple(data["range"]) if "range" in data else None
        for key, message in _grid_faults(input, bounds, data.get("step")):
            entry.fault(key, message)
        return Question(
            input,
            data.get("ask", input.about),
            assumed.tree if assumed else None,
            bounds,
            data.get("step"),
            data.get("change"),
            data.get("source"),
        )

    def _facts(self) -> Iterator[tuple[str, Fact]]:
        for name, definition in self.definitions.formulas.items():
            kind, entry = self.definitions.kinds[name], definition.entry
            if definition.tree is not None and kind is not None:
                data = entry.data
                unit, about, source = (
                    Unit(data.get("unit", "")),
                    data.get("about", ""),
                    data.get("source"),
                )
                yield name, Fact(name, definition.tree, kind, unit, about, source, entry.at)

    def _rule(self, entry: Entry) -> Rule | None:
        when = self._condition(entry)
        tested = names(when) if when else None
        reason, brief = self._text(entry, "reason", tested), self._text(entry, "brief", tested)
        data = entry.data
        if when is None or reason is None or not {"id", "title"} <= data.keys():
            return None
        points, source = data.get("points", 0), data.get("source")
        decide = Recommendation(data["decide"]) if "decide" in data else None
        return Rule(
            data["id"], data["title"], when, points, decide, reason, brief, source, entry.at
        )

    def _condition(self, entry: Entry) -> Node | None:
        tree = entry.tree("when")
        if tree is not None:
            self._use(tree)
            check_tree(entry, "when", tree, self.definitions.kinds, Kind.BOOLEAN)
        return tree

    def _use(self, tree: Node | None) -> None:
        self.used.update(names(tree) if tree else ())

    def _text(self, entry: Entry, key: str, tested: tuple[str, ...] | None) -> Text | None:
        text = entry.text(key)
        for slot in text.slots if text else ():
            self.used.add(slot.name)
            if slot.name not in self.definitions.kinds:
                hint = nearest(slot.name, self.definitions.kinds)
                entry.fault(key, f'unknown name "{slot.name[:80]}"{hint}', offset=slot.start)
        for message, start in untested(text, tested) if text and tested else ():
            entry.fault(key, message, Severity.WARNING, start)
        return text

    def _band(self, entry: Entry) -> Band | None:
        data = entry.data
        over = data.get("over")
        if over is None or not self._is_number(entry, "over", over):
            return None
        rows = [self._row(each, over) for each in entry.inner("rows")]
        kept = self._sorted_rows(entry, [row for row in rows if row])
        if not {"id", "title"} <= data.keys():
            return None
        brief = self._text(entry, "brief", (over,))
        return Band(
            data["id"], data["title"], Name(over), kept, brief, data.get("source"), entry.at
        )

    def _is_number(self, entry: Entry, key: str, name: str) -> bool:
        self.used.add(name)
        return check_tree(entry, key, Name(name), self.definitions.kinds, Kind.NUMBER) is not None

    def _row(self, entry: Entry, over: str) -> Row | None:
        data = entry.data
        low, high = data.get("low"), data.get("high")
        reason, brief = self._text(entry, "reason", (over,)), self._text(entry, "brief", (over,))
        if low is None and high is None and not entry.keys & {"from", "to"}:
            entry.fault("", 'a row needs a "from" or a "to"')
        if low is not None and high is not None and low >= high:
            entry.fault("from", f"a row runs from {low:g} up to {high:g}, which holds nothing")
        if reason is None or "points" not in data:
            return None
        when = _within(over, low, high)
        return Row(low, high, data["points"], reason, brief, data.get("source"), when, entry.at)

    def _sorted_rows(self, entry: Entry, rows: list[Row]) -> tuple[Row, ...]:
        rows.sort(key=lambda row: (row.low is not None, row.low or 0.0))
        for before, row in pairwise(rows):
            if before.high is None or row.low is None or row.low < before.high:
                entry.fault("rows", f"rows overlap: line {before.at.line} and line {row.at.line}")
                return tuple(rows)
        for row, message in gaps(rows):
            entry.fault("rows", f"a gap: {message} (line {row.at.line})", Severity.WARNING)
        return tuple(rows)

    def _compare(self, entry: Entry | None) -> Mapping[str, str] | None:
        if entry is None:
            return None
        for key, name in entry.data.items():
            if name in INPUTS:
                entry.fault(key, f'"{name}" is an input; compare takes facts')
            else:
                self._is_number(entry, key, name)
        return dict(entry.data)

    def _warn_of_unused(self) -> None:
        if self.files.faults.has_errors:
            return
        for name, definition in self.definitions.formulas.items():
            if name not in self.used:
                definition.entry.fault("", f'nothing uses the fact "{name}"', Severity.WARNING)


def _grid_faults(
    input: Input, bounds: tuple[float, float] | None, step: float | None
) -> Iterator[tuple[str, str]]:
    if input.kind is Kind.NUMBER:
        yield from grid_faults(input, bounds, step)
    elif bounds or step:
        yield "range" if bounds else "step", f"{input.name} is {input.kind.described}, not a number"


def _decision(entry: Entry | None) -> Decision:
    return Decision(**entry.data) if entry else Decision()


def _within(over: str, low: float | None, high: float | None) -> Node:
    """A row's condition: from its lower limit, included, up to its higher one, not included."""
    parts: list[Node] = []
    if low is not None:
        parts.append(Comparison(">=", Name(over), number(low)))
    if high is not None:
        parts.append(Comparison("<", Name(over), number(high)))
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _versioned(**parts: Any) -> Pack:
    unnamed = Pack(name=CUSTOM, version="", **parts)
    version = f"sha256:{hashlib.sha256(canonical(unnamed).encode()).hexdigest()}"
    return Pack(name=CUSTOM, version=version, **parts)


def canonical(pack: Pack) -> str:
    """All that a pack says, as JSON that no layout, file name or order of entries changes."""
    parts = {
        "decision": pack.decision,
        "inputs": {name: each for name, each in pack.questions.items() if each != _unsaid(name)},
        "facts": pack.facts,
        "rules": pack.rules,
        "bands": pack.bands,
        "compare": pack.compare,
    }
    return json.dumps(parts, sort_keys=True, default=_plain, ensure_ascii=False)


def _unsaid(name: str) -> Question:
    return Question(INPUTS[name], INPUTS[name].about)


def _plain(part: Any) -> Any:
    match part:
        case Text():
            return part.source
        case Unit():
            return part.text
        case Input():
            return part.name
        case Kind() | Mapping():
            return dict(part) if isinstance(part, Mapping) else part.value
        case part if isinstance(part, Node):
            return printed(part)
    return {each.name: getattr(part, each.name) for each in fields(part) if each.name != "at"}
