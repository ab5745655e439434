"""Numbers as people type them are understood, or refused in plain words; never misread."""

import re

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.web.forms.locale import Reader, reader_of
from joinwise.web.forms.numbers import write_number
from joinwise.web.forms.quantities import read_quantity

ENGLISH, GERMAN, FRENCH, SWISS = (reader_of(each) for each in ("en", "de", "fr", "de-CH"))
MONEY, HOURS, COUNT, SHARE = (
    INPUTS[each]
    for each in (
        "cost.annual_dues", "time.hours_per_meeting", "past_yield.deals", "you.margin",
    )
)  # fmt: skip
READERS = st.sampled_from([ENGLISH, GERMAN, FRENCH, SWISS])


def value_of(input: Input, text: str, reader: Reader, currency: str = "USD") -> float | None:
    return read_quantity(input, text, reader, currency).value


def problem_of(input: Input, text: str, reader: Reader, currency: str = "USD") -> str:
    return read_quantity(input, text, reader, currency).problem


@pytest.mark.parametrize("reader", [ENGLISH, GERMAN, FRENCH, SWISS])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("1200", 1200), (" 1200 ", 1200), ("2.5", 2.5), ("2,5", 2.5), ("1.200,50", 1200.5),
        ("1,200.50", 1200.5), ("1 200,50", 1200.5), ("1'200.50", 1200.5), ("1.200.000", 1.2e6),
        ("1,200,000", 1.2e6), ("12\u202f000,5", 12000.5), ("0.125", 0.125), ("0,125", 0.125),
        ("1234.567", 1234.567), (",5", 0.5), ("+3", 3), ("00012", 12),
    ],
)  # fmt: skip
def test_either_way_of_writing_is_understood(reader: Reader, text: str, value: float) -> None:
    assert value_of(MONEY, text, reader) == value


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [(ENGLISH, "1,250", 1250), (GERMAN, "1.250", 1250)],
)
def test_one_sign_before_three_digits_is_as_the_reader_writes_thousands(
    reader: Reader, text: str, value: float
) -> None:
    assert value_of(MONEY, text, reader) == value


@pytest.mark.parametrize(
    ("reader", "text", "ways"),
    [
        (ENGLISH, "1.250", "write 1250, or 1.2500"),
        (GERMAN, "1,250", "Schreiben Sie 1250 oder 1,2500"),
        (FRENCH, "1.250", "write 1250, or 1.2500"),
    ],
)
def test_what_may_be_read_in_two_ways_is_refused(reader: Reader, text: str, ways: str) -> None:
    assert re.search(ways, problem_of(MONEY, text, reader))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1e3",
        "1.2.3",
        "1.200,50,1",
        "--1",
        "1..2",
        "5²",
        "1200 hours",
        "$1200$",
        "-$-40",
        "120-",
        "NaN",
        "inf",
        "1" * 401,
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert problem_of(MONEY, text, ENGLISH)


@pytest.mark.parametrize("reader", [ENGLISH, GERMAN, FRENCH, SWISS])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２００．５", 1200.5), ("１，２００，０００", 1.2e6), ("١٢٠٠", 1200), ("١٢٠٠٫٥", 1200.5),  # noqa: RUF001
        ("१२००", 1200), ("1,00,000", 1e5), ("12,34,567.5", 1234567.5), ("\u200f1200", 1200),
    ],
)  # fmt: skip
def test_digits_of_other_scripts_and_lakhs_are_understood(
    reader: Reader, text: str, value: float
) -> None:
    assert value_of(MONEY, text, reader) == value


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("$40", "USD"), ("40 $", "CAD"), ("US$ 40", "USD"), ("40 USD", "USD"), ("usd40", "USD"),
        ("€ 40", "EUR"), ("40,- €", "EUR"), ("40.-", "CHF"), ("40,–", "EUR"), ("￥40", "JPY"),  # noqa: RUF001
        ("40円", "JPY"), ("Rs. 40", "INR"), ("₹40", "INR"), ("40 kr.", "DKK"), ("+40€", "EUR"),
    ],
)  # fmt: skip
def test_the_sign_of_the_own_currency_is_understood(text: str, currency: str) -> None:
    assert value_of(MONEY, text, GERMAN, currency) == 40


