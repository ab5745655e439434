"""How one pack differs from another in meaning: the entries that are added, removed or changed.

Each change can apply itself to the first pack, and knows when it can make a difference.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any, ClassVar, Generic, TypeVar

from joinwise.domain.values import Kind
from joinwise.expressions.ast import And, Comparison, Constant, Known, Name, Node, Not, Or
from joinwise.packs.model import (
    Band,
    Decision,
    Fact,
    Pack,
    Plan,
    Promise,
    Question,
    Row,
    Rule,
    RuleEntry,
    Table,
)

ALWAYS = Constant(True, Kind.BOOLEAN)

Entry = TypeVar("Entry")
AnyRule = TypeVar("AnyRule", bound=RuleEntry)


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A key that says something else; ``english`` reads it if it is an expression."""

    path: tuple[str, ...]
    before: Any
    after: Any
    english: tuple[str | None, str | None] | None = None

    @property
    def key(self) -> str:
        return ".".join(self.path)


@dataclass(frozen=True)
class EntryChange(ABC, Generic[Entry]):
    """An entry that says something else; ``before`` or ``after`` is None if a pack lacks it.

    ``section`` is where it belongs, ``scored`` the keys that the score depends on.
    """

    section: ClassVar[str]
    scored: ClassVar[frozenset[str]]

    name: str
    before: Entry | None
    after: Entry | None
    keys: tuple[KeyChange, ...]

    @property
    def kind(self) -> ChangeKind:
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if self.after is None else ChangeKind.CHANGED

    @property
    def is_scored(self) -> bool:
        """Whether the score can depend on it."""
        return not self.scored.isdisjoint(change.path[0] for change in self.keys)

    @property
    @abstractmethod
    def condition(self) -> Node:
        """When it can make a difference."""

    @abstractmethod
    def applied_to(self, pack: Pack) -> Pack:
        """The first pack with this change."""


class DecisionChange(EntryChange[Decision]):
    section = "decision"
    scored = frozenset({"start", "join_at"})

    @property
    def condition(self) -> Node:
        return ALWAYS

    def applied_to(self, pack: Pack) -> Pack:
        return replace(pack, decision=self.after or Decision())


class InputChange(EntryChange[Question]):
    section = "inputs"
    scored = frozenset({"assume"})

    @property
    def condition(self) -> Node:
        return Not(Known(Name(self.name)))

    def applied_to(self, pack: Pack) -> Pack:
        return replace(pack, questions=_with_named(pack.questions, self.name, self.after))


class FactChange(EntryChange[Fact]):
    section = "facts"
    scored = frozenset({"formula", "by", "values", "else"})

    @property
    def is_scored(self) -> bool:
        """A fact that only one pack has counts through what reads it."""
        return self.kind is ChangeKind.CHANGED and super().is_scored

    @property
    def condition(self) -> Node:
        if self.before is None or self.after is None:
            return ALWAYS
        return Comparison("!=", self.before.formula, self.after.formula)

    def applied_to(self, pack: Pack) -> Pack:
        return replace(pack, facts=_with_named(pack.facts, self.name, self.after))


class RuleChange(EntryChange[Rule]):
    section = "rules"
    scored = frozenset({"when", "from", "until", "points", "decide"})

    @property
    def condition(self) -> Node:
        """One of them fires, and the other does not if its condition differs."""
        conditions = dict.fromkeys(rule.when for rule in (self.before, self.after) if rule)
        if len(conditions) == 1:
            return next(iter(conditions))
        one, other = conditions
        return Or((And((one, Not(other))), And((other, Not(one)))))

    def applied_to(self, pack: Pack) -> Pack:
        return replace(pack, rules=_with(pack.rules, self.name, self.after))


class BandChange(EntryChange[Band]):
    section = "bands"
    scored = frozenset({"over"})

    @property
    def condition(self) -> Node:
        bands = [band for band in (self.before, self.after) if band]
        return Or(tuple(row.when for band in bands for row in band.rows))

    def applied_to(self, pack: Pack) -> Pack:
        return replace(pack, bands=_with(pack.bands, self.name, self.after))


class TableChange(EntryChange[Table]):
    section = "tables"
    scored = frozenset({"over", "row"})

    @property
    def condition(self) -> Node:
        tables = [table for table in (self.before, self.after) if table]
        return Or(tuple(row.when for table in tables for row in table.rows))

    def applied_to(self, pack: Pack) -> Pack:
        return replace(pack, tables=_with(pack.tables, self.name, self.after))


@dataclass(frozen=True)
class RowChange(EntryChange[Row]):
    """A row of a band that both packs have: ``band`` in the first, ``new_band`` in the other."""

    section = "rows"
    scored = frozenset({"from", "to", "points"})

    band: Band
    new_band: Band

    @property
    def condition(self) -> Node:
        return Or(tuple(row.when for row in (self.before, self.after) if row))

    def applied_to(self, pack: Pack) -> Pack:
        """With the whole band if this row alone would overlap others, or leave a new gap."""
        rows = [row for row in self.band.rows if row is not self.before]
        rows = sorted([*rows, *filter(None, [self.after])], key=_from_lowest)
        fits = self.band.over == self.new_band.over and self._fits(rows)
        band = replace(self.band, rows=tuple(rows)) if fits else self.new_band
        return replace(pack, bands=_with(pack.bands, band.id, band))

    def _fits(self, rows: Sequence[Row]) -> bool:
        has_overlap = any(map(_overlaps, pairwise(rows)))
        return not has_overlap and _gaps(rows) <= _gaps(self.band.rows)


class CompareChange(EntryChange[Mapping[str, str]]):
    section = "compare"
    scored = frozenset()

    @property
    def condition(self) -> Node:
        return ALWAYS

    def applied_to(self, pack: Pack) -> Pack:
        return replace(pack, compare=self.after)


class PromiseChange(EntryChange[Promise]):
    section = "promises"
    scored = frozenset()

    @property
    def condition(self) -> Node:
        return ALWAYS

    def applied_to(self, pack: Pack) -> Pack:
        kept = tuple(promise for promise in pack.promises if promise != self.before)
        return replace(pack, promises=kept + ((self.after,) if self.after else ()))


class PlanChange(EntryChange[Plan]):
    section = "plan"
    scored = frozenset()

    @property
    def condition(self) -> Node:
        return ALWAYS

    def applied_to(self, pack: Pack) -> Pack:
        return replace(pack, plan=self.after)


def _with(entries: tuple[AnyRule, ...], id: str, entry: AnyRule | None) -> tuple[AnyRule, ...]:
    others = tuple(other for other in entries if other.id != id)
    return (*others, entry) if entry else others


def _with_named(entries: Mapping[str, Entry], name: str, entry: Entry | None) -> dict[str, Entry]:
    if entry is not None:
        return {**entries, name: entry}
    return {other: entries[other] for other in entries if other != name}


def _from_lowest(row: Row) -> tuple[bool, float]:
    return row.low is not None, row.low or 0.0


def _gaps(rows: Iterable[Row]) -> set[tuple[float, float]]:
    """The stretches between rows, lowest first, that none of them covers."""
    ends = ((row.high, above.low) for row, above in pairwise(sorted(rows, key=_from_lowest)))
    return {
        (high, low) for high, low in ends if high is not None and low is not None and high < low
    }


def _overlaps(rows: tuple[Row, Row]) -> bool:
    row, following = rows
    return row.high is None or following.low is None or following.low < row.high
