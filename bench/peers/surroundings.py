"""What else kept the machine busy while something was measured."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from bench.servers.processes import cpu_times


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds so far: by the clock, busy over all cores, and of these our own."""

    clock: float
    busy: float
    own: float


def moment() -> Moment:
    """Now; of our processes those that have ended count."""
    total, idle = cpu_times()
    return Moment(time.monotonic(), (total - idle) / os.sysconf("SC_CLK_TCK"), _own())


def _own() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def cores_of_others(start: Moment, end: Moment) -> float:
    """How many cores other processes kept busy between two moments, on average."""
    busy = (end.busy - start.busy) - (end.own - start.own)
    return max(0.0, busy / (end.clock - start.clock))
