"""The service as it runs for real, under load, while its rules change: several processes."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from fcntl import LOCK_EX, LOCK_NB, flock
from http.client import HTTPConnection
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from joinwise.advisor import Advisor
from joinwise.domain.candidate_schema import read_candidate
from joinwise.formats.strict_json import write_json
from joinwise.packs.loader import load_pack
from joinwise.scoring.matcher import TreeMatcher
from tests.support.fakes import rule, written
from tests.support.services import PATIENCE, free_port, until, wait_until_ready

GROUP = {"name": "A group", "kind": "meetup", "cost": {"annual_dues": 90}}
BODY = json.dumps(GROUP).encode()
JSON = {"Content-Type": "application/json"}
TOKEN = "a-token-for-these-tests"
GOOD, BAD = rule("cost.annual_dues < 100", points=1), rule("cost.anual_dues < 100")
CLIENTS = 4

ALMOST_NOTHING = """
import os

def leave_next_to_nothing():
    from joinwise.runtime import watcher
    watcher.MOST_LEFT_BEHIND = 1

os.register_at_fork(after_in_child=leave_next_to_nothing)
"""
"""Has a worker ask for renewal as soon as it has left one byte behind."""


HELD = """
import os, time

def wait():
    while os.path.exists({!r}):
        time.sleep(0.05)

os.register_at_fork(after_in_child=wait)
"""
"""Has a worker start only once a file is gone."""


@dataclass
class Served:
    """A service of its own: its address, its process, and what it logs."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        with closing(HTTPConnection(self.address, timeout=PATIENCE)) as connection:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def score(self) -> bytes:
        with closing(HTTPConnection(self.address, timeout=PATIENCE)) as connection:
            return scored(connection)

    def ready(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.get("/readyz")[1])
        return document

    def metrics(self) -> dict[str, float]:
        text = self.get("/metrics")[1].decode()
        return {name: float(value) for name, value in re.findall(r"^([^#]\S*) (\S+)$", text, re.M)}

    def logged(self, event: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [line for line in lines if line["event"] == event]


def scored(connection: HTTPConnection) -> bytes:
    connection.request("POST", "/v1/score", BODY, JSON)
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, body
    return body


@contextmanager
def serving(
    folder: Path, log: Path, *arguments: str, first: str = "", **environ: str
) -> Iterator[Served]:
    """A service under the rules of a folder; ``first`` is run in it before all else."""
    port = free_port()
    code = f"{first}\nfrom joinwise.cli import main; main()"
    command = [
        sys.executable, "-c", code, "serve", "--port", str(port), "--rules", str(folder), *arguments,
    ]  # fmt: skip
    with log.open("wb") as errors:
        process = subprocess.Popen(command, env={**os.environ, **environ}, stderr=errors)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}")
        yield Served(f"127.0.0.1:{port}", process, log)
    finally:
        process.terminate()
        process.wait(PATIENCE)


@dataclass
class Load:
    """Clients that ask without pause, some over kept connections, and all that they were told."""

    served: Served
    answers: list[bytes] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def ask(self, number: int) -> None:
        while not self.ended.is_set():
            with closing(HTTPConnection(self.served.address, timeout=PATIENCE)) as connection:
                for _ in range(20 if number % 2 else 1):
                    self.answers.append(scored(connection))

    @contextmanager
    def running(self) -> Iterator[None]:
        with ThreadPoolExecutor(CLIENTS) as clients:
            asked = [clients.submit(self.ask, number) for number in range(CLIENTS)]
            try:
                yield
            finally:
                self.ended.set()
            for each in asked:
                each.result()


def expected(folder: Path) -> bytes:
    """The very answer under the rules of a folder, by another way."""
    return write_json(
        Advisor(load_pack(folder), TreeMatcher).answer(read_candidate(GROUP)).to_dict()
    )


def replace(folder: Path, text: str) -> None:
    """As many editors do: write beside it, then rename."""
    (folder / "new").write_text(text)
    (folder / "new").replace(folder / "a.yaml")


