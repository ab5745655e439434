"""What a person typed into a field becomes a value, or what is wrong with it in plain words."""

from __future__ import annotations

import re
from decimal import Decimal

from joinwise.domain.inputs import Input
from joinwise.web.forms.locale import Reader

SPACES = re.compile(r"[\s\u00a0\u202f'\u2019]")
"""What may separate thousands and means nothing else."""

NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)*|[.,]\d+)", re.ASCII)
GROUPS = re.compile(r"\d{1,3}(([.,])\d{3})(\2\d{3})*")
LONGEST = 400
PER_CENT = "%"


class MistypedError(Exception):
    """Says what is wrong, to be shown beside the field."""


def read_number(text: str, reader: Reader) -> Decimal:
    """A number as people write it, with either sign for decimals: ``1.200,50``, ``1,200.50``.

    What may be read in two ways is refused: ``1.250`` may be a thousand or one, unless the
    reader's language says so. Raises MistypedError.
    """
    digits = SPACES.sub("", text)
    if len(digits) > LONGEST or not NUMBER.fullmatch(digits):
        raise MistypedError("Write a number, such as 1200 or 2.5.")
    return Decimal(_plain(digits, reader))


def _plain(digits: str, reader: Reader) -> str:
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return digits
    if len(set(signs)) == 2:
        return _both(digits, signs)
    if len(signs) > 1:
        return _grouped(digits, digits)
    return _one(digits, signs[0], reader)


def _both(digits: str, signs: list[str]) -> str:
    """Both signs: the last one is for decimals, and occurs once."""
    whole, _, decimals = digits.rpartition(signs[-1])
    if signs.count(signs[-1]) > 1:
        raise _unclear(digits)
    return f"{_grouped(whole, digits)}.{decimals}"


def _grouped(whole: str, digits: str) -> str:
    if not GROUPS.fullmatch(whole.lstrip("+-")):
        raise _unclear(digits)
    return re.sub("[.,]", "", whole)


def _one(digits: str, sign: str, reader: Reader) -> str:
    whole, _, rest = digits.lstrip("+-").partition(sign)
    may_group = len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if not may_group:
        return digits.replace(sign, ".")
    if sign == reader.group:
        return digits.replace(sign, "")
    raise MistypedError(
        f'"{digits}" can be read in two ways: write {whole}{rest}, or {whole}{sign}{rest}0.'
    )


def _unclear(digits: str) -> MistypedError:
    return MistypedError(f'"{digits}" is no number: write it without signs between the thousands.')


def read_value(input: Input, text: str, reader: Reader) -> float:
    """The value of a number input; shares are typed in per cent. Raises MistypedError."""
    stripped = text.strip()
    if _is_share(input):
        number = _share(stripped, read_number(stripped.removesuffix(PER_CENT), reader))
    else:
        number = read_number(stripped, reader)
    value = float(number)
    if not input.low <= value <= input.high:
        raise MistypedError(_bounds(input, reader))
    if input.whole and value % 1:
        raise MistypedError("Write a whole number.")
    return value


def _share(text: str, per_cent: Decimal) -> Decimal:
    if 0 < per_cent < 1 and not text.endswith(PER_CENT):
        as_share = f"{per_cent * 100:f}".rstrip("0").rstrip(".")
        raise MistypedError(f'"{text}" can be read in two ways: write {text}%, or {as_share}%.')
    return per_cent / 100


def _bounds(input: Input, reader: Reader) -> str:
    scale, sign = (100, PER_CENT) if _is_share(input) else (1, "")
    low, high = (reader.number(bound * scale, 0) for bound in (input.low, input.high))
    return f"Must be from {low} to {high}{sign}."


def _is_share(input: Input) -> bool:
    return input.unit.is_share


def write_number(input: Input, value: float, reader: Reader) -> str:
    """A number as it can be typed again and be read as the same, every digit of it."""
    exact = Decimal(repr(float(value))) * (100 if _is_share(input) else 1)
    whole, _, decimals = f"{exact:f}".partition(".")
    decimals = decimals.rstrip("0")
    digits = f"{whole}{reader.decimal}{decimals:0<4}" if len(decimals) == 3 else ""
    plain = digits or f"{whole}{reader.decimal}{decimals}".removesuffix(reader.decimal)
    return f"{plain}%" if _is_share(input) and 0 < exact < 1 else plain
