"""Rules as expressions, in the words that most engines share."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bench.workload import Rule, flat


def expression(rule: Rule, conjunction: str) -> str:
    tests = (f"{flat(test.input)} {test.operator} {json.dumps(test.value)}" for test in rule)
    return conjunction.join(tests)


def numbers_of_true(results: Iterable[bool]) -> set[int]:
    return {number for number, result in enumerate(results) if result}
