"""The rules of a pack and the inputs they read, as JSON-ready data and in plain English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from joinwise.domain.grids import grid_of
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
from joinwise.expressions.ast import Choice, Constant, Lookup, Node
from joinwise.expressions.dates import dated_values
from joinwise.expressions.printer import to_text
from joinwise.formats.strict_json import plain
from joinwise.packs.citations import source_texts
from joinwise.packs.model import (
    Band,
    Cell,
    Fact,
    Pack,
    Place,
    Plan,
    Promise,
    Question,
    Row,
    Rule,
    RuleCase,
    RuleEntry,
    Table,
    TableRow,
    Words,
)
from joinwise.packs.sentences import sentence


def pack_answer(pack: Pack) -> dict[str, Any]:
    """All that a pack says of the rules."""
    return {
        "pack": pack.name,
        "version": pack.version,
        "decision": decision_answer(pack),
        "kinds": [
            {"name": kind.name, "like": kind.like, "about": kind.about} for kind in pack.own_kinds
        ],
        "facts": [
            fact_answer(fact, pack) | origin_answer(pack, name) for name, fact in pack.facts.items()
        ],
        "rules": [rule_entry_answer(rule, pack) for rule in pack.rules],
        "bands": [rule_entry_answer(band, pack) for band in pack.bands],
        "tables": [rule_entry_answer(table, pack) for table in pack.tables],
        "compare": pack.compare,
        "promises": [promise_answer(promise) for promise in pack.promises],
        "plan": pack.plan and plan_answer(pack.plan),
    }


def entry_answer(pack: Pack, id: str) -> dict[str, Any] | None:
    """One rule, band or table; None if there is none of this name."""
    entry = next((entry for entry in pack.entries if entry.id == id), None)
    if entry is None:
        return None
    return rule_entry_answer(entry, pack)


def rule_entry_answer(entry: RuleEntry, pack: Pack) -> dict[str, Any]:
    match entry:
        case Rule():
            answer = rule_answer(entry, pack)
        case Band():
            answer = band_answer(entry, pack)
        case Table():
            answer = table_answer(entry, pack)
    return answer | origin_answer(pack, entry.id)


def origin_answer(pack: Pack, name: str) -> dict[str, Any]:
    """From which layer something comes, and what it was; nothing if there are no layers."""
    origin = pack.origins.get(name)
    if origin is None:
        return {}
    changed = {"by": origin.changed_by, "was": was_answer(origin.was)}
    return {"layer": origin.layer, "changed": changed if origin.changed_by else None}


def was_answer(was: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in was.items()}


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
    return plain(value)


def decision_answer(pack: Pack) -> dict[str, Any]:
    decision = pack.decision
    return {
        "start": decision.start,
        "join_at": decision.join_at,
        "words": [words_answer(words, pack) for words in decision.words],
        "little_known": decision.little_known and decision.little_known.source,
        **({"language": decision.language} if decision.language else {}),
    }


def words_answer(words: Words, pack: Pack) -> dict[str, Any]:
    return {
        "when": to_text(words.when),
        "english": sentence(words.when, pack),
        "join": words.join,
        "skip": words.skip,
        "at": _at(words.at),
    }


def rule_answer(rule: Rule, pack: Pack) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "when": to_text(rule.condition),
        "english": sentence(rule.condition, pack),
        **(rule.period.written if rule.period else {}),
        "points": rule.points,
        "decide": rule.decide,
        "reason": rule.reason.source,
        **_ending(rule),
    }


def _ending(stated: RuleEntry | RuleCase) -> dict[str, Any]:
    """What it is in short, what it rests on, and where it stands."""
    return {
        "brief": stated.brief and stated.brief.source,
        "source": source_texts(stated.source),
        "at": _at(stated.at),
    }


def band_answer(band: Band, pack: Pack) -> dict[str, Any]:
    return {
        "id": band.id,
        "title": band.title,
        "over": band.over.name,
        "rows": [row_answer(row, pack) for row in band.rows],
        **_ending(band),
    }


def row_answer(row: Row, pack: Pack) -> dict[str, Any]:
    return {
        "from": plain(row.low),
        "to": plain(row.high),
        "english": sentence(row.when, pack),
        "points": row.points,
        "reason": row.reason.source,
        **_ending(row),
    }


def table_answer(table: Table, pack: Pack) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "over": [over.name for over in table.over],
        "rows": [table_row_answer(row, pack) for row in table.rows],
        **_ending(table),
    }


def table_row_answer(row: TableRow, pack: Pack) -> dict[str, Any]:
    return {
        "when": [_cell(cell) for cell in row.cells],
        "english": sentence(row.when, pack),
        "points": row.points,
        "decide": row.decide,
        "reason": row.reason.source,
        **_ending(row),
    }


def _cell(cell: Cell) -> Any:
    """As it is written in rule files."""
    written = cell.written
    return [plain(value) for value in written] if isinstance(written, list) else plain(written)


def fact_answer(fact: Fact, pack: Pack) -> dict[str, Any]:
    return {
        "name": fact.name,
        "type": fact.kind,
        "unit": fact.unit.text or None,
        "about": fact.about or None,
        "says": fact.says,
        **_definition(fact.formula),
        "english": sentence(fact.formula, pack),
        "source": source_texts(fact.source),
        "at": _at(fact.at),
    }


def _definition(tree: Node) -> dict[str, Any]:
    """A formula, or a lookup with its table, with the keys of rule files."""
    if isinstance(tree, Choice) and (dated := dated_values(tree)):
        return _lookup("date", dated.by_date, dated.otherwise)
    if not isinstance(tree, Lookup):
        return {"formula": to_text(tree)}
    return _lookup(tree.by.name, dict(tree.table), tree.otherwise)


def _lookup(by: str, table: Mapping[str, Value], otherwise: Value) -> dict[str, Any]:
    values = {key: plain(value) for key, value in table.items()}
    return {"by": by, "values": values, **({} if otherwise is None else {"else": plain(otherwise)})}


def promise_answer(promise: Promise) -> dict[str, Any]:
    return {
        "higher": promise.higher if isinstance(promise.higher, str) else [*promise.higher],
        "never": promise.never,
        "given": to_text(promise.given) if promise.given else None,
        "because": promise.because,
        "at": _at(promise.at),
    }


def plan_answer(plan: Plan) -> dict[str, Any]:
    break_even, look_again = plan.break_even, plan.look_again
    return {
        "break_even": break_even and {"fact": break_even.fact, "text": break_even.text.source},
        "clock": list(plan.clock),
        "idle": {name: plain(value) for name, value in plan.idle.items()},
        "look_again": look_again and {"most": look_again.most, "text": look_again.text.source},
        "at": _at(plan.at),
    }


def _at(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line}


def inputs_answer(pack: Pack) -> list[dict[str, Any]]:
    """Every input of a candidate, with what the pack says of it."""
    return [input_answer(question, pack) for question in pack.questions.values()]


def input_answer(question: Question, pack: Pack) -> dict[str, Any]:
    input = question.input
    is_number = input.type == Kind.NUMBER
    return {
        "input": input.name,
        "type": input.type,
        "unit": input.unit.text or None,
        "bounds": [plain(input.low), plain(input.high)] if is_number else None,
        "values": list(input.values) or None,
        "about": input.about,
        "assume": _assumption(question.assume),
        "ask": question.ask,
        **_grid(input, question),
        "change": question.change,
        "when": question.when and to_text(question.when),
        "english": question.when and sentence(question.when, pack),
        "recall": question.effort,
    }


def _assumption(tree: Node | None) -> Any:
    if tree is None:
        return None
    return plain(tree.value) if isinstance(tree, Constant) else _definition(tree)


def _grid(input: Input, question: Question) -> dict[str, Any]:
    if input.type != Kind.NUMBER:
        return {"range": None, "step": None}
    grid = grid_of(input, question.range, question.step)
    return {
        "range": [plain(float(grid.low)), plain(float(grid.high))],
        "step": plain(float(grid.step)),
    }
