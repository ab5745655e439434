"""What a caller said of one activity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from joinwise.domain.values import Value


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a caller said of a group: the values of the inputs that were given, by name."""

    values: Mapping[str, Value]

    @property
    def name(self) -> str:
        return str(self.values["name"])
