"""How the report writes texts, numbers and links: the filters of its templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from joinwise.domain.catalogue import Catalogue
from joinwise.domain.units import how_many
from joinwise.domain.versions import short
from joinwise.specs.gherkin import SLOT, Example
from joinwise.specs.results import expectations_of
from joinwise.specs.steps.cells import NOT_KNOWN

SHADES = (1, 3, 8, 20)
"""From how many examples on a cell of the map is one shade stronger."""

IN_WORDS: Mapping[str, str] = {"null": NOT_KNOWN, "true": "yes", "false": "no", "[]": "nothing"}
VALUE = re.compile(r"\w+|\[\w+(, \w+)*\]")
"""One value, or a list of some."""


def anchor(text: str) -> str:
    """A text as an id, and in links to it."""
    return quote(text, safe="/:.")


def slots(text: str) -> Markup:
    """A text with the slots of an outline marked."""
    parts = [escape(part) for part in SLOT.split(text)]
    parts[1::2] = [Markup("<var>{}</var>").format(part) for part in parts[1::2]]
    return Markup("").join(parts)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a description, which blank lines part."""
    return [paragraph for paragraph in re.split(r"\n\s*\n", text.strip()) if paragraph]


def shade(count: int) -> int:
    """How strongly the map shades a number of examples, from 0."""
    return sum(count >= limit for limit in SHADES)


def signed(points: int) -> str:
    return f"{points:+d}".replace("-", "\N{MINUS SIGN}")


def labelled(cell: str, catalogue: Catalogue) -> Markup:
    """The label of an input instead of its name, which is told beside it."""
    input = catalogue.inputs.get(cell)
    if input is None:
        return slots(cell)
    return Markup('<span title="{}">{}</span>').format(cell, input.label)


def shown(cell: str) -> str:
    """A value as people would write it: ``yes``, ``sales pitch``, ``learning, perks``."""
    if cell in IN_WORDS:
        return IN_WORDS[cell]
    return cell.strip("[]").replace("_", " ") if VALUE.fullmatch(cell) else cell


def disagree(examples: Iterable[Example]) -> bool:
    """Whether some of the examples say of a rule that it applies, and others that it does not."""
    return any(applies and silent for applies, silent in expectations_of(examples).values())


FILTERS: Mapping[str, Callable[..., Any]] = {
    "anchor": anchor,
    "disagree": disagree,
    "expectations_of": expectations_of,
    "labelled": labelled,
    "many": how_many,
    "paragraphs": paragraphs,
    "shade": shade,
    "short": short,
    "shown": shown,
    "signed": signed,
    "slots": slots,
}
