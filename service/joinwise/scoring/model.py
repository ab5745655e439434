"""What the stages of scoring hand on: a candidate worked out, reasons, the advice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from joinwise.domain.recommendation import Recommendation
from joinwise.domain.values import Value
from joinwise.formats.strict_json import plain, plain_values
from joinwise.packs.model import JOIN_OR_SKIP, Words

FIELDS = (
    "name", "recommendation", "score", "join_at", "summary", "word",
    "reasons", "facts", "assumed", "as_of", "rules",
)  # fmt: skip
"""Of the answer with an advice, in their order."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A candidate worked out: every input and every fact of the pack by name.

    ``given`` are the inputs that the caller named, ``assumed`` those whose value is an assumption,
    ``read`` those of them that a rule, a fact or another assumption reads; ``words`` are those for
    the recommendation.
    """

    values: Mapping[str, Value]
    assumed: frozenset[str]
    read: frozenset[str]
    given: Collection[str] = ()
    words: Words = JOIN_OR_SKIP


class Reason(NamedTuple):
    """One rule or band row that fired; there are many, and a named tuple is made the quickest."""

    rule: str
    title: str
    effect: str
    points: int
    decides: Recommendation | None
    text: str
    because: tuple[tuple[str, Value], ...]
    source: str | None

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {
            "rule": self.rule,
            "title": self.title,
            "effect": self.effect,
            "points": self.points,
            "decides": self.decides,
            "text": self.text,
            "because": [{"fact": name, "value": plain(value)} for name, value in self.because],
            "source": self.source,
        }


Effect = tuple[str, int, Recommendation | None]
"""A rule by id, its points, and what it decides."""


class Outcome(Protocol):
    """What is counted of an advice, with its texts or without."""

    @property
    def recommendation(self) -> Recommendation: ...

    @property
    def score(self) -> int: ...

    @property
    def fired(self) -> list[str]:
        """The rules that did, by id."""

    @property
    def effects(self) -> set[Effect]:
        """What each of them adds or decides."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What joinwise says of a candidate; ``currency`` is the unit of every money figure in it.

    ``as_of`` is the day that it is for, if the rules use dates.
    """

    name: str
    currency: str
    recommendation: Recommendation
    score: int
    join_at: int
    summary: str
    word: str
    reasons: tuple[Reason, ...]
    facts: Mapping[str, Value]
    assumed: tuple[tuple[str, Value], ...]
    pack: str
    version: str
    as_of: str | None = None

    @property
    def fired(self) -> list[str]:
        return [reason.rule for reason in self.reasons]

    @property
    def effects(self) -> set[Effect]:
        return {(reason.rule, reason.points, reason.decides) for reason in self.reasons}

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data, in the shape that callers rely on: see FIELDS."""
        return {
            "name": self.name,
            "recommendation": self.recommendation,
            "score": self.score,
            "join_at": self.join_at,
            "summary": self.summary,
            "word": self.word,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "facts": plain_values(self.facts),
            "assumed": [{"input": name, "value": plain(value)} for name, value in self.assumed],
            **({"as_of": self.as_of} if self.as_of else {}),
            "rules": {"pack": self.pack, "version": self.version},
        }
