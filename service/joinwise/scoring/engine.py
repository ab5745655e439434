"""The rule engine: the one place where it is chosen which matcher serves the active rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from joinwise.domain.values import Kind
from joinwise.expressions.ast import Node
from joinwise.scoring.durable import DurableMatcher
from joinwise.scoring.matcher import Matcher

BuildMatcher = Callable[[Sequence[Node], Mapping[str, Kind]], Matcher]
"""Given conditions, and the kinds of all names."""


def build_matcher(conditions: Sequence[Node], kinds: Mapping[str, Kind]) -> Matcher:
    """A matcher of conditions. Raises EngineError if the engine refuses them."""
    return DurableMatcher(conditions, kinds)
