"""Other engines over the same rules, each used as its documentation shows.

Facts are prepared beforehand for all of them. None but CLIPS has a value for what is unknown (CEL,
ZEN and rule-engine fail when they compare null with a number, business-rules takes no null), so
they get an impossible one instead: below all limits where an input is tested from below, above them
where it is tested from above. In CLIPS what is unknown is left out of the fact, and the template
has the impossible values as defaults.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import cel
import clips
import rule_engine

from bench.rivals.business_rules_engine import business_rules_rules
from bench.rivals.expressions import expression, numbers_of_true
from bench.rivals.zen_engine import zen_decision, zen_list, zen_loader
from bench.workload import IMPOSSIBLE, INPUTS, Candidate, Rule, Test, Value, completed, flat

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


def cel_dicts(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    programs = _programs(rules)
    return lambda fact: numbers_of_true(program.execute(fact) for program in programs)


def cel_context(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    programs = _programs(rules)

    def evaluate(fact: Any) -> set[int]:
        context = cel.Context(variables=fact)
        return numbers_of_true(program.execute(context) for program in programs)

    return evaluate


def _programs(rules: Sequence[Rule]) -> list[cel.Program]:
    return [cel.compile(expression(rule, " && ")) for rule in rules]


def cel_list(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    program = cel.compile(f"[{', '.join(expression(rule, ' && ') for rule in rules)}]")
    return lambda fact: numbers_of_true(program.execute(fact))


def clips_rules(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    """A template with a slot for each input; every rule that fires calls back."""
    environment = clips.Environment()
    fired: set[int] = set()
    environment.define_function(fired.add, name="fired")
    environment.build(f"(deftemplate candidate {' '.join(map(_slot, INPUTS))})")
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
    compiled = [rule_engine.Rule(expression(rule, " and ")) for rule in rules]
    return lambda fact: numbers_of_true(rule.matches(fact) for rule in compiled)
