"""What faults do to a running service: ``python -m bench.proofs.faults``.

Workers are killed, the database is stopped, slow, out of connections, replaced and full, the clock
is set back, streams are cut. Meanwhile clients score and save. No answer may be wrong, nothing that
was acknowledged lost, and all has to work again within seconds. Needs the rights of root for the
small disk and for PostgreSQL's own user, and a C compiler for the clock; what cannot be had is left
out, and told.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from socket import create_connection
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from time import monotonic, sleep

from bench.proofs.running import Client, Service, serving, write_evidence
from bench.report import aim, machine, table

CLIENTS = 8
GROUP = json.dumps({"name": "A group", "kind": "meetup"}).encode()
POSTGRESQL = Path("/usr/lib/postgresql/15/bin")
CLOCK = Path(__file__).with_name("clock.c")
"""libfaketime would fake sleeping as well."""

RECOVERED_WITHIN = 5.0
RELIABLE = (200, 201)


class LeftOutError(Exception):
    """What it takes is not there."""


@dataclass(slots=True)
class Ledger:
    """What clients saw: acknowledged ids, statuses, and scores that were wrong."""

    acknowledged: set[str] = field(default_factory=set)
    refused: int = 0
    lost_connections: int = 0
    scores: int = 0
    wrong: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one kind of fault."""

    fault: str
    ledger: Ledger
    lost: int
    seconds: float
    said: str

    @property
    def is_good(self) -> bool:
        return not self.ledger.wrong and not self.lost and self.seconds <= RECOVERED_WITHIN


@dataclass(frozen=True, slots=True)
class Clients:
    """Clients that save and score until they are told to stop."""

    service: Service
    ledger: Ledger = field(default_factory=Ledger)
    stop: Event = field(default_factory=Event)
    number: Iterator[int] = field(default_factory=count)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        threads = [Thread(target=self._work, args=(seed,)) for seed in range(CLIENTS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()

    def _work(self, seed: int) -> None:
        client, expected = Client(self.service.port, timeout=30), None
        while not self.stop.is_set():
            with suppress(OSError):
                answer = client.ask("POST", "/v1/score?fields=score,recommendation", GROUP)
                expected = expected or answer.body
                self._note_score(answer.status, answer.body == expected)
            self._save(client, f"key-{seed}-{next(self.number)}")

    def _note_score(self, status: int, is_same: bool) -> None:
        with self.ledger.lock:
            self.ledger.scores += 1
            if status != 200 or not is_same:
                self.ledger.wrong.append(f"score {status}")

    def _save(self, client: Client, key: str) -> None:
        try:
            answer = client.ask("POST", "/v1/assessments", GROUP, headers={"Idempotency-Key": key})
        except OSError:
            with self.ledger.lock:
                self.ledger.lost_connections += 1
            return sleep(0.02)
        with self.ledger.lock:
            if answer.status == 201:
                self.ledger.acknowledged.add(answer.json()["id"])
            elif answer.status == 503:
                self.ledger.refused += 1
            else:
                self.ledger.wrong.append(f"save {answer.status}")
        return None if answer.status == 201 else sleep(0.02)


def recovered(service: Service) -> float:
    """Seconds until something is saved again."""
    start = monotonic()
    while monotonic() - start < 30:
        with suppress(OSError):
            if Client(service.port, timeout=10).ask("POST", "/v1/assessments", GROUP).status == 201:
                return monotonic() - start
        sleep(0.05)
    return monotonic() - start


def lost(service: Service, ledger: Ledger) -> int:
    """How many of the acknowledged are not there."""
    client = Client(service.port)
    return sum(
        client.ask("GET", f"/v1/assessments/{id}").status != 200 for id in ledger.acknowledged
    )


def tried(fault: str, service: Service, break_it: Callable[[Service], None]) -> Result:
    clients = Clients(service)
    with clients.at_work():
        sleep(1)
        break_it(service)
        seconds = recovered(service)
        sleep(1)
    ledger = clients.ledger
    return Result(fault, ledger, lost(service, ledger), seconds, "; ".join(service.events()[-4:]))


def kill_workers(service: Service) -> None:
    random = Random(7)
    for _ in range(6):
        with suppress(OSError, IndexError):
            service.kill_worker(random)
        sleep(0.7)


def cut_streams(service: Service) -> None:
    """A client that goes in the middle of a line, and one that goes while it is answered."""
    head = b"POST /v1/score/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
    for number in range(40):
        with create_connection(("127.0.0.1", service.port), 10) as cut:
            cut.sendall(head + b"Content-Length: 9000000\r\n\r\n")
            cut.sendall((GROUP + b"\n") * (number * 20) + GROUP[: number % 30])
            if number % 2:
                cut.recv(1_000)


def with_sqlite(folder: Path) -> Iterator[Result]:
    with serving(folder, "--workers", "2") as service:
        yield tried("workers killed at random (`kill -9`)", service, kill_workers)
        yield tried("40 streams cut in the middle", service, cut_streams)
        yield tried("SQLite's file moved away and back", service, moved_away(folder / "store"))


def moved_away(store: Path) -> Callable[[Service], None]:
    def move(service: Service) -> None:
        away = store.with_name("away")
        store.rename(away)
        sleep(2)
        shutil.rmtree(store, ignore_errors=True)
        away.rename(store)

    return move


def on_a_small_disk(folder: Path) -> Iterator[Result]:
    """The store on a disk of 16 MB, which is filled and emptied again."""
    disk = folder / "store"
    disk.mkdir()
    with mounted(disk, "size=16m"), serving(folder, "--workers", "2") as service:

        def fill(service: Service) -> None:
            filler = disk / "filler"
            with suppress(OSError):  # what others have saved meanwhile is part of what fills it
                filler.write_bytes(bytes(shutil.disk_usage(disk).total))
            sleep(2)
            filler.unlink()

        yield tried("disk full (tmpfs)", service, fill)


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    _run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder))
    try:
        yield
    finally:
        _run("umount", "-l", str(folder))


