"""What joinwise says in the end: join or skip, and nothing else."""

from __future__ import annotations

from enum import StrEnum


class Recommendation(StrEnum):
    JOIN = "join"
    SKIP = "skip"

    @property
    def other(self) -> Recommendation:
        return Recommendation.SKIP if self is Recommendation.JOIN else Recommendation.JOIN


JOIN, SKIP = Recommendation
