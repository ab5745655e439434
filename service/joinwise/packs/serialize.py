"""The rules in force and the inputs they read, as data and in plain English."""

from __future__ import annotations

from typing import Any

from joinwise.domain.grids import grid_of
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Constant, Lookup, Node
from joinwise.expressions.english import english
from joinwise.expressions.printer import printed
from joinwise.formats.strict_json import plain
from joinwise.packs.model import Band, Fact, Pack, Place, Question, Row, Rule


def book(pack: Pack) -> dict[str, Any]:
    """Everything that a pack says."""
    return {
        "pack": pack.name,
        "version": pack.version,
        "decision": {"start": pack.decision.start, "join_at": pack.decision.join_at},
        "facts": [_fact(fact, pack) for fact in pack.facts.values()],
        "rules": [_rule(rule, pack) for rule in pack.rules],
        "bands": [_band(band, pack) for band in pack.bands],
        "compare": pack.compare,
    }


def entry(pack: Pack, id: str) -> dict[str, Any] | None:
    """One rule or band, or nothing."""
    found = next((each for each in pack.entries if each.id == id), None)
    if found is None:
        return None
    return _rule(found, pack) if isinstance(found, Rule) else _band(found, pack)


def _rule(rule: Rule, pack: Pack) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "when": printed(rule.when),
        "english": english(rule.when, pack.unit),
        "points": rule.points,
        "decide": rule.decide,
        "reason": rule.reason.source,
        "brief": rule.brief and rule.brief.source,
        "source": rule.source,
        "at": _at(rule.at),
    }


def _band(band: Band, pack: Pack) -> dict[str, Any]:
    return {
        "id": band.id,
        "title": band.title,
        "over": band.over.name,
        "rows": [_row(row, pack) for row in band.rows],
        "brief": band.brief and band.brief.source,
        "source": band.source,
        "at": _at(band.at),
    }


def _row(row: Row, pack: Pack) -> dict[str, Any]:
    return {
        "from": plain(row.low),
        "to": plain(row.high),
        "english": english(row.when, pack.unit),
        "points": row.points,
        "reason": row.reason.source,
        "brief": row.brief and row.brief.source,
        "source": row.source,
        "at": _at(row.at),
    }


def _fact(fact: Fact, pack: Pack) -> dict[str, Any]:
    return {
        "name": fact.name,
        "type": fact.kind,
        "unit": fact.unit.text or None,
        "about": fact.about or None,
        **_definition(fact.formula),
        "english": english(fact.formula, pack.unit),
        "source": fact.source,
        "at": _at(fact.at),
    }


def _definition(tree: Node) -> dict[str, Any]:
    """A formula, or a lookup with its table, with the keys of rule files."""
    if not isinstance(tree, Lookup):
        return {"formula": printed(tree)}
    table = {key: plain(value) for key, value in tree.table}
    otherwise = {} if tree.otherwise is None else {"else": plain(tree.otherwise)}
    return {"by": tree.by.name, "values": table, **otherwise}


def _at(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line}


def inputs(pack: Pack) -> list[dict[str, Any]]:
    """Every input of a candidate, with what the pack says of it."""
    return [_input(question.input, question) for question in pack.questions.values()]


def _input(input: Input, question: Question) -> dict[str, Any]:
    is_number = input.kind is Kind.NUMBER
    return {
        "input": input.name,
        "type": input.kind,
        "unit": input.unit.text or None,
        "bounds": [plain(input.low), plain(input.high)] if is_number else None,
        "values": list(input.values) or None,
        "about": input.about,
        "assume": _assumption(question.assume),
        "ask": question.ask,
        **_grid(input, question),
        "change": question.change,
    }


def _assumption(tree: Node | None) -> Any:
    if tree is None:
        return None
    return plain(tree.value) if isinstance(tree, Constant) else _definition(tree)


def _grid(input: Input, question: Question) -> dict[str, Any]:
    if input.kind is not Kind.NUMBER:
        return {"range": None, "step": None}
    grid = grid_of(input, question.range, question.step)
    return {
        "range": [plain(float(grid.low)), plain(float(grid.high))],
        "step": plain(float(grid.step)),
    }
