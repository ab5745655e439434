"""Which inputs the plan of a pack moves on as months go by, and which it fills in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
from joinwise.packs.definitions import fits
from joinwise.packs.files.entry import Entry
from joinwise.packs.own_inputs import OwnInputs
from joinwise.suggestions import nearest


def read_clock(entry: Entry, own: OwnInputs) -> tuple[str, ...]:
    """The inputs that grow; reports those that cannot."""
    names = entry.texts("clock")
    for place, name in names.items():
        if name not in own.faulty and (problem := _clock_problem(name, own.catalogue.inputs)):
            entry.report(f"clock/{place}", problem)
    return tuple(sorted({*names.values()}))


def _clock_problem(name: str, inputs: Mapping[str, Input]) -> str | None:
    if name not in inputs:
        return _unknown(name, inputs)
    kind = inputs[name].kind
    return None if kind is Kind.NUMBER else f"{name} is {kind.described}; a clock takes numbers"


def _unknown(name: str, inputs: Mapping[str, Input]) -> str:
    return f'unknown input "{name[:80]}"{nearest(name, inputs)}'


def read_idle(entry: Entry, own: OwnInputs) -> dict[str, Value]:
    """What is taken of inputs; reports what does not fit."""
    return dict(sorted(_idle(entry, own)))


def _idle(entry: Entry, own: OwnInputs) -> Iterator[tuple[str, Value]]:
    idle, inputs = entry.nested("idle"), own.catalogue.inputs
    said = idle.data if idle else {}
    for name in (name for name in said if name not in own.faulty):
        at = Entry(entry.document, (*entry.path, "idle", name), {})
        if name not in inputs:
            at.report_name(_unknown(name, inputs))
        elif name in entry.data.get("clock", ()):
            at.report_name(f"{name} is in the clock already")
        elif not isinstance(said[name], dict) and fits(inputs[name], at, "", said[name]):
            yield name, inputs[name].value_of(said[name])
