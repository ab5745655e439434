"""Streams of NDJSON: long ones, floods, and talks line by line."""

from __future__ import annotations

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from statistics import median

from bench.servers.client import CANDIDATE, Talk, after, ask_for, chunk, spread, stream_head
from bench.servers.launch import WORKER_TIMEOUT, Running

LINES_A_CHUNK = 100
STREAM_SECONDS = 60
"""After so long a stream is brought to its end, so that a slow machine is done in time too."""
STREAM_PATIENCE = 30
FLOOD_LINES = 60_000
FLOOD_PATIENCE = 3 * WORKER_TIMEOUT
PADDED = 1024
TALKS = (("as they are", 0, 8, 0.0), (f"padded to {PADDED:,} bytes, one a second", PADDED, 16, 1.0))


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
        others = pool.submit(ask_for, target.port, WORKER_TIMEOUT)
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
    target.figures["others meanwhile"] = spread(others.result())


def measure_talk(target: Running) -> None:
    """Line by line: as lines are, and padded with spaces, for longer than the worker timeout."""
    for name, width, lines, pause in TALKS:
        target.figures[f"line by line, {name}"] = _talk(Talk(target.port, width), lines, pause)


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
