"""What searches found last: candidates of which little is said are often the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from joinwise.domain.candidate import Candidate
from joinwise.explain.budget import Effort

Found = TypeVar("Found")
MOST = 64
"""Candidates, so that they take a few MiB at most."""


@dataclass(frozen=True, slots=True)
class _Search(Generic[Found]):
    found: Found
    spent: int


class SearchMemory(Generic[Found]):
    """Remembers searches with the effort that they took, which recalling them takes as well.

    So an answer does not depend on what was asked before. ``unread`` names the inputs on which no
    search depends.
    """

    def __init__(self, unread: frozenset[str]) -> None:
        self._unread = unread
        self._searches: dict[Hashable, _Search[Found]] = {}

    def found(
        self,
        candidate: Candidate,
        parts: frozenset[str],
        effort: Effort,
        search: Callable[[], Found],
    ) -> Found:
        key = parts, tuple((k, v) for k, v in candidate.values.items() if k not in self._unread)
        known, before = self._searches.get(key), effort.left
        if known and known.spent <= before:
            effort.spend(known.spent)
            return known.found
        found = search()
        if effort.left >= 0:
            self._keep(key, _Search(found, before - effort.left))
        return found

    def _keep(self, key: Hashable, search: _Search[Found]) -> None:
        if len(self._searches) >= MOST:
            self._searches.clear()
        self._searches[key] = search
