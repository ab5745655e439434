"""What a worker that only scores does not load, and how much of its memory it shares."""

import re
from pathlib import Path

import pytest

from tests.support.services import serving, until

RARE = ("z3", "icalendar", "psycopg")
"""What only some calls need, by the names of their libraries."""


@pytest.mark.slow
def test_workers_share_memory_and_load_what_is_rarely_needed_when_it_is() -> None:
    with serving("--workers", "2") as (_, process):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        until(lambda: len(children.read_text().split()) == 2)
        for worker in children.read_text().split():
            loaded = Path(f"/proc/{worker}/maps").read_text()
            assert not [name for name in RARE if f"/{name}/" in loaded]
            assert _kib("Pss", worker) < 0.6 * _kib("Rss", worker)


def _kib(name: str, process: str) -> int:
    (found,) = re.findall(
        rf"^{name}: +(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE
    )
    return int(found)
