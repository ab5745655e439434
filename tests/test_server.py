"""The service as it runs for real."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from joinwise.errors import SettingsError
from joinwise.server import Server
from joinwise.server.application import require_gunicorn
from joinwise.settings import Settings
from tests.support.fakes import rule, written
from tests.support.services import PATIENCE, ROOT, serving

GROUP = json.dumps({"name": "A group", "kind": "meetup"}).encode()
LOCK = ROOT / "requirements.lock"
NDJSON = "application/x-ndjson"


class Stream:
    """A chunked NDJSON request, written and read at the same time."""

    def __init__(self, address: str) -> None:
        self.connection = HTTPConnection(address, timeout=PATIENCE)
        self.answer: HTTPResponse | None = None
        self.connection.putrequest("POST", "/v1/score/batch")
        self.connection.putheader("Content-Type", NDJSON)
        self.connection.putheader("Transfer-Encoding", "chunked")
        self.connection.endheaders()

    def send(self, line: bytes) -> None:
        chunk = line + b"\n"
        self.connection.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))

    def receive(self) -> bytes:
        self.answer = self.answer or self.connection.getresponse()
        return self.answer.readline()

    def end(self) -> None:
        self.connection.send(b"0\r\n\r\n")

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()


@pytest.fixture
def address(service: str) -> str:
    return urlsplit(service).netloc


def test_a_line_is_answered_before_the_next_is_sent(address: str) -> None:
    with Stream(address) as stream:
        stream.send(GROUP)
        first = stream.receive()
        for _ in range(3):
            stream.send(GROUP)
            assert stream.receive() == first
        stream.end()
        assert stream.receive() == b""


@pytest.mark.slow
def test_a_long_stream_is_answered_line_by_line(address: str) -> None:
    lines = 20_000
    with Stream(address) as stream:
        writer = threading.Thread(target=write, args=(stream, lines))
        writer.start()
        assert sum(1 for _ in iter(stream.receive, b"")) == lines
        writer.join()


def write(stream: Stream, lines: int) -> None:
    for _ in range(lines):
        stream.send(GROUP)
    stream.end()


@pytest.mark.slow
def test_a_stream_may_last_longer_than_a_stuck_worker_is_left_alone() -> None:
    with (
        serving("--workers", "1", JOINWISE_TIMEOUT="2") as (address, _),
        Stream(address) as stream,
    ):
        stream.send(GROUP)
        first = stream.receive()
        for _ in range(5):
            time.sleep(1)
            stream.send(GROUP)
            assert stream.receive() == first
        stream.end()


def test_slow_clients_do_not_keep_others_waiting(address: str) -> None:
    host, port = address.split(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(4)]
    for each in slow:
        each.sendall(b"POST /v1/score HTTP/1.1\r\nHost: x\r\n")
    assert json.loads(asked(address))["name"] == "A group"
    for each in slow:
        each.close()


@pytest.mark.slow
def test_the_same_candidate_gives_the_same_bytes_from_every_worker() -> None:
    with serving("--workers", "2") as (address, _):
        answers = {asked(address) for _ in range(20)}
    assert len(answers) == 1


def asked(address: str) -> bytes:
    with closing(HTTPConnection(address, timeout=PATIENCE)) as connection:
        connection.request("POST", "/v1/score", GROUP, {"Content-Type": "application/json"})
        return connection.getresponse().read()


@pytest.mark.slow
def test_workers_cannot_count_together_once_counting_has_begun(tmp_path: Path) -> None:
    assert "prometheus_client" in sys.modules
    with pytest.raises(RuntimeError, match="before its folder was chosen"):
        Server(Settings(), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("version", ["25.3.0", "27.1.0", "28.0.0"])
def test_it_does_not_start_on_another_gunicorn_than_it_knows(version: str) -> None:
    with pytest.raises(SettingsError, match=f"gunicorn {version} is installed"):
        require_gunicorn(version)


def test_the_gunicorn_of_the_lock_file_is_one_that_it_knows() -> None:
    (version,) = re.findall(r"^gunicorn==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE)
    require_gunicorn(version)


@pytest.mark.slow
def test_it_stops_when_told_to() -> None:
    with serving("--workers", "1") as (_, process):
        process.send_signal(signal.SIGTERM)
        assert process.wait(3 * PATIENCE) == 0


@pytest.mark.slow
def test_once_told_to_stop_it_takes_no_connection_and_ends_what_it_answers() -> None:
    head = f"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: {len(GROUP)}\r\n"
    kind = "Content-Type: application/json\r\n\r\n"
    with serving("--workers", "1") as (address, process):
        host, _, port = address.partition(":")
        with socket.create_connection((host, int(port)), PATIENCE) as begun:
            begun.sendall((head + kind).encode())
            time.sleep(0.2)
            process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((host, int(port)), PATIENCE)
            begun.sendall(GROUP)
            assert begun.recv(65_536).startswith(b"HTTP/1.1 200 OK")
        assert process.wait(3 * PATIENCE) == 0


@pytest.mark.slow
def test_it_does_not_start_on_rules_at_fault(tmp_path: Path) -> None:
    bad = written(tmp_path, a=rule("time.clash"))
    command = [sys.executable, "-m", "joinwise", "serve", "--rules", str(bad), "--port", "0"]
    done: Any = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert 'unknown name "time.clash"; did you mean "time.clashes"?' in done.stderr


@pytest.mark.slow
def test_an_address_in_use_is_told_in_words(address: str) -> None:
    port = address.split(":")[1]
    command = [sys.executable, "-m", "joinwise", "serve", "--port", port]
    done: Any = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "in use" in done.stderr
    assert "Traceback" not in done.stderr


def kept(address: str) -> tuple[int, str]:
    """The status of an answer on a new connection, and its body."""
    with closing(HTTPConnection(address, timeout=PATIENCE)) as connection:
        connection.request("POST", "/v1/assessments", GROUP, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.slow
def test_a_store_that_goes_missing_is_begun_anew_by_no_worker(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/joinwise.db"
    with serving("--workers", "2", JOINWISE_DATABASE_URL=url) as (address, _):
        (tmp_path / "var").rename(tmp_path / "elsewhere")
        told = [kept(address) for _ in range(12)]
        assert {status for status, _ in told} == {503}
        assert all("The store is missing" in body for _, body in told)
        assert json.loads(asked(address))["name"] == "A group"
        (tmp_path / "elsewhere").rename(tmp_path / "var")
        assert {kept(address)[0] for _ in range(4)} == {201}


@pytest.mark.slow
def test_it_starts_without_a_store_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("in the way")
    url = f"sqlite:///{tmp_path}/var/joinwise.db"
    with serving("--workers", "1", JOINWISE_DATABASE_URL=url) as (address, _):
        assert json.loads(asked(address))["name"] == "A group"
        assert kept(address)[0] == 503


def raw(address: str, request: bytes) -> bytes:
    """What a client gets that sends bytes and nothing more."""
    host, port = address.split(":")
    with socket.create_connection((host, int(port)), PATIENCE) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def head(path: str, content_type: str, *more: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Type: {content_type}", *more]
    return "\r\n".join([*lines, "", ""]).encode()


JSON, YAML, FORM = "application/json", "application/yaml", "application/x-www-form-urlencoded"
READERS = [
    ("/v1/score", JSON), ("/v1/assessments", JSON), ("/v1/rules/check", YAML),
    ("/v1/score/batch", NDJSON), ("/compare", FORM), ("/assessments", FORM),
]  # fmt: skip
CHUNKED = "Transfer-Encoding: chunked"
GARBLED = {
    "size": b"ZZ\r\n{}\r\n0\r\n\r\n",
    "extension": b"2;\x01\r\n{}\r\n0\r\n\r\n",
    "end of a chunk": b"2\r\n{}XX0\r\n\r\n",
    "trailer": b"2\r\n{}\r\n0\r\nno trailer\r\n\r\n",
    "no size": b"\r\n",
    "no end": b"2\r\n{}\r\n",
    "half a chunk": b"500\r\n{}",
}


@pytest.mark.parametrize(("path", "content_type"), READERS)
def test_a_body_that_ends_early_is_told_so(address: str, path: str, content_type: str) -> None:
    answer = raw(address, head(path, content_type, "Content-Length: 500") + GROUP)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"The body ended after %d of 500 bytes." % len(GROUP) in answer
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("chunks", GARBLED.values(), ids=GARBLED)
@pytest.mark.parametrize(("path", "content_type"), [*READERS, ("/nosuch", JSON)])
def test_malformed_chunks_are_the_clients_error(
    address: str, path: str, content_type: str, chunks: bytes
) -> None:
    errors = counted(address, "500")
    answer = raw(address, head(path, content_type, CHUNKED) + chunks)
    assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 404 "))
    assert answer.count(b"HTTP/1.1") == 1
    assert counted(address, "500") == errors


def counted(address: str, status: str) -> list[str]:
    with closing(HTTPConnection(address, timeout=PATIENCE)) as connection:
        connection.request("GET", "/metrics")
        lines = connection.getresponse().read().decode().splitlines()
    return [line for line in lines if line.startswith("joinwise_requests") and status in line]


def test_a_chunk_that_is_garbled_ends_a_stream_with_an_error(address: str) -> None:
    line = b"%x\r\n%s\n\r\n" % (len(GROUP) + 1, GROUP)
    answer = raw(address, head("/v1/score/batch", NDJSON, CHUNKED) + line + b"ZZ\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b'"name":"A group"' in answer
    assert b'"status":400' in answer
    assert answer.endswith(b"0\r\n\r\n")


REFUSED = [
    ("/v1/score", JSON, 413), ("/v1/score", "text/plain", 415), ("/", FORM, 413),
    ("/v1/rules/check", YAML, 413), ("/nosuch", JSON, 404), ("/assessments", FORM, 413),
]  # fmt: skip


@pytest.mark.parametrize("kept_open", [True, False])
@pytest.mark.parametrize(("path", "content_type", "status"), REFUSED)
def test_a_client_that_sends_all_first_sees_why_its_body_is_refused(
    address: str, path: str, content_type: str, status: int, kept_open: bool
) -> None:
    headers = {"Content-Type": content_type, **({} if kept_open else {"Connection": "close"})}
    with closing(HTTPConnection(address, timeout=PATIENCE)) as connection:
        connection.request("POST", path, b"x" * 20 * 2**20, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == status
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200


@pytest.mark.slow
def test_a_client_that_never_ends_is_not_read_for_ever(address: str) -> None:
    host, port = address.split(":")
    promised = "Content-Length: 9999999999"
    with socket.create_connection((host, int(port)), PATIENCE) as connection:
        connection.sendall(head("/v1/score", JSON, promised))
        started = time.monotonic()
        while connection.recv(65536):
            pass
        assert time.monotonic() - started < PATIENCE


def count_in_a_copy(file: Path, elsewhere: Path) -> int:
    """How many assessments a service finds that is started on a copy of this file alone."""
    elsewhere.mkdir()
    copy = shutil.copy(file, elsewhere)
    with (
        serving("--workers", "1", JOINWISE_DATABASE_URL=f"sqlite:///{copy}") as (address, _),
        urlopen(f"http://{address}/v1/assessments") as answer,
    ):
        return len(json.load(answer)["assessments"])


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_after_a_stop_the_file_alone_holds_every_assessment(
    tmp_path: Path, end: signal.Signals
) -> None:
    file = tmp_path / "joinwise.db"
    url = f"sqlite:///{file}"
    with serving("--workers", "2", JOINWISE_DATABASE_URL=url) as (address, process):
        assert {kept(address)[0] for _ in range(5)} == {201}
        process.send_signal(end)
        process.wait(3 * PATIENCE)
    assert count_in_a_copy(file, tmp_path / "elsewhere") == 5


@pytest.mark.slow
def test_after_a_stop_the_file_holds_what_a_killed_worker_saved(tmp_path: Path) -> None:
    file = tmp_path / "joinwise.db"
    url = f"sqlite:///{file}"
    with serving("--workers", "1", JOINWISE_DATABASE_URL=url) as (address, process):
        assert kept(address)[0] == 201
        for worker in children(process.pid):
            os.kill(worker, signal.SIGKILL)
        process.terminate()
        process.wait(3 * PATIENCE)
    assert count_in_a_copy(file, tmp_path / "elsewhere") == 1


def children(process: int) -> list[int]:
    return [
        int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]
