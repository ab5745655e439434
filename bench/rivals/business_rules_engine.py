"""Rules for business-rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import business_rules
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC
from business_rules.variables import (
    BaseVariables,
    boolean_rule_variable,
    numeric_rule_variable,
    string_rule_variable,
)

from bench.workload import FALLING, FLAGS, RISING, TEXTS, Rule, Test, Value, flat


def business_rules_rules(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    """A class of variables, a class of actions, and the rules as data."""
    written = [_written(number, rule) for number, rule in enumerate(rules)]

    def evaluate(fact: Any) -> set[int]:
        actions = _Actions()
        business_rules.run_all(written, _Variables(fact), actions)
        return actions.fired

    return evaluate


class _Actions(BaseActions):
    def __init__(self) -> None:
        self.fired: set[int] = set()

    @rule_action(params={"number": FIELD_NUMERIC})
    def fire(self, number: int) -> None:
        self.fired.add(number)


def _variable(name: str, kind: Callable[[Any], Any]) -> Any:
    def variable(self: Any) -> Value:
        value: Value = self.fact[name]
        return value

    variable.__name__ = name
    return kind(variable)


KINDS = {
    **dict.fromkeys((*RISING, *FALLING), numeric_rule_variable),
    **dict.fromkeys(FLAGS, boolean_rule_variable),
    **dict.fromkeys(TEXTS, string_rule_variable),
}


class _Variables(BaseVariables):
    locals().update({flat(name): _variable(flat(name), kind) for name, kind in KINDS.items()})

    def __init__(self, fact: dict[str, Value]) -> None:
        self.fact = fact


WORDS = {
    "==": "equal_to",
    "<": "less_than",
    "<=": "less_than_or_equal_to",
    ">": "greater_than",
    ">=": "greater_than_or_equal_to",
}


def _written(number: int, rule: Rule) -> dict[str, Any]:
    return {
        "conditions": {"all": [_condition(test) for test in rule]},
        "actions": [{"name": "fire", "params": {"number": number}}],
    }


def _condition(test: Test) -> dict[str, Any]:
    operator = f"is_{str(test.value).lower()}" if test.input in FLAGS else WORDS[test.operator]
    return {"name": flat(test.input), "operator": operator, "value": test.value}
