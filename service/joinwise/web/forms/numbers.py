"""A number as it is written into a field."""

from __future__ import annotations

from decimal import Decimal

from joinwise.domain.inputs import Input
from joinwise.languages.reader import Reader


def write_number(input: Input, value: float, reader: Reader) -> str:
    """As it can be typed again and be read as the same, every digit of it."""
    is_share = input.unit.is_share
    exact = Decimal(repr(float(value))) * (100 if is_share else 1)
    whole, _, decimals = f"{exact:f}".partition(".")
    decimals = decimals.rstrip("0")
    digits = f"{whole}{reader.decimal}{decimals:0<4}" if len(decimals) == 3 else ""
    plain = digits or f"{whole}{reader.decimal}{decimals}".removesuffix(reader.decimal)
    return f"{plain}%" if is_share and 0 < exact < 1 else plain
