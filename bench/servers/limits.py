"""How bodies over the limit are refused."""

from __future__ import annotations

from contextlib import suppress
from http.client import HTTPException, HTTPResponse

from bench.servers.client import CANDIDATE, HEAD, chunk, stream_head
from bench.servers.launch import WORKER_TIMEOUT, Running

MIB = 2**20


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
