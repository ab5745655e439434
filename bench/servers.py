"""Measures the service under several WSGI servers, and prints the figures as Markdown.

    python bench/servers.py

takes about six minutes and needs the extra ``bench`` and the program ``wrk``. All servers run at
once, each with two workers, so that loads can alternate between them; nothing but 127.0.0.1 is
used. The rules are those that JOINWISE_RULES names, else those that come with joinwise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

HOST = "127.0.0.1"
WORKERS = 2
WORKER_TIMEOUT = 5
"""Seconds: short, so that what outlasts it shows soon. The graceful timeout is as short."""
ROUNDS = 5
STREAM_LINES = 200_000
SHORT_STREAM_LINES = 40_000
LINES_A_CHUNK = 100
STREAM_SECONDS = 60
"""After so long a stream is brought to its end, so that a slow machine is done in time too."""
STREAM_PATIENCE = 30
FLOOD_LINES = 60_000
FLOOD_PATIENCE = 3 * WORKER_TIMEOUT
PADDED = 1024
TALKS = (("as they are", 0, 8, 0.0), (f"padded to {PADDED:,} bytes, one a second", PADDED, 16, 1.0))
TALK_PATIENCE = 1.0
SLOW_CLIENTS = (8, 16, 50)
SLOW_SECONDS = 5
NORMAL_PATIENCE = 2.0
RELOAD_SECONDS = 14
RENEW_AFTER = 1_000
RENEWED_STREAMS = 4
MIB = 2**20

CANDIDATE = json.dumps(
    {
        "name": "Riverside Breakfast Club",
        "kind": "referral_group",
        "cost": {"annual_dues": 900},
        "time": {"meetings_per_year": 48, "hours_per_meeting": 1.5},
        "reciprocity": {"referrals_given": 12, "referrals_received": 1},
    }
).encode()
HEAD = "POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: {type}\r\n{more}\r\n"
LUA = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = [==[{body}]==]
{more}
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '\\n{{"requests": %d, "rate": %f, "p50": %f, "p99": %f, "errors": %d}}\\n',
    summary.requests, summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk does: so many connections for so many seconds, each kept or new for each request."""

    name: str
    connections: int
    seconds: int
    keep: bool


LOADS = (
    Load("16 connections, kept alive", 16, 2, keep=True),
    Load("16 connections, a new one for each request", 16, 2, keep=False),
    Load("1 connection, kept alive", 1, 1, keep=True),
)


@dataclass(frozen=True, slots=True)
class Server:
    """A way to run the service.

    ``lines`` is how long a stream it is measured with; without any it is not measured with what
    the number of threads has no say in.
    """

    name: str
    command: tuple[str, ...]
    lines: int = 0


@dataclass(slots=True)
class Running:
    """A server that runs, and what was measured of it, by row of the table."""

    server: Server
    port: int
    process: subprocess.Popen[bytes]
    figures: dict[str, str] = field(default_factory=dict)

    def connect(self, timeout: float) -> socket.socket:
        return socket.create_connection((HOST, self.port), timeout)

    def memory(self) -> float:
        """The resident memory of its workers together, in MiB."""
        return sum(map(_resident, _children(self.process.pid)))

    def cpu(self) -> float:
        """The CPU time that its workers took so far, in seconds."""
        return sum(map(_cpu, _children(self.process.pid)))


# --------------------------------------------------------------------------- starting and stopping


