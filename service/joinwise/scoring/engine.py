"""The rule engine: the one place where it is chosen which matcher serves the active rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from joinwise.errors import EngineError
from joinwise.expressions.ast import Node
from joinwise.scoring.matcher import Matcher, TreeMatcher

BuildMatcher = Callable[[Sequence[Node]], Matcher]
"""Given conditions."""

MISSING = (
    "durable_rules cannot be loaded ({reason}). Install it again with a C compiler, or set "
    "JOINWISE_ENGINE=python: joinwise then matches by its own reading of the rules, which gives "
    "the same advice."
)


def build_matcher(conditions: Sequence[Node]) -> Matcher:
    """A matcher of conditions by durable_rules.

    Raises EngineError if it cannot be loaded, or refuses them.
    """
    try:
        from joinwise.scoring.durable import DurableMatcher  # noqa: PLC0415 - its C may be missing
    except ImportError as error:
        raise EngineError(MISSING.format(reason=error)) from None
    return DurableMatcher(conditions)


DURABLE = "durable_rules"
PYTHON = "python"

ENGINES: Mapping[str, BuildMatcher] = {DURABLE: build_matcher, PYTHON: TreeMatcher}
"""By the name that the setting gives them."""
