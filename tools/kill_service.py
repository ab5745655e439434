"""Kills a service that keeps assessments, over and over, and counts what is there afterwards.

``python -m tools.kill_service ROUNDS [ADDRESS]``, without an address on SQLite and on PostgreSQL
(``make kill``): whatever was acknowledged must be there, and nothing may be there by halves. Exits
with 1 where that does not hold.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from joinwise.advisor import build_advisor
from joinwise.assessments.service import AssessmentService
from joinwise.assessments.store import Store
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from tests.support.fakes import app_under
from tests.support.postgres import new_server

GROUP = {"name": "A group", "kind": "meetup", "cost": {"annual_dues": 90}}
PATH = "/v1/assessments"
THREADS = 4
MOST_LINES = 60
LONGEST_WRITE = 0.02
"""Seconds; most commits take less."""

Work = Callable[[Callable[[str], None]], None]
"""What a process does; it is handed what to tell its deeds to."""


class Ledger:
    """What a killed service said that it had done, by id."""

    def __init__(self) -> None:
        self.kept: set[str] = set()
        self.told: set[str] = set()
        self.deleting: set[str] = set()
        self.deleted: set[str] = set()

    def note(self, line: str) -> None:
        what, _, id = line.partition(" ")
        getattr(self, what).add(id)

    def lost(self, store: Store) -> Iterator[str]:
        """All that is not as it was said to be."""
        found = {assessment.id: assessment for assessment in store.page(limit=10**9)}
        yield from (f"{id} is gone" for id in self.kept - found.keys() - self.deleting)
        yield from (f"{id} is back" for id in self.deleted & found.keys())
        yield from (
            f"{id} has no outcome" for id in self.told & found.keys() if not found[id].outcome
        )
        service = AssessmentService(store)
        wrong = (
            assessment for assessment in found.values() if not service.replay(assessment).is_same
        )
        yield from (f"{assessment.id} is there by halves" for assessment in wrong)


def killed(work: Work, lines: int, seconds: float) -> list[str]:
    """What a process wrote that was killed so many seconds after so many lines."""
    readable, writable = os.pipe()
    child = os.fork()
    if not child:
        work(lambda line: _write(writable, line))
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as written:
        first = [line for _, line in zip(range(lines), written, strict=False)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.rstrip() for line in (*first, *written)]


def _write(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def serving(address: str, advisor: Any) -> Work:
    """Keeps, tells outcomes and deletes, from some threads, without end."""

    def work(said: Callable[[str], None]) -> None:
        app = app_under(advisor, Store(address))
        threads = [Thread(target=_use, args=(app, said, number)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return work


def _use(app: Any, said: Callable[[str], None], seed: int) -> None:
    client, chance = app.test_client(), Random(seed)
    while True:
        response = client.post(PATH, json=GROUP)
        if response.status_code == 201:
            id = response.get_json()["id"]
            said(f"kept {id}")
            _go_on(client, id, chance.random(), said)


def _go_on(client: Any, id: str, chance: float, said: Callable[[str], None]) -> None:
    if chance < 0.3:
        outcome = {"joined": True, "worth_it": chance < 0.1}
        if client.put(f"{PATH}/{id}/outcome", json=outcome).status_code == 200:
            said(f"told {id}")
    elif chance < 0.5:
        said(f"deleting {id}")
        if client.delete(f"{PATH}/{id}").status_code == 204:
            said(f"deleted {id}")


def upgrading(address: str) -> Work:
    def work(said: Callable[[str], None]) -> None:
        store = Store(address)
        store.upgrade()
        said("kept ready")

    return work


def main(rounds: int, *addresses: str) -> int:
    if addresses:
        return max(lossy(rounds, address) for address in addresses)
    with TemporaryDirectory() as folder, new_server() as postgresql:
        return main(rounds, f"sqlite:///{folder}/joinwise.db", postgresql)


def lossy(rounds: int, address: str) -> bool:
    """Whether anything was lost; says what was done."""
    chance, ledger = Random(rounds), Ledger()
    for number in range(10):
        killed(upgrading(address), 0, 0.02 * number)
    _settle(address)
    advisor = build_advisor(load_pack(default_folder()))
    for _ in range(rounds):
        lines, seconds = chance.randrange(MOST_LINES), chance.uniform(0, LONGEST_WRITE)
        for line in killed(serving(address, advisor), lines, seconds):
            ledger.note(line)
    with closing(Store(address)) as store:
        lost = list(ledger.lost(store))
    said = f"{len(ledger.kept)} kept, {len(ledger.told)} outcomes, {len(ledger.deleted)} deleted"
    print(*lost[:20], f"{address.partition(':')[0]}: {rounds} kills; acknowledged: {said}; "
          f"{len(lost)} not as acknowledged", sep="\n")  # fmt: skip
    return bool(lost) or not ledger.deleted


def _settle(address: str) -> None:
    """Whatever the kills left of the upgrade, the next one ends it."""
    with closing(Store(address)) as store:
        store.upgrade()
        assert store.page() == []


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:]))
