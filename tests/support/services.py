"""The service as it runs for real, waited for until it is ready."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from joinwise.specs.steps.api import RefusedError

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(address: str) -> None:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"{address}/readyz"):
                return
        except URLError:
            assert time.monotonic() < give_up, "the service did not start"
            time.sleep(0.05)


def until(is_so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 2 * PATIENCE
    while not is_so():
        assert time.monotonic() < give_up, "it did not come about"
        time.sleep(0.05)


@contextmanager
def serving(*arguments: str, **environ: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A service of its own, with its address."""
    port = free_port()
    command = [sys.executable, "-m", "joinwise", "serve", "--port", str(port), *arguments]
    process = subprocess.Popen(command, env={**os.environ, **environ}, stderr=subprocess.PIPE)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}")
        yield f"127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


class HttpApi:
    """The calls of a service over HTTP, as the sentences of features make them."""

    def __init__(self, address: str) -> None:
        self.address = address

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        body = None if data is None else json.dumps(data).encode()
        headers = {"Content-Type": "application/json"}
        try:
            with urlopen(Request(f"{self.address}{path}", body, headers, method=method)) as answer:
                text = answer.read()
        except HTTPError as error:
            raise RefusedError(error.code, json.load(error)) from None
        return json.loads(text) if text else None
