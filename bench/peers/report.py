"""The section on peers."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.peers.given import CANDIDATES, RULES
from bench.peers.load import CONNECTIONS, SECONDS, WARM_UP, Load
from bench.peers.measure import JSON_BATCH, NDJSON_BATCH, ROUNDS, WORKERS, Results, Server
from bench.peers.peers import (
    BARE,
    BUSINESS_RULES,
    JOINWISE,
    JSON_RULES,
    OPENFISCA,
    THREADS,
    ZEN,
)
from bench.report import aim, machine, table

PEERS = (BARE, JSON_RULES, ZEN, BUSINESS_RULES, OPENFISCA)
NAMES = (JOINWISE, *PEERS)
LEAST_TIMES = {JSON_RULES: 1.0, ZEN: 1.5, BARE: 1.3}
MOST_SPREAD_FULL, MOST_SPREAD_HALF = 4.0, 3.0
LEAST_TIMES_BATCHED, MOST_TIMES_THE_MEMORY = 5.0, 1.5
EACH = {1: "one process each", 2: "two processes each"}
FOLDER = Path(__file__).parent
SHOWN = {
    "requirements.txt": (
        *("flask", "marshmallow", "gunicorn", "business-rules"),
        *("fastapi", "uvicorn", "zen-engine"),
    ),
    "openfisca.txt": ("openfisca-core",),
}


def section(results: Results, others: float) -> str:
    tables = [_loads(results, workers) for workers in WORKERS]
    rest = [_batches(results), _memory(results), "\n".join(_aims(results)), _about(results, others)]
    return "\n\n".join([INTRODUCTION, *tables, *rest])


def _loads(results: Results, workers: int) -> str:
    header = [
        EACH[workers],
        "requests a second (lowest to highest)",
        "joinwise answers",
        *("p50, ms", "p99, ms", "p99 / p50"),
        *("at half: p50, ms", "p99, ms", "p99 / p50"),
        *("CPU, ms a request", "cores"),
    ]
    return table(header, [_row(results, (name, workers)) for name in NAMES])


def _row(results: Results, server: Server) -> list[str]:
    full, half = results.full(server), results.half(server)
    answers = _middle_and_range([load.rate for load in full])
    times = f"{_times(results, server):.2f} times"
    cpu = (_middle(full, lambda load: load.cpu), _middle(full, lambda load: load.cores))
    return [
        *(server[0], answers, times, *_latencies(full), *_latencies(half)),
        *(f"{figure:.2f}" for figure in cpu),
    ]


def _middle_and_range(rates: Sequence[float]) -> str:
    return f"{median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f})"


def _times(results: Results, server: Server) -> float:
    """How many times the peer's requests joinwise answers in the same round."""
    own, other = results.full((JOINWISE, server[1])), results.full(server)
    return median(mine.rate / theirs.rate for mine, theirs in zip(own, other, strict=True))


def _latencies(loads: Sequence[Load]) -> list[str]:
    p50, p99 = _middle(loads, lambda load: load.p50), _middle(loads, lambda load: load.p99)
    return [f"{p50:.1f}", f"{p99:.1f}", f"{_spread(loads):.1f}"]


def _spread(loads: Sequence[Load]) -> float:
    return _middle(loads, lambda load: load.spread)


def _middle(loads: Sequence[Load], figure: Callable[[Load], float]) -> float:
    return median(map(figure, loads))


def _batches(results: Results) -> str:
    header = [
        "joinwise, one process",
        *("candidates a second (lowest to highest)", "times the best peer, singly"),
        "CPU, ms a candidate",
    ]
    return table(header, [_batch(results, kind) for kind in (JSON_BATCH, NDJSON_BATCH)])


def _batch(results: Results, kind: str) -> list[str]:
    answers = _middle_and_range([batches[kind].rate for batches in results.batches])
    cpu = median(batches[kind].cpu for batches in results.batches)
    return [kind, answers, f"{_times_batched(results, kind):.1f}", f"{cpu:.3f}"]


def _times_batched(results: Results, kind: str) -> float:
    best = (max(loads[peer, 1].full.rate for peer in PEERS) for loads in results.loads)
    rates = (batches[kind].rate for batches in results.batches)
    return median(rate / single for rate, single in zip(rates, best, strict=True))


def _memory(results: Results) -> str:
    header = ["a worker of two, after the load", "MiB resident", "MiB, shared pages divided"]
    found = [(name, results.memory[name, 2]) for name in NAMES]
    rows = ([name, f"{used.resident:.1f}", f"{used.proportional:.1f}"] for name, used in found)
    return table(header, rows)


def _aims(results: Results) -> Iterator[str]:
    for workers in WORKERS:
        yield from _aims_of_rates(results, workers)
        yield from _aims_of_latencies(results, workers)
    yield from _aims_of_batches(results)
    yield _aim_of_memory(results)


def _aims_of_rates(results: Results, workers: int) -> Iterator[str]:
    for peer, least in LEAST_TIMES.items():
        times = _times(results, (peer, workers))
        said = f"{EACH[workers]}, joinwise answers {times:.2f} times what {peer} does"
        yield aim(f"{said}; aim: at least {least}", times >= least)


