"""The processes of a server, as Linux tells of them."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path


def workers(parent: int) -> list[int]:
    """Its children; granian's helper process for semaphores and shared memory is none."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in listed if b"resource_tracker" not in _command_line(pid)]


def _command_line(pid: str) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def resident(pid: int) -> float:
    """MiB."""
    with suppress(OSError):
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def cpu_seconds(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def cpu_times() -> tuple[int, int]:
    """All time and idle time of all cores since the boot, in ticks."""
    times = [int(ticks) for ticks in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return sum(times), times[3] + times[4]


def shared_out(pid: int) -> tuple[float, float]:
    """Its resident memory in MiB: all of it, and its share where pages are shared."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return _mib("Rss", text), _mib("Pss", text)


def _mib(field: str, text: str) -> float:
    found = re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
