"""The trees of a pack as sentences in plain English, its facts by what they say."""

from __future__ import annotations

from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.expressions.ast import Node
from joinwise.expressions.english import english
from joinwise.packs.model import Pack


def sentence(tree: Node, pack: Pack, values: ValueFormat = ENGLISH) -> str:
    """The sentence for a tree of a pack."""
    return english(tree, pack.unit, values, pack.clause)
