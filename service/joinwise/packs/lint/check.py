"""What a check of a pack is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from joinwise.diagnostics import Severity
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.source_map import SourceMap


@dataclass(frozen=True, slots=True)
class Finding:
    """A message about the value of a key, or about the whole entry if ``key`` is empty.

    ``offset`` is the character of the value that it is about, ``witness`` a candidate as JSON.
    """

    entry: Entry
    message: str
    key: str = ""
    offset: int | None = None
    witness: str = ""


Findings = Callable[[SourceMap], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check, by the ``id`` under which docs/checking.md describes it."""

    id: str
    severity: Severity
    findings: Findings

    def run(self, source: SourceMap) -> None:
        """Reports all that it finds."""
        for finding in self.findings(source):
            finding.entry.report(
                finding.key, finding.message, self.severity, finding.offset, finding.witness
            )


def error(id: str) -> Callable[[Findings], Check]:
    """Makes a function a check whose findings stop a pack."""
    return lambda findings: Check(id, Severity.ERROR, findings)


def warning(id: str) -> Callable[[Findings], Check]:
    """Makes a function a check whose findings say what is hardly meant."""
    return lambda findings: Check(id, Severity.WARNING, findings)
