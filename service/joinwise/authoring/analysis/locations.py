"""Where the rules and rows of a pack are written, and how messages name them."""

from __future__ import annotations

from collections.abc import Sequence

from joinwise.diagnostics import Diagnostic, Severity
from joinwise.packs.checker import CheckResult
from joinwise.packs.files.entry import Entry
from joinwise.packs.model import RuleCase
from joinwise.scoring.advice import Contribution


class RuleLocations:
    """The entry of each rule and row, by its number."""

    def __init__(self, check: CheckResult, rules: Sequence[Contribution]) -> None:
        self._with_rows = check.rows.keys()
        self._rules = rules
        self._places = [_place(check, rule) for rule in rules]

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
        return f'this row of "{rule}"' if rule in self._with_rows else f'"{rule}"'

    def reference(self, number: int) -> str:
        """How a message at another place names it."""
        at = self._places[number][0].at
        return f'"{self._rules[number].rule}" ({at.file}, line {at.line})'


def _place(check: CheckResult, rule: Contribution) -> tuple[Entry, str]:
    """The condition of a rule, or the whole of a row."""
    if rule.rule not in check.rows:
        return check.entries[rule.rule], "when"
    assert check.pack is not None
    entry = next(entry for entry in check.pack.entries if entry.id == rule.rule)
    cases: tuple[RuleCase, ...] = entry.cases
    number = next(number for number, case in enumerate(cases) if case.when == rule.when)
    return check.rows[rule.rule][number], ""
