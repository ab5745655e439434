"""The active rules of a process, and how changed rule files are activated while it runs.

A folder is polled. Its files count once they are unchanged between two polls, so a folder that is
being written, swapped or moved is waited for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path

import structlog

from joinwise.advisor import Advisor, build_advisor
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.errors import EngineError, RuleFilesError
from joinwise.expressions.ast import Node
from joinwise.packs.loader import (
    MAX_FILES,
    Folders,
    check_pack,
    parse_pack,
    printable,
    read_folder,
    rule_files,
)
from joinwise.packs.model import Pack
from joinwise.runtime.last_good import LastGood
from joinwise.scoring.engine import DURABLE, ENGINES
from joinwise.scoring.matcher import Matcher

Files = Mapping[str, bytes]
"""The contents of rule files, by path."""

Fingerprint = tuple[object, ...]
"""What tells that files have changed without reading them; or what keeps them from being read."""


MIN_LEFT = 0.5
"""Of the rules and rows, what share has to be left when files change: a file may have been emptied
by mistake, or a folder be half copied."""

ALLOW_SHRUNK = "JOINWISE_ALLOW_SHRUNK_RULES"
"""The setting by which fewer may be left."""

log = structlog.get_logger("joinwise.rules")


class ReloadResult(StrEnum):
    """What became of changed files."""

    TAKEN = "taken"
    """Other rules are active."""

    SAME = "same"
    """They say what was active, perhaps at other places."""

    REFUSED = "refused"
    """They are at fault; the last good ones stay active."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Rule files that could not be used, and since when (UTC)."""

    faults: tuple[Diagnostic, ...]
    since: datetime


class WatchedFolder:
    """A folder of rule files that is polled for changes, with those of the layers below it."""

    def __init__(self, folder: Path) -> None:
        self._folders = Folders.of(folder)
        self._watched = self._folders.watched
        self._polled: Fingerprint | None = None
        self._read: Fingerprint | None = None

    def changed(self) -> Files | None:
        """The files if they have changed since they were read, but not since the last poll.

        Raises RuleFilesError if they are unchanged between two polls and cannot be read.
        """
        before, self._polled = self._polled, fingerprint(self._watched)
        if self._polled != before or self._polled == self._read:
            return None
        return self._contents(self._polled)

    def _contents(self, polled: Fingerprint) -> Files | None:
        try:
            files = self._folders.read()
        except Exception:
            if self._is_unchanged(polled):
                raise
            return None
        return files if self._is_unchanged(polled) else None

    def _is_unchanged(self, polled: Fingerprint) -> bool:
        is_unchanged = fingerprint(self._watched) == polled
        if is_unchanged:
            self._watched = self._folders.watched
            self._read = self._polled = fingerprint(self._watched)
        return is_unchanged


def fingerprint(folders: Iterable[Path]) -> Fingerprint:
    return tuple(map(_of_folder, folders))


def _of_folder(folder: Path) -> Fingerprint:
    """Name, inode, size and times (ns) of each rule file; links count as what they lead to."""
    try:
        files = islice(rule_files(folder), MAX_FILES + 1)
        return tuple(sorted(map(_of_file, files)))
    except OSError as error:
        return (type(error).__name__, error.errno)


def _of_file(file: Path) -> tuple[str, int, int, int, int]:
    stat = file.stat()
    return file.name, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


