"""Texts that show what their rule is not about, or hold what cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from joinwise.packs.dependencies import reachable
from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, warning

HIDDEN = re.compile(
    r"[\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]"
)
"""Controls of the direction of text, and what shows nothing. Joiners and variation selectors are
none of it: scripts and emoji need them."""


@warning("hidden-character")
def hidden_character(source: SourceMap) -> Iterator[Finding]:
    for entry in source.written:
        for key, text in _texts(entry.data):
            hidden = HIDDEN.search(text)
            if hidden:
                message = f"holds {hidden[0]!a}, which cannot be seen or turns the text around it"
                yield Finding(entry, message, key, hidden.start())


def _texts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of an entry, each with its key."""
    for key, value in data.items():
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, Mapping):
            yield from ((f"{key}/{inner}", text) for inner, text in _texts(value))


@warning("untested-value-shown")
def untested_value_shown(source: SourceMap) -> Iterator[Finding]:
    """A rule tests the names in its condition, what they are made of, and what is made of those."""
    read = source.read_by_facts()
    for written in (text for text in source.texts if text.tested):
        tested = {*written.tested, *reachable(written.tested, lambda name: read.get(name, ()))}
        for slot in (slot for slot in written.text.slots if slot.name in source.kinds):
            parts = {*read.get(slot.name, ())}
            if slot.name not in tested and not (parts and parts <= tested):
                message = f"shows {slot.name}, which the rule does not test"
                yield Finding(written.entry, message, written.key, slot.start)