def taken(served: Served) -> float:
    """How often changed rules were taken up, by all workers."""
    return served.metrics()['joinwise_reloads_total{outcome="taken"}']


@pytest.mark.slow
def test_five_changes_under_load_lose_no_request_and_mix_no_rules(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "rules", a=GOOD, b=rule("kind == 'meetup'").replace("id: r", "id: s")
    )
    with serving(folder, tmp_path / "log", "--workers", "2") as served:
        load, possible = Load(served), {expected(folder)}
        tags = {served.get("/v1/rules")[1]}
        with load.running():
            for number in range(5):
                replace(
                    folder,
                    GOOD.replace("< 100", f"< {200 + number}").replace("1", str(number + 2), 1),
                )
                now = expected(folder)
                possible.add(now)
                until(lambda number=number: taken(served) == 2 * (number + 1))
                assert {served.score() for _ in range(10)} == {now}
                tags.add(served.get("/v1/rules")[1])
        assert set(load.answers) <= possible
        assert len(possible) == len(tags) == 6
        assert len({each["pid"] for each in served.logged("rules taken up")}) == 2


@pytest.mark.slow
def test_a_broken_pack_is_refused_by_all_and_told_of_until_it_is_mended(tmp_path: Path) -> None:
    folder = written(tmp_path / "rules", a=GOOD)
    with serving(folder, tmp_path / "log", "--workers", "2") as served:
        before = served.score()
        assert served.ready()["refused"] is None
        replace(folder, BAD)
        until(lambda: len(served.logged("rules refused; the last good ones stay active")) == 2)
        refused = served.ready()["refused"]
        assert refused["since"].endswith("+00:00")
        (fault,) = refused["faults"]
        assert (fault["file"], fault["line"], fault["column"]) == ("a.yaml", 4, 12)
        assert 'did you mean "cost.annual_dues"?' in fault["message"]
        assert served.metrics()['joinwise_rules_refused{file="a.yaml"}'] == 1
        assert {served.score() for _ in range(10)} == {before}
        replace(folder, GOOD)
        until(lambda: len(served.logged("rules taken up")) == 2)
        assert served.ready()["refused"] is None
        until(lambda: served.metrics()['joinwise_rules_refused{file="a.yaml"}'] == 0)
        assert {served.score() for _ in range(10)} == {before}


@pytest.mark.slow
def test_emptied_rule_files_are_refused_by_all_and_told_of(tmp_path: Path) -> None:
    folder = written(tmp_path / "rules", a=GOOD)
    with serving(folder, tmp_path / "log", "--workers", "2") as served:
        before = served.score()
        replace(folder, "")
        until(lambda: len(served.logged("rules refused; the last good ones stay active")) == 2)
        (fault,) = served.ready()["refused"]["faults"]
        assert fault["file"] == "a.yaml"
        until(lambda: served.metrics()['joinwise_rules_refused{file="a.yaml"}'] == 1)
        assert {served.score() for _ in range(5)} == {before}


@pytest.mark.slow
def test_rules_that_lost_most_of_theirs_are_active_after_a_restart(tmp_path: Path) -> None:
    other = GOOD.replace("id: r", "id: s")
    folder = written(tmp_path / "rules", a=GOOD, b=other, c=other.replace("id: s", "id: t"))
    with serving(folder, tmp_path / "log", "--workers", "1") as served:
        written(folder, b="", c="# nothing")
        until(lambda: served.ready()["refused"] is not None)
        (fault,) = served.ready()["refused"]["faults"]
        assert fault["message"].startswith("only 1 of 3 rules and rows are left")
    with serving(folder, tmp_path / "log", "--workers", "1") as served:
        assert served.score() == expected(folder)
        (line,) = served.logged("rules with warnings")
        empty = [warning for warning in line["warnings"] if "no entries" in warning]
        assert [warning.split("/")[-1] for warning in empty] == [
            "b.yaml:1:1: warning: this file holds no entries",
            "c.yaml:1:1: warning: this file holds no entries",
        ]


