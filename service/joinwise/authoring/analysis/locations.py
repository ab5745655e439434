"""Where the rules and rows of a pack are written, and how messages name them."""

from __future__ import annotations

from collections.abc import Sequence

from joinwise.diagnostics import Diagnostic, Severity
from joinwise.packs.checker import CheckResult
from joinwise.packs.model import Band
from joinwise.packs.source import Entry
from joinwise.scoring.advice import Contribution


class RuleLocations:
    """The entry of each rule and row, by its number."""

    def __init__(self, check: CheckResult, rules: Sequence[Contribution]) -> None:
        self._bands = {band.id: band for band in check.pack.bands} if check.pack else {}
        self._rules = rules
        self._places = [_place(check.entries[rule.rule], self._bands, rule) for rule in rules]

    def diagnostic(self, number: int, severity: Severity, message: str) -> Diagnostic:
        """At the condition of a rule, or at a row as a whole."""
        entry, key = self._places[number]
        path = (*entry.path, *filter(None, [key]))
        return entry.document.diagnostic(path, message, severity, 0 if key else None)

    def order(self, number: int) -> tuple[str, tuple[int, int]]:
        """What comes first in the files is lowest."""
        entry, _ = self._places[number]
        return entry.document.file, entry.document.place(entry.path)

    def name(self, number: int) -> str:
        """How a message at its place names it."""
        rule = self._rules[number].rule
        return f'this row of "{rule}"' if rule in self._bands else f'"{rule}"'

    def reference(self, number: int) -> str:
        """How a message at another place names it."""
        at = self._places[number][0].at
        return f'"{self._rules[number].rule}" ({at.file}, line {at.line})'


def _place(entry: Entry, bands: dict[str, Band], rule: Contribution) -> tuple[Entry, str]:
    """The condition of a rule, or the whole of a row."""
    if rule.rule not in bands:
        return entry, "when"
    row = next(row for row in bands[rule.rule].rows if row.when == rule.when)
    rows = entry.inner("rows")
    return next(each for each in rows if _limits(each) == (row.low, row.high)), ""


def _limits(row: Entry) -> tuple[float | None, float | None]:
    return row.data.get("low"), row.data.get("high")
