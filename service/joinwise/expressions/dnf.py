"""The disjunctive normal form of a condition: alternatives of plain tests, for durable_rules.

A condition is true if and only if all tests of one of its alternatives are true. What is not a
plain test of one name against a constant becomes a tree of its own, evaluated beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from joinwise.domain.values import Kind, Scalar
from joinwise.expressions.ast import (
    MIRRORED,
    Among,
    And,
    Choice,
    Comparison,
    Constant,
    Name,
    Node,
    Not,
    Or,
    walk,
)
from joinwise.expressions.closeness import without_tolerance
from joinwise.expressions.normalize import negate, normalize

MAX_ALTERNATIVES = 32
MAX_TESTS = 60


@dataclass(frozen=True, slots=True)
class Test:
    """``subject operator value``: true or false, and not true if the subject is unknown."""

    subject: Node
    kind: Kind
    operator: str
    value: Scalar


Alternative = tuple[Test, ...]


def alternatives(condition: Node, kinds: Mapping[str, Kind]) -> tuple[Alternative, ...]:
    """The alternatives of a condition; ``kinds`` are those of all names.

    If there are more than durable_rules should hold, the condition itself is the only test.
    """
    tree = normalize(without_tolerance(condition))
    builder = _AlternativesBuilder(kinds)
    if builder.count(tree) > MAX_ALTERNATIVES:
        return ((_is_true(condition),),)
    built = tuple(dict.fromkeys(builder.build(tree)))
    fits = all(len(alternative) <= MAX_TESTS for alternative in built)
    return built if fits else ((_is_true(condition),),)


def _is_true(tree: Node) -> Test:
    return Test(tree, Kind.BOOLEAN, "==", True)


class _AlternativesBuilder:
    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds

    def count(self, node: Node) -> int:
        """How many alternatives there would be."""
        match node:
            case And(parts):
                return prod(self.count(part) for part in parts)
            case Or(parts):
                return sum(self.count(part) for part in parts)
            case Choice(condition=condition) if _holds_choice(condition):
                return MAX_ALTERNATIVES + 1
            case Choice():
                return self.count(_spread(node))
            case Among(Name(), options):
                return len(options)
        return 1

    def build(self, node: Node) -> list[Alternative]:
        match node:
            case And(parts):
                return [_merged(alternatives) for alternatives in product(*map(self.build, parts))]
            case Or(parts):
                return [alternative for part in parts for alternative in self.build(part)]
            case Choice():
                return self.build(_spread(node))
            case Among(Name() as name, options):
                return [(self._test(name, "==", option),) for option in options]
            case Not(Among(Name() as name, options)):
                return [tuple(self._test(name, "!=", option) for option in options)]
        return [(self._single(node),)]

    def _single(self, node: Node) -> Test:
        match node:
            case Comparison(operator, Name() as name, Constant() as constant):
                return self._test(name, operator, constant)
            case Comparison(operator, Constant() as constant, Name() as name):
                return self._test(name, MIRRORED[operator], constant)
            case Not(operand):
                return Test(operand, Kind.BOOLEAN, "==", False)
        return _is_true(node)

    def _test(self, name: Name, operator: str, constant: Constant) -> Test:
        assert not isinstance(constant.value, tuple)
        return Test(name, self.kinds[name.name], operator, constant.value)


def _spread(node: Choice) -> Node:
    then = And((node.condition, node.then))
    return Or((then, And((negate(node.condition), node.otherwise))))


def _holds_choice(node: Node) -> bool:
    """Whether spreading would double the work at each level."""
    return any(isinstance(part, Choice) for part in walk(node))


def _merged(parts: Iterable[Alternative]) -> Alternative:
    return tuple(dict.fromkeys(test for part in parts for test in part))
