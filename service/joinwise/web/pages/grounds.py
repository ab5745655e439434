"""What reasons rest on: the answers that a person gave, however far the formulas lead to them."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from joinwise.advisor import Advisor
from joinwise.domain.catalogue import REQUIRED
from joinwise.packs.dependencies import CURRENCY, Dependencies
from joinwise.scoring.model import Reason


def grounds_of(reason: Reason, answered: Collection[str], advisor: Advisor) -> tuple[str, ...]:
    """The answers that a reason rests on, those first that it names itself."""
    needed = _dependencies(advisor).reachable(name for name, _ in reason.because)
    return tuple(name for name in needed if name in answered and name not in (*REQUIRED, CURRENCY))


@lru_cache(maxsize=8)
def _dependencies(advisor: Advisor) -> Dependencies:
    return Dependencies(advisor.pack)
