"""Rule files that say nothing: most often they were emptied by mistake."""

from __future__ import annotations

from collections.abc import Iterator

from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, error, warning


@error("no-rules")
def no_rules(source: SourceMap) -> Iterator[Finding]:
    """Left out while anything is missing, since that may be the rules."""
    if source.is_complete and not source.entries:
        for file in source.files[:1]:
            yield Finding(
                file, "the rule files hold no rules, bands or tables; at least one is needed"
            )


@warning("empty-file")
def empty_file(source: SourceMap) -> Iterator[Finding]:
    """Left out while anything is missing, since that may be in the file."""
    if source.is_complete:
        for file in source.files:
            if not any(file.data.values()):
                yield Finding(file, "this file holds no entries")
