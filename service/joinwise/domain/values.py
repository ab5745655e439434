"""The four kinds of value that candidates and rule files know, and the unknown."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

Scalar = float | str | bool
Value = Scalar | tuple[str, ...] | None
"""What an input or fact holds: a number (always a double), text, true/false, list, or unknown."""

UNKNOWN: Final = None
"""The value of what nobody said: never false, never zero; ``null`` in JSON."""


class Kind(StrEnum):
    """The four kinds of value that candidates and rule files know."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    LIST = "list"

    @property
    def described(self) -> str:
        return KIND_WORDS[self]


KIND_WORDS = {
    Kind.NUMBER: "a number",
    Kind.TEXT: "a text",
    Kind.BOOLEAN: "true or false",
    Kind.LIST: "a list",
}
