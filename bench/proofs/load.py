"""Every answer under load is that of a single thread: ``python -m bench.proofs.load [SECONDS]``.

64 connections mix every call at full speed, while the rules are exchanged each second for others,
at times for broken ones. Each answer has to have the bytes that a single thread gives under the
rules that it names.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from time import monotonic

from flask.testing import FlaskClient

from bench.proofs.running import (
    NDJSON,
    Client,
    Service,
    groups,
    percentile,
    serving,
    write_evidence,
)
from bench.report import aim, machine, table
from joinwise.bootstrap import build_services
from joinwise.resources import default_folder
from joinwise.settings import Settings
from joinwise.web.app import create_app

CONNECTIONS = 64
SECONDS = 60.0
GROUPS = 24
BUSY = (429, 503)
"""How a costly call is answered if too many others wait."""


Packs = tuple[Path, Path, Path]
"""The rules that come with joinwise, others, and broken ones."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call with what it is sent; ``said`` takes out of an answer what each has of its own."""

    name: str
    method: str
    path: str
    body: bytes | None = None
    kind: str = "application/json"
    said: Callable[[bytes], bytes] = bytes


@dataclass(slots=True)
class Ledger:
    """What was answered, and what was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    busy: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    versions: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def most(self) -> list[tuple[str, int]]:
        return self.counts.most_common()

    def miss(self, what: str) -> None:
        with self.lock:
            self.wrong.append(what)

    def note(self, call: Call, seconds: float, status: int, version: str | None) -> None:
        with self.lock:
            self.times.append(seconds)
            if status in BUSY:
                self.busy[call.name] += 1
            elif version is None:
                self.wrong.append(f"{call.name}: {status}")
            else:
                self.counts[call.name] += 1
                self.versions[version] += 1


def calls() -> list[Call]:
    """Every call of the API whose answer follows from the rules alone, with several bodies."""
    bodies = [json.dumps(group).encode() for group in groups(GROUPS)]
    batch = json.dumps({"candidates": groups(GROUPS)}).encode()
    pair = json.dumps({"candidates": groups(6)}).encode()
    draft = json.dumps({"yaml": "rules: 3"}).encode()
    found = [Call("score", "POST", "/v1/score", body) for body in bodies]
    found += [Call("fields", "POST", "/v1/score?fields=rules,score", body) for body in bodies]
    found += [
        Call("explained", "POST", "/v1/score?include=misses,questions,flips,plan", body)
        for body in bodies[:4]
    ]
    found += [Call("saved", "POST", "/v1/assessments", body, said=_advice) for body in bodies[:6]]
    return [
        *found,
        Call("batch", "POST", "/v1/score/batch", batch),
        Call("stream", "POST", "/v1/score/batch", b"\n".join(bodies), NDJSON),
        Call("compare", "POST", "/v1/compare", pair),
        Call("rules", "GET", "/v1/rules"),
        Call("rule", "GET", "/v1/rules/works-it"),
        Call("inputs", "GET", "/v1/inputs"),
        Call("check", "POST", "/v1/rules/check", draft),
    ]


def _advice(body: bytes) -> bytes:
    """The advice of an assessment, whose id and time are its own."""
    _, _, advice = body.partition(b'"advice":')
    return advice.rpartition(b',"outcome":')[0]


def expected(folder: Path, asked: list[Call]) -> tuple[str, list[bytes]]:
    """The version of the rules of a folder, and what a single thread answers under it."""
    store = f"sqlite:///{folder}.db"
    settings = Settings(rules=folder, database_url=store, log_level="error")
    services = build_services(settings)
    client = create_app(settings, services).test_client()
    answers = [call.said(_asked(client, call)) for call in asked]
    return services.rules.advisor.pack.version, answers


def _asked(client: FlaskClient, call: Call) -> bytes:
    answer = client.open(call.path, method=call.method, data=call.body, content_type=call.kind)
    return bytes(answer.data)


def packs(folder: Path) -> Packs:
    made = folder / "usual", folder / "other", folder / "broken"
    for each in made:
        shutil.copytree(default_folder(), each)
    other = made[1] / "decision.yaml"
    text = other.read_text("utf-8")
    other.write_text(text.replace("start: 50", "start: 57"), "utf-8")
    (made[2] / "broken.yaml").write_text("rules: [{id: x, when: nonsense > 3}]", "utf-8")
    return made


def exchange(link: Path, made: Packs, stop: Event, random: Random) -> int:
    """Points the link to others of the packs each second, as Kubernetes does."""
    count = 0
    while not stop.wait(1.0):
        usual, other, broken = made
        target = broken if random.random() < 0.2 else (other if count % 2 else usual)
        new = link.with_suffix(".new")
        new.symlink_to(target)
        new.replace(link)
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class Load:
    """Clients that ask a service, and know what a single thread would answer."""

    service: Service
    asked: list[Call]
    answers: dict[str, list[bytes]]
    until: float
    ledger: Ledger = field(default_factory=Ledger)

    def ask_on(self, seed: int) -> None:
        """Asks on one connection until the time is over."""
        random, client = Random(seed), Client(self.service.port)
        while monotonic() < self.until:
            self._ask(client, random.randrange(len(self.asked)))
        client.close()

    def _ask(self, client: Client, place: int) -> None:
        call, start = self.asked[place], monotonic()
        try:
            answer = client.ask(call.method, call.path, call.body, call.kind)
        except OSError as error:
            return self.ledger.miss(f"{call.name}: {error}")
        said = call.said(answer.body)
        fits = [version for version, of in self.answers.items() if of[place] == said]
        version = fits[0] if fits else None
        return self.ledger.note(call, monotonic() - start, answer.status, version)


def main() -> None:
    seconds = float(sys.argv[1]) if sys.argv[1:] else SECONDS
    with TemporaryDirectory() as name:
        folder = Path(name)
        made, asked = packs(folder), calls()
        answers = dict(expected(pack, asked) for pack in made[:2])
        link = folder / "rules"
        link.symlink_to(made[0])
        options = ("--rules", str(link), "--workers", "2")
        with serving(folder, *options, JOINWISE_LOG_LEVEL="error") as service:
            load = Load(service, asked, answers, monotonic() + seconds)
            exchanges = run(load, link, made)
    write_evidence("load", "Every answer under load", text(load.ledger, exchanges, seconds))
    sys.exit(1 if load.ledger.wrong else 0)


def run(load: Load, link: Path, made: Packs) -> int:
    """How often the rules were exchanged meanwhile."""
    stop, exchanges = Event(), list[int]()
    changing = Thread(target=lambda: exchanges.append(exchange(link, made, stop, Random(1))))
    changing.start()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(load.ask_on, range(CONNECTIONS)))
    stop.set()
    changing.join()
    return exchanges[0]


def text(ledger: Ledger, exchanges: int, seconds: float) -> str:
    rows = [[name, f"{count:,}", f"{ledger.busy[name]:,}"] for name, count in ledger.most()]
    shares = " and ".join(f"{count:,}" for count in ledger.versions.values())
    median, slow = (percentile(ledger.times, share) * 1e3 for share in (0.5, 0.99))
    examples = f": {'; '.join(ledger.wrong[:3])}" if ledger.wrong else ""
    return "\n\n".join(
        [
            f"`make load`: {CONNECTIONS} connections for {seconds:.0f} s at full speed, two"
            f" workers, rules exchanged {exchanges} times, a fifth of them for broken ones;"
            f" {machine()}.",
            table(["call", "answered", "told to wait (429, 503)"], rows),
            f"{sum(ledger.counts.values()):,} answers, {shares} under each of the two versions;"
            f" median {median:.0f} ms, 99th percentile {slow:.0f} ms (clients on the same cores).",
            aim(
                "every answer has the bytes that a single thread gives under the rules it names"
                f" ({len(ledger.wrong)} wrong{examples})",
                not ledger.wrong,
            ),
        ]
    )


if __name__ == "__main__":
    main()
