"""What the proofs share: a service of their own, its clients, and the page of evidence."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from socket import socket
from time import monotonic, sleep
from typing import Any

from bench import workload
from joinwise.domain.nesting import nested

EVIDENCE = Path("docs/evidence.md")
PATIENCE = 120.0
JSON, NDJSON = "application/json", "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str]

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """A connection that is kept alive, and opened again if it is lost. Raises OSError."""

    def __init__(self, port: int, timeout: float = PATIENCE) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=timeout)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        kind: str = JSON,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        sent = {"Content-Type": kind} if body is not None else {}
        try:
            self._connection.request(method, path, body, {**sent, **(headers or {})})
            response = self._connection.getresponse()
            return Answer(response.status, response.read(), dict(response.headers))
        except (OSError, HTTPException) as error:
            self._connection.close()
            raise ConnectionError(str(error)) from None

    def close(self) -> None:
        self._connection.close()


@dataclass(frozen=True, slots=True)
class Service:
    """A service that runs, by its port; its log is a file."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def workers(self) -> list[int]:
        """The ids of the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def kill_worker(self, random: Random) -> None:
        os.kill(random.choice(self.workers()), signal.SIGKILL)

    def events(self) -> list[str]:
        """What the log says, each once."""
        lines = self.log.read_text("utf-8").splitlines()
        found = (json.loads(line).get("event", "") for line in lines if line.startswith("{"))
        return list(dict.fromkeys(found))


def held_by(service: Service) -> float:
    """MiB of the worker that has most; what several processes hold is shared among them."""
    return max(_share(process) for process in service.workers())


def _share(process: int) -> float:
    said = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", said, re.MULTILINE)
    assert found
    return int(found[1]) / 1024


@contextmanager
def serving(folder: Path, *arguments: str, **environ: str) -> Iterator[Service]:
    """A service with its store and its log in a folder."""
    port, log = _free_port(), folder / "log"
    command = [sys.executable, "-m", "joinwise", "serve", "--port", str(port), *arguments]
    own = {"JOINWISE_DATABASE_URL": f"sqlite:///{folder}/store/joinwise.db", **environ}
    with log.open("wb") as out:
        process = subprocess.Popen(command, env={**os.environ, **own}, stderr=out)
    try:
        wait_until_ready(port)
        yield Service(port, process, log)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int) -> None:
    """Raises TimeoutError."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            if Client(port).ask("GET", "/readyz").status == 200:
                return
        except OSError:
            sleep(0.05)
    raise TimeoutError("the service did not start")


def groups(count: int, seed: int = 5) -> list[dict[str, Any]]:
    """Candidates as bodies of requests, the same for the same seed."""
    random = Random(seed)
    return [
        nested({"name": f"Group {number}", "kind": "meetup", **workload.candidate(random)})
        for number in range(count)
    ]


def write_evidence(name: str, title: str, text: str) -> None:
    """Puts a section into the page, in place of the one of this name."""
    page = EVIDENCE.read_text("utf-8")
    section = f"<!-- {name} -->\n\n## {title}\n\n{text}\n\n<!-- end of {name} -->"
    old = re.compile(f"<!-- {name} -->.*<!-- end of {name} -->", re.DOTALL)
    if old.search(page):
        page = old.sub(lambda _: section, page)
    else:
        page = f"{page.rstrip()}\n\n{section}\n"
    EVIDENCE.write_text(page, "utf-8")
    print(text)


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
