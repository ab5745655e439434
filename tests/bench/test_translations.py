"""The engines that joinwise is measured beside are given the same rules."""

from __future__ import annotations

import pytest

from bench import engines, packs, workload
from bench.peers.json_rules import OPERATORS, json_rules
from bench.rivals.contestants import Contestant, contestants
from bench.workload import Candidate, flat

RULES = workload.rules(40)
CANDIDATES = workload.candidates(20)
ENGINES = contestants(RULES, CANDIDATES)


@pytest.fixture(scope="module")
def fired() -> list[set[int]]:
    adapter = engines.adapter(packs.pack(RULES), CANDIDATES)
    return [adapter.fired(fact) for fact in adapter.facts]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_an_engine_fires_the_rules_that_joinwise_fires(
    engine: Contestant, fired: list[set[int]]
) -> None:
    assert [engine.fired(fact) for fact in engine.facts] == fired


def test_the_rules_for_json_rules_engine_are_those_of_joinwise(fired: list[set[int]]) -> None:
    assert [_by_json_rules(candidate) for candidate in CANDIDATES] == fired


def _by_json_rules(candidate: Candidate) -> set[int]:
    """As json-rules-engine reads them: a fact that is missing is true of no condition."""
    facts = {flat(name): value for name, value in candidate.items()}
    return {
        rule["event"]["params"]["rule"]
        for rule in json_rules(RULES)
        if all(_is_true(condition, facts) for condition in rule["conditions"]["all"])
    }


def _is_true(condition: dict[str, object], facts: dict[str, object]) -> bool:
    operators = {word: operator for operator, word in OPERATORS.items()}
    if condition["fact"] not in facts:
        return False
    expression = f"fact {operators[str(condition['operator'])]} value"
    return bool(
        eval(expression, {"fact": facts[str(condition["fact"])], "value": condition["value"]})
    )