def servers() -> list[Server]:
    """The servers to compare, and last one that renews its workers; ``{port}`` is filled in."""
    gunicorn = (
        *(sys.executable, "-m", "gunicorn", "joinwise.web:create_app()"),
        *("--bind", HOST + ":{port}", "--workers", str(WORKERS), "--log-level", "warning"),
        *("--timeout", str(WORKER_TIMEOUT), "--graceful-timeout", str(WORKER_TIMEOUT)),
        "--no-control-socket",
    )
    threaded = (*gunicorn, "--worker-class", "gthread", "--threads")
    renewed = ("--max-requests", str(RENEW_AFTER), "--max-requests-jitter", str(RENEW_AFTER // 10))
    serve = (
        *("env", f"JOINWISE_HOST={HOST}", "JOINWISE_PORT={port}", f"JOINWISE_WORKERS={WORKERS}"),
        *(f"JOINWISE_TIMEOUT={WORKER_TIMEOUT}", "JOINWISE_THREADS=32", "JOINWISE_LOG_LEVEL=error"),
        *(sys.executable, "-m", "joinwise", "serve"),
    )
    granian = (
        *(sys.executable, "-m", "granian", "joinwise.web:create_app", "--factory"),
        *("--interface", "wsgi", "--host", HOST, "--port", "{port}", "--log-level", "error"),
        *("--workers", str(WORKERS), "--blocking-threads", "32"),
        *("--workers-kill-timeout", str(WORKER_TIMEOUT)),
    )
    return [
        Server("gunicorn sync", (*gunicorn, "--worker-class", "sync"), SHORT_STREAM_LINES),
        Server("gunicorn gthread, 8 threads", (*threaded, "8"), SHORT_STREAM_LINES),
        Server("gunicorn gthread, 64 threads", (*threaded, "64")),
        Server("joinwise serve, 32 threads", serve, STREAM_LINES),
        Server("granian, 32 threads", granian, SHORT_STREAM_LINES),
        Server("gunicorn gthread, 32 threads, renewed", (*threaded, "32", *renewed)),
    ]


@contextmanager
def running(server: Server, logs: Path) -> Iterator[Running]:
    """Runs a server until the block ends, in a process group of its own."""
    port = _free_port()
    command = [each.replace("{port}", str(port)) for each in server.command]
    with (logs / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        found = Running(server, port, process)
        _wait_until_answering(found)
        yield found
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(3 * WORKER_TIMEOUT)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_answering(target: Running, patience: float = 30) -> None:
    """Until it answers ten requests in a row."""
    end, row = time.monotonic() + patience, 0
    while row < 10:
        row = row + 1 if ask(target) is not None else 0
        if not row:
            if time.monotonic() > end or target.process.poll() is not None:
                raise SystemExit(f"{target.server.name} does not answer.")
            time.sleep(0.1)


def _children(pid: int) -> list[int]:
    """The workers: granian's helper process for semaphores and shared memory is none."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in listed if b"resource_tracker" not in _command_line(each)]


def _command_line(pid: str) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _resident(pid: int) -> float:
    with suppress(OSError):
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def _cpu(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


# --------------------------------------------------------------------------- clients


def ask(target: Running) -> float | None:
    """The seconds that one request on a connection of its own took; None where it failed."""
    start = time.monotonic()
    connection = HTTPConnection(HOST, target.port, timeout=NORMAL_PATIENCE)
    with suppress(OSError, HTTPException):
        if _post(connection) == 200:
            return time.monotonic() - start
    connection.close()
    return None


def _post(connection: HTTPConnection) -> int:
    connection.request("POST", "/v1/score", CANDIDATE, {"Content-Type": "application/json"})
    response = connection.getresponse()
    response.read()
    return response.status


def chunk(content: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(content), content)


def stream_head(path: str = "/v1/score/batch", type: str = "application/x-ndjson") -> bytes:
    more = "Transfer-Encoding: chunked\r\nConnection: close\r\n"
    return HEAD.format(path=path, type=type, more=more).encode()


def after(name: str, seconds: float) -> str:
    return f"{name} after {seconds:.0f} s"


# --------------------------------------------------------------------------- load


def measure_load(targets: list[Running], folder: Path) -> None:
    """Loads the servers in turn, round after round; the figures are medians of the rounds."""
    found: dict[tuple[int, str], list[dict[str, float]]] = {}
    for _ in range(ROUNDS):
        for target in targets:
            for load in LOADS:
                figures = _loaded(target, folder, load)
                found.setdefault((target.port, load.name), []).append(figures)
    for target in targets:
        for load in LOADS:
            _note_load(target, load.name, found[target.port, load.name])


def _loaded(target: Running, folder: Path, load: Load) -> dict[str, float]:
    script = folder / "post.lua"
    more = "" if load.keep else 'wrk.headers["Connection"] = "close"'
    script.write_text(LUA.format(body=CANDIDATE.decode(), more=more))
    command = ["wrk", "-t1", f"-c{load.connections}", f"-d{load.seconds}s", "-s", str(script)]
    command.append(f"http://{HOST}:{target.port}/v1/score")
    before = target.cpu()
    output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    figures: dict[str, float] = json.loads(output.strip().splitlines()[-1])
    figures["cpu"] = 1000 * (target.cpu() - before) / max(figures["requests"], 1)
    return figures


def _note_load(target: Running, name: str, rounds: list[dict[str, float]]) -> None:
    rates = [each["rate"] for each in rounds]
    said = f"{median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f})"
    target.figures[f"{name}: requests a second (range)"] = said
    p50, p99 = (median(each[key] for each in rounds) for key in ("p50", "p99"))
    target.figures[f"{name}: p50, p99"] = f"{p50:.1f} ms, {p99:.1f} ms"
    cpu = median(each["cpu"] for each in rounds)
    target.figures[f"{name}: CPU time a request"] = f"{cpu:.2f} ms"
    errors = sum(each["errors"] for each in rounds)
    if errors:
        target.figures[f"{name}: errors"] = f"{errors:.0f}"


# --------------------------------------------------------------------------- streams


def measure_stream(target: Running) -> None:
    """A long stream, written in one thread and read in another."""
    memory, stop = [target.memory()], threading.Event()
    sampler = threading.Thread(target=_sample, args=(target, memory, stop))
    sampler.start()
    start = time.monotonic()
    sent, answers, ended = _stream(target)
    seconds = time.monotonic() - start
    stop.set()
    sampler.join()
    target.figures["stream: answers"] = f"{answers:,} of {sent:,} sent, {after(ended, seconds)}"
    rate = f"{answers / seconds:,.0f}" if seconds > 1 else "-"
    target.figures["stream: lines a second"] = rate
    said = f"{memory[0]:.1f}, {max(memory):.1f}, {memory[-1]:.1f}" if seconds > 1 else "-"
    target.figures["stream: MiB of the workers before, at most, after"] = said


def _sample(target: Running, memory: list[float], stop: threading.Event) -> None:
    while not stop.wait(0.5):
        memory.append(target.memory())


def _stream(target: Running) -> tuple[int, int, str]:
    """How many lines were sent and answered, and how it ended."""
    answers = 0
    with ThreadPoolExecutor(1) as pool, target.connect(STREAM_PATIENCE) as connection:
        writer = pool.submit(_write_lines, connection, target.server.lines)
        try:
            with HTTPResponse(connection, method="POST") as response:
                response.begin()
                while part := response.read1(2**16):
                    answers += part.count(b"\n")
            ended = "ended" if response.status == 200 else f"status {response.status}"
        except (OSError, HTTPException):
            ended = "cut"
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        return writer.result(), answers, ended


def _write_lines(connection: socket.socket, lines: int) -> int:
    part = chunk((CANDIDATE + b"\n") * LINES_A_CHUNK)
    sent, end = 0, time.monotonic() + STREAM_SECONDS
    with suppress(OSError):
        connection.sendall(stream_head())
        while sent < lines and time.monotonic() < end:
            connection.sendall(part)
            sent += LINES_A_CHUNK
        connection.sendall(chunk(b""))
    return sent


def measure_flood(target: Running) -> None:
    """A client that wants to send everything before it reads anything."""
    part, sent, start = chunk((CANDIDATE + b"\n") * LINES_A_CHUNK), 0, time.monotonic()
    before = target.memory()
    with ThreadPoolExecutor(1) as pool, target.connect(FLOOD_PATIENCE) as connection:
        others = pool.submit(_ask_for, target, WORKER_TIMEOUT)
        try:
            connection.sendall(stream_head())
            while sent < FLOOD_LINES:
                connection.sendall(part)
                sent += LINES_A_CHUNK
            ended = "all sent"
        except TimeoutError:
            ended = after("still stuck", time.monotonic() - start)
        except OSError:
            ended = after("cut", time.monotonic() - start)
        grown = target.memory() - before
    target.figures[f"all of {FLOOD_LINES:,} lines sent before reading"] = (
        f"{sent:,} sent, {ended}, {grown:+.1f} MiB"
    )
    target.figures["others meanwhile"] = _spread(others.result())


class Talk:
    """A client that sends a line, waits for its answer, and only then sends the next."""

    def __init__(self, target: Running, width: int) -> None:
        self.part = chunk(CANDIDATE.ljust(width - 1) + b"\n")
        self.connection = target.connect(TALK_PATIENCE)
        self.connection.sendall(stream_head())
        self.sent = 0
        self.received = b""
        self.start = time.monotonic()

    @property
    def answers(self) -> int:
        return self.received.count(b"}\n\r\n")

    @property
    def age(self) -> float:
        return time.monotonic() - self.start

    def say(self) -> float | None:
        """The seconds until all is answered; None where it is not. Raises OSError where cut."""
        start = time.monotonic()
        self.connection.sendall(self.part)
        self.sent += 1
        while (left := start + TALK_PATIENCE - time.monotonic()) > 0 and self.answers < self.sent:
            if select.select([self.connection], [], [], left)[0]:
                part = self.connection.recv(2**16)
                if not part:
                    raise ConnectionResetError("closed")
                self.received += part
        return time.monotonic() - start if self.answers == self.sent else None


def measure_talk(target: Running) -> None:
    """Line by line: as lines are, and padded with spaces, for longer than the worker timeout."""
    for name, width, lines, pause in TALKS:
        target.figures[f"line by line, {name}"] = _talk(Talk(target, width), lines, pause)


def _talk(talk: Talk, lines: int, pause: float) -> str:
    times: list[float] = []
    ended = ""
    with talk.connection:
        try:
            while talk.sent < lines:
                taken = talk.say()
                times += [] if taken is None else [1000 * taken]
                time.sleep(pause)
        except OSError:
            ended = ", " + after("cut", talk.age)
    said = f", {median(times):.1f} ms" if times else ""
    return f"{len(times)} of {lines} answered before the next{said}{ended}"


# --------------------------------------------------------------------------- slow clients


def measure_slow(target: Running) -> None:
    """Normal clients while others send a byte a second, of a header or of a body."""
    for part in ("header", "body"):
        for count in SLOW_CLIENTS:
            _wait_until_answering(target)
            with _dribbling(target, part, count):
                said = _spread(_ask_for(target, SLOW_SECONDS))
            target.figures[f"{count} clients dribble a {part}: others"] = said


@contextmanager
def _dribbling(target: Running, part: str, count: int) -> Iterator[None]:
    more = f"Content-Length: {len(CANDIDATE)}\r\n"
    head = HEAD.format(path="/v1/score", type="application/json", more=more).encode()
    first, rest = (b"", head + CANDIDATE) if part == "header" else (head, CANDIDATE)
    stop = threading.Event()
    with ExitStack() as stack:
        clients = [stack.enter_context(target.connect(NORMAL_PATIENCE)) for _ in range(count)]
        stack.callback(stop.set)
        for client in clients:
            client.sendall(first + rest[:1])
        threading.Thread(target=_dribble, args=(clients, rest[1:], stop)).start()
        time.sleep(0.5)
        yield


def _dribble(clients: list[socket.socket], content: bytes, stop: threading.Event) -> None:
    for byte in content:
        if stop.wait(1):
            return
        for client in clients:
            with suppress(OSError):
                client.sendall(bytes([byte]))


def _ask_for(target: Running, seconds: float) -> list[float | None]:
    end, times = time.monotonic() + seconds, []
    while time.monotonic() < end:
        times.append(ask(target))
        time.sleep(0.05)
    return times


def _spread(times: list[float | None]) -> str:
    answered = [1000 * each for each in times if each is not None]
    said = f": {median(answered):.0f} ms, worst {max(answered):.0f} ms" if answered else ""
    return f"{len(answered)} of {len(times)} answered{said}"


# --------------------------------------------------------------------------- reload


@dataclass(slots=True)
class Tally:
    """What became of the requests of one client."""

    fine: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    worst: float = 0.0


def measure_reload(target: Running) -> None:
    """SIGHUP a second into a load with a stream open: what fails, and when does the stream end?"""
    with _load_and_streams(target, "reload", 1):
        time.sleep(1)
        target.process.send_signal(signal.SIGHUP)


def measure_renewal(target: Running) -> None:
    """The same without a signal, where workers are renewed after so many requests."""
    with _load_and_streams(target, f"renewal after {RENEW_AFTER:,} requests", RENEWED_STREAMS):
        pass


@contextmanager
def _load_and_streams(target: Running, name: str, streams: int) -> Iterator[None]:
    end = time.monotonic() + RELOAD_SECONDS
    old = set(_children(target.process.pid))
    with ThreadPoolExecutor(4 + streams) as pool:
        talks = [pool.submit(_talk_until, target, end) for _ in range(streams)]
        loads = [pool.submit(_load_until, target, end, keep) for keep in (True, True, False, False)]
        yield
    target.figures[f"{name}, connections kept alive: failed"] = _failures(*loads[:2])
    target.figures[f"{name}, new connections: failed"] = _failures(*loads[2:])
    target.figures[f"{name}, open streams"] = ", ".join(each.result() for each in talks)
    kept = len(old & set(_children(target.process.pid)))
    target.figures[f"{name}, workers replaced"] = f"{len(old) - kept} of {len(old)}"


def _load_until(target: Running, end: float, keep: bool) -> Tally:
    tally, connection = Tally(), HTTPConnection(HOST, target.port, timeout=10)
    while (start := time.monotonic()) < end:
        try:
            status = _post(connection)
            tally.fine += status == 200
            if status != 200:
                tally.failed[str(status)] += 1
        except (OSError, HTTPException) as error:
            tally.failed[type(error).__name__] += 1
            connection.close()
        tally.worst = max(tally.worst, time.monotonic() - start)
        if not keep:
            connection.close()
    connection.close()
    return tally


def _failures(*loads: Any) -> str:
    tallies: list[Tally] = [each.result() for each in loads]
    failed = sum((each.failed for each in tallies), Counter[str]())
    total = sum(each.fine for each in tallies) + failed.total()
    kinds = f" ({', '.join(failed)})" if failed else ""
    worst = 1000 * max(each.worst for each in tallies)
    return f"{failed.total()} of {total:,}{kinds}, worst {worst:.0f} ms"


def _talk_until(target: Running, end: float) -> str:
    talk = Talk(target, PADDED)
    with talk.connection:
        try:
            while time.monotonic() < end:
                talk.say()
                time.sleep(0.25)
        except OSError:
            return after("cut", talk.age)
    return after("alive", talk.age)


# --------------------------------------------------------------------------- limits


def measure_limits(target: Running) -> None:
    """A valid candidate with so many spaces after it that the body exceeds its limit of 1 MiB."""
    body = CANDIDATE.ljust(2 * MIB)
    length = HEAD.format(
        path="/v1/score", type="application/json", more=f"Content-Length: {len(body)}\r\n"
    )
    target.figures["body of 2 MiB, Content-Length"] = _status(target, length.encode() + body)
    head = stream_head("/v1/score", "application/json")
    chunks = b"".join(chunk(body[at : at + 2**16]) for at in range(0, len(body), 2**16))
    target.figures["body of 2 MiB, chunked"] = _status(target, head + chunks + chunk(b""))


def _status(target: Running, request: bytes) -> str:
    with target.connect(WORKER_TIMEOUT) as connection:
        with suppress(OSError):
            connection.sendall(request)
        try:
            with HTTPResponse(connection, method="POST") as response:
                response.begin()
                return f"{response.status} ({response.getheader('Content-Type')})"
        except (OSError, HTTPException) as error:
            return type(error).__name__


# --------------------------------------------------------------------------- the whole


def measure(targets: list[Running], folder: Path) -> None:
    """What takes CPU runs on one server at a time; what mostly waits runs on all at once."""
    _say("load")
    measure_load(targets, folder)
    streaming = [each for each in targets if each.server.lines]
    _say("streams")
    for target in streaming:
        measure_stream(target)
        _wait_until_answering(target)
    _at_once(measure_limits, targets)
    _at_once(measure_talk, streaming)
    _at_once(measure_flood, streaming)
    _say("slow clients")
    _at_once(measure_slow, targets)
    _say("reload")
    for target in streaming:
        _wait_until_answering(target)
        measure_reload(target)


def _at_once(measurement: Callable[[Running], None], targets: list[Running]) -> None:
    for target in targets:
        _wait_until_answering(target)
    with ThreadPoolExecutor(len(targets)) as pool:
        list(pool.map(measurement, targets))


def _say(text: str) -> None:
    print(f"{time.strftime('%X')} {text}", file=sys.stderr, flush=True)


def table(targets: list[Running]) -> str:
    """A row a measure, a column a server; a dash where a measure was not taken."""
    rows = list(dict.fromkeys(name for target in targets for name in target.figures))
    lines = [["", *(target.server.name for target in targets)], ["---"] * (len(targets) + 1)]
    lines += [[row, *(target.figures.get(row, "-") for target in targets)] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def surroundings() -> str:
    """What the figures depend on."""
    packages = ", ".join(f"{each} {version(each)}" for each in ("gunicorn", "granian", "Flask"))
    return (
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{packages}; {WORKERS} workers each, worker timeout {WORKER_TIMEOUT} s. "
        f"Before the start other processes kept {_busy_cores():.1f} cores busy."
    )


def _busy_cores(seconds: float = 2) -> float:
    before = _cpu_times()
    time.sleep(seconds)
    total, idle = (now - then for now, then in zip(_cpu_times(), before, strict=True))
    return (os.cpu_count() or 1) * (1 - idle / total)


def _cpu_times() -> tuple[int, int]:
    """All time and idle time of all cores since the boot, in ticks."""
    times = [int(each) for each in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return sum(times), times[3] + times[4]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing; Debian has it as the package wrk.")
    about = surroundings()
    start = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        *targets, renewed = [stack.enter_context(running(each, folder)) for each in servers()]
        measure(targets, folder)
        measure_renewal(renewed)
        print(f"{about}\n\n{table(targets)}\n\n{table([renewed])}")
    _say(f"{time.monotonic() - start:.0f} s in all")


if __name__ == "__main__":
    main()