@pytest.mark.slow
def test_a_worker_that_starts_while_the_pack_is_broken_serves_the_last_good_one(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "rules", a=GOOD)
    with serving(folder, tmp_path / "log", "--workers", "2") as served:
        replace(folder, GOOD.replace("< 100", "< 101"))
        now = expected(folder)
        until(lambda: len(served.logged("rules taken up")) == 2)
        replace(folder, BAD)
        until(lambda: len(served.logged("rules refused; the last good ones stay active")) == 2)
        old = [each["pid"] for each in served.logged("rules taken up")]
        os.kill(old[0], signal.SIGKILL)
        until(lambda: len(served.logged("rules refused; the last good ones stay active")) == 3)
        assert {served.score() for _ in range(20)} == {now}
        assert served.process.poll() is None


@pytest.mark.slow
@pytest.mark.parametrize("is_whole", [True, False], ids=["all of it", "what is in it"])
def test_it_serves_on_when_its_temporary_files_are_deleted(tmp_path: Path, is_whole: bool) -> None:
    folder, temporary = written(tmp_path / "rules", a=GOOD), tmp_path / "temporary"
    temporary.mkdir()
    log, environ = tmp_path / "log", {"TMPDIR": str(temporary), "RUNTIME_DIRECTORY": ""}
    with serving(folder, log, "--workers", "2", **environ) as served:
        replace(folder, GOOD.replace("< 100", "< 101"))
        until(lambda: len(served.logged("rules taken up")) == 2)
        replace(folder, BAD)
        until(lambda: len(served.logged("rules refused; the last good ones stay active")) == 2)
        before, advices = served.score(), 'joinwise_advices_total{recommendation="join"}'
        (own,) = temporary.iterdir()
        rmtree(temporary if is_whole else own)
        until(own.exists)
        assert {served.score() for _ in range(5)} == {before}
        until(lambda: served.metrics().get(advices, 0) >= 5)
        assert served.metrics()['joinwise_build_info{version="0.1.0"}'] == 1
        os.kill(booted(served)[0], signal.SIGKILL)
        rmtree(temporary if is_whole else own)
        until(lambda: len(booted(served)) == 3)
        served.process.send_signal(signal.SIGHUP)
        until(lambda: len(booted(served)) == 5 and not alive(booted(served)[:3]))
        assert {served.score() for _ in range(10)} == {before}
        until(lambda: processes(served) == [2])
    assert not own.exists()


@pytest.mark.slow
def test_systemd_has_it_put_its_temporary_files_into_a_folder_of_its_own(tmp_path: Path) -> None:
    folder, runtime = written(tmp_path / "rules", a=GOOD), tmp_path / "runtime"
    runtime.mkdir()
    environ = {"RUNTIME_DIRECTORY": f"{runtime}:/elsewhere"}
    with serving(folder, tmp_path / "log", "--workers", "1", **environ):
        (own,) = runtime.iterdir()
        with pytest.raises(BlockingIOError):
            flock(os.open(own, os.O_RDONLY), LOCK_EX | LOCK_NB)
    assert not own.exists()


@pytest.mark.slow
def test_workers_are_renewed_before_they_hold_too_much_and_no_request_is_lost(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "rules", a=GOOD)
    with serving(folder, tmp_path / "log", "--workers", "2", first=ALMOST_NOTHING) as served:
        load, possible = Load(served), {expected(folder)}
        with load.running():
            replace(folder, GOOD.replace("< 100", "< 200"))
            possible.add(expected(folder))
            until(lambda: bool(served.logged("process to be renewed")))
            until(lambda: len(booted(served)) >= 4 and not alive(booted(served)[:2]))
            assert served.score() == expected(folder)
        assert set(load.answers) == possible
        until(lambda: served.metrics()["joinwise_left_behind_bytes"] == 0)


