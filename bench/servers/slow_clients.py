"""Normal clients beside those that send a byte a second."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from bench.servers.client import CANDIDATE, HEAD, PATIENCE, ask_for, spread
from bench.servers.launch import Running, wait_until_answering

SLOW_CLIENTS = (8, 16, 50)
SLOW_SECONDS = 5


def measure_slow(target: Running) -> None:
    """Normal clients while others send a byte a second, of a header or of a body."""
    for part in ("header", "body"):
        for count in SLOW_CLIENTS:
            wait_until_answering(target)
            with _dribbling(target, part, count):
                said = spread(ask_for(target.port, SLOW_SECONDS))
            target.figures[f"{count} clients dribble a {part}: others"] = said


@contextmanager
def _dribbling(target: Running, part: str, count: int) -> Iterator[None]:
    more = f"Content-Length: {len(CANDIDATE)}\r\n"
    head = HEAD.format(path="/v1/score", type="application/json", more=more).encode()
    first, rest = (b"", head + CANDIDATE) if part == "header" else (head, CANDIDATE)
    stop = threading.Event()
    with ExitStack() as stack:
        clients = [stack.enter_context(target.connect(PATIENCE)) for _ in range(count)]
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
