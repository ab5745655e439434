"""joinwise and its peers: how each is started, asked and understood."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.peers.given import PERIOD, RULES, body, complete, known, rule_variable, situation
from bench.servers.client import HOST
from bench.workload import Candidate

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / "build" / "peers"
PYTHON = str(ENVIRONMENTS / "python" / "bin" / "python")
OPENFISCA_COMMAND = str(ENVIRONMENTS / "openfisca" / "bin" / "openfisca")
JOINWISE, BARE = "joinwise", "Flask, marshmallow (gunicorn)"
JSON_RULES, ZEN = "json-rules-engine (fastify)", "zen-engine (FastAPI, uvicorn)"
BUSINESS_RULES, OPENFISCA = "business-rules (Flask, gunicorn)", "OpenFisca (its web API)"
THREADS = 4
"""Of a gunicorn worker: two a core, as its documentation advises."""


@dataclass(frozen=True, slots=True)
class Peer:
    """``command`` leaves ``{port}`` and ``{workers}`` open.

    ``body`` is how it is told of a candidate, ``fired`` the rules in its answer; None if it knows
    no rules.
    """

    name: str
    command: tuple[str, ...]
    body: Callable[[Candidate], object]
    fired: Callable[[Any], set[int]] | None
    path: str = "/v1/score"


@dataclass(frozen=True, slots=True)
class Files:
    """What the servers read: joinwise's folder of rules, the rules in JSON, a stored advice."""

    folder: Path

    @property
    def rules(self) -> Path:
        return self.folder / "rules"

    @property
    def json_rules(self) -> Path:
        return self.folder / "rules.json"

    @property
    def advice(self) -> Path:
        return self.folder / "advice.json"

    def environ(self) -> Mapping[str, str]:
        """The environment of all servers."""
        return os.environ | {
            "PYTHONPATH": f"{ROOT / 'service'}:{ROOT}",
            "NODE_PATH": str(ENVIRONMENTS / "node_modules"),
            "JOINWISE_DATABASE_URL": f"sqlite:///{self.folder / 'joinwise.db'}",
            "ADVICE": str(self.advice),
        }


def peers(files: Files) -> list[Peer]:
    """joinwise first."""
    return [
        Peer(JOINWISE, _joinwise(files.rules), body, _reasons),
        Peer(BARE, _gunicorn("bare_flask"), body, None),
        Peer(JSON_RULES, _node(files.json_rules), known, _fired),
        Peer(ZEN, _uvicorn("zen_fastapi"), known, _fired),
        Peer(BUSINESS_RULES, _gunicorn("business_rules_flask"), complete, _fired),
        Peer(OPENFISCA, _openfisca(), situation, _true_variables, "/calculate"),
    ]


def _joinwise(rules: Path) -> tuple[str, ...]:
    options = ("--port", "{port}", "--workers", "{workers}", "--rules", str(rules))
    return (sys.executable, "-m", "joinwise", "serve", *options)


def _gunicorn(app: str) -> tuple[str, ...]:
    bound = ("--bind", HOST + ":{port}", "--workers", "{workers}", "--no-control-socket")
    threaded = ("--worker-class", "gthread", "--threads", str(THREADS))
    return (PYTHON, "-m", "gunicorn", _app(app), *bound, *threaded)


def _uvicorn(app: str) -> tuple[str, ...]:
    bound = ("--host", HOST, "--port", "{port}", "--workers", "{workers}", "--no-access-log")
    return (PYTHON, "-m", "uvicorn", _app(app), *bound)


def _app(module: str) -> str:
    return f"bench.peers.apps.{module}:app"


def _node(rules: Path) -> tuple[str, ...]:
    script = Path(__file__).parent / "apps" / "engine.js"
    return ("node", str(script), "{port}", "{workers}", str(rules))


def _openfisca() -> tuple[str, ...]:
    system = ("--country-package", "bench.peers.apps.openfisca_system")
    bound = ("--bind", HOST + ":{port}", "--workers", "{workers}")
    return (OPENFISCA_COMMAND, "serve", *system, *bound)


def _reasons(answer: Any) -> set[int]:
    return {int(reason["rule"].removeprefix("r-")) for reason in answer["reasons"]}


def _fired(answer: Any) -> set[int]:
    return set(answer["fired"])


def _true_variables(answer: Any) -> set[int]:
    person = answer["persons"]["candidate"]
    return {number for number in range(len(RULES)) if person[rule_variable(number)][PERIOD]}