class ActiveRules:
    """The active rules of this process: one advisor, which is exchanged as a whole.

    ``last_good`` holds the rules that were active last, for processes that start later;
    ``warnings`` is what is odd in the files that were reloaded last.
    """

    def __init__(
        self,
        folder: Path,
        advisor: Advisor,
        files: Files | None = None,
        last_good: LastGood | None = None,
        may_shrink: bool = False,
    ) -> None:
        self.advisor = advisor
        self.refused: Refusal | None = None
        self.warnings: tuple[Diagnostic, ...] = ()
        self.folder = folder
        self._files = files
        self._last_good = last_good
        self._may_shrink = may_shrink
        self._watched = WatchedFolder(folder)
        self._left_behind = self._rebuilds = 0

    def reload(self) -> ReloadResult | None:
        """Activates what has changed in the folder; ``None`` if nothing has."""
        try:
            files = self._watched.changed()
            return None if files is None or self._is_active(files) else self._activate(files)
        except RuleFilesError as error:
            return self._refuse(error.faults)
        except EngineError as error:
            return self._refuse(self._fault(f"the rule engine refuses it: {error}"))
        except Exception as error:
            log.exception("the rules could not be reloaded")
            return self._refuse(self._fault(f"they cannot be reloaded: {error!r}"))

    def catch_up(self) -> None:
        """Activates what other processes have activated since this one's rules were read.

        What the former ones take is shared with the process that forked this one.
        """
        files = self._last_good.files() if self._last_good else self._files
        if files and files != self._files:
            self.advisor = build_advisor(parse_pack(files), partial(_matcher, self.advisor))
            self._files = files

    def _is_active(self, files: Files) -> bool:
        return files == self._files and self.refused is None

    def _fault(self, message: str) -> tuple[Diagnostic]:
        """An error of the files as a whole."""
        return (Diagnostic(printable(self.folder), 1, 1, Severity.ERROR, message),)

    def _refuse(self, faults: tuple[Diagnostic, ...]) -> ReloadResult:
        self.refused = Refusal(faults, datetime.now(UTC))
        return ReloadResult.REFUSED

    def _activate(self, files: Files) -> ReloadResult:
        check = check_pack(files)
        before, after = self.advisor, self._successor(check.require_pack())
        if self._last_good:
            self._last_good.save(files)
        self.advisor, self._files, self.refused = after, files, None
        self.warnings = check.diagnostics
        self._count_left_behind(before, after)
        is_same = before.pack.version == after.pack.version
        return ReloadResult.SAME if is_same else ReloadResult.TAKEN

    def _successor(self, pack: Pack) -> Advisor:
        """The advisor under another pack, complete.

        If all conditions are the same (other points or texts, say), the matcher is kept. Raises
        RuleFilesError if most of the rules are gone, unless that is allowed.
        """
        if self._has_shrunk(pack):
            raise RuleFilesError(self._fault(self._shrunk(pack)))
        return build_advisor(pack, partial(_matcher, self.advisor)).complete()

    def _has_shrunk(self, pack: Pack) -> bool:
        return not self._may_shrink and pack.size < self.advisor.pack.size * MIN_LEFT

    def _shrunk(self, pack: Pack) -> str:
        left = f"only {pack.size} of {self.advisor.pack.size} rules and rows are left"
        return f"{left}; if that is meant, restart the service, or set {ALLOW_SHRUNK}=true"

    def _count_left_behind(self, before: Advisor, after: Advisor) -> None:
        if after.matcher is not before.matcher:
            self._rebuilds += before.matcher.rebuilds
            self._left_behind += before.matcher.held + before.matcher.lost

    @property
    def files(self) -> Files:
        """The active rule files. Raises RuleFilesError if they can no longer be read."""
        return read_folder(self.folder) if self._files is None else self._files

    @property
    def rebuilds(self) -> int:
        """How often a ruleset was rebuilt because an evaluation had been broken off."""
        return self._rebuilds + self.advisor.matcher.rebuilds

    @property
    def left_behind(self) -> int:
        """Bytes that the rule engine never frees of rules that are no longer active."""
        return self._left_behind + self.advisor.matcher.lost


def activate(folder: Path, engine: str = DURABLE) -> ActiveRules:
    """The rules of a folder, active. Raises RuleFilesError if they are at fault."""
    files = read_folder(folder)
    return ActiveRules(folder, build_advisor(parse_pack(files), ENGINES[engine]), files)


def _matcher(before: Advisor, conditions: Sequence[Node]) -> Matcher:
    is_same = [*before.builder.conditions] == [*conditions]
    engine = ENGINES[before.matcher.engine]
    return before.matcher if is_same else engine(conditions)
