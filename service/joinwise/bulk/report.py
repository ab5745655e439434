"""What a job came to: rows, recommendations, the rules that fired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Counts:
    """``fired`` counts rules by id; ``refused`` are the rows that did not fit."""

    join: int = 0
    skip: int = 0
    refused: int = 0
    fired: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        return self.join + self.skip + self.refused

    def add(self, other: Counts) -> None:
        self.join += other.join
        self.skip += other.skip
        self.refused += other.refused
        self.fired.update(other.fired)

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data, the rules that fired most first."""
        counted = {"rows": self.rows, "join": self.join, "skip": self.skip, "refused": self.refused}
        return counted | {"fired": dict(self.most_fired())}

    def most_fired(self, most: int | None = None) -> list[tuple[str, int]]:
        """The rules that fired, most often first."""
        fired = sorted((-times, rule) for rule, times in self.fired.items() if times)
        return [(rule, -times) for times, rule in fired[:most]]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Counts:
        return cls(data["join"], data["skip"], data["refused"], Counter(data["fired"]))


@dataclass(frozen=True, slots=True)
class Report:
    """The counts of all parts; ``failed`` are the files that could not be read, and why."""

    counts: Counts
    failed: Mapping[str, str]
    seconds: float
    rejects: str

    @property
    def is_clean(self) -> bool:
        return not self.counts.refused and not self.failed

    def to_dict(self) -> dict[str, Any]:
        return self.counts.to_dict() | {"failed": dict(self.failed)}
