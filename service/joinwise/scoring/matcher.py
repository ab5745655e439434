"""Which conditions are true: worked out as they stand, without a rule engine behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from joinwise.domain.values import Value
from joinwise.expressions.ast import Node


class Matcher(Protocol):
    """Matches a list of conditions; ``subjects`` are the trees whose values ``fired`` wants.

    ``rebuilds`` counts how often it started anew after a broken evaluation. An engine may never
    free some of its memory: ``held`` are the bytes of this matcher, ``lost`` those of its rebuilds.
    ``engine`` is the name that the setting gives it.
    """

    engine: str
    subjects: tuple[Node, ...]

    @property
    def rebuilds(self) -> int: ...

    @property
    def held(self) -> int: ...

    @property
    def lost(self) -> int: ...

    def fired(self, values: Sequence[Value]) -> set[int]:
        """The numbers of the conditions that are true."""


class TreeMatcher:
    """For drafts and older versions of the rules, of which any number may come and go.

    What the rule engine once holds it never gives back. It also serves if there is no engine.
    """

    engine: str = "python"
    rebuilds = held = lost = 0

    def __init__(self, conditions: Sequence[Node]) -> None:
        self.subjects = tuple(conditions)

    def fired(self, values: Sequence[Value]) -> set[int]:
        return {number for number, value in enumerate(values) if value is True}
