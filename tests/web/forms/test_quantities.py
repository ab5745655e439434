"""What people write beside a number is understood in the unit of the field, or refused."""

from fractions import Fraction

import pytest
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.domain.catalogue import INPUTS
from joinwise.languages.reader import Reader, reader_in
from joinwise.web.forms.quantities import Reading, read_quantity

ENGLISH, GERMAN = reader_in("en_US"), reader_in("de_DE")
DUES, MONTHLY_HOURS, MEETING_HOURS, MONTHS, MEETINGS, DEALS, MARGIN, MEALS = (
    "cost.annual_dues", "time.follow_up_hours_per_month", "time.hours_per_meeting",
    "cost.tied_in_months", "time.meetings_per_year", "past_yield.deals", "you.margin",
    "cost.meals_per_meeting",
)  # fmt: skip


def read(name: str, text: str, reader: Reader = ENGLISH, currency: str = "USD") -> Reading:
    return read_quantity(INPUTS[name], text, reader, currency)


@pytest.mark.parametrize(
    ("name", "text", "value", "said"),
    [
        (DUES, "75 a month", 900, "read as $900 a year"),
        (DUES, "$75/month", 900, "read as $900 a year"),
        (DUES, "750/yr", 750, "read as $750 a year"),
        (DUES, "20 a week", 1040, "read as $1,040 a year"),
        (DUES, "12k", 12000, "read as $12,000 a year"),
        (DUES, "1.2 million", 1.2e6, "read as $1,200,000 a year"),
        (DUES, "free", 0, "read as $0 a year"),
        (DUES, "none", 0, "read as $0 a year"),
        (DUES, "about 2½", 2.5, "read as $2.50 a year"),
        (DUES, "1,200", 1200, "read as $1,200 a year"),
        (DUES, "10-20", 15, "read as $15 a year, the middle of 10 and 20"),
        (DUES, "$10k – $20k", 15000, "read as $15,000 a year, the middle of 10,000 and 20,000"),  # noqa: RUF001
        (DUES, "4 x 1200", 4800, "read as $4,800 a year"),
        (DUES, "$1,200 × 4", 4800, "read as $4,800 a year"),  # noqa: RUF001
        (DUES, "4 people at $1.2k", 4800, "read as $4,800 a year"),
        (DUES, "12 x 62.50", 750, "read as $750 a year"),
        (DUES, "2 * 10 a month", 240, "read as $240 a year"),
        (MEETING_HOURS, "3 x 8 h", 24, "read as 24 hours a meeting"),
        (MONTHLY_HOURS, "3 h a week", 13, "read as 13 hours a month"),
        (MONTHLY_HOURS, "90 minutes a week", 6.5, "read as 6.5 hours a month"),
        (MONTHLY_HOURS, "1 h", 1, "read as 1 hour a month"),
        (MEETING_HOURS, "1 h 30 min", 1.5, "read as 1.5 hours a meeting"),
        (MEETING_HOURS, "1:30", 1.5, "read as 1.5 hours a meeting"),
        (MEETING_HOURS, "½", 0.5, "read as 0.5 hours a meeting"),
        (MONTHS, "3 years", 36, "read as 36 months"),
        (MONTHS, "2 years and 6 months", 30, "read as 30 months"),
        (MEETINGS, "weekly", 52, "read as 52 a year"),
        (MEETINGS, "twice a month", 24, "read as 24 a year"),
        (DEALS, "3 deals", 3, "read as 3"),
        (MARGIN, "20-30", 0.25, "read as 25%, the middle of 20% and 30%"),
    ],
)  # fmt: skip
def test_a_quantity_is_read_in_the_unit_of_the_field_and_said_back(
    name: str, text: str, value: float, said: str
) -> None:
    assert read(name, text) == Reading(value, said)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        (DUES, "1.200,00 €", 1200), (DUES, "750 €/Jahr", 750), (DUES, "75 € im Monat", 900),
        (DUES, "75€ monatlich", 900), (DUES, "kostenlos", 0), (DUES, "12 Tsd. €", 12000),
        (DUES, "30 bis 40 €", 35), (DUES, "4 × 1.200 €", 4800),  # noqa: RUF001
        (DUES, "4 mal 1.200", 4800), (DUES, "4 Personen à 1.200 €", 4800),
        (MONTHLY_HOURS, "3 Stunden pro Woche", 13),
        (MONTHS, "2 Jahre und 3 Monate", 27), (MEETINGS, "zweimal im Monat", 24),
    ],
)  # fmt: skip
def test_german_words_are_read_too(name: str, text: str, value: float) -> None:
    assert read(name, text, GERMAN, "EUR").value == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (DUES, "3 h a week"), (DUES, "75 a meeting"), (DUES, "3 years"), (DUES, "£400"),
        (DUES, "10-20k"), (DUES, "20-10"), (DUES, "1/2"), (DUES, "12 3"), (DUES, "5kr"),
        (DUES, "1,250k"), (DUES, "10-20-30"), (DUES, "up to 20"), (DUES, "<20"), (DUES, "5²"),
        (MEALS, "20 a month"), (MEETING_HOURS, "3 h a week"), (MEETING_HOURS, "1:75"),
        (MEETING_HOURS, "12k"), (MONTHS, "2 years 15 months"), (MEETINGS, "10-15"),
        (MEETINGS, "biweekly"), (DEALS, "3 a year"), (DEALS, "3 months"), (MARGIN, "0.1-0.3"),
        (DUES, "2.5 x 1.5"), (DUES, "$4 x $100"), (DUES, "4 x"), (DUES, "2 x 3 x 4"),
        (DUES, "-2 x 100"), (MARGIN, "2 x 10"), (DEALS, "3 x 0.5"), (DUES, "4 h x 100"),
    ],
)  # fmt: skip
def test_what_is_none_of_the_field_or_has_two_readings_is_refused(name: str, text: str) -> None:
    reading = read(name, text)
    assert reading.value is None
    assert reading.problem


LOCALES = st.sampled_from(sorted(locale_identifiers())).map(reader_in)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.decimals(0, 10**8, places=2), LOCALES, LOCALES)
def test_a_number_written_in_any_language_is_never_read_as_another(
    number: Fraction, writer: Reader, reader: Reader
) -> None:
    text = format_decimal(number, locale=writer.locale, numbering_system="default")
    assert read(DUES, text, writer).value in (float(number), None)
    assert read(DUES, text, reader).value in (float(number), None)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([("a year", 1), ("/yr", 1), ("a month", 12), ("im Monat", 12), ("a week", 52)]),
)
def test_money_by_the_month_or_week_is_that_many_times_a_year(
    amount: int, period: tuple[str, int]
) -> None:
    words, times = period
    assert read(DUES, f"{amount} {words}").value == amount * times
