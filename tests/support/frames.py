"""Candidates as tables, and what the row by row reading says of them."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from joinwise.bulk.frames import fired_text
from joinwise.domain.candidate import Candidate, written
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.days import AS_OF
from joinwise.domain.values import Kind
from joinwise.packs.model import Pack
from joinwise.scoring.decide import Decider

TYPES = {
    Kind.NUMBER: pl.Float64(),
    Kind.TEXT: pl.String(),
    Kind.BOOLEAN: pl.Boolean(),
    Kind.LIST: pl.List(pl.String),
}
SCHEMA = {name: TYPES[input.kind] for name, input in INPUTS.items()} | {AS_OF: pl.String()}
VERDICT = ("recommendation", "score", "fired")
Row = tuple[Any, ...]


def frame_of(bodies: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """A row for each body of a request, in columns with dots."""
    candidates = [read_candidate(body) for body in bodies]
    columns = {name: [_cell(each, name) for each in candidates] for name in SCHEMA}
    return pl.DataFrame(columns, schema=SCHEMA)


def _cell(candidate: Candidate, name: str) -> Any:
    value = written(name, candidate.values.get(name))
    return list(value) if isinstance(value, tuple) else value


def verdicts(pack: Pack, bodies: Sequence[dict[str, Any]]) -> list[Row]:
    """What is decided row by row: recommendation, score, fired rules."""
    decider = Decider(pack)
    found = (decider.decide(read_candidate(body, pack.catalogue)) for body in bodies)
    return [
        (verdict.recommendation, verdict.score, "|".join(map(fired_text, verdict.hits)))
        for verdict in found
    ]
