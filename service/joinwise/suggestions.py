"""The known name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

MANY_WORDS = 300
LIKELY = 10
"""Of many words, how many are compared in full; each takes up to 0.3 ms."""


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean "…"?`` with the known word most like this one, or an empty text."""
    words = list(known)
    likely = words if len(words) <= MANY_WORDS else _likely(word, words)
    match = get_close_matches(word[:100], likely, n=1, cutoff=0.6)
    return f'; did you mean "{match[0]}"?' if match else ""


def _likely(word: str, words: Iterable[str]) -> list[str]:
    """Some that begin alike and are about as long."""
    alike = (known for known in words if known[:2] == word[:2] and abs(len(known) - len(word)) < 3)
    return list(islice(alike, LIKELY))
