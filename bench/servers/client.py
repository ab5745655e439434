"""Clients: one that asks once, one that keeps asking, and one that talks line by line."""

from __future__ import annotations

import json
import select
import socket
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from statistics import median

HOST = "127.0.0.1"
PATIENCE = 2.0
TALK_PATIENCE = 1.0
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


def connect(port: int, timeout: float) -> socket.socket:
    return socket.create_connection((HOST, port), timeout)


def ask(port: int) -> float | None:
    """The seconds that one request on a connection of its own took; None if it failed."""
    start = time.monotonic()
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    with suppress(OSError, HTTPException):
        if post(connection) == 200:
            return time.monotonic() - start
    connection.close()
    return None


def post(connection: HTTPConnection) -> int:
    connection.request("POST", "/v1/score", CANDIDATE, {"Content-Type": "application/json"})
    response = connection.getresponse()
    response.read()
    return response.status


def chunk(content: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(content), content)


def stream_head(path: str = "/v1/score/batch", media_type: str = "application/x-ndjson") -> bytes:
    more = "Transfer-Encoding: chunked\r\nConnection: close\r\n"
    return HEAD.format(path=path, type=media_type, more=more).encode()


def after(name: str, seconds: float) -> str:
    return f"{name} after {seconds:.0f} s"


def ask_for(port: int, seconds: float) -> list[float | None]:
    end, times = time.monotonic() + seconds, []
    while time.monotonic() < end:
        times.append(ask(port))
        time.sleep(0.05)
    return times


def spread(times: list[float | None]) -> str:
    answered = [1000 * seconds for seconds in times if seconds is not None]
    said = f": {median(answered):.0f} ms, worst {max(answered):.0f} ms" if answered else ""
    return f"{len(answered)} of {len(times)} answered{said}"


class Talk:
    """A client that sends a line, waits for its answer, and only then sends the next."""

    def __init__(self, port: int, width: int) -> None:
        self.part = chunk(CANDIDATE.ljust(width - 1) + b"\n")
        self.connection = connect(port, TALK_PATIENCE)
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
        """The seconds until all is answered; None if it is not. Raises OSError if cut."""
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
