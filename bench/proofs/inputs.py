"""What arrives, however it is made: ``python -m bench.proofs.inputs [BODIES] [EXAMPLES]``.

Mutated bodies go through the WSGI application; schemathesis asks a running service, all of its
calls, with links from one to the next; a thousand idle connections and a thousand streams of one
line are held beside others that score.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from io import BytesIO
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from random import Random
from shutil import which
from socket import create_connection
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Any

from werkzeug.test import create_environ
from werkzeug.wsgi import ClosingIterator

from bench.proofs.running import Client, Service, groups, serving, write_evidence
from bench.report import aim, machine
from joinwise.settings import Settings
from joinwise.web.app import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

BODIES, EXAMPLES = 10_000_000, 200
IDLE = STREAMS = 1_000
ANSWERS = frozenset({200, 400, 413, 415, 422})
SNIPPETS = (
    b'"', b"{", b"}", b"[", b"]", b",", b":", b"null", b"1e400", b"NaN", b"-", b"\xff", b"\\u0000",
    b"\\ud800", b"true", b'"name"', b'"cost"', b"0" * 40, b" ", b"\n", b"",
)  # fmt: skip
GROUP = b'{"name": "A group", "kind": "meetup"}'
ENVIRON = create_environ("/v1/score", method="POST", content_type="application/json")


def mutated(body: bytes, random: Random) -> bytes:
    """A body with snippets put in, parts doubled and parts cut out."""
    for _ in range(random.randint(0, 4)):
        start, end = sorted(random.choices(range(len(body) + 1), k=2))
        middle = random.choice((b"", body[start:end] * 2, random.choice(SNIPPETS)))
        body = body[:start] + middle + body[min(end, start + 12) :]
    return body


def through_wsgi(count: int, folder: Path) -> tuple[Counter[int], list[str], float]:
    """How so many mutated bodies are answered, what of it was wrong, and in how many seconds.

    Each processor asks an application of its own.
    """
    start, parts = perf_counter(), cpu_count() or 1
    shares = [(seed, count // parts + (seed < count % parts), folder) for seed in range(parts)]
    with get_context("spawn").Pool(parts) as pool:
        answered = pool.starmap(_answers, shares)
    statuses = sum((counted for counted, _ in answered), Counter[int]())
    wrong = [body for _, bodies in answered for body in bodies]
    return statuses, wrong, perf_counter() - start


def _answers(seed: int, count: int, folder: Path) -> tuple[Counter[int], list[str]]:
    random, statuses, wrong = Random(seed), Counter[int](), list[str]()
    store = f"sqlite:///{folder}/{seed}.db"
    app = create_app(Settings(database_url=store, log_level="error"))
    bodies = [json.dumps(group).encode() for group in groups(200)]
    for _ in range(count):
        body = mutated(random.choice(bodies), random)
        status, is_json = _asked(app, body)
        statuses[status] += 1
        if status not in ANSWERS or not is_json:
            wrong.append(repr(body[:200]))
    return statuses, wrong


def _asked(app: WSGIApplication, body: bytes) -> tuple[int, bool]:
    """The status, and whether the answer is JSON; called as a server calls an application."""
    started = list[Any]()
    environ = {**ENVIRON, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
    answer = app(environ, lambda *given: started.extend(given))  # type: ignore[arg-type]
    data = b"".join(answer)
    if isinstance(answer, ClosingIterator):
        answer.close()
    return int(started[0][:3]), _is_json(data)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def by_schemathesis(service: Service, examples: int) -> tuple[str, bool]:
    """What schemathesis says at its end, and whether it found nothing."""
    program = Path(sys.executable).with_name("schemathesis")
    command = [
        str(program if program.exists() else which("schemathesis")),
        "run", f"http://127.0.0.1:{service.port}/openapi.json",
        "--phases=examples,coverage,fuzzing,stateful", f"--max-examples={examples}",
        "--checks=not_a_server_error,response_schema_conformance,content_type_conformance",
        "--seed=11", "--no-color",
    ]  # fmt: skip
    own = {**os.environ, "SCHEMATHESIS_HOOKS": "bench.proofs.hooks"}
    done = subprocess.run(
        command, check=False, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    summary = next((line for line in reversed(lines) if "generated" in line), "")
    return summary.strip(" ="), done.returncode == 0


def held(service: Service) -> tuple[float, float, int]:
    """Longest waits for health and a score beside idle connections, and streams answered whole."""
    health = score = 0.0
    answered = 0
    head = b"POST /v1/score/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
    line = GROUP + b"\n"
    request = head + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(line) + line
    with ExitStack() as opened:
        address = ("127.0.0.1", service.port)
        idle = [opened.enter_context(create_connection(address, 60)) for _ in range(IDLE)]
        streams = [opened.enter_context(create_connection(address, 60)) for _ in range(STREAMS)]
        for stream in streams:
            stream.sendall(request)
        for _ in range(20):
            health = max(health, _timed(service, "GET", "/healthz"))
            score = max(score, _timed(service, "POST", "/v1/score"))
        for stream in streams:
            with stream.makefile("rb") as answer:
                answered += b'"recommendation"' in answer.read()
        assert len(idle) == IDLE
    return health, score, answered


def _timed(service: Service, method: str, path: str) -> float:
    start = monotonic()
    Client(service.port).ask(method, path, GROUP if method == "POST" else None)
    return monotonic() - start


def main() -> None:
    given = [int(argument) for argument in sys.argv[1:]]
    bodies, examples = [*given, *(BODIES, EXAMPLES)[len(given) :]]
    with TemporaryDirectory() as name:
        folder = Path(name)
        statuses, wrong, seconds = through_wsgi(bodies, folder)
        with serving(folder, "--workers", "2", JOINWISE_LOG_LEVEL="error") as service:
            health, score, answered = held(service)
            summary, is_clean = by_schemathesis(service, examples)
    said = ", ".join(f"{count:,} times {status}" for status, count in statuses.most_common())
    text = [
        f"`make input`; {machine()}.",
        f"{bodies:,} mutated bodies through the application in {seconds:,.0f} s: {said}.",
        f"schemathesis, all calls with links: {summary}.",
        f"{IDLE:,} idle connections and {STREAMS:,} streams of one line at once: health answered"
        f" within {health:.2f} s, a score within {score:.2f} s, {answered:,} streams whole.",
        "\n".join(
            [
                aim(f"no body is answered by anything else ({len(wrong)})", not wrong),
                aim("schemathesis finds nothing", is_clean),
                aim("every stream is answered", answered == STREAMS),
            ]
        ),
    ]
    write_evidence("input", "What arrives", "\n\n".join([*text, *wrong[:3]]))
    sys.exit(1 if wrong or not is_clean or answered != STREAMS else 0)


if __name__ == "__main__":
    main()
