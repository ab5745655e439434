"""What is counted while the service runs.

Counts add up over all processes of a server if these share a folder (see ``multiprocess``). What
happens often in one request, the firing of rules, is tallied in memory and counted a little later.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from threading import Lock
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.samples import Sample

from joinwise import __version__
from joinwise.domain.recommendation import Recommendation
from joinwise.packs.model import Pack
from joinwise.runtime.multiprocess import CountFiles, is_shared
from joinwise.runtime.reloading import ActiveRules, ReloadResult
from joinwise.scoring.model import Outcome

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

Mode = Literal["livemax", "livemin", "livesum"]


@dataclass(frozen=True, slots=True)
class Fired:
    """Of so many advices, to how many each rule or band contributed, by id."""

    advices: int
    rules: Mapping[str, int]


class Families:
    """Every metric: its name, what it tells, and its labels."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self._of_answers()
        self._of_rules()
        self._of_the_store()
        self._of_shadow_rules()

    def _of_answers(self) -> None:
        self.build = self._gauge(
            "joinwise_build_info", "The version of joinwise.", "version", mode="livemax"
        )
        self.requests = self._counter(
            "joinwise_requests", "Requests answered.", "method", "route", "status"
        )
        self.seconds = Histogram(
            "joinwise_request_seconds", "Seconds from a request's arrival to its answer's end.",
            ["method", "route"], registry=self.registry, buckets=SECONDS,
        )  # fmt: skip
        self.advices = self._counter("joinwise_advices", "Candidates advised on.", "recommendation")
        self.firings = self._counter(
            "joinwise_rule_firings", "Advices that a rule had a part in.", "rule"
        )
        self.tokens_refused = self._counter(
            "joinwise_tokens_refused", "Calls with a token that is none."
        )

    def _of_rules(self) -> None:
        self.rules = self._gauge(
            "joinwise_rules_info",
            "Processes that answer by these rules.",
            "pack",
            "version",
            mode="livesum",
        )
        self.reloads = self._counter(
            "joinwise_reloads", "Changes of rule files, as each process met them.", "outcome"
        )
        self.refused = self._gauge(
            "joinwise_rules_refused",
            "Faults in refused rule files; 0 once they are mended.",
            "file",
            mode="livemax",
        )
        self.rebuilds = self._counter(
            "joinwise_engine_rebuilds", "Rule sets rebuilt after a broken evaluation."
        )
        self.left_behind = self._gauge(
            "joinwise_left_behind_bytes", "What the engine keeps of inactive rules.", mode="livesum"
        )

    def _of_the_store(self) -> None:
        self.store_up = self._gauge(
            "joinwise_store_up", "Whether the store answers every process.", mode="livemin"
        )
        self.store_errors = self._counter(
            "joinwise_store_errors", "Times that the store did not do as asked."
        )
        self.expired = self._counter(
            "joinwise_assessments_expired", "Assessments deleted since they were too old."
        )

    def _of_shadow_rules(self) -> None:
        self.shadow_rules = self._gauge(
            "joinwise_shadow_info", "Processes in which these are the shadow rules.",
            "pack", "version", mode="livesum",
        )  # fmt: skip
        self.shadowed = self._counter(
            "joinwise_shadow_advices", "Candidates that the shadow rules decided on, too.",
            "version", "active", "shadow",
        )  # fmt: skip
        self.shadow_missed = self._counter(
            "joinwise_shadow_missed", "Candidates that the shadow rules did not decide on."
        )

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(name, about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str, *labels: str, mode: Mode) -> Gauge:
        """``mode`` is how the values of several processes become one."""
        return Gauge(name, about, labels, registry=self.registry, multiprocess_mode=mode)


