"""Shadow rules: a second pack that decides on what was asked, beside the active one.

Nobody is advised by it. It says what would turn if it were active: in metrics, and by samples.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Thread
from time import monotonic, sleep
from typing import Any

import structlog

from joinwise.diagnostics import Diagnostic
from joinwise.domain.candidate import Candidate
from joinwise.errors import RuleFilesError
from joinwise.formats.strict_json import write_json
from joinwise.packs.loader import check_pack
from joinwise.packs.model import Pack
from joinwise.runtime.metrics import Metrics
from joinwise.runtime.multiprocess import shared_folder
from joinwise.runtime.reloading import WatchedFolder
from joinwise.runtime.rule_log import log_refusal
from joinwise.scoring.decide import Decider
from joinwise.scoring.model import Outcome

EVERY = 0.5
"""Seconds between two looks at the folder."""

MOST_WAITING = 2_000
"""Candidates; what comes beyond is left out, and counted."""

MOST_SAMPLES = 50
FILE = "shadow-{}.json"

log = structlog.get_logger("joinwise.shadow")


@dataclass(frozen=True, slots=True)
class ShadowReport:
    """What the shadow rules made of what was asked, over all processes.

    ``counts`` are by the recommendations of the active and of the shadow rules; ``samples`` are
    candidates for which these differ.
    """

    pack: Pack
    counts: Mapping[tuple[str, str], int]
    samples: Sequence[Mapping[str, Any]]

    @property
    def decided(self) -> int:
        return sum(self.counts.values())

    @property
    def turned(self) -> int:
        return sum(count for (active, shadow), count in self.counts.items() if active != shadow)


class Shadow(Thread):
    """Decides by the rules of a folder; answers never wait for it.

    The folder is polled. Rules with an error are refused, and the last good ones go on.
    """

    def __init__(self, folder: Path, metrics: Metrics) -> None:
        super().__init__(name="shadow", daemon=True)
        self.decider: Decider | None = None
        self.faults: tuple[Diagnostic, ...] = ()
        self._metrics = metrics
        self._folder = WatchedFolder(folder)
        self._waiting: Queue[tuple[Candidate, Outcome]] = Queue(MOST_WAITING)
        self._samples: deque[dict[str, Any]] = deque(maxlen=MOST_SAMPLES)
        self._is_saved = True

    def offer(self, candidate: Candidate, outcome: Outcome) -> None:
        """A candidate, and what the active rules made of it."""
        try:
            self._waiting.put_nowait((candidate, outcome))
        except Full:
            self._metrics.shadow_missed.inc()

    def run(self) -> None:
        while True:
            try:
                self.poll()
                self.work_off(EVERY)
            except Exception:
                log.exception("the shadow rules failed")
                self._metrics.shadow_missed.inc()

    def poll(self) -> None:
        """Takes changed rules, and shows what was sampled to the other processes."""
        try:
            files = self._folder.changed()
            if files is not None:
                self._take(Decider(check_pack(files).require_pack()))
        except RuleFilesError as error:
            self.faults = error.faults
            log_refusal(error.faults)
        self._save()

    def _take(self, decider: Decider) -> None:
        self.decider, self.faults = decider, ()
        self._samples.clear()
        self._metrics.show_shadow(decider.pack)
        log.info("shadow rules taken up", pack=decider.pack.name, version=decider.pack.version)

    def work_off(self, seconds: float) -> None:
        """Decides on what waits, and on what comes within some seconds.

        Until there are rules, it waits on.
        """
        if self.decider is None:
            return sleep(seconds)
        until = monotonic() + seconds
        with suppress(Empty):
            while True:
                left = max(0.0, until - monotonic())
                self._decide(self.decider, *self._waiting.get(block=left > 0, timeout=left))

    def _decide(self, decider: Decider, candidate: Candidate, active: Outcome) -> None:
        shadow, version = decider.decide(candidate), decider.pack.version
        recommendations = active.recommendation, shadow.recommendation
        self._metrics.shadowed.labels(version, *recommendations).inc()
        if active.recommendation != shadow.recommendation:
            self._note(_sample(version, candidate, active, shadow))

    def _note(self, sample: dict[str, Any]) -> None:
        """The same candidate is one sample, however often it is asked about."""
        if sample not in self._samples:
            self._samples.append(sample)
            self._is_saved = False

    def _save(self) -> None:
        folder = shared_folder()
        if folder is None or self._is_saved:
            return
        file, self._is_saved = folder / FILE.format(os.getpid()), True
        with suppress(OSError):
            new = file.with_suffix(".new")
            new.write_bytes(write_json([*self._samples]))
            new.replace(file)

    def report(self) -> ShadowReport | None:
        """None if there are no rules yet."""
        if self.decider is None:
            return None
        pack = self.decider.pack
        found = [*self._samples, *_saved_by_others()]
        own = [sample for sample in found if sample["version"] == pack.version]
        samples = [sample for place, sample in enumerate(own) if sample not in own[:place]]
        counts = self._metrics.shadow_counts(pack.version)
        return ShadowReport(pack, counts, samples[:MOST_SAMPLES])


def _sample(version: str, candidate: Candidate, active: Outcome, shadow: Outcome) -> dict[str, Any]:
    through = sorted({rule for rule, *_ in active.effects ^ shadow.effects})
    return {
        "version": version,
        "candidate": candidate.to_json(),
        "active": {"recommendation": active.recommendation, "score": active.score},
        "shadow": {"recommendation": shadow.recommendation, "score": shadow.score},
        "rules": through,
    }


def _saved_by_others() -> Iterator[dict[str, Any]]:
    folder, own = shared_folder(), FILE.format(os.getpid())
    for file in sorted(folder.glob(FILE.format("*"))) if folder else ():
        if file.name != own:
            with suppress(OSError, ValueError):
                yield from json.loads(file.read_bytes())