def _aims_of_latencies(results: Results, workers: int) -> Iterator[str]:
    server = (JOINWISE, workers)
    full, half = _spread(results.full(server)), _spread(results.half(server))
    said = (
        f"{EACH[workers]}, joinwise's p99 is {{:.1f}} times its median at {{}}; aim: at most {{}}"
    )
    yield aim(said.format(full, "full load", MOST_SPREAD_FULL), full <= MOST_SPREAD_FULL)
    yield aim(said.format(half, "half load", MOST_SPREAD_HALF), half <= MOST_SPREAD_HALF)


def _aims_of_batches(results: Results) -> Iterator[str]:
    for kind in (JSON_BATCH, NDJSON_BATCH):
        times = _times_batched(results, kind)
        said = f"as {kind}, a process answers {times:.1f} times what that of any peer does singly"
        yield aim(f"{said}; aim: at least {LEAST_TIMES_BATCHED:.0f}", times >= LEAST_TIMES_BATCHED)


def _aim_of_memory(results: Results) -> str:
    own, bare = (results.memory[name, 2] for name in (JOINWISE, BARE))
    times = own.proportional / bare.proportional
    said = (
        f"a worker holds {times:.2f} times the memory of a bare Flask worker, shared pages "
        f"divided ({own.resident / bare.resident:.2f} times with each counted as its own)"
    )
    return aim(f"{said}; aim: at most {MOST_TIMES_THE_MEMORY}", times <= MOST_TIMES_THE_MEMORY)


def _about(results: Results, others: float) -> str:
    return "\n".join(
        [
            f"Machine: {machine()}; meanwhile other processes kept {others:.1f} cores busy.",
            f"The half loads were {_shares(results)} of the full ones. {_failures(results)}",
            f"Versions: {versions()}.",
        ]
    )


def _shares(results: Results) -> str:
    shares = [
        round_.half.rate / round_.full.rate for loads in results.loads for round_ in loads.values()
    ]
    return f"{min(shares):.2f} to {max(shares):.2f} (median {median(shares):.2f})"


def _failures(results: Results) -> str:
    failed = {server[0]: _errors(results, server) for server in results.loads[0]}
    said = "; ".join(f"{count:,} of {name}" for name, count in failed.items() if count)
    return f"Requests that failed: {said or 'none'}."


def _errors(results: Results, server: Server) -> int:
    return sum(load.errors for load in (*results.full(server), *results.half(server)))


def versions() -> str:
    """What served, and what put the load."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    wrk = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout
    tools = [f"Node.js {node.strip()}", " ".join(wrk.split()[:2])]
    return ", ".join([f"joinwise {version('joinwise')}", *_pins(), *_node_packages(), *tools])


def _pins() -> Iterator[str]:
    for file, shown in SHOWN.items():
        for line in (FOLDER / file).read_text().splitlines():
            name, _, pinned = line.partition("==")
            if name in shown:
                yield f"{name} {pinned}"


def _node_packages() -> Iterator[str]:
    packages = json.loads((FOLDER / "package.json").read_text())["dependencies"]
    return (f"{name} {pinned}" for name, pinned in packages.items())


INTRODUCTION = f"""## Beside its peers, over HTTP

Written by `make bench-peers`. Each server gets the same {len(RULES)} rules over 30 inputs, those of
the race above, and the same {len(CANDIDATES)} candidates in turn, of which 15 % of the values are
unknown. All were found to name the same rules for every candidate before they were timed, but for
bare Flask, which knows no rules.

- **joinwise**: `joinwise serve` as it comes. It checks the candidate and answers an advice: the
  score, and a reason with its texts and values for each rule that fires.
- *Flask, marshmallow*: loads the same body through joinwise's own marshmallow schema and answers
  one stored advice (of median length) by `jsonify`; gunicorn with gthread, {THREADS} threads a
  worker.
- *json-rules-engine*: behind fastify, which checks types by a JSON schema. Unknown facts are left
  out (`allowUndefinedFacts`). It answers the numbers of the rules, as do the next two.
- *zen-engine*: a decision table, through a loader, its fastest form for rules one by one. FastAPI
  checks types by a pydantic model, whose defaults are impossible values for what is unknown;
  uvicorn with uvloop and httptools.
- *business-rules*: behind Flask and gunicorn as above. It gets impossible values for what is
  unknown, and checks nothing.
- *OpenFisca*: its own web API over a tax-benefit system of a variable an input (with an impossible
  default) and one a rule. Awkward: rules are asked for one by one, as nulls in the request, and the
  answer repeats the whole request; values need a month, though none of them changes; and the API
  does not start without a parameter, so there is one that nothing reads.

The load comes from wrk, with one thread and {CONNECTIONS} connections kept alive, and shares the
machine with the servers. All run at once and take turns: {ROUNDS} rounds, each of {WARM_UP} s to
warm up, {SECONDS} s of full load, and {SECONDS} s of half load: the same connections, each of which
waits before every request (`delay` in Lua) for so long that half of the rate just found is put.
Figures are medians of the rounds; *joinwise answers* is the median of what it answered beside each
in the same round. Batches are put over two connections. CPU time and *cores*, which it kept busy,
are those of the server's workers at full load. If other processes keep the machine busy, a server
of more threads gets more of it; then the CPU time a request says more than the rate."""
