"""How soon it is ready, what changes and slow clients keep waiting, what it holds and compresses.

python -m bench.proofs.numbers
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random
from signal import SIGHUP
from socket import create_connection, socket
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter, sleep

from bench.proofs.running import (
    PATIENCE,
    Client,
    Service,
    groups,
    held_by,
    percentile,
    serving,
    write_evidence,
)
from bench.report import aim, machine

RULES, FILES = 10_000, 20
NUMBERS = ("cost.annual_dues", "cost.joining_fee", "time.meetings_per_year", "members.count")
SLOW, ASKED, ROUNDS = 1_000, 100, 3
ASKING, PAUSE = 4, 0.05
"""Clients, and seconds between two of the requests of each."""

LINE = 100e6 / 8
"""Bytes a second of a line of 100 Mbit/s."""

Text = tuple[str, list[str]]


def readiness(folder: Path) -> Text:
    """From the start of the process to the first answer of ``/readyz``."""
    shipped = min(_ready_after(folder) for _ in range(ROUNDS))
    many = _ready_after(folder, "--rules", str(_many_rules(folder / "many")))
    said = (
        f"Ready after {shipped:.2f} s (best of {ROUNDS}); with {RULES:,} rules after {many:.1f} s."
    )
    return said, [
        aim("ready within 1.5 s", shipped <= 1.5),
        aim(f"with {RULES:,} rules within 10 s", many <= 10),
    ]


def _ready_after(folder: Path, *arguments: str) -> float:
    """Its modules may be kept as they are compiled, as those of an installed one are."""
    environ = {"JOINWISE_LOG_LEVEL": "error", "PYTHONDONTWRITEBYTECODE": ""}
    start = perf_counter()
    with serving(folder, "--workers", "2", *arguments, **environ):
        return perf_counter() - start


def _many_rules(folder: Path) -> Path:
    folder.mkdir()
    rules = list(_rules())
    for number in range(FILES):
        share = rules[number::FILES]
        (folder / f"{number}.yaml").write_text("rules:\n" + "".join(share), encoding="utf-8")
    return folder


def _rules() -> Iterator[str]:
    random = Random(7)
    for number in range(RULES):
        first, second = random.sample(NUMBERS, 2)
        when = f"{first} >= {number % 97} and {second} < {number * 13 % 113 + 1}"
        points = 1 if number % 2 else -1
        yield (
            f"  - {{id: r{number:05}, title: Rule {number}, when: {when}, points: {points},"
            " reason: It fired.}\n"
        )


def changing(folder: Path) -> Text:
    """The longest time without an answer while a condition of many rules changes.

    All workers are renewed afterwards, as such changes have it happen.
    """
    rules = _many_rules(folder / "changing")
    with serving(folder, "--workers", "2", "--rules", str(rules)) as service:
        with asking(service) as times:
            before = service.workers()
            _change(rules / "0.yaml")
            _await(lambda: service.log.read_bytes().count(b'"rules taken up"') == len(before))
            service.process.send_signal(SIGHUP)
            _await(lambda: set(before).isdisjoint(service.workers()))
        longest = max(later - earlier for earlier, later in pairwise(sorted(times)))
    said = (
        f"While a condition of {RULES:,} rules changes and all workers are renewed, {ASKING}"
        f" clients that ask each {PAUSE * 1000:.0f} ms are without an answer for {longest:.2f} s"
        " at most."
    )
    return said, [aim("a change of any rule without an unanswered second", longest < 1)]


def _change(file: Path) -> None:
    new = file.with_suffix(".new")
    new.write_text(file.read_text("utf-8").replace(">= 0 ", ">= 1 ", 1), "utf-8")
    new.replace(file)


def _await(is_so: Callable[[], bool]) -> None:
    """Raises TimeoutError."""
    until = perf_counter() + PATIENCE
    while not is_so():
        if perf_counter() > until:
            raise TimeoutError("it did not come about")
        sleep(PAUSE)


@contextmanager
def asking(service: Service) -> Iterator[list[float]]:
    """Meanwhile clients score; when each answer came is noted. Raises OSError if one did not."""
    times, ended = list[float](), Event()
    body = json.dumps(groups(1)[0]).encode()

    def ask() -> None:
        client = Client(service.port)
        while not ended.wait(PAUSE):
            assert client.ask("POST", "/v1/score?fields=score", body).status == 200
            times.append(perf_counter())

    with ThreadPoolExecutor(ASKING) as threads:
        done = [threads.submit(ask) for _ in range(ASKING)]
        try:
            yield times
        finally:
            ended.set()
    for each in done:
        each.result()


def memory(service: Service) -> Text:
    """Of the larger worker, at first and after each kind of call."""
    first = held_by(service)
    client, bodies = Client(service.port), groups(1_000)
    for body in bodies:
        client.ask("POST", "/v1/score", json.dumps(body).encode())
    batch = json.dumps({"candidates": bodies}).encode()
    for path in ("/openapi.json", "/v1/rules", "/desk", "/"):
        client.ask("GET", path)
    for _ in range(8):
        client.ask("POST", "/v1/score/batch", batch)
    after = held_by(service)
    said = (
        f"A worker holds {first:.0f} MiB at first, and {after:.0f} MiB after 1,000 scores, the"
        " document, the pages and eight batches of 1,000; what workers share is divided by them."
    )
    return said, [aim("below 100 MB a worker", after * 2**20 <= 100e6)]


def slow_clients(service: Service) -> Text:
    """How long health takes while clients dribble a body, a byte in each look."""
    head = b"POST /v1/assessments HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
    with ExitStack() as opened:
        clients = [
            opened.enter_context(create_connection(("127.0.0.1", service.port), 60))
            for _ in range(SLOW)
        ]
        for client in clients:
            client.sendall(head)
        times = [_dribbled(service, clients[number * 10 :][:10]) for number in range(ASKED)]
    worst = max(times)
    said = (
        f"While {SLOW:,} clients send a body a byte at a time, health answers within {worst:.3f} s"
        f" (median {percentile(times, 0.5) * 1000:.1f} ms)."
    )
    return said, [aim(f"health answers while {SLOW:,} slow clients hang", worst <= 1)]


def _dribbled(service: Service, clients: list[socket]) -> float:
    for client in clients:
        client.send(b"{")
    start = perf_counter()
    assert Client(service.port).ask("GET", "/healthz").status == 200
    return perf_counter() - start


def compression(service: Service) -> Text:
    """Whole time of large answers on a line of 100 Mbit/s, as they are and compressed."""
    batch = json.dumps({"candidates": groups(1_000)}).encode()
    calls = {
        "GET /openapi.json": ("GET", "/openapi.json", None),
        "GET /v1/rules": ("GET", "/v1/rules", None),
        "a batch of 1,000": ("POST", "/v1/score/batch", batch),
    }
    rows, is_faster = [], True
    for name, (method, path, body) in calls.items():
        plain, small = (_sent(service, method, path, body, how) for how in ("identity", "gzip, br"))
        is_faster &= small[1] <= plain[1]
        cells = (f"{size:,} | {seconds * 1000:.0f}" for size, seconds in (plain, small))
        rows.append(f"| {name} | {' | '.join(cells)} |")
    head = "| answer | bytes | ms | bytes, compressed | ms |\n| --- | ---: | ---: | ---: | ---: |"
    said = f"On a line of 100 Mbit/s, the time to answer included:\n\n{head}\n" + "\n".join(rows)
    return said, [aim("what is compressed arrives sooner", is_faster)]


def _sent(
    service: Service, method: str, path: str, body: bytes | None, how: str
) -> tuple[int, float]:
    """Bytes, and the best of several times."""
    times, size = [], 0
    for _ in range(5):
        start = perf_counter()
        answer = Client(service.port).ask(method, path, body, headers={"Accept-Encoding": how})
        size = len(answer.body)
        times.append(perf_counter() - start + size / LINE)
    return size, min(times)


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        texts = [readiness(folder), changing(folder)]
        with serving(folder, "--workers", "2", JOINWISE_LOG_LEVEL="error") as service:
            texts += [measure(service) for measure in (memory, slow_clients, compression)]
    said = [f"`make numbers`; {machine()}.", *(text for text, _ in texts)]
    aims = [line for _, lines in texts for line in lines]
    write_evidence("numbers", "Numbers", "\n\n".join([*said, "\n".join(aims)]))
    sys.exit(any("missed" in line for line in aims))


if __name__ == "__main__":
    main()
