"""Reminders as calendar files (RFC 5545), which every calendar takes."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//joinwise//joinwise//EN"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day to be reminded of; ``uid`` is the same if it is told again, so that it moves."""

    uid: str
    day: date
    title: str
    text: str

    def calendar_file(self, written: datetime) -> bytes:
        """A calendar with this one day, as it was written at a moment in UTC."""
        from icalendar import Calendar, Event  # noqa: PLC0415 - it is slow to import

        event, calendar = Event(), Calendar()
        event.add("uid", self.uid)
        event.add("dtstamp", written)
        event.add("dtstart", self.day)
        event.add("summary", self.title)
        event.add("description", self.text)
        event.add("transp", "TRANSPARENT")
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add_component(event)
        file: bytes = calendar.to_ical()
        return file


def months_after(day: date, months: int) -> date:
    """The same day some months on, or the last of that month if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
