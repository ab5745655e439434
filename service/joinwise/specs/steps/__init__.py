"""The sentences of feature files, as steps of pytest-bdd: the extra ``joinwise[test]`` has it."""

from __future__ import annotations

STEP_MODULES = tuple(
    f"{__name__}.{name}" for name in ("advice", "explanation", "comparison", "assessments")
)
"""In the order in which their sentences are listed."""
