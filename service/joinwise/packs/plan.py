"""Which inputs the plan of a pack moves on as months go by, and which it fills in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
from joinwise.packs.definitions import fits
from joinwise.packs.files.entry import Entry
from joinwise.suggestions import nearest


def read_clock(entry: Entry, inputs: Mapping[str, Input]) -> tuple[str, ...]:
    """The inputs that grow; reports those that cannot."""
    names = entry.texts("clock")
    if "look_again" in entry.written_keys and "clock" not in entry.written_keys:
        entry.report("", '"clock" is missing')
    for place, name in names.items():
        if problem := _clock_problem(name, inputs):
            entry.report(f"clock/{place}", problem)
    return tuple(sorted({*names.values()}))


def _clock_problem(name: str, inputs: Mapping[str, Input]) -> str | None:
    if name not in inputs:
        return _unknown(name, inputs)
    kind = inputs[name].kind
    return None if kind is Kind.NUMBER else f"{name} is {kind.described}; a clock takes numbers"


def _unknown(name: str, inputs: Mapping[str, Input]) -> str:
    return f'unknown input "{name[:80]}"{nearest(name, inputs)}'


def read_idle(entry: Entry, inputs: Mapping[str, Input]) -> dict[str, Value]:
    """What is taken of inputs; reports what does not fit."""
    return dict(sorted(_idle(entry, inputs)))


def _idle(entry: Entry, inputs: Mapping[str, Input]) -> Iterator[tuple[str, Value]]:
    idle = entry.nested("idle")
    for name, value in idle.data.items() if idle else ():
        own = Entry(entry.document, (*entry.path, "idle", name), {})
        if name not in inputs:
            own.report_name(_unknown(name, inputs))
        elif name in entry.data.get("clock", ()):
            own.report_name(f"{name} is in the clock already")
        elif not isinstance(value, dict) and fits(inputs[name], own, "", value):
            yield name, inputs[name].value_of(value)
