"""What reasons rest on: the answers that a person gave, however far the formulas lead to them."""

from __future__ import annotations

from collections.abc import Collection

from joinwise.domain.catalogue import REQUIRED
from joinwise.packs.dependencies import CURRENCY, Dependencies
from joinwise.scoring.model import Reason


def grounds_of(
    reason: Reason, answered: Collection[str], dependencies: Dependencies
) -> tuple[str, ...]:
    """The answers that a reason rests on, those first that it names itself."""
    needed = dependencies.reachable(name for name, _ in reason.because)
    return tuple(name for name in needed if name in answered and name not in (*REQUIRED, CURRENCY))
