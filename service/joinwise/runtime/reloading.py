"""The rules in force in one process, and how changed rule files are taken up while it runs.

A folder is looked at again and again. What it holds counts once it has lain still from one look to
the next, so a folder that is being written, swapped or moved is waited for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path

from joinwise.advisor import Advisor
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.values import Kind
from joinwise.errors import EngineError, RuleFilesError
from joinwise.expressions.ast import Node
from joinwise.expressions.printer import printed
from joinwise.packs.loader import MOST_FILES, pack_of, read_folder, rule_files
from joinwise.packs.model import Pack
from joinwise.scoring.durable import DurableMatcher
from joinwise.scoring.matcher import Matcher

KEPT_FOR_A_CONJUNCT = 25 * 1024
"""Bytes that durable_rules keeps for good of each condition that it was given and asked: 24.6 KiB
for the rules that come with joinwise, 20.9 to 25.0 for 1,000 (``python -m bench.reloads``)."""

ANYONE = {"name": "Anyone", "kind": "meetup"}

Files = Mapping[str, bytes]
"""What rule files hold, by path."""

Marks = tuple[object, ...]
"""What tells that files have changed without reading them; or what keeps them from being read."""


class Outcome(StrEnum):
    """What became of changed files."""

    TAKEN = "taken"
    """Other rules are in force."""

    SAME = "same"
    """They say what was in force, perhaps at other places."""

    REFUSED = "refused"
    """They are at fault; the last good ones stay in force."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Rule files that could not be used, and since when (UTC)."""

    faults: tuple[Diagnostic, ...]
    since: datetime


class Watched:
    """A folder of rule files, looked at again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: Marks | None = None
        self._taken: Marks | None = None

    def changed(self) -> Files | None:
        """What the files hold where they have changed and lie still, else ``None``.

        Raises RuleFilesError where they lie still and cannot be read.
        """
        before, self._seen = self._seen, marks(self.folder)
        if self._seen != before or self._seen == self._taken:
            return None
        return self._read(self._seen)

    def _read(self, seen: Marks) -> Files | None:
        try:
            files = read_folder(self.folder)
        except RuleFilesError:
            if self._still(seen):
                raise
            return None
        return files if self._still(seen) else None

    def _still(self, seen: Marks) -> bool:
        is_still = marks(self.folder) == seen
        if is_still:
            self._taken = seen
        return is_still


def marks(folder: Path) -> Marks:
    """Name, inode, size and times (ns) of each rule file; links count as what they lead to."""
    try:
        files = islice(rule_files(folder), MOST_FILES + 1)
        return tuple(sorted(_mark(each) for each in files))
    except OSError as error:
        return (type(error).__name__, error.errno)


def _mark(file: Path) -> tuple[str, int, int, int, int]:
    stat = file.stat()
    return file.name, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


class Rules:
    """The rules in force in this process: one attribute, which is exchanged as a whole.

    ``kept`` is where the files of the last good pack are kept for processes that start later.
    """

    def __init__(
        self, folder: Path, advisor: Advisor, files: Files | None = None, kept: Path | None = None
    ) -> None:
        self.advisor = advisor
        self.refused: Refusal | None = None
        self.folder = folder
        self._files = files
        self._kept = kept
        self._watched = Watched(folder)
        self._left_behind = self._rebuilds = 0

    def look(self) -> Outcome | None:
        """Takes up what has changed in the folder; ``None`` where nothing has."""
        try:
            files = self._watched.changed()
            return None if files is None or self._has(files) else self._take(files)
        except RuleFilesError as error:
            return self._refuse(error.faults)
        except EngineError as error:
            message = f"the rule engine refuses it: {error}"
            return self._refuse((Diagnostic(str(self.folder), 1, 1, Severity.ERROR, message),))

    def _has(self, files: Files) -> bool:
        return files == self._files and self.refused is None

    def _refuse(self, faults: tuple[Diagnostic, ...]) -> Outcome:
        self.refused = Refusal(faults, datetime.now(UTC))
        return Outcome.REFUSED

    def _take(self, files: Files) -> Outcome:
        before, after = self.advisor, _successor(self.advisor, pack_of(files))
        if after.engine is not before.engine:
            self._rebuilds = self.rebuilds
            self._left_behind += _conjuncts(before)
        self.advisor, self._files, self.refused = after, files, None
        if self._kept:
            keep(files, self._kept)
        after.warm()
        is_same = before.pack.version == after.pack.version
        return Outcome.SAME if is_same else Outcome.TAKEN

    @property
    def files(self) -> Files:
        """What the files in force hold. Raises RuleFilesError where they can no longer be read."""
        return read_folder(self.folder) if self._files is None else self._files

    @property
    def rebuilds(self) -> int:
        """How often a ruleset was built anew because an evaluation had been broken off."""
        engine = self.advisor.engine
        return self._rebuilds + (engine.rebuilds if isinstance(engine, DurableMatcher) else 0)

    @property
    def left_behind(self) -> int:
        """Bytes that durable_rules keeps of what is no longer in force."""
        engine = self.advisor.engine
        own = engine.left_behind if isinstance(engine, DurableMatcher) else 0
        return (self._left_behind + own) * KEPT_FOR_A_CONJUNCT


def rules_in(folder: Path, kept: Path | None = None) -> Rules:
    """The rules of a folder, or those kept, in force. Raises RuleFilesError where at fault."""
    files = kept_files(kept) if kept else read_folder(folder)
    return Rules(folder, Advisor(pack_of(files)), files, kept)


def _successor(before: Advisor, pack: Pack) -> Advisor:
    """An advisor under another pack, ready to answer at full speed.

    Where all conditions are the same (other points or texts, say) the engine is kept.
    """

    def matching(conditions: Sequence[Node], kinds: Mapping[str, Kind]) -> Matcher:
        is_same = _conditions(before) == [printed(each) for each in conditions]
        keeps = is_same and before.pack.kinds == kinds
        return before.engine if keeps else DurableMatcher(conditions, kinds)

    after = Advisor(pack, matching)
    after.answer(read_candidate(ANYONE), ("misses",))
    return after


def _conditions(advisor: Advisor) -> list[str]:
    return [printed(each.when) for each in advisor.advising.outcomes]


def _conjuncts(advisor: Advisor) -> int:
    """What is left of an advisor that goes out of use."""
    engine = advisor.engine
    return engine.conjuncts + engine.left_behind if isinstance(engine, DurableMatcher) else 0


def keep(files: Files, path: Path) -> None:
    """Writes the files of a pack down, as one file that is there whole or not at all."""
    texts = {name: held.decode("utf-8", "surrogateescape") for name, held in files.items()}
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_text(json.dumps(texts), "ascii")
    new.replace(path)


def kept_files(path: Path) -> dict[str, bytes]:
    """The files of a pack as they were written down."""
    texts = json.loads(path.read_text("ascii"))
    return {name: held.encode("utf-8", "surrogateescape") for name, held in texts.items()}
