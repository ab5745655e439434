"""The rules as json-rules-engine takes them, and what fastify lets through to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.peers.given import TYPES
from bench.workload import Rule, Test, flat

OPERATORS = {
    "==": "equal",
    "<": "lessThan",
    "<=": "lessThanInclusive",
    ">": "greaterThan",
    ">=": "greaterThanInclusive",
}
JSON_TYPES = {float: "number", bool: "boolean", str: "string"}


def service(rules: Sequence[Rule]) -> dict[str, Any]:
    """What the server reads: the rules, and the schema of a candidate."""
    return {"rules": json_rules(rules), "schema": _schema()}


def json_rules(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """Each fires an event with its number."""
    return [_rule(number, rule) for number, rule in enumerate(rules)]


def _schema() -> dict[str, Any]:
    properties = {name: {"type": JSON_TYPES[kind]} for name, kind in TYPES.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _rule(number: int, rule: Rule) -> dict[str, Any]:
    conditions = {"all": [_condition(test) for test in rule]}
    return {"conditions": conditions, "event": {"type": "fired", "params": {"rule": number}}}


def _condition(test: Test) -> dict[str, Any]:
    return {"fact": flat(test.input), "operator": OPERATORS[test.operator], "value": test.value}
