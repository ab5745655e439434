"""All servers, loaded in turns."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from bench import packs
from bench.peers import json_rules, requests
from bench.peers.given import CANDIDATES, RULES, body
from bench.peers.launch import Target, check_alike, running
from bench.peers.load import BATCHES, WARM_UP, Load, Requests, Round, loaded, measured
from bench.peers.peers import Files, peers
from bench.servers.processes import shared_out
from bench.wsgi import poster
from joinwise.settings import Settings
from joinwise.web.app import create_app

ROUNDS = 5
WORKERS = (1, 2)
JSON_BATCH, NDJSON_BATCH = "JSON, 1,000 at once", "NDJSON, 1,000 lines"
Server = tuple[str, int]
"""A peer by name, with so many workers."""


@dataclass(frozen=True, slots=True)
class Memory:
    """MiB of a worker: resident, and with shared pages divided among those who share them."""

    resident: float
    proportional: float


@dataclass(frozen=True, slots=True)
class Batch:
    """Candidates a second, and CPU ms a candidate."""

    rate: float
    cpu: float
    errors: int


@dataclass(frozen=True, slots=True)
class Results:
    """What each round found, by server and by kind of batch."""

    loads: Sequence[Mapping[Server, Round]]
    batches: Sequence[Mapping[str, Batch]]
    memory: Mapping[Server, Memory]

    def full(self, server: Server) -> list[Load]:
        return [loads[server].full for loads in self.loads]

    def half(self, server: Server) -> list[Load]:
        return [loads[server].half for loads in self.loads]


def measure() -> Results:
    """Raises AssertionError if the servers disagree on what fires."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        files = _prepared(Path(folder))
        targets = [
            stack.enter_context(running(peer, workers, files))
            for workers in WORKERS
            for peer in peers(files)
        ]
        check_alike(targets)
        return _measured(targets, files.folder)


def _prepared(folder: Path) -> Files:
    files = Files(folder)
    packs.write_folder(files.rules, packs.entries(RULES))
    files.json_rules.write_text(json.dumps(json_rules.service(RULES)))
    files.advice.write_bytes(_typical_advice(files))
    return files


def _typical_advice(files: Files) -> bytes:
    """joinwise's answer of median length."""
    url = f"sqlite:///{files.folder / 'unused.db'}"
    post = poster(create_app(Settings(rules=files.rules, database_url=url)))
    answers = [post(json.dumps(body(candidate)).encode()) for candidate in CANDIDATES]
    return sorted(answers, key=len)[len(answers) // 2]


def _measured(targets: Sequence[Target], folder: Path) -> Results:
    singles, kinds = _singles(targets, folder), _kinds(folder)
    loads, batches = [], []
    for number in range(ROUNDS):
        loads.append(_loads(singles, number))
        batches.append({name: _batch(targets[0], given) for name, given in kinds.items()})
    return Results(loads, batches, {_server(target): _memory(target) for target in targets})


def _singles(targets: Sequence[Target], folder: Path) -> dict[Target, Requests]:
    return {
        target: requests.single(target.peer, folder / f"single-{number}")
        for number, target in enumerate(targets)
    }


def _kinds(folder: Path) -> dict[str, Requests]:
    return {
        JSON_BATCH: requests.json_batch(folder / "json-batch"),
        NDJSON_BATCH: requests.ndjson_batch(folder / "ndjson-batch"),
    }


def _loads(singles: Mapping[Target, Requests], number: int) -> dict[Server, Round]:
    """All in turn; each round starts with another one."""
    targets = [*singles]
    turns = (*targets[number:], *targets[:number])
    return {_server(target): measured(target, singles[target]) for target in turns}


def _server(target: Target) -> Server:
    return target.peer.name, target.workers


def _batch(joinwise: Target, given: Requests) -> Batch:
    """Its process is warm by now, but may still work at what wrk has asked for last."""
    time.sleep(WARM_UP)
    load = loaded(joinwise, given, BATCHES)
    return Batch(load.rate * given.candidates, load.cpu / given.candidates, load.errors)


def _memory(target: Target) -> Memory:
    resident, proportional = zip(*map(shared_out, target.processes), strict=True)
    return Memory(mean(resident), mean(proportional))