def with_another_clock(folder: Path) -> Iterator[Result]:
    """The time of day is set back by a day, and forth again, while the service runs."""
    library, shift = folder / "clock.so", folder / "shift"
    _run("cc", "-O1", "-shared", "-fPIC", "-o", str(library), str(CLOCK))
    shift.write_bytes(struct.pack("q", 0))
    own = {"LD_PRELOAD": str(library), "CLOCK_SHIFT": str(shift)}
    with serving(folder, "--workers", "2", **own) as service:

        def set_back(service: Service) -> None:
            for seconds in (-86_400, 0, -3_600):
                with shift.open("r+b") as file:
                    file.write(struct.pack("q", seconds))
                sleep(1)

        yield tried("clock set back by a day, forth, and back by an hour", service, set_back)


def with_postgresql(folder: Path) -> Iterator[Result]:
    if not POSTGRESQL.exists():
        raise LeftOutError("PostgreSQL 15 is not there (on Debian: apt-get install postgresql)")
    server = Postgres(folder / "pg")
    with (
        server.running(),
        serving(folder, "--workers", "2", JOINWISE_DATABASE_URL=server.url) as service,
    ):
        yield tried("PostgreSQL stopped at once and started", service, server.restart)
        yield tried("PostgreSQL answers nothing for 3 s", service, server.freeze)
        yield tried("PostgreSQL out of connections", service, server.fill_up)


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server of its own, as the user postgres."""

    folder: Path
    port: int = 54_329

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    @contextmanager
    def running(self) -> Iterator[None]:
        self.folder.mkdir()
        for each in (self.folder, *self.folder.parents[:1]):
            shutil.chown(each, "postgres")
        self._ctl("initdb", "-D", str(self.folder), "-A", "trust", "-E", "UTF8")
        self.start()
        try:
            _run(sys.executable, "-m", "joinwise", "db", "upgrade", JOINWISE_DATABASE_URL=self.url)
            yield
        finally:
            self.stop()

    def start(self) -> None:
        options = f"-p {self.port} -k /tmp -c max_connections=40"
        log = str(self.folder / "log")
        self._ctl("pg_ctl", "-D", str(self.folder), "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        self._ctl("pg_ctl", "-D", str(self.folder), "-m", "immediate", "stop")

    def restart(self, service: Service) -> None:
        self.stop()
        sleep(2)
        self.start()

    def freeze(self, service: Service) -> None:
        """Nobody can write as long as another holds the table."""
        import psycopg  # noqa: PLC0415 - only here

        with psycopg.connect(self.url) as other:
            other.execute("LOCK TABLE assessments IN ACCESS EXCLUSIVE MODE")
            sleep(3)

    def fill_up(self, service: Service) -> None:
        import psycopg  # noqa: PLC0415

        others = []
        with suppress(psycopg.OperationalError):
            for _ in range(60):
                others.append(psycopg.connect(self.url))
        sleep(2)
        for other in others:
            other.close()

    def _ctl(self, program: str, *arguments: str) -> None:
        _run("runuser", "-u", "postgres", "--", str(POSTGRESQL / program), *arguments)


def _run(*command: str, **environ: str) -> None:
    """Raises LeftOutError with what the command says."""
    own = {**os.environ, **environ}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    done = subprocess.run(command, env=own, check=False, **quiet)  # type: ignore[call-overload]
    if done.returncode:
        raise LeftOutError(f"{command[0]}: {done.stderr.decode().strip()[:200]}")


KINDS = (with_sqlite, on_a_small_disk, with_another_clock, with_postgresql)


def main() -> None:
    results: list[Result] = []
    left_out: list[str] = []
    for kind in KINDS:
        with TemporaryDirectory(prefix="joinwise-faults-") as name:
            Path(name).chmod(0o755)
            try:
                results += kind(Path(name))
            except LeftOutError as error:
                left_out.append(str(error))
    write_evidence("faults", "Faults", text(results, left_out))
    sys.exit(0 if all(result.is_good for result in results) else 1)


def text(results: list[Result], left_out: list[str]) -> str:
    header = ["fault", "scores", "saved", "told to wait", "cut off", "wrong", "lost", "works again"]
    is_good = all(result.is_good for result in results)
    said = [
        f"`make faults`: {CLIENTS} clients score and save meanwhile, two workers; {machine()}.",
        table(header, map(_row, results)),
        aim(f"nothing wrong, nothing lost, works again within {RECOVERED_WITHIN:.0f} s", is_good),
    ]
    wrong = sorted({each for result in results for each in result.ledger.wrong})
    if wrong:
        said.append(f"Wrong: {'; '.join(wrong[:10])}.")
    return "\n\n".join([*said, *(f"Left out: {reason}." for reason in left_out)])


def _row(result: Result) -> list[str]:
    ledger = result.ledger
    numbers = (ledger.scores, len(ledger.acknowledged), ledger.refused, ledger.lost_connections)
    return [
        result.fault,
        *(f"{number:,}" for number in (*numbers, len(ledger.wrong), result.lost)),
        f"{result.seconds:.1f} s",
    ]


if __name__ == "__main__":
    main()
