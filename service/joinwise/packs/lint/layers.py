"""What layers drop although something needs it."""

from __future__ import annotations

from collections.abc import Iterator

from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, error


@error("dropped-but-needed")
def dropped_but_needed(source: SourceMap) -> Iterator[Finding]:
    for dropped in source.dropped:
        reader = source.reader_of(dropped.name)
        if reader and dropped.name not in source.facts and dropped.name not in source.inputs:
            message = f'"{dropped.name}" is dropped, but {reader.at} needs it'
            yield Finding(dropped.entry, message, dropped.key)
