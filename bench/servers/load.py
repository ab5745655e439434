"""As many requests as wrk can put, over connections that are kept or new for each request."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.servers.client import CANDIDATE, HOST
from bench.servers.launch import Running

ROUNDS = 5
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
    rates = [figures["rate"] for figures in rounds]
    said = f"{median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f})"
    target.figures[f"{name}: requests a second (range)"] = said
    p50, p99 = (median(figures[key] for figures in rounds) for key in ("p50", "p99"))
    target.figures[f"{name}: p50, p99"] = f"{p50:.1f} ms, {p99:.1f} ms"
    cpu = median(figures["cpu"] for figures in rounds)
    target.figures[f"{name}: CPU time a request"] = f"{cpu:.2f} ms"
    errors = sum(figures["errors"] for figures in rounds)
    if errors:
        target.figures[f"{name}: errors"] = f"{errors:.0f}"