@pytest.mark.slow
def test_workers_go_on_until_those_that_take_over_answer(tmp_path: Path) -> None:
    folder, held = written(tmp_path / "rules", a=GOOD), tmp_path / "held"
    first = HELD.format(str(held))
    with serving(folder, tmp_path / "log", "--workers", "2", first=first) as served:
        before = children(served)
        held.touch()
        served.process.send_signal(signal.SIGHUP)
        until(lambda: len(children(served)) == 4)
        assert {served.score() for _ in range(20)} == {expected(folder)}
        assert alive(before) == before
        held.unlink()
        until(lambda: not alive(before))
        assert served.score() == expected(folder)


def children(served: Served) -> list[int]:
    task = Path(f"/proc/{served.process.pid}/task/{served.process.pid}")
    return [int(child) for child in (task / "children").read_text().split()]


def booted(served: Served) -> list[int]:
    written = served.log.read_text().splitlines()
    lines = [json.loads(line) for line in written if line.startswith("{")]
    return [each["pid"] for each in lines if each["event"].startswith("Booting worker")]


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_counts_add_up_over_workers(tmp_path: Path, workers: str) -> None:
    folder = written(tmp_path / "rules", a=GOOD)
    with serving(folder, tmp_path / "log", "--workers", workers) as served:
        for _ in range(20):
            served.score()
        batch = json.dumps({"candidates": [GROUP, GROUP, {}]}).encode()
        lines = BODY + b"\n" + b"{\n" + BODY
        post(served, batch, "application/json")
        post(served, lines, "application/x-ndjson")
        assert served.get("/v1/rules/unknown-rule")[0] == 404
        assert served.get("/no/such/place?secret=1")[0] == 404
        until(lambda: served.metrics()['joinwise_advices_total{recommendation="join"}'] == 24)
        found = served.metrics()
        assert found['joinwise_rule_firings_total{rule="r"}'] == 24
        assert b"in 24 of the last 24 answers here" in served.get("/rules/r")[1]
        requests = "joinwise_requests_total"
        assert found[f'{requests}{{method="POST",route="/v1/score",status="200"}}'] == 20
        assert found[f'{requests}{{method="POST",route="/v1/score/batch",status="200"}}'] == 2
        assert found[f'{requests}{{method="GET",route="/v1/rules/<id>",status="404"}}'] == 1
        assert found[f'{requests}{{method="GET",route="none",status="404"}}'] == 1
        counted = 'joinwise_request_seconds_count{method="POST",route="/v1/score"}'
        assert found[counted] == 20
        until(lambda: processes(served) == [int(workers)])
        until(lambda: served.metrics()["joinwise_store_up"] == 1)


def processes(served: Served) -> list[float]:
    """How many answer, by the rules in force."""
    found = served.metrics().items()
    return [value for name, value in found if name.startswith("joinwise_rules_info")]


def post(served: Served, body: bytes, content_type: str) -> None:
    with closing(HTTPConnection(served.address, timeout=PATIENCE)) as connection:
        connection.request("POST", "/v1/score/batch", body, {"Content-Type": content_type})
        assert connection.getresponse().read()


@pytest.mark.slow
def test_counts_outlive_a_worker(tmp_path: Path) -> None:
    folder = written(tmp_path / "rules", a=GOOD)
    with serving(folder, tmp_path / "log", "--workers", "1") as served:
        served.score()
        (worker,) = booted(served)
        os.kill(worker, signal.SIGTERM)
        until(lambda: len(booted(served)) == 2)
        until(lambda: served.metrics()['joinwise_advices_total{recommendation="join"}'] == 1)
        until(lambda: processes(served) == [1])


LATE = """
import time
from joinwise.server.worker import Worker
known = Worker.init_signals
def late(worker):
    time.sleep(1.5 if worker.age > 1 else 0)
    known(worker)
Worker.init_signals = late
"""
"""The second worker takes a while until it hears signals."""


@pytest.mark.slow
def test_a_worker_that_has_only_just_begun_stops_too(tmp_path: Path) -> None:
    folder = written(tmp_path / "rules", a=GOOD)
    with serving(folder, tmp_path / "log", "--workers", "2", first=LATE) as served:
        assert served.process.poll() is None
    assert served.process.returncode == 0


