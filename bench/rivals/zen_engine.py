"""Rules for zen-engine: as rows of a decision table, or as one expression."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import zen

from bench.rivals.expressions import expression, numbers_of_true
from bench.workload import INPUTS, Rule, Test, flat


def zen_decision(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    """A decision, as in its first example: a table that collects all rows that match."""
    decision = zen.ZenEngine().create_decision(json.dumps(_model(rules)))
    return lambda fact: {row["rule"] for row in decision.evaluate(fact)["result"]}


def zen_loader(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    """The same table loaded by its engine, which prepares it once."""
    content = {"rules": _model(rules)}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    return lambda fact: {row["rule"] for row in engine.evaluate("rules", fact)["result"]}


def _model(rules: Sequence[Rule]) -> dict[str, Any]:
    edges = [_edge("in", "table"), _edge("table", "out")]
    return {"nodes": _nodes(_table(rules)), "edges": edges}


def _nodes(table: dict[str, Any]) -> list[dict[str, Any]]:
    place = {"position": {"x": 0, "y": 0}}
    return [
        {"id": "in", "name": "request", "type": "inputNode", **place},
        {"id": "table", "name": "rules", "type": "decisionTableNode", "content": table, **place},
        {"id": "out", "name": "response", "type": "outputNode", **place},
    ]


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}


def _table(rules: Sequence[Rule]) -> dict[str, Any]:
    columns = [{"id": flat(name), "name": name, "field": flat(name)} for name in INPUTS]
    return {
        "hitPolicy": "collect",
        "inputs": columns,
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": [_row(number, rule) for number, rule in enumerate(rules)],
    }


def _row(number: int, rule: Rule) -> dict[str, str]:
    cells = {flat(test.input): _cell(test) for test in rule}
    return {"_id": str(number), "rule": str(number), **cells}


def _cell(test: Test) -> str:
    value = json.dumps(test.value)
    return value if test.operator == "==" else f"{test.operator} {value}"


def zen_list(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    parts = ", ".join(f"({expression(rule, ' and ')})" for rule in rules)
    compiled = zen.compile_expression(f"[{parts}]")
    return lambda fact: numbers_of_true(compiled.evaluate(fact))
