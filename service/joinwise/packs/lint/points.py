"""Points that are hardly meant as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from joinwise.expressions.ast import And, Known, Name, Node, Not, Or
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, warning

MOST = 50
"""From the start that packs mostly have, as many points decide alone."""


@warning("points-beyond-fifty")
def points_beyond_50(source: SourceMap) -> Iterator[Finding]:
    for entry in _weighed(source):
        points = entry.data.get("points", 0)
        if isinstance(points, int) and abs(points) > MOST:
            message = f"{points:+d} points decide nearly alone; a decision says so: decide: skip"
            yield Finding(entry, message, "points")


@warning("brief-without-points")
def brief_without_points(source: SourceMap) -> Iterator[Finding]:
    """The summary has only what counts, so that such a brief is never read."""
    for entry in _weighed(source):
        counts = entry.data.get("points") or "decide" in entry.data
        if "brief" in entry.data and not counts and not _is_of_a_scale(entry):
            yield Finding(entry, "a brief without points or decide is never used", "brief")


def _is_of_a_scale(entry: Entry) -> bool:
    return "rows" in entry.path


@warning("points-for-silence")
def points_for_silence(source: SourceMap) -> Iterator[Finding]:
    """Whoever says more then gets another score for that alone."""
    for expression in source.expressions:
        entry = expression.entry
        if expression.key == "when" and entry.path[0] == "rules" and entry.data.get("points"):
            for name in _unknown(expression.tree):
                message = f"points for what nobody said: to say {name} takes them away"
                yield Finding(entry, message, "when")


def _weighed(source: SourceMap) -> Iterator[Entry]:
    """The rules and rows."""
    yield from (entry for entry in source.entries if entry.path[0] == "rules")
    yield from (row.entry for band in source.bands for row in band.rows)
    yield from (row for table in source.tables for row in table.rows)


def _unknown(tree: Node) -> list[str]:
    """The names of which it takes no more to hold than that some are unknown."""
    match tree:
        case Not(Known(Name(name))):
            return [name]
        case And(parts):
            names = [_unknown(part) for part in parts]
            return [name for found in names for name in found] if all(names) else []
        case Or(parts):
            return [name for part in parts for name in _unknown(part)]
    return []
