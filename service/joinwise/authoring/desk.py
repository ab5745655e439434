"""The desk at which drafts of the rules are checked and previewed, whoever sends them.

A draft is untrusted: how much is worked out for it is bounded, and a desk takes one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from joinwise.authoring.preview import DraftPreview, PreviewResult, Record
from joinwise.concurrency import ConcurrencyLimit
from joinwise.errors import BusyError, JoinwiseError
from joinwise.packs.checker import CheckResult, check_files
from joinwise.packs.layers.overlay import by_name, drafted
from joinwise.packs.loader import with_default
from joinwise.packs.model import Pack
from joinwise.scoring.decide import Decider

PATIENCE = 10
"""Seconds that a draft waits for the one before it."""

PLACES = 8
"""How many drafts there may be at once, those that wait included."""

MOST_WORK = 2_000_000_000
"""Characters of compiled rules, for all candidates together: some seconds."""

BUSY = "Other drafts are being worked on; try again in some seconds."


class TooManyCandidatesError(JoinwiseError):
    """For the caller: rules of this size can be previewed on ``most`` candidates."""

    def __init__(self, most: int) -> None:
        super().__init__(f"At most {most:,} candidates can be tried with rules of this size.")
        self.most = most


@dataclass(frozen=True, slots=True)
class Draft:
    """Rule files by name. They are all of the rules, or are laid over the active ones."""

    files: Mapping[str, bytes]
    is_complete: bool = False

    def check(self, active: Pack) -> CheckResult:
        if self.is_complete:
            return check_files(with_default(self.files))
        return check_files(drafted(by_name(active.files), self.files))


class CheckedDraft:
    """A draft on the desk: what is wrong with it, and what it would change."""

    def __init__(
        self,
        check: CheckResult,
        active: Pack,
        most_work: int,
        decider_of: Callable[[Pack], Decider],
    ) -> None:
        self.check = check
        self.active = active
        self._most_work = most_work
        self._decider_of = decider_of

    @property
    def pack(self) -> Pack:
        """The rules of the draft. Raises RuleFilesError if it has errors."""
        return self.check.require_pack()

    def preview(self, records: Sequence[Record]) -> PreviewResult:
        """What it would change of some candidates.

        Raises RuleFilesError if the draft has errors, TooManyCandidatesError.
        """
        if len(records) > self.most_candidates:
            raise TooManyCandidatesError(self.most_candidates)
        return self._preview.result(records)

    @property
    def most_candidates(self) -> int:
        """How many it can be previewed on. Raises RuleFilesError if the draft has errors."""
        return self._most_work // self._preview.size

    @cached_property
    def _preview(self) -> DraftPreview:
        return DraftPreview(self._decider_of(self.active), Decider(self.pack))


class DraftDesk:
    """Takes drafts, one at a time. What decides under the active rules is kept for the next one."""

    def __init__(self, patience: float = PATIENCE, most_work: int = MOST_WORK) -> None:
        self._most_work = most_work
        self._decider: Decider | None = None
        self._line = ConcurrencyLimit(1, PLACES - 1, patience, lambda: BusyError(BUSY, PATIENCE))

    @contextmanager
    def take(self, draft: Draft, active: Pack) -> Iterator[CheckedDraft]:
        """Checks a draft, and keeps others waiting meanwhile.

        Raises BusyError if the draft before it is on the desk for too long, or too many wait.
        """
        with self._line.turn():
            yield CheckedDraft(draft.check(active), active, self._most_work, self._decider_of)

    def _decider_of(self, active: Pack) -> Decider:
        if self._decider is None or self._decider.pack is not active:
            self._decider = Decider(active)
        return self._decider
