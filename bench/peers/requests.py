"""What wrk posts, as files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from bench.peers.given import CANDIDATES, body
from bench.peers.load import Requests
from bench.peers.peers import Peer

BATCH = 1_000
BATCH_PATH = "/v1/score/batch"
NDJSON = "application/x-ndjson"


def single(peer: Peer, folder: Path) -> Requests:
    """The candidates one by one."""
    texts = (json.dumps(peer.body(candidate)) for candidate in CANDIDATES)
    return Requests(peer.path, _written(folder, texts))


def json_batch(folder: Path) -> Requests:
    """A thousand candidates in a request, as JSON."""
    text = json.dumps({"candidates": _thousand()})
    return Requests(BATCH_PATH, _written(folder, [text]), candidates=BATCH, connections=2)


def ndjson_batch(folder: Path) -> Requests:
    """A thousand candidates in a request, a line each."""
    text = "".join(f"{json.dumps(body)}\n" for body in _thousand())
    return Requests(BATCH_PATH, _written(folder, [text]), NDJSON, BATCH, connections=2)


def _thousand() -> list[object]:
    return [body(CANDIDATES[number % len(CANDIDATES)]) for number in range(BATCH)]


def _written(folder: Path, texts: Iterable[str]) -> list[Path]:
    folder.mkdir()
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number:04}")
        files[-1].write_text(text)
    return files
