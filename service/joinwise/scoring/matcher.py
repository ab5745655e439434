"""Which conditions are true: worked out as they stand, without a rule engine behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from joinwise.domain.values import Kind, Value
from joinwise.expressions.ast import Node


class Matcher(Protocol):
    """Matches a list of conditions; ``subjects`` are the trees whose values ``fired`` wants.

    ``conjuncts`` are those that memory is held for which is never freed, ``left_behind`` those of
    them that were thrown away by ``rebuilds``.
    """

    subjects: tuple[Node, ...]

    @property
    def rebuilds(self) -> int: ...

    @property
    def conjuncts(self) -> int: ...

    @property
    def left_behind(self) -> int: ...

    def fired(self, values: Sequence[Value]) -> set[int]:
        """The numbers of the conditions that are true."""


class TreeMatcher:
    """For drafts and older versions of the rules, of which any number may come and go.

    What the rule engine once holds it never gives back.
    """

    rebuilds = conjuncts = left_behind = 0

    def __init__(self, conditions: Sequence[Node], kinds: Mapping[str, Kind]) -> None:
        self.subjects = tuple(conditions)

    def fired(self, values: Sequence[Value]) -> set[int]:
        return {number for number, value in enumerate(values) if value is True}
