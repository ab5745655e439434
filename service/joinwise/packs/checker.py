"""Rule files become a pack, or all that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from joinwise.diagnostics import Diagnostic, DiagnosticLog, TooManyErrors
from joinwise.domain.values import Kind
from joinwise.errors import RuleFilesError
from joinwise.expressions.ast import Node
from joinwise.expressions.kinds import with_kinds
from joinwise.packs.builder import PackBuilder
from joinwise.packs.dates import with_dates
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.source import RuleFiles
from joinwise.packs.lint import lint
from joinwise.packs.model import Pack
from joinwise.packs.own_inputs import with_likes
from joinwise.packs.promises import PromiseOrder
from joinwise.packs.tolerance import with_tolerance
from joinwise.packs.trees import with_trees
from joinwise.packs.version import version_of


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The pack, None if there is an error, and all diagnostics in order.

    ``entries`` are the rules, bands and tables by id, each knowing where it is written; ``written``
    are these, their rows, the facts and the inputs; ``promises`` are the promises by their order,
    ``rows`` those of each band and table, in the order of the pack.
    """

    pack: Pack | None
    diagnostics: tuple[Diagnostic, ...]
    entries: Mapping[str, Entry] = field(default_factory=dict, compare=False, repr=False)
    written: Sequence[Entry] = field(default=(), compare=False, repr=False)
    promises: Mapping[PromiseOrder, Entry] = field(default_factory=dict, compare=False, repr=False)
    rows: Mapping[str, Sequence[Entry]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(diagnostic for diagnostic in self.diagnostics if diagnostic.is_error)

    def require_pack(self) -> Pack:
        """The pack. Raises RuleFilesError, with every error, if there is none."""
        if self.pack is None:
            raise RuleFilesError(self.errors)
        return self.pack


def check_files(contents: Mapping[str, bytes]) -> CheckResult:
    """Reads, builds and checks the pack in files handed in, by file name."""
    log = DiagnosticLog()
    try:
        builder = PackBuilder(RuleFiles(contents, log))
        pack = builder.pack()
        source_map = builder.source_map
        lint(source_map)
    except TooManyErrors:
        return CheckResult(None, tuple(sorted(log)))
    usable = None if log.has_errors else _finished(pack, contents)
    return CheckResult(
        usable,
        tuple(sorted(log)),
        builder.entries_by_id,
        [*source_map.written],
        builder.promises,
        builder.rows_by_id,
    )


def _finished(pack: Pack, contents: Mapping[str, bytes]) -> Pack:
    whole = replace(pack, version=version_of(pack), files=dict(contents))
    kinds, own = whole.kinds, {kind.name: kind for kind in whole.own_kinds}

    def finished(tree: Node, kind: Kind) -> Node:
        return with_likes(with_kinds(tree, kind, kinds), own)

    return with_tolerance(with_dates(with_trees(whole, finished)))
