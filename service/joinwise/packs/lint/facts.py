"""Facts that nobody needs."""

from __future__ import annotations

from collections.abc import Iterator

from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, warning


@warning("unused-fact")
def unused_fact(source: SourceMap) -> Iterator[Finding]:
    """Left out while anything is missing, since what is missing may use it."""
    if not source.is_complete:
        return
    used = source.used()
    for name, entry in source.facts.items():
        if name not in used:
            yield Finding(entry, f'nothing uses the fact "{name}"')