class Metrics(Families):
    """The counts of one process."""

    def __init__(self) -> None:
        self._files = CountFiles()
        super().__init__(CollectorRegistry())
        self._shown = [_Shown(self.rules), _Shown(self.refused)]
        self._shadow_shown = _Shown(self.shadow_rules)
        self._tallies = _Tallies()
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._rebuilds = 0
        self._lock = Lock()
        self._start()

    def _start(self) -> None:
        """What can be named from the start is there from the start, as 0."""
        self.build.labels(__version__).set(1)
        for result in ReloadResult:
            self.reloads.labels(result)
        for recommendation in Recommendation:
            self.advices.labels(recommendation)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a request that was answered."""
        of_it = method, route, status
        requests, times = self._children.get(of_it) or self._children_of(of_it)
        requests.inc()
        times.observe(seconds)

    def _children_of(self, of_it: tuple[str, str, int]) -> tuple[Counter, Histogram]:
        """The counts of such requests; to look them up by their labels takes longer."""
        counts = self.requests.labels(*of_it), self.seconds.labels(*of_it[:2])
        self._children[of_it] = counts
        return counts

    def advised(self, outcome: Outcome) -> None:
        """Counts an advice that was given."""
        self._tallies.add(outcome.recommendation, outcome.fired)

    def update(self, rules: ActiveRules) -> None:
        """Counts what was tallied, and shows the active rules as they are now."""
        with self._lock:
            self._restore()
            advices, firings = self._tallies.taken()
            _count(self.advices, advices)
            _count(self.firings, firings)
            self.rebuilds.inc(rules.rebuilds - self._rebuilds)
            self._rebuilds = rules.rebuilds
            self._show(rules)

    def _restore(self) -> None:
        """Begins the counts again of which the files were deleted."""
        if self._files.restore():
            self.build.labels(__version__).set(1)

    def _show(self, rules: ActiveRules) -> None:
        pack, in_force, refused = rules.advisor.pack, *self._shown
        in_force.show({(pack.name, pack.version): 1})
        faults = rules.refused.faults if rules.refused else ()
        refused.show(Tally((PurePath(fault.file).name,) for fault in faults))
        self.left_behind.set(rules.left_behind)

    def text(self) -> bytes:
        """All counts, of all processes, in Prometheus' text format."""
        return generate_latest(self._everywhere())

    def fired(self) -> Fired:
        """How many advices all processes counted, and to how many each rule contributed."""
        samples = self._samples()
        advices = sum(each.value for each in samples if each.name == "joinwise_advices_total")
        firings = {
            sample.labels["rule"]: int(sample.value)
            for sample in samples
            if sample.name == "joinwise_rule_firings_total"
        }
        return Fired(int(advices), firings)

    def _samples(self) -> list[Sample]:
        """All counts, of all processes."""
        return [sample for metric in self._everywhere().collect() for sample in metric.samples]

    def show_shadow(self, pack: Pack) -> None:
        """Shows which shadow rules this process decides by."""
        self._shadow_shown.show({(pack.name, pack.version): 1})

    def shadow_counts(self, version: str) -> Mapping[tuple[str, str], int]:
        """How many candidates all processes decided on by these shadow rules.

        By the recommendations of the active and of the shadow rules.
        """
        return {
            (sample.labels["active"], sample.labels["shadow"]): int(sample.value)
            for sample in self._samples()
            if sample.name == "joinwise_shadow_advices_total"
            and sample.labels["version"] == version
        }

    def _everywhere(self) -> CollectorRegistry:
        if not is_shared():
            return self.registry
        with self._lock:
            self._restore()
        everywhere = CollectorRegistry()
        MultiProcessCollector(everywhere)  # type: ignore[no-untyped-call]
        return everywhere


class _Tallies:
    """Advices and firings that are not counted yet."""

    def __init__(self) -> None:
        self._advices: Tally[str] = Tally()
        self._firings: Tally[str] = Tally()
        self._lock = Lock()

    def add(self, recommendation: str, rules: list[str]) -> None:
        with self._lock:
            self._advices[recommendation] += 1
            self._firings.update(rules)

    def taken(self) -> tuple[Tally[str], Tally[str]]:
        """The tallies, which start again from zero."""
        with self._lock:
            tallies = self._advices, self._firings
            self._advices, self._firings = Tally(), Tally()
        return tallies


class _Shown:
    """A gauge of which only what was shown last is other than 0."""

    def __init__(self, gauge: Gauge) -> None:
        self._gauge = gauge
        self._last: Mapping[tuple[str, ...], int] = {}

    def show(self, values: Mapping[tuple[str, ...], int]) -> None:
        gone = dict.fromkeys(self._last.keys() - values.keys(), 0)
        for labels, value in {**values, **gone}.items():
            self._gauge.labels(*labels).set(value)
        self._last = values


def _count(counter: Counter, tally: Tally[str]) -> None:
    for label, times in tally.items():
        counter.labels(label).inc(times)
