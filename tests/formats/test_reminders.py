"""A reminder is a file that calendars read."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from joinwise.formats.reminders import Reminder, months_after

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
NAME = 'Zoë & Sons; "朝の会", \\n'
TEXT = "If it brings nothing more, leave after 9 months; " * 4


def test_it_reads_back_as_it_was_said_whatever_the_texts_hold() -> None:
    file = Reminder("a@joinwise", date(2027, 8, 30), NAME, TEXT).calendar_file(NOW)
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert event["SUMMARY"] == NAME
    assert event["DESCRIPTION"] == TEXT
    assert event["UID"] == "a@joinwise"
    assert event["DTSTAMP"].dt == NOW
    assert event["DTSTART"].dt == date(2027, 8, 30)
    assert type(event["DTSTART"].dt) is date


def test_lines_are_as_long_and_end_as_the_standard_says() -> None:
    file = Reminder("a@joinwise", date(2027, 8, 30), NAME, TEXT).calendar_file(NOW)
    lines = file.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 28), 9, date(2027, 8, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 1, 1), 1200, date(2126, 1, 1)),
    ],
)
def test_months_on_it_is_the_same_day_or_the_last_of_the_month(
    day: date, months: int, later: date
) -> None:
    assert months_after(day, months) == later
