"""What the cells of a table mean: values as in rule files, and a blank cell is not known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from ruamel.yaml import YAML

Table = Sequence[Sequence[str]]
NOT_KNOWN = "not known"


@cache
def cell_value(cell: str) -> Any:
    """``300``, ``true``, ``[learning, perks]``, ``online``; None if it is not known.

    Raises YAMLError if it cannot be read.
    """
    return None if cell == NOT_KNOWN else YAML(typ="safe").load(cell)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
