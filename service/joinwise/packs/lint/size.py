"""How much a pack may hold."""

from __future__ import annotations

from collections.abc import Iterator

from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, error

MAX_RULES = 10_000


@error("too-many-rules")
def too_many_rules(source: SourceMap) -> Iterator[Finding]:
    """Each row of a band counts as a rule."""
    count = sum(len(entry.data.get("rows", "1")) for entry in source.entries)
    if count > MAX_RULES:
        message = f"the pack holds {count:,} rules and rows; {MAX_RULES:,} are the most"
        yield Finding(source.entries[-1], message)
