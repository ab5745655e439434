"""Sources that have grown old: a note for each, so that somebody looks whether they still hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from joinwise.diagnostics import Diagnostic, Path, Severity
from joinwise.packs.citations import is_citation
from joinwise.packs.files.entry import Entry

MOST_YEARS = 3


def old_sources(entries: Iterable[Entry], today: date) -> Iterator[Diagnostic]:
    """Those of a year that is more than three years before this one."""
    for entry in entries:
        for path, citation in _citations(entry.data.get("source"), ("source",)):
            age = today.year - citation.get("year", today.year)
            if age > MOST_YEARS:
                message = f"this source is {age} years old; look whether it still holds"
                place = (*entry.path, *path, "year")
                yield entry.document.diagnostic(place, message, Severity.NOTE)


def _citations(written: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if not isinstance(written, Mapping):
        return
    if is_citation(written):
        yield path, written
    else:
        for key, source in written.items():
            yield from _citations(source, (*path, key))