@pytest.mark.parametrize("text", ["-$40", "$-40", "\u221240 $"])
def test_a_loss_has_its_minus_before_or_after_the_sign(text: str) -> None:
    assert "from 0 to" in problem_of(MONEY, text, ENGLISH)


@pytest.mark.parametrize(("text", "currency"), [("€40", "USD"), ("40 EUR", "CHF"), ("$40", "EUR")])
def test_the_sign_of_another_currency_is_refused(text: str, currency: str) -> None:
    assert re.search("another currency", problem_of(MONEY, text, ENGLISH, currency))


@pytest.mark.parametrize("text", ["$4", "4 USD", "4%"])
def test_a_sign_that_is_none_of_the_unit_is_refused(text: str) -> None:
    assert re.search("Write a number", problem_of(HOURS, text, ENGLISH))


@pytest.mark.slow
def test_every_language_reads_what_it_is_shown() -> None:
    languages = [each for each in locale_identifiers() if not each.startswith("tok")]  # by twos
    for reader in (reader_of(each.replace("_", "-")) for each in languages):
        for value in (12.0, 1200.5, 1234.567, 0.125, 1e9):
            assert value_of(MONEY, write_number(MONEY, value, reader), reader) == value
        for currency in ("USD", "EUR", "INR", "CAD"):
            assert value_of(MONEY, reader.money(123456, currency), reader, currency) == 123456
        assert value_of(SHARE, reader.exact(0.125, SHARE.unit), reader) == 0.125


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", 0.3), ("30%", 0.3), ("0.5 %", 0.005), ("0", 0), ("100", 1), ("7", 0.07),
        ("%30", 0.3), ("30٪", 0.3), ("30\uff05", 0.3),
    ],
)  # fmt: skip
def test_shares_are_typed_in_per_cent(text: str, value: float) -> None:
    assert value_of(SHARE, text, ENGLISH) == value


def test_a_share_below_one_may_be_either_and_is_refused() -> None:
    assert re.search(r"write 0\.3%, or 30%", problem_of(SHARE, "0.3", ENGLISH))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("time.hours_per_meeting", "101", "Erlaubt ist 0 bis 100."),
        ("time.hours_per_meeting", "-1", "Erlaubt ist 0 bis 100."),
        ("cost.annual_dues", "1000000001", "Erlaubt ist 0 bis 1.000.000.000."),
        ("you.margin", "101", "Erlaubt ist 0 bis 100%."),
        ("past_yield.deals", "1,5", "Schreiben Sie eine ganze Zahl."),
    ],
)
def test_what_does_not_fit_the_field_is_refused(name: str, text: str, message: str) -> None:
    assert re.search(message, problem_of(INPUTS[name], text, GERMAN))


@pytest.mark.slow
@given(st.floats(0, 1e9) | st.floats(0, 100).map(lambda each: round(each, 3)), READERS)
def test_what_is_written_for_a_reader_is_read_back(value: float, reader: Reader) -> None:
    assert value_of(MONEY, write_number(MONEY, value, reader), reader) == value


@given(st.integers(0, 1000).map(lambda each: each / 1000), READERS)
def test_shares_are_read_back(value: float, reader: Reader) -> None:
    assert value_of(SHARE, write_number(SHARE, value, reader), reader) == value


@given(st.text(), READERS)
def test_any_text_is_a_number_or_is_refused(text: str, reader: Reader) -> None:
    reading = read_quantity(MONEY, text, reader)
    assert (reading.value is None) == bool(reading.problem)
    assert reading.value is None or MONEY.problem(reading.value) is None
