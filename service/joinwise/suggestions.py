"""The known name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import partial
from itertools import islice, takewhile

MANY_WORDS = 300
LIKELY = 10
"""Of many words, how many are compared in full; each takes up to 0.3 ms."""

MOST_COMPARED = 4_000
"""Words compared for one request: some 20 ms."""

LONGEST = 100


@dataclass(slots=True)
class HintBudget:
    """How many words may still be compared, and the hints that were found by then."""

    left: int = MOST_COMPARED
    found: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def nearest(self, word: str, words: tuple[str, ...]) -> str:
        """The same question costs once, and gets the same answer."""
        if (word, words) not in self.found and self.left > 0:
            self.left -= len(words)
            self.found[word, words] = _nearest(word, words)
        return self.found.get((word, words), "")


_budget: ContextVar[HintBudget | None] = ContextVar("hint budget", default=None)


def bound_hints(budget: HintBudget | None = None) -> None:
    """From now on hints of this thread are bounded, by a budget of their own if none is given."""
    _budget.set(budget or HintBudget())


def unbound_hints(_: object = None) -> None:
    """From now on hints of this thread are not bounded."""
    _budget.set(None)


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean "…"?`` with the known word most like this one, or an empty text.

    It is empty too if so many words were compared before that no more may be.
    """
    words, budget = tuple(known), _budget.get()
    return budget.nearest(word[:LONGEST], words) if budget else _nearest(word[:LONGEST], words)


def unknown_field(name: str, known: Iterable[str]) -> str:
    """What is said of a field of a body that there is not."""
    return f"Unknown field{nearest(name, known) or '.'}"


def _nearest(word: str, words: tuple[str, ...]) -> str:
    likely = words if len(words) <= MANY_WORDS else tuple(_likely(word, words))
    matches = get_close_matches(word, likely, cutoff=0.6)
    match = max(matches, key=partial(_likeness, word), default=None)
    return f'; did you mean "{match}"?' if match else ""


def _likeness(word: str, known: str) -> tuple[float, int]:
    """Of two that are as like a word (``step`` and ``type`` to ``stpe``) one begins like it."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(known, word, strict=False))
    return SequenceMatcher(None, known, word).ratio(), len([*same])


def _likely(word: str, words: Iterable[str]) -> Iterator[str]:
    """Some that begin alike and are about as long."""
    alike = (known for known in words if known[:2] == word[:2] and abs(len(known) - len(word)) < 3)
    return islice(alike, LIKELY)
