"""The inputs and kinds of group that a pack adds to those that every pack has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from joinwise.domain.catalogue import CATALOGUE, INPUTS, KINDS_OF_GROUP, OWN, Catalogue
from joinwise.domain.inputs import Input
from joinwise.domain.units import Unit, continued
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Lookup, Name, Node
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.schema import OWN_KEYS, SNAKE
from joinwise.packs.files.source import RuleFiles
from joinwise.packs.model import OwnKind
from joinwise.suggestions import nearest

NAME = re.compile(rf"{OWN}\.{SNAKE.pattern}")
HIGHEST = 1e9
"""The upper bound of a number that says no bounds; of a share it is 1."""


class OwnInputs:
    """What a pack adds, read; what is wrong with it is reported.

    ``faulty`` are the inputs that are left out for it: what reads them is not at fault.
    """

    def __init__(self, files: RuleFiles) -> None:
        self.inputs = files.named("inputs")
        self.entries = files.named("kinds")
        self.kinds = dict(self._kinds())
        own = [input for name, entry in self.inputs.items() if (input := self._input(name, entry))]
        self.catalogue: Catalogue = CATALOGUE.extended(own, [*self.entries])
        named = {name for name in self.inputs if name.startswith(f"{OWN}.")}
        self.faulty = named - self.catalogue.inputs.keys()

    def _input(self, name: str, entry: Entry) -> Input | None:
        if name in INPUTS:
            _refuse_own_keys(name, entry)
            return None
        if not name.startswith(f"{OWN}."):
            return None
        if not NAME.fullmatch(name):
            entry.report_name(f'"{name[:80]}" must be {OWN}. and lower_case_words')
            return None
        return _own_input(name, entry) if entry.is_mapping else None

    def _kinds(self) -> Iterator[tuple[str, OwnKind]]:
        for name, entry in self.entries.items():
            if name in KINDS_OF_GROUP:
                entry.report_name(f"{name} is a kind of group already")
            elif not SNAKE.fullmatch(name):
                entry.report_name(f'a kind cannot be called "{name[:80]}"; write lower_case_words')
            elif self._is_like_another(name, entry):
                about = entry.data.get("about", in_words(name))
                yield name, OwnKind(name, entry.data.get("like"), about)

    def _is_like_another(self, name: str, entry: Entry) -> bool:
        """Whether what it is like is a kind, and not in the end itself."""
        like, passed = entry.data.get("like"), [name]
        while like in self.entries and like not in passed:
            passed.append(like)
            like = self.entries[like].data.get("like")
        if like in passed:
            entry.report("like", f"kinds in a circle: {' -> '.join([*passed, like])}")
        elif like is not None and like not in KINDS_OF_GROUP and len(passed) == 1:
            known = (*KINDS_OF_GROUP, *self.entries)
            entry.report("like", f'unknown kind "{like[:80]}"{nearest(like, known)}')
        return like not in passed


def _refuse_own_keys(name: str, entry: Entry) -> None:
    for key in OWN_KEYS:
        if key in entry.written_keys:
            message = f"{name} is an input of joinwise; only those of your own ({OWN}.) have {key}"
            entry.report(key, message)


def _own_input(name: str, entry: Entry) -> Input | None:
    data, kind = entry.data, _kind(entry)
    if kind is None:
        return None
    values = tuple(dict.fromkeys(entry.texts("values").values()))
    problems = [*_problems(entry, kind)]
    for key, message in problems:
        entry.report(key, message)
    if problems:
        return None
    low, high = _bounds(data) if kind is Kind.NUMBER else (0.0, 0.0)
    label, unit = _label(name, kind, data.get("about")), Unit(data.get("unit", ""))
    about = data.get("about", in_words(name))
    return Input(name, kind, unit, about, label, low, high, data.get("whole", False), values)


def _kind(entry: Entry) -> Kind | None:
    """The kind that is said, or that other keys tell; reports it if there is none."""
    if "type" in entry.written_keys:
        return Kind(entry.data["type"]) if "type" in entry.data else None
    if entry.written_keys & {"bounds", "whole", "unit"}:
        return Kind.NUMBER
    if "values" in entry.written_keys:
        return Kind.TEXT
    entry.report("", '"type" is missing: number, boolean, text or list')
    return None


def in_words(name: str) -> str:
    """What a name says: ``Members met.`` of ``own.members_met``."""
    return f"{name.removeprefix(f'{OWN}.').replace('_', ' ').capitalize()}."


def _label(name: str, kind: Kind, about: str | None) -> str:
    if kind is Kind.BOOLEAN and about:
        return continued(about)
    return name.removeprefix(f"{OWN}.").replace("_", " ")


def _problems(entry: Entry, kind: Kind) -> Iterator[tuple[str, str]]:
    data = entry.data
    of_numbers = [key for key in ("whole", "bounds", "unit") if key in data]
    if kind is not Kind.NUMBER:
        yield from ((key, f"only a number has {key}") for key in of_numbers)
    if kind not in (Kind.TEXT, Kind.LIST) and "values" in data:
        yield "values", "only a text or a list has values"
    if kind is Kind.LIST and not data.get("values"):
        yield "", '"values" is missing: what the list may hold'
    low, high = data.get("bounds", (0.0, 1.0))
    if low >= high:
        yield "bounds", f"the lowest value, {low:g}, is not below the highest, {high:g}"


def _bounds(data: Mapping[str, Any]) -> tuple[float, float]:
    if "bounds" in data:
        low, high = data["bounds"]
        return low, high
    return 0.0, 1.0 if Unit(data.get("unit", "")).is_share else HIGHEST


def with_likes(node: Node, kinds: Mapping[str, OwnKind]) -> Node:
    """A lookup by kind of group with the value of what each kind is like that it does not name."""
    match node:
        case Lookup(by=Name("kind"), table=table) if kinds:
            known = dict(table)
            liked = map(partial(_nearest_like, kinds=kinds, known=known), kinds)
            named = zip(kinds, liked, strict=True)
            more = {kind: known[like] for kind, like in named if like and kind not in known}
            return replace(node, table=tuple(sorted({**known, **more}.items())))
    return node


def _nearest_like(kind: str, kinds: Mapping[str, OwnKind], known: Mapping[str, Any]) -> str | None:
    """The kind that it is like, perhaps through others, which a table names."""
    like: str | None = kind
    while like is not None and like not in known:
        like = kinds[like].like if like in kinds else None
    return like
