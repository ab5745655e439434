"""What the rows of tables cover of a pack, worked out as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from joinwise.authoring.coverage import MAX_NAMED, Coverage, Seen, by_place, probes, side_trees
from joinwise.bulk.decided_rows import DecidedRows
from joinwise.bulk.decisions import TableDecider
from joinwise.errors import JoinwiseError, MalformedError
from joinwise.expressions.ast import Node
from joinwise.packs.model import Pack

Refuse = Callable[[str, JoinwiseError], None]
"""Takes what does not fit: where it is, and why."""


def coverage_of_tables(pack: Pack, files: Iterable[str], refuse: Refuse) -> Coverage:
    """What the rows of tables cover of a pack."""
    all_probes = [*probes(pack)]
    rows = SeenRows(pack, side_trees(all_probes))
    for file in files:
        rows.add(file, refuse)
    targets = by_place(probe.target(rows.seen.__getitem__) for probe in all_probes)
    return Coverage(targets, rows.count, "group")


class SeenRows:
    """How many rows make each tree true, and the first of them."""

    def __init__(self, pack: Pack, trees: Sequence[Node]) -> None:
        self.seen = dict.fromkeys(trees, Seen(0))
        self.count = 0
        self._decider = TableDecider([pack], pack.catalogue, trees)

    def add(self, file: str, refuse: Refuse) -> None:
        """Adds the rows of a table."""
        try:
            for rows in self._decider.decide(file):
                self._add(file, rows)
                for line, error in rows.refused:
                    refuse(f"{file}:{line}", error)
        except MalformedError as error:
            refuse(file, error)

    def _add(self, file: str, rows: DecidedRows) -> None:
        self.count += rows.fitting
        for number, (tree, seen) in enumerate(self.seen.items()):
            count, lines = rows.true(number, MAX_NAMED - len(seen.named))
            self.seen[tree] = seen + Seen(count, tuple(f"{file}:{line}" for line in lines))
