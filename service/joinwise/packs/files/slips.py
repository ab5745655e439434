"""What people write who know other rule files, and what to write instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from joinwise.suggestions import nearest

KEYS = {
    "if": "when",
    "condition": "when",
    "test": "when",
    "score": "points",
    "weight": "points",
    "value": "points",
    "text": "reason",
    "message": "reason",
    "because": "reason",
    "name": "id",
    "description": "about",
    "decision": "decide",
    "then": "decide",
    "on": "over",
    "by": "over",
    "min": "from",
    "max": "to",
    "default": "else",
    "otherwise": "else",
    "expression": "formula",
    "question": "ask",
}
"""The key that is meant, by one that there is not."""

NO_BREAK_SPACE = "\u00a0"


def slip_of_key(key: str, known: Collection[str]) -> str:
    """What to write instead of a key that there is not; empty if that is not known."""
    if NO_BREAK_SPACE in key:
        return "; there is a no-break space in it: indent with plain spaces"
    meant = KEYS.get(key.strip().lower())
    return f"; write {meant}" if meant in known else nearest(key, known)


def no_text(value: Any) -> str:
    """Why a list or a mapping is no text."""
    if isinstance(value, list):
        return "this must be one text, not a list; conditions are joined by and, or"
    if isinstance(value, Mapping):
        return "this must be a text, not a mapping; if it starts with a brace, put it in quotes"
    return ""


def no_list(value: Any) -> str:
    """Why something is no list of entries."""
    return "; begin each entry with a dash: - id: ..." if isinstance(value, Mapping) else ""


def no_mapping(value: Any) -> str:
    """Why something is no mapping."""
    return "; write {formula: ...}" if isinstance(value, str | float) else ""
