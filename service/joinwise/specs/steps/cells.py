"""What the cells of a table mean: inputs by name or label, values as in rule files.

A blank cell is not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from joinwise.domain.catalogue import INPUTS

Table = Sequence[Sequence[str]]
NOT_KNOWN = "not known"
PERCENT = re.compile(r"\d+(?:\.\d+)?%")
BY_LABEL: Mapping[str, str] = {input.label: name for name, input in INPUTS.items()}


def input_name(cell: str) -> str:
    """The name of an input, of which a cell may hold the label: ``months of membership``."""
    return BY_LABEL.get(cell, cell)


@cache
def cell_value(cell: str) -> Any:
    """``300``, ``20%``, ``true``, ``[learning]``, ``online``, ``2027-01-31``; None if not known.

    Raises YAMLError if it cannot be read.
    """
    if PERCENT.fullmatch(cell):
        return float(cell[:-1]) / 100
    value = None if cell == NOT_KNOWN else YAML(typ="safe").load(cell)
    return value.isoformat() if isinstance(value, date) else value


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
