"""The populations that a draft is tried on, each with a name to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from joinwise.authoring.populations.accounts import published_records
from joinwise.authoring.populations.plausible import plausible
from joinwise.authoring.preview import Record

PLAUSIBLE = "plausible"


@dataclass(frozen=True, slots=True)
class Population:
    """Candidates to decide on: records, and the rows of tables.

    Each that changes is worth listing, unless they are made up.
    """

    name: str
    records: Iterable[Record]
    is_listed: bool = True
    tables: Sequence[str] = ()


def published() -> Population:
    """The published accounts that come with joinwise."""
    return Population("accounts", published_records())


def plausible_groups(count: int) -> Population:
    """Groups as people would describe them, always the same."""
    records = (Record(f"plausible {seed}", plausible(seed)) for seed in range(count))
    return Population(PLAUSIBLE, records, is_listed=False)