@pytest.mark.slow
def test_requests_are_logged_in_detail_without_what_they_hold(tmp_path: Path) -> None:
    folder = written(tmp_path / "rules", a=GOOD)
    environ = {"JOINWISE_LOG_LEVEL": "debug", "JOINWISE_TOKENS": TOKEN}
    with serving(folder, tmp_path / "log", **environ) as served:
        served.score()
        headers = {"X-Request-Id": "one", "Authorization": f"Bearer {TOKEN}"}
        assert served.get("/metrics?secret=1", **headers)[0] == 422
        assert served.get("/metrics", **headers)[0] == 200
        assert served.get("/metrics", Authorization="Bearer a-wrong-token-0123456")[0] == 401
        until(lambda: len(served.logged("request")) >= 4)
        line = next(each for each in served.logged("request") if each["request_id"] == "one")
        assert (line["method"], line["route"], line["status"]) == ("GET", "/metrics", 422)
        assert line["ms"] >= 0
    text = served.log.read_text()
    for secret in (TOKEN, "secret", "wrong-token", "A group", "annual_dues"):
        assert secret not in text


@pytest.mark.slow
def test_each_line_of_the_log_is_a_json_object_and_requests_are_no_news(tmp_path: Path) -> None:
    folder = written(tmp_path / "rules", a=GOOD)
    with serving(folder, tmp_path / "log", "--workers", "1") as served:
        served.score()
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    assert all(list(each)[:3] == ["timestamp", "level", "event"] for each in lines)
    assert "request" not in {each["event"] for each in lines}
    (start,) = [each for each in lines if each["event"] == "serving"]
    assert start["rules"] == str(folder)


@pytest.mark.slow
def test_the_log_says_which_port_the_system_has_chosen(tmp_path: Path) -> None:
    with started(tmp_path / "log", "--port", "0") as served:
        until(lambda: bool(served.logged("serving")))
        address = served.logged("serving")[0]["address"]
        assert re.fullmatch(r"127\.0\.0\.1:[1-9]\d*", address)
        served.address = address
        until(lambda: served.get("/healthz")[0] == 200)


@pytest.mark.slow
def test_it_listens_on_a_socket_file_where_only_tokens_open(tmp_path: Path) -> None:
    file = tmp_path / "joinwise.sock"
    with started(tmp_path / "log", "--host", f"unix:{file}", JOINWISE_TOKENS=TOKEN) as served:
        until(lambda: bool(served.logged("serving")) and file.exists())
        assert served.logged("serving")[0]["address"] == f"unix:{file}"
        assert b" 200 " in through(file, "/readyz")
        assert b" 401 " in through(file, "/metrics")
        assert b" 200 " in through(file, "/metrics", f"Authorization: Bearer {TOKEN}")
    assert not file.exists()


@contextmanager
def started(log: Path, *arguments: str, **environ: str) -> Iterator[Served]:
    """A service at an address that is not known yet."""
    command = [sys.executable, "-m", "joinwise", "serve", "--workers", "1", *arguments]
    with log.open("wb") as errors:
        process = subprocess.Popen(command, env={**os.environ, **environ}, stderr=errors)
    try:
        yield Served("", process, log)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def through(file: Path, path: str, *headers: str) -> bytes:
    """The first line of the answer that comes through a socket file."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]
    with socket.socket(socket.AF_UNIX) as connection, connection.makefile("rb") as answer:
        connection.settimeout(PATIENCE)
        connection.connect(str(file))
        connection.sendall("\r\n".join(lines).encode())
        return answer.readline()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"JOINWISE_TOKENS": "short-secret"}, "JOINWISE_TOKENS: token 1 has 12 characters"),
        ({"JOINWISE_TOKENS_FILE": "/no/such"}, "/no/such cannot be read: No such file"),
    ],
    ids=["short", "no file"],
)
def test_it_does_not_start_on_tokens_at_fault(environ: dict[str, str], message: str) -> None:
    command = [sys.executable, "-m", "joinwise", "serve", "--port", "0"]
    done: Any = subprocess.run(
        command,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "short-secret" not in done.stderr
