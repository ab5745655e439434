"""Other engines over the same rules, each used as its documentation shows.

Facts are prepared beforehand for all of them. None but CLIPS has a value for what is unknown (CEL,
ZEN and rule-engine fail when they compare null with a number, business-rules takes no null), so
they get an impossible one instead: below all limits where an input is tested from below, above them
where it is tested from above. In CLIPS what is unknown is left out of the fact, and the template
has the impossible values as defaults.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import business_rules
import cel
import clips
import rule_engine
import zen
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC
from business_rules.variables import (
    BaseVariables,
    boolean_rule_variable,
    numeric_rule_variable,
    string_rule_variable,
)

from bench.workload import (
    FALLING,
    FLAGS,
    IMPOSSIBLE,
    INPUTS,
    RISING,
    TEXTS,
    Candidate,
    Rule,
    Test,
    Value,
    completed,
    flat,
)

TOO_MANY_FOR_DICTS = 1000
"""Rules at which CEL takes over 20 ms for a candidate, where each program converts a dict anew."""

PACKAGES = (
    "durable_rules",
    "zen-engine",
    "common-expression-language",
    "clipspy",
    "rule-engine",
    "business-rules",
)


@dataclass(frozen=True, slots=True)
class Contestant:
    """``fired`` gives the numbers of the rules that fire on one of the ``facts``.

    ``is_as_used``: a form in which people keep rules, each by itself; not a floor, not all rules
    written as one list expression.
    """

    name: str
    facts: Sequence[Any]
    fired: Callable[[Any], set[int]]
    is_as_used: bool = True


def contestants(rules: Sequence[Rule], candidates: Sequence[Candidate]) -> list[Contestant]:
    """All engines but joinwise's."""
    facts = [completed(candidate) for candidate in candidates]
    given = [{flat(name): value for name, value in candidate.items()} for candidate in candidates]
    found = [
        Contestant("zen-engine: decision table", facts, zen_decision(rules)),
        Contestant("zen-engine: decision table, through a loader", facts, zen_loader(rules)),
        Contestant("zen-engine: one list expression", facts, zen_list(rules), is_as_used=False),
        Contestant("CEL: a program a rule, given one context", facts, cel_context(rules)),
        Contestant("CEL: one list expression", facts, cel_list(rules), is_as_used=False),
        Contestant("CLIPS", given, clips_rules(rules)),
        Contestant("rule-engine", facts, rule_engine_rules(rules)),
        Contestant("business-rules", facts, business_rules_rules(rules)),
    ]
    if len(rules) < TOO_MANY_FOR_DICTS:
        found.append(Contestant("CEL: a program a rule, given a dict", facts, cel_dicts(rules)))
    return found


def versions() -> str:
    """The packages, with their versions."""
    return ", ".join(f"{package} {version(package)}" for package in PACKAGES)


def _expression(rule: Rule, conjunction: str) -> str:
    tests = (f"{flat(test.input)} {test.operator} {json.dumps(test.value)}" for test in rule)
    return conjunction.join(tests)


def _true(results: Iterable[bool]) -> set[int]:
    return {number for number, result in enumerate(results) if result}


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
    parts = ", ".join(f"({_expression(rule, ' and ')})" for rule in rules)
    expression = zen.compile_expression(f"[{parts}]")
    return lambda fact: _true(expression.evaluate(fact))


def cel_dicts(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    programs = _programs(rules)
    return lambda fact: _true(program.execute(fact) for program in programs)


def cel_context(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    programs = _programs(rules)

    def evaluate(fact: Any) -> set[int]:
        context = cel.Context(variables=fact)
        return _true(program.execute(context) for program in programs)

    return evaluate


def _programs(rules: Sequence[Rule]) -> list[cel.Program]:
    return [cel.compile(_expression(rule, " && ")) for rule in rules]


def cel_list(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    program = cel.compile(f"[{', '.join(_expression(rule, ' && ') for rule in rules)}]")
    return lambda fact: _true(program.execute(fact))


def clips_rules(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    """A template with a slot for each input; every rule that fires calls back."""
    environment = clips.Environment()
    fired: set[int] = set()
    environment.define_function(fired.add, name="fired")
    slots = " ".join(
        f"(slot {flat(name)} (default {_symbol(IMPOSSIBLE[name])}))" for name in INPUTS
    )
    environment.build(f"(deftemplate candidate {slots})")
    for number, rule in enumerate(rules):
        patterns = " ".join(_pattern(test) for test in rule)
        environment.build(f"(defrule r{number} (candidate {patterns}) => (fired {number}))")
    template = environment.find_template("candidate")

    def evaluate(fact: Any) -> set[int]:
        fired.clear()
        asserted = template.assert_fact(**fact)
        environment.run()
        asserted.retract()
        return set(fired)

    return evaluate


def _slot(name: str) -> str:
    return f"(slot {flat(name)} (default {_symbol(IMPOSSIBLE[name])}))"


def _pattern(test: Test) -> str:
    slot, value = flat(test.input), _symbol(test.value)
    if test.operator == "==":
        return f"({slot} {value})"
    return f"({slot} ?{slot}&:({test.operator} ?{slot} {value}))"


def _symbol(value: Value) -> str:
    return str(value).upper() if isinstance(value, bool) else json.dumps(value)


def rule_engine_rules(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    compiled = [rule_engine.Rule(_expression(rule, " and ")) for rule in rules]
    return lambda fact: _true(rule.matches(fact) for rule in compiled)


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
