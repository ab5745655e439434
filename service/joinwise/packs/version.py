"""What a pack says as one text, and the version that is a hash of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from joinwise.domain.inputs import Input
from joinwise.domain.units import Unit
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Node
from joinwise.expressions.printer import to_text
from joinwise.packs.model import Cell, Pack, Question, Table
from joinwise.packs.templates import Text

LATER: Mapping[str, Any] = {
    "words": (),
    "little_known": None,
    "language": None,
    "says": None,
    "period": None,
}
"""Fields that packs did not have at first: left out if a pack says nothing of them."""


def version_of(pack: Pack) -> str:
    """The same for packs that say the same."""
    return f"sha256:{hashlib.sha256(canonical(pack).encode()).hexdigest()}"


def canonical(pack: Pack) -> str:
    """All that a pack says, as JSON that no layout, file name or order of entries changes."""
    parts = {
        "decision": pack.decision,
        "inputs": {
            name: said for name, said in pack.questions.items() if said != _unsaid(said.input)
        },
        "facts": pack.facts,
        "rules": pack.rules,
        "bands": pack.bands,
        "compare": pack.compare,
    }
    if pack.promises:
        parts["promises"] = pack.promises
    if pack.plan:
        parts["plan"] = pack.plan
    if pack.tables:
        parts["tables"] = [_in_order(table) for table in pack.tables]
    if pack.catalogue.own:
        parts["own"] = [list(map(str, _of_own(input))) for input in pack.catalogue.own]
    if pack.own_kinds:
        parts["kinds"] = pack.own_kinds
    return json.dumps(parts, sort_keys=True, default=_plain, ensure_ascii=False)


def _of_own(input: Input) -> tuple[object, ...]:
    return (
        input.name, input.kind, input.unit, input.about, input.low, input.high, input.whole,
        *input.values,
    )  # fmt: skip


def _in_order(table: Table) -> Table:
    rows = sorted(table.rows, key=lambda row: to_text(row.when))
    return replace(table, rows=tuple(rows))


def _unsaid(input: Input) -> Question:
    return Question(input, input.about)


def _plain(part: Any) -> Any:
    match part:
        case Text():
            return part.source
        case Cell(test=test):
            return test
        case Unit():
            return part.text
        case Input():
            return part.name
        case Kind():
            return part.value
        case Mapping():
            return dict(part)
        case part if isinstance(part, Node):
            return to_text(part, is_long=True)
    return dict(_parts(part))


def _parts(part: Any) -> Iterator[tuple[str, Any]]:
    for name in (field.name for field in fields(part) if field.name != "at"):
        value = getattr(part, name)
        if name not in LATER or value != LATER[name]:
            yield name, value
