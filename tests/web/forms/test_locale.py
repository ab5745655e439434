"""Whoever reads a page starts with the currency of their country."""

import pytest

from joinwise.web.forms.locale import currencies_for, reader_of, usual_currency


@pytest.mark.parametrize(
    ("languages", "currency"),
    [("de-DE", "EUR"), ("de", "EUR"), ("en-GB,en;q=0.8", "GBP"), ("en", "USD"), ("de-CH", "CHF"),
     ("hi", "INR"), ("en-001", "USD"), ("xx", "USD"), ("", "USD")],
)  # fmt: skip
def test_the_currency_to_start_with_is_that_of_the_country(languages: str, currency: str) -> None:
    assert usual_currency(reader_of(languages).locale) == currency


def test_the_own_currency_and_the_usual_ones_come_first() -> None:
    currencies = currencies_for(reader_of("sv-SE").locale)
    assert currencies[:4] == ("SEK", "USD", "EUR", "GBP")
    assert len(currencies) == len({*currencies})


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("en", 1200, "1,200"),
        ("de", 1200.5, "1.200,5"),
        ("en", 999_999, "999,999"),
        ("en", 1_500_000, "1.5M"),
        ("de", -2e9, "-2\N{NO-BREAK SPACE}Mrd."),
    ],
)
def test_ticks_are_written_as_the_reader_does(language: str, value: float, text: str) -> None:
    assert reader_of(language).tick(value) == text
