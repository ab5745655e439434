"""zen-engine behind FastAPI: a decision table that its engine has prepared."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import create_model

from bench.peers.given import DEFAULTS, RULES, TYPES
from bench.rivals.zen_engine import zen_loader

FIELDS: dict[str, Any] = {name: (kind, DEFAULTS[name]) for name, kind in TYPES.items()}
Inputs: Any = create_model("Inputs", **FIELDS)

app = FastAPI()
fired = zen_loader(RULES)


class Candidate(Inputs):
    """What is unknown gets an impossible default."""


@app.post("/v1/score")
async def score(candidate: Candidate) -> dict[str, list[int]]:
    return {"fired": sorted(map(int, fired(candidate.model_dump())))}
