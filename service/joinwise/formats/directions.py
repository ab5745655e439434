"""Texts from outside inside a line: neither rearranges the other, and none commands a terminal.

Unicode Standard Annex 9 (the bidirectional algorithm), section 6.3: what is quoted inside a line is
isolated from it.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE = "\u2068", "\u2069"
REARRANGING = {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI"}
"""The bidirectional classes of right-to-left characters, and of what opens another direction."""

COMMAND = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066\u2067]")
"""What is shown by nothing, and has a terminal do something or turns the text that follows."""


def harmless(text: str) -> str:
    r"""The text with every such character written as its code: ``\\x1b``."""
    return COMMAND.sub(lambda found: ascii(found[0])[1:-1], text)


def isolated(text: str) -> str:
    """The text, isolated from the line around it if it could rearrange it."""
    if text.isascii() or not any(bidirectional(each) in REARRANGING for each in text):
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"
