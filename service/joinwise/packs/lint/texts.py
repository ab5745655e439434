"""Texts that show what their rule is not about."""

from __future__ import annotations

from collections.abc import Iterator

from joinwise.packs.lint.check import Finding, warning
from joinwise.packs.source_map import SourceMap


@warning("untested-value-shown")
def untested_value_shown(source: SourceMap) -> Iterator[Finding]:
    for written in (text for text in source.texts if text.tested):
        for slot in written.text.slots:
            if slot.name not in written.tested:
                message = f"shows {slot.name}, which the rule does not test"
                yield Finding(written.entry, message, written.key, slot.start)
