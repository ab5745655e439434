"""What the rule desk shows of a checked draft: faults on their lines, and what it would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any

from joinwise.authoring.desk import CheckedDraft
from joinwise.authoring.populations.accounts import published_records
from joinwise.authoring.preview import (
    AdviceChange,
    DraftEffect,
    EffectTally,
    NothingSavedError,
    PreviewResult,
    Record,
    saved_records,
    total_of,
)
from joinwise.diagnostics import Diagnostic
from joinwise.errors import StoreError
from joinwise.packs.checker import CheckResult
from joinwise.specs.report import Links
from joinwise.web.context import services
from joinwise.web.forms.drafts import DraftFile, DraftForm
from joinwise.web.pages.specs import shipped_specs
from joinwise.web.pictures.scores import scores_of

MOST_DIAGNOSTICS = 100
MOST_LINES = 2_000
MOST_CHANGES = 100
MOST_SAVED = 1_000
MOST_TALLIED = 12
CONTEXT = 70
"""Characters shown of a line on either side of an error."""

ACCOUNTS, SAVED, EXAMPLES = (
    "accounts of people who said what it was worth to them",
    "assessments saved last",
    "examples that come with joinwise",
)


@dataclass(frozen=True, slots=True)
class PreviewView:
    """What a draft changes of some candidates: those that it flips, and those it only rescores.

    Of those of which it is known what would have been right, ``mended`` turn right and ``spoilt``
    turn wrong.
    """

    what: str
    tried: int
    flipped: tuple[AdviceChange, ...]
    rescored: tuple[AdviceChange, ...]

    @property
    def mended(self) -> int:
        return sum(change.verdict == change.after.recommendation for change in self.flipped)

    @property
    def spoilt(self) -> int:
        return sum(change.verdict == change.before.recommendation for change in self.flipped)


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How many candidates of a kind, or by a rule, change in each way."""

    name: str
    to_join: int
    to_skip: int
    rescored: int


@dataclass(frozen=True, slots=True)
class DiagnosticView:
    """A diagnostic with the part of the line around it, and a caret under where it is."""

    diagnostic: Diagnostic
    excerpt: str
    caret: str


@dataclass(frozen=True, slots=True)
class LinedFile:
    """The lines of a file with faults; ``severities`` are those of the lines that have some."""

    name: str
    lines: Sequence[str]
    severities: dict[int, str]


def changes_of(draft: CheckedDraft) -> dict[str, Any]:
    """What a draft without errors would change."""
    populations = (ACCOUNTS, accounts()), (SAVED, _saved()), (EXAMPLES, shipped())
    results = [(what, draft.preview(records[: draft.most_candidates]))
               for what, records in populations]  # fmt: skip
    total = total_of(result for _, result in results)
    limits = draft.active.decision.join_at, draft.pack.decision.join_at
    titles = {
        entry.id: entry.title for pack in (draft.active, draft.pack) for entry in pack.entries
    }
    return {
        "is_same": draft.pack.version == draft.active.version,
        "previews": [_view(what, result) for what, result in results],
        "scores": scores_of(total.before, total.after, limits),
        "tallies": (("Kind", _rows(total.kinds), {}), ("Rule", _rows(_rules(results)), titles)),
        "most_changes": MOST_CHANGES,
        "known": {entry.id for entry in draft.active.entries},
    }


def _rules(results: Iterable[tuple[str, PreviewResult]]) -> EffectTally:
    return sum((result.rules for _, result in results), EffectTally())


def _view(what: str, result: PreviewResult) -> PreviewView:
    changes = sorted(result.changes, key=_by_distance)
    flipped = tuple(change for change in changes if change.effect != DraftEffect.SCORE_ONLY)
    rescored = tuple(change for change in changes if change.effect == DraftEffect.SCORE_ONLY)
    return PreviewView(what, sum(result.before), flipped, rescored)


def _by_distance(change: AdviceChange) -> int:
    return -abs(change.after.score - change.before.score)


def _rows(tally: EffectTally) -> list[TallyRow]:
    """The names of which most change."""
    names = {name for name, effect in tally if effect is not DraftEffect.NONE}
    effects = DraftEffect.SKIP_TO_JOIN, DraftEffect.JOIN_TO_SKIP, DraftEffect.SCORE_ONLY
    rows = [TallyRow(name, *(tally[name, effect] for effect in effects)) for name in sorted(names)]
    rows.sort(key=lambda row: (-row.to_join - row.to_skip, -row.rescored))
    return rows[:MOST_TALLIED]


@cache
def accounts() -> tuple[Record, ...]:
    """The published accounts, each with what its writer decided."""
    return tuple(replace(record, label="/track-record") for record in published_records())


@cache
def shipped() -> tuple[Record, ...]:
    """The candidates of the specs, each once, by its place on the page of its feature."""
    specs = shipped_specs()
    records: dict[str, Record] = {}
    for example in specs.examples:
        outcome = specs.result_of(example)
        if outcome and outcome.candidate is not None and outcome.recommendation:
            place = Links(is_served=True).place(example.key.file, example.line)
            records.setdefault(repr(outcome.candidate), Record(place, outcome.candidate))
    return tuple(records.values())


def _saved() -> tuple[Record, ...]:
    """The assessments saved last; none if there are none, or they cannot be read."""
    try:
        records = saved_records(islice(services().assessments.store.candidates(), MOST_SAVED))
        return tuple(replace(each, label=f"/assessments/{each.label}") for each in records)
    except (NothingSavedError, StoreError):
        return ()


def faults_of(form: DraftForm, check: CheckResult) -> dict[str, Any]:
    """Errors first, and those of the draft before those that it causes elsewhere."""
    own = {file.name for file in form.files}
    ordered = sorted(check.diagnostics, key=lambda it: (not it.is_error, it.file not in own))
    return {
        "diagnostics": [_seen(diagnostic) for diagnostic in ordered[:MOST_DIAGNOSTICS]],
        "more_diagnostics": len(ordered[MOST_DIAGNOSTICS:]),
        "lined": list(_lined(form.files, ordered)),
    }


def _lined(files: Iterable[DraftFile], diagnostics: Sequence[Diagnostic]) -> Iterator[LinedFile]:
    for file in files:
        own = [each for each in reversed(diagnostics) if each.file == file.name]
        severities = {each.line: str(each.severity) for each in own}
        if own:
            yield LinedFile(file.name, file.text.splitlines()[:MOST_LINES], severities)


def _seen(diagnostic: Diagnostic) -> DiagnosticView:
    start = max(0, diagnostic.column - 1 - CONTEXT)
    before = "\N{HORIZONTAL ELLIPSIS}" if start else ""
    excerpt = diagnostic.excerpt[start : diagnostic.column - 1 + CONTEXT]
    caret = " " * (diagnostic.column - 1 - start + len(before)) + "^"
    return DiagnosticView(diagnostic, before + excerpt, caret)
