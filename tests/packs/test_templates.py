"""Texts show values in their units."""

import pytest

from joinwise.domain.units import Unit
from joinwise.domain.values import Value
from joinwise.packs.templates import Slot, filled, read_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, "0 referrals"), (1.0, "1 referral"), (2.0, "2 referrals"), (None, "not known")],
)
def test_the_word_fits_the_number(value: Value, expected: str) -> None:
    assert filled(Slot("x", "referral", "referrals"), value, Unit("count"), "USD") == expected


def test_only_braces_are_read() -> None:
    text = read_text("{{x}} %s {cost.annual_dues} $x \\n {a one|many}")
    assert [each if isinstance(each, str) else each.name for each in text.pieces] == [
        "{", "x", "}", " %s ", "cost.annual_dues", " $x \\n ", "a",
    ]  # fmt: skip
