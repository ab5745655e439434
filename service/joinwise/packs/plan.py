"""Which inputs the plan of a pack moves on as months go by, and which it fills in."""

from __future__ import annotations

from collections.abc import Iterator

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.values import Kind, Value
from joinwise.packs.definitions import fits
from joinwise.packs.entry import Entry
from joinwise.suggestions import nearest


def read_clock(entry: Entry) -> tuple[str, ...]:
    """The inputs that grow; reports those that cannot."""
    names = [name for name in entry.data.get("clock", ()) if isinstance(name, str)]
    if not names and "look_again" in entry.written_keys:
        entry.report("", '"clock" is missing')
    for name in names:
        if problem := _clock_problem(name):
            entry.report("clock", problem)
    return tuple(sorted({*names}))


def _clock_problem(name: str) -> str | None:
    if name not in INPUTS:
        return _unknown(name)
    kind = INPUTS[name].kind
    return None if kind is Kind.NUMBER else f"{name} is {kind.described}; a clock takes numbers"


def _unknown(name: str) -> str:
    return f'unknown input "{name[:80]}"{nearest(name, INPUTS)}'


def read_idle(entry: Entry) -> dict[str, Value]:
    """What is taken of inputs; reports what does not fit."""
    return dict(sorted(_idle(entry)))


def _idle(entry: Entry) -> Iterator[tuple[str, Value]]:
    idle = entry.nested("idle")
    for name, value in idle.data.items() if idle else ():
        own = Entry(entry.document, (*entry.path, "idle", name), {})
        if name not in INPUTS:
            own.report_name(_unknown(name))
        elif name in entry.data.get("clock", ()):
            own.report_name(f"{name} is in the clock already")
        elif not isinstance(value, dict) and fits(INPUTS[name], own, "", value):
            yield name, INPUTS[name].value_of(value)
