"""Days: ISO dates to people, and numbers to work with, which grow by one each day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

AS_OF: Final = "as_of"
"""The input that says which day it is for a candidate."""

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
DATE_PROBLEM = "Must be a date like 2027-01-31."


def day_of(text: object) -> float | None:
    """The day of an ISO date such as ``2027-01-31``; None if it is none."""
    if not isinstance(text, str) or not ISO_DATE.fullmatch(text):
        return None
    try:
        return float(date.fromisoformat(text).toordinal())
    except ValueError:
        return None


def date_of(day: float) -> date:
    """The date of a day; of one beyond the calendar, its nearest."""
    return date.fromordinal(int(min(max(day, FIRST_DAY), LAST_DAY)))


def iso_date(day: float) -> str:
    return date_of(day).isoformat()


def today() -> float:
    """This day in UTC."""
    return float(datetime.now(UTC).date().toordinal())
