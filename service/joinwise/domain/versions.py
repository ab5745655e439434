"""A version of rules, shown by as much of it as it is known by."""

from __future__ import annotations

HASHED_BY = "sha256:"
DIGITS = 12
"""Enough to tell versions apart."""


def short(version: str) -> str:
    """``sha256:`` and the first of its digits."""
    return version[: len(HASHED_BY) + DIGITS]


def digits(version: str) -> str:
    """The same digits alone."""
    return short(version).removeprefix(HASHED_BY)
