"""Values are written in their units, rounded to what a reader needs."""

import pytest

from joinwise.domain.units import ENGLISH, Unit
from joinwise.domain.values import Value


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (1896.0, "money a year", "1,896 USD"),
        (0.4, "money", "0 USD"),
        (-0.4, "money", "0 USD"),
        (1e9, "money", "1,000,000,000 USD"),
        (0.333, "share", "33.3%"),
        (1 / 3, "share of income", "33.33%"),
        (0.07, "share", "7%"),
        (1.0, "share", "100%"),
        (12.0, "count", "12"),
        (12345.0, "count a year", "12,345"),
        (99.0, "hours", "99"),
        (1.5, "hours", "1.5"),
        (0.126, "hours", "0.13"),
        (100.4, "hours", "100"),
        (99.999, "", "100"),
        (-150.5, "", "-150"),
        (-0.001, "", "0"),
        (True, "", "yes"),
        (False, "", "no"),
        ("referral_group", "", "referral_group"),
        (("learning", "standing"), "", "learning, standing"),
        ((), "", "nothing"),
        (None, "money", "not known"),
    ],
)
def test_a_value_is_written_in_its_unit(value: Value, unit: str, expected: str) -> None:
    assert ENGLISH.value(value, Unit(unit), "USD") == expected
