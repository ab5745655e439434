"""Questions whose condition cannot be meant as it is written."""

from __future__ import annotations

from collections.abc import Iterator

from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, warning


@warning("own-condition")
def own_condition(source: SourceMap) -> Iterator[Finding]:
    """A question that is asked by what its own input is, which nobody said while it is asked."""
    for expression in source.expressions:
        section, *rest = expression.entry.path
        if (section, expression.key) == ("inputs", "when") and rest[0] in expression.names:
            message = f"whether {rest[0]} is asked goes by {rest[0]} itself"
            yield Finding(expression.entry, message, expression.key)
