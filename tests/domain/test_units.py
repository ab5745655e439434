"""Values are written in their units, rounded to what a reader needs."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinwise.domain.units import ENGLISH, Unit, continued, how_many
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
        (0.25, "hours a meeting", "0.25"),
        (3.27, "hours a month", "3.3"),
        (12.5, "hours a month", "12.5"),
        (4.349, "months", "4.3"),
        (3.27, "deals a year", "3.27"),
        (100.4, "hours", "100"),
        (110.5, "hours", "111"),
        (111.5, "hours", "112"),
        (2.675, "", "2.68"),
        (-2.675, "", "-2.68"),
        (-2.65, "hours", "-2.7"),
        (500.5, "money", "501 USD"),
        (0.00125, "share", "0.13%"),
        (0.00115, "share", "0.12%"),
        (99.999, "", "100"),
        (-150.5, "", "-151"),
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


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_decimal_half_is_rounded_away_from_zero(digits: int, decimals: int) -> None:
    exact = Decimal(10 * digits + (5 if digits >= 0 else -5)).scaleb(-decimals - 1)
    rounded = Decimal(digits + (1 if digits >= 0 else -1)).scaleb(-decimals)
    assert Decimal(ENGLISH.number(float(exact), decimals).replace(",", "")) == rounded


@pytest.mark.parametrize(
    ("unit", "number", "expected"),
    [
        ("hours a month", "4", "4 hours a month"),
        ("hours a month", "1", "1 hour a month"),
        ("hours a month", "1.5", "1.5 hours a month"),
        ("hours a month", "0", "0 hours a month"),
        ("years", "1", "1 year"),
        ("", "1", "1"),
    ],
)
def test_one_of_a_unit_is_no_plural(unit: str, number: str, expected: str) -> None:
    assert Unit(unit).counting(number) == expected


def test_a_count_reads_as_words() -> None:
    counted = how_many(0, "rule"), how_many(1, "rule"), how_many(1200, "policy")
    assert counted == ("0 rules", "1 rule", "1,200 policies")


def test_a_sentence_goes_on_after_a_colon() -> None:
    assert continued("Must be true or false.") == "must be true or false"
