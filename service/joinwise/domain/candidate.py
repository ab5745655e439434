"""What a caller said of one activity, and how it reads and writes as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from joinwise.domain.catalogue import (
    CATALOGUE,
    DEFAULT_CURRENCY,
    INPUTS,
    REQUIRED,
    Catalogue,
    Fields,
)
from joinwise.domain.days import AS_OF, iso_date, today
from joinwise.domain.inputs import MISFIT, Input
from joinwise.domain.nesting import nested
from joinwise.domain.values import Value
from joinwise.formats.strict_json import plain

REQUIRED_NAMES = frozenset(REQUIRED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a caller said of a group: the values of the inputs that were given, by name."""

    values: Mapping[str, Value]

    @property
    def name(self) -> str:
        return str(self.values["name"])

    @property
    def currency(self) -> str:
        return str(self.values.get("currency", DEFAULT_CURRENCY))

    def to_json(self) -> dict[str, Any]:
        """The body of a request that says the same, its fields in the order of the catalogue."""
        return nested({name: written(name, self.values[name]) for name in _in_order(self.values)})

    def dated(self, catalogue: Catalogue) -> Candidate:
        """The same with this day, if the pack uses dates and nobody gave one."""
        if not catalogue.is_dated or AS_OF in self.values:
            return self
        return Candidate({**self.values, AS_OF: today()})

    @classmethod
    def from_json(cls, data: Any, catalogue: Catalogue = CATALOGUE) -> Candidate | None:
        """The candidate in decoded JSON; None if anything does not fit.

        ``candidate_schema.read_candidate`` also says what does not.
        """
        if data.__class__ is not dict:
            return None
        values: dict[str, Value] = {}
        groups, inputs = catalogue.groups, catalogue.fields
        for key, value in data.items():
            group = key if key in groups else ""
            fields = value if group else {key: value}
            if fields is not None and not _read(fields, inputs[group], values):
                return None
        if not values.keys() >= REQUIRED_NAMES:
            return None
        if catalogue.is_dated:
            values.setdefault(AS_OF, today())
        return cls({name: values[name] for name in catalogue.given if name in values})


def written(name: str, value: Value) -> Any:
    """The value of an input as JSON has it."""
    return iso_date(value) if name == AS_OF and isinstance(value, float) else plain(value)


def _in_order(values: Mapping[str, Value]) -> list[str]:
    """The names of inputs in the order of the catalogue, a pack's own last."""
    return [*(name for name in INPUTS if name in values), *(n for n in values if n not in INPUTS)]


def _read(fields: Any, inputs: Mapping[str, Input], values: dict[str, Value]) -> bool:
    """Adds the values of these fields to those of the inputs; whether all of them fit."""
    if fields.__class__ is not dict:
        return False
    for field, given in fields.items():
        input = inputs.get(field)
        if input is None:
            return False
        if given is not None:
            value = input.read(given)
            if value is MISFIT:
                return False
            values[input.name] = value
    return True


def readable_values(data: Any, catalogue: Catalogue = CATALOGUE) -> dict[str, Value]:
    """The values in decoded JSON that fit their inputs; whatever else it holds is left out."""
    fields = _fields(data, catalogue.fields) if data.__class__ is dict else ()
    given = [(input, value) for input, value in fields if input and value is not None]
    values = {input.name: input.read(value) for input, value in given}
    fitting = {name: value for name, value in values.items() if value is not MISFIT}
    known = (name for name in _in_order(fitting) if name in catalogue.inputs)
    return {name: fitting[name] for name in known}


def _fields(body: dict[str, Any], groups: Fields) -> Iterator[tuple[Input | None, Any]]:
    """The values of a body, each with its input; with None if no input has that name."""
    for key, value in body.items():
        inputs = groups.get(key) if key else None
        if inputs is None:
            yield groups[""].get(key), value
        elif value.__class__ is dict:
            yield from ((inputs.get(field), inner) for field, inner in value.items())
        elif value is not None:
            yield None, value
