"""Kills a service that keeps assessments, over and over, and counts what is there afterwards.

``python -m tools.kill_service ROUNDS [ADDRESS]``, without an address on SQLite and on PostgreSQL
(``make kill``): whatever was acknowledged must be there, and nothing may be there by halves, while
it serves, reloads its rules, stops, makes a backup or restores one. Exits with 1 if that does not
hold.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from traceback import print_exc
from typing import Any

from joinwise.advisor import build_advisor
from joinwise.assessments.backup import back_up, restore
from joinwise.assessments.service import AssessmentService
from joinwise.assessments.store import Store
from joinwise.bootstrap import build_services
from joinwise.errors import BackupError
from joinwise.files import write_whole_text
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.runtime.reloading import activate
from joinwise.settings import Settings
from joinwise.web import create_app
from tests.support.fakes import app_under
from tests.support.postgres import new_server

GROUP = {"name": "A group", "kind": "meetup", "cost": {"annual_dues": 90}}
PATH = "/v1/assessments"
THREADS = 4
MOST_LINES = 60
LONGEST_WRITE = 0.02
"""Seconds; most commits take less."""

RULE = "rules:\n- {{id: a, title: A, when: cost.annual_dues > 5, points: -{0}, reason: R}}\n"
LONGEST_RESTORE = 0.1

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
        _work(work, writable)
    os.close(writable)
    with os.fdopen(readable) as written:
        first = [line for _, line in zip(range(lines), written, strict=False)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.rstrip() for line in (*first, *written)]


def _work(work: Work, pipe: int) -> None:
    """In a process of its own, which leaves what it was forked from alone, whatever happens."""
    try:
        work(lambda line: _write(pipe, line))
    except Exception:
        print_exc()
    finally:
        os._exit(0)


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


def reloading(address: str, folder: Path) -> Work:
    """Saves while its rules change and are reloaded, without end."""

    def work(said: Callable[[str], None]) -> None:
        rules = activate(folder)
        services = build_services(Settings(), rules=rules, store=Store(address))
        client = create_app(Settings(), services).test_client()
        for points in cycle(range(1, 9)):
            write_whole_text(folder / "a.yaml", RULE.format(points))
            rules.reload()
            rules.reload()
            said(f"kept {client.post(PATH, json=GROUP).get_json()['id']}")

    return work


def stopping(address: str) -> Work:
    """Opens the store and closes it, without end."""

    def work(said: Callable[[str], None]) -> None:
        while True:
            with closing(Store(address)) as store:
                store.record_outcome(store.page(limit=1)[0].id, '{"joined":true}')
            said("stopped")

    return work


def backing_up(address: str, file: Path) -> Work:
    """Makes the same backup, without end."""

    def work(said: Callable[[str], None]) -> None:
        while True:
            back_up(Store(address), file)
            said("backed up")

    return work


def restoring(address: str, *files: Path) -> Work:
    """Restores backups in turn, without end."""

    def work(said: Callable[[str], None]) -> None:
        for file in cycle(files):
            restore(Store(address), file, replace=True)
            said("restored")

    return work


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
    lost += torn(1 + rounds // 4, address, chance)
    said = f"{len(ledger.kept)} kept, {len(ledger.told)} outcomes, {len(ledger.deleted)} deleted"
    print(*lost[:20], f"{address.partition(':')[0]}: {rounds} kills; acknowledged: {said}; "
          f"{len(lost)} not as acknowledged", sep="\n")  # fmt: skip
    return bool(lost) or not ledger.deleted


def torn(rounds: int, address: str, chance: Random) -> Iterator[str]:
    """What kills left neither as it was nor as it was to be."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        yield from _torn_reloads(rounds, address, folder / "rules", chance)
        whole, less = folder / "whole", folder / "less"
        everything = _backed_up(address, whole)
        for work in (stopping(address), backing_up(address, whole)):
            _kill(rounds, work, chance)
            yield from _unlike(address, [everything], "the store")
        yield from _torn_backup(address, whole, everything)
        with closing(Store(address)) as store:
            store.delete(min(everything))
        states = [everything, _backed_up(address, less)]
        for _ in range(rounds):
            _kill(1, restoring(address, whole, less), chance)
            yield from _unlike(address, states, "what was restored")


def _torn_backup(address: str, file: Path, ids: set[str]) -> Iterator[str]:
    try:
        with closing(Store(address)) as store:
            restore(store, file, replace=True)
    except BackupError as error:
        yield str(error)
    yield from _unlike(address, [ids], "the backup")


def _torn_reloads(rounds: int, address: str, folder: Path, chance: Random) -> Iterator[str]:
    folder.mkdir()
    write_whole_text(folder / "a.yaml", RULE.format(9))
    ledger = Ledger()
    for _ in range(rounds):
        for line in _kill(1, reloading(address, folder), chance):
            ledger.note(line)
        load_pack(folder)
    with closing(Store(address)) as store:
        yield from ledger.lost(store)


def _kill(rounds: int, work: Work, chance: Random) -> list[str]:
    lines = [
        killed(work, chance.randrange(4), chance.uniform(0, LONGEST_RESTORE)) for _ in range(rounds)
    ]
    return [line for some in lines for line in some]


def _backed_up(address: str, file: Path) -> set[str]:
    with closing(Store(address)) as store:
        back_up(store, file)
    return _ids(address)


def _ids(address: str) -> set[str]:
    with closing(Store(address)) as store:
        return {assessment.id for assessment in store.page(limit=10**9)}


def _unlike(address: str, states: Sequence[set[str]], what: str) -> Iterator[str]:
    found = _ids(address)
    if found not in states:
        yield f"{what} holds {len(found)}, and {[*map(len, states)]} were there"


def _settle(address: str) -> None:
    """Whatever the kills left of the upgrade, the next one ends it."""
    with closing(Store(address)) as store:
        store.upgrade()
        assert store.page() == []


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:]))
