"""Dotted names as nested data: the shape that a candidate has in requests and files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """``{"cost.annual_dues": 3}`` as ``{"cost": {"annual_dues": 3}}``."""
    candidate: dict[str, Any] = {}
    for name, value in flat.items():
        group, dot, own = name.partition(".")
        if dot:
            candidate.setdefault(group, {})[own] = value
        else:
            candidate[name] = value
    return candidate
