"""The specs as a page to read: what is expected of the advice, and which rules that is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from joinwise.expressions.english import english
from joinwise.packs.model import Band, Pack, Row, Rule
from joinwise.specs.gherkin import SLOT, Example
from joinwise.specs.results import Specs, Use, named

WEB = Path(__file__).parents[1] / "web"
STYLE = WEB / "static" / "specs.css"
SHADES = (1, 3, 8, 20)
"""From how many examples on a cell of the map is one shade stronger."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A rule or band, and who specifies it.

    ``cases`` are its points (or its decision) with its condition in English; ``fired`` counts the
    examples in which it fired, whether they name it or not.
    """

    id: str
    title: str
    cases: tuple[tuple[str, str], ...]
    uses: tuple[Use, ...]
    fired: int

    @property
    def applies(self) -> int:
        return sum(use.applies for use in self.uses)

    @property
    def silent(self) -> int:
        return sum(use.silent for use in self.uses)

    def within(self, file: str) -> Subject:
        """The same as far as one feature specifies it."""
        uses = tuple(use for use in self.uses if use.feature.file == file)
        return Subject(self.id, self.title, self.cases, uses, self.fired)


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one rule file; without a name those that are not in force."""

    name: str
    subjects: tuple[Subject, ...]


def page(specs: Specs, pack: Pack) -> str:
    """The page under the rules in force, as one file that needs no other."""
    style = Markup(STYLE.read_text("utf-8"))  # noqa: S704 - our own style sheet
    return _template("specs_alone.html").render(content=content(specs, pack), style=style)


def content(specs: Specs, pack: Pack, is_served: bool = False) -> Markup:
    """What the page holds; where it is served, the titles of rules lead to their own pages."""
    text = _template("specs.html").render(
        specs=specs,
        pack=pack,
        groups=tuple(_groups(specs, pack)),
        policies=sum(bool(policy.name) for each in specs.features for policy in each.policies),
        specified=len({each.id for each in pack.entries} & specs.uses().keys()),
        is_served=is_served,
    )
    return Markup(text)  # noqa: S704 - escaped by its template


def _groups(specs: Specs, pack: Pack) -> Iterator[Group]:
    uses, fired = specs.uses(), specs.fired(specs.examples)

    def subject(id: str, title: str, cases: Iterable[tuple[str, str]] = ()) -> Subject:
        return Subject(id, title, tuple(cases), tuple(uses.get(id, ())), fired[id])

    by_file = sorted(pack.entries, key=lambda each: Path(each.at.file).name)
    for file, entries in groupby(by_file, key=lambda each: Path(each.at.file).stem):
        yield Group(
            file, tuple(subject(each.id, each.title, _cases(each, pack)) for each in entries)
        )
    strange = sorted(uses.keys() - {each.id for each in pack.entries})
    if strange:
        yield Group("", tuple(subject(id, "") for id in strange))


def _cases(entry: Rule | Band, pack: Pack) -> Iterator[tuple[str, str]]:
    for case in entry.rows if isinstance(entry, Band) else (entry,):
        yield _worth(case), english(case.when, pack.unit)


def _worth(case: Rule | Row) -> str:
    decides = case.decide if isinstance(case, Rule) else None
    return f"decides to {decides}" if decides else signed(case.points)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(WEB / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = (anchor, many, named, paragraphs, shade, short, signed, slots, varied)
    environment.filters.update({each.__name__: each for each in filters})
    return environment.get_template(name)


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
    return [each for each in re.split(r"\n\s*\n", text.strip()) if each]


def shade(count: int) -> int:
    """How strongly the map shades a number of examples, from 0."""
    return sum(count >= each for each in SHADES)


def short(version: str) -> str:
    """The start of a rules version, enough to know it by."""
    return version[:19]


def signed(points: int) -> str:
    return f"{points:+d}".replace("-", "\N{MINUS SIGN}")


def many(count: int, one: str) -> str:
    """``1 rule``, ``2 rules``, ``2 policies``."""
    plural = f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"
    return f"{count:,} {one if count == 1 else plural}"


def varied(examples: Iterable[Example]) -> bool:
    """Do some of the examples say of a rule that it applies, and others not?"""
    return any(applies and silent for applies, silent in named(examples).values())
