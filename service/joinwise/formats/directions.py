"""Texts of either direction inside a line: neither rearranges the other.

Unicode Standard Annex 9 (the bidirectional algorithm), section 6.3: what is quoted inside a line is
isolated from it.
"""

from __future__ import annotations

from unicodedata import bidirectional

FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE = "\u2068", "\u2069"
REARRANGING = {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI"}
"""The bidirectional classes of right-to-left characters, and of what opens another direction."""


def isolated(text: str) -> str:
    """The text, isolated from the line around it if it could rearrange it."""
    if text.isascii() or not any(bidirectional(each) in REARRANGING for each in text):
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"
