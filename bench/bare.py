"""durable_rules with nothing around it: the floor for any adapter.

Facts come encoded, rules are trusted, nobody else uses the rule sets, and nothing may go wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import durable_rules_engine as durable

from bench.workload import INPUTS, TEXTS, Candidate, Rule, Test, Value

SHARD = 60
TOKENS = {name: f"t{number}" for number, name in enumerate(INPUTS)}
CODES = {text: code for values in TEXTS.values() for code, text in enumerate(values)}
OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}

Encoded = tuple[str, ...]
"""A candidate as one fact for each rule set."""


class Bare:
    """Rule sets of up to 60 rules, warmed up."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        numbered = list(enumerate(rules))
        shards = [numbered[start : start + SHARD] for start in range(0, len(rules), SHARD)]
        self.mentioned = [_mentioned(shard) for shard in shards]
        self.sets = [_warmed_up(_ruleset(shard)) for shard in shards]

    def encoded(self, candidate: Candidate) -> Encoded:
        """The facts of a candidate: each holds only what its rule set mentions."""
        return tuple(
            f'{{"id":1{"".join(_properties(candidate, names))}}}' for names in self.mentioned
        )

    def fired(self, facts: Encoded) -> set[int]:
        """The numbers of the rules that fire."""
        fired: set[int] = set()
        for (handle, offset), fact in zip(self.sets, facts, strict=True):
            if durable.assert_fact(handle, fact)[0]:
                continue
            match = durable.start_action_for_state(handle, offset)[1]
            while match:
                fired.add(int(match[2:7]))
                match = durable.complete_and_start_action(handle, offset)
            durable.retract_fact(handle, '{"id":1}')
        return fired


def _mentioned(shard: Sequence[tuple[int, Rule]]) -> set[str]:
    return {test.input for _, rule in shard for test in rule}


def _properties(candidate: Candidate, names: set[str]) -> Iterator[str]:
    for name in INPUTS:
        if name in names and name in candidate:
            yield f',"{TOKENS[name]}":{_number(candidate[name])}'


def _number(value: Value) -> str:
    if isinstance(value, str):
        return str(CODES[value])
    return repr(value) if isinstance(value, float) else f"{value:d}"


def _ruleset(shard: Sequence[tuple[int, Rule]]) -> str:
    return f"{{{','.join(f'{_name(number)}:{_body(rule)}' for number, rule in shard)}}}"


def _name(number: int) -> str:
    return f'"{number:05d}"'


def _body(rule: Rule) -> str:
    return f'{{"all":[{{"m":{{"$and":[{",".join(map(_condition, rule))}]}}}}]}}'


def _condition(test: Test) -> str:
    plain = f'{{"{TOKENS[test.input]}":{_number(test.value)}}}'
    return plain if test.operator == "==" else f'{{"{OPERATORS[test.operator]}":{plain}}}'


def _warmed_up(ruleset: str) -> tuple[int, int]:
    """The handle, and the offset under which its state is kept."""
    handle = durable.create_ruleset("bare", ruleset)
    offset = durable.assert_fact(handle, '{"id":0}')[1]
    started = durable.start_action_for_state(handle, offset)
    while started:
        started = durable.complete_and_start_action(handle, offset)
    durable.retract_fact(handle, '{"id":0}')
    return handle, offset
