"""The nodes of a YAML text, with their marks.

ruamel.yaml composes them. libyaml composes most texts to the same nodes in a tenth of the time;
what it refuses, or may read in another way, is left to ruamel.yaml, whose errors people see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, Protocol

import yaml
from ruamel.yaml import YAML

DEEPEST = 100
"""Levels that libyaml composes: each takes some of the stack."""

MAY_DIFFER = re.compile(
    r"^(%|---|\.\.\.)"  # directives, several documents
    r"|&|!(?!=)"  # anchors and tags
    r"|[|>][-+0-9]* *(#|\n *\n)",  # a block that begins with a comment or a blank line
    re.MULTILINE,
)
SCALAR, MAPPING = "scalar", "mapping"
STANDARD = {"sequence": "tag:yaml.org,2002:seq", MAPPING: "tag:yaml.org,2002:map"}
TEXT = "tag:yaml.org,2002:str"
Parser: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else object


class YamlMark(Protocol):
    index: int


class YamlNode(Protocol):
    """``id`` is ``scalar``, ``sequence`` or ``mapping``; a scalar has a ``style`` too."""

    id: str
    tag: Any
    value: Any
    start_mark: YamlMark
    end_mark: YamlMark


def compose(text: str) -> YamlNode | None:
    """The node of a text; None if it holds nothing.

    Raises YAMLError of ruamel.yaml, ValueError or RecursionError.
    """
    return quickly_composed(text) or thoroughly_composed(text)


def thoroughly_composed(text: str) -> YamlNode | None:
    """The same, by ruamel.yaml."""
    node: YamlNode | None = _pure().compose(text)
    return node


def quickly_composed(text: str) -> YamlNode | None:
    """The same, by libyaml; None if that is not there, or may not read it as ruamel.yaml does."""
    is_plain = text.replace("\n", "").isprintable() and not MAY_DIFFER.search(text)
    if yaml.__with_libyaml__ and is_plain:
        with suppress(yaml.YAMLError):
            node: YamlNode | None = _QuickReader(text).get_single_node()
            return node if node and node.id == MAPPING else None
    return None


def _pure() -> YAML:
    """A reader that takes an anchor used twice for what YAML says of it: the later one counts."""
    reader = YAML(typ="safe", pure=True)
    reader.composer.warn_double_anchors = False
    return reader


class _MayDifferError(yaml.YAMLError):
    """libyaml may read it in another way, or not at all."""


class _QuickReader(Parser):
    """libyaml; it asks for the tag of each node, and says when it goes a level down or up."""

    levels = 0

    def resolve(self, kind: Any, value: str, implicit: Any) -> str:
        if kind.id != SCALAR:
            return STANDARD[kind.id]
        return _tag(value) if implicit[0] else TEXT

    def descend_resolver(self, *where: object) -> None:
        self.levels += 1
        if self.levels > DEEPEST:
            raise _MayDifferError

    def ascend_resolver(self) -> None:
        self.levels -= 1


def _tag(word: str) -> str:
    """Of a plain word. What is not written at all has another place in libyaml."""
    if not word:
        raise _MayDifferError
    resolvers = _resolvers().get(word[0], ())
    return next((tag for tag, pattern in resolvers if pattern.match(word)), TEXT)


@cache
def _resolvers() -> Mapping[str, Sequence[tuple[str, re.Pattern[str]]]]:
    """What a plain word may be in YAML 1.2, by its first character."""
    return dict(_pure().resolver.versioned_resolver)
