"""What ends soon: a note for each rule and dated value, so that somebody looks what comes then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from joinwise.diagnostics import Diagnostic, Severity
from joinwise.domain.days import day_of, iso_date
from joinwise.expressions.printer import literal
from joinwise.packs.definitions import DATE
from joinwise.packs.files.entry import Entry

SOON = 90
"""Days ahead that are looked at."""


def endings(entries: Iterable[Entry], today: float) -> Iterator[Diagnostic]:
    """Rules and values that end within 90 days, and rules that have ended."""
    for entry in entries:
        yield from _of_rule(entry, today)
        yield from _of_values(entry, today)
        if isinstance(entry.data.get("assume"), dict):
            assumed = entry.nested("assume")
            yield from _of_values(assumed, today) if assumed else ()


def _of_rule(entry: Entry, today: float) -> Iterator[Diagnostic]:
    until = entry.data.get("until")
    if until is not None and until < today:
        yield _note(entry, "until", "this has ended; the rule fires no more")
    elif until is not None and until <= today + SOON:
        yield _note(entry, "until", f"this ends {_in_days(until - today)}")


def _of_values(entry: Entry, today: float) -> Iterator[Diagnostic]:
    if entry.data.get("by") != DATE:
        return
    values = entry.data.get("values", {})
    days = sorted(day for day in map(day_of, values) if day is not None)
    before = ["", *(f"; until then it is {literal(values[iso_date(day)])}" for day in days)]
    for day, was in zip(days, before, strict=False):
        if today < day <= today + SOON:
            message = f"this value begins {_in_days(day - today)}{was}"
            yield _note(entry, f"values/{iso_date(day)}", message)


def _in_days(days: float) -> str:
    return {0: "today", 1: "tomorrow"}.get(int(days), f"in {days:.0f} days")


def _note(entry: Entry, key: str, message: str) -> Diagnostic:
    own = entry.where(key)
    return own.document.diagnostic(own.path_to(key), message, Severity.NOTE)
