"""The rules and candidates that all servers are given, and how each is told of a candidate."""

from __future__ import annotations

from typing import Any

from bench import workload
from bench.workload import FLAGS, IMPOSSIBLE, INPUTS, TEXTS, Candidate, completed, flat
from joinwise.domain.nesting import nested

RULES = workload.rules(40)
CANDIDATES = workload.candidates(200)
REQUIRED = {"name": "A club", "kind": "meetup"}
PERIOD = "2026-11"
"""The month of all values in OpenFisca."""

TYPES = {flat(name): bool if name in FLAGS else str if name in TEXTS else float for name in INPUTS}
DEFAULTS = {flat(name): IMPOSSIBLE[name] for name in INPUTS}
"""By flat names, as the peers know the inputs."""


def body(candidate: Candidate) -> dict[str, Any]:
    """As joinwise takes it: inputs in their groups, without the unknown ones."""
    return nested({**REQUIRED, **candidate})


def known(candidate: Candidate) -> dict[str, Any]:
    """By flat names, without the unknown inputs."""
    return {flat(name): value for name, value in candidate.items()}


def complete(candidate: Candidate) -> dict[str, Any]:
    """By flat names, with impossible values for the unknown inputs."""
    return completed(candidate)


def situation(candidate: Candidate) -> dict[str, Any]:
    """As OpenFisca takes it: one person, each value in a period, each rule asked for by a null."""
    asked = {rule_variable(number): None for number in range(len(RULES))}
    person = {name: {PERIOD: value} for name, value in (known(candidate) | asked).items()}
    return {"persons": {"candidate": person}}


def rule_variable(number: int) -> str:
    """The name of a rule's variable in OpenFisca."""
    return f"rule_{number}"
