"""The specs as a page to read: what is expected of the advice, and of which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from joinwise.packs.model import Pack, RuleCase, RuleEntry
from joinwise.packs.sentences import sentence
from joinwise.specs.filters import FILTERS, signed
from joinwise.specs.results import RuleUse, Specs

TEMPLATES = Path(__file__).parent / "templates"
STYLE = TEMPLATES / "report.css"


@dataclass(frozen=True, slots=True)
class Subject:
    """A rule, band or table, and who specifies it.

    ``cases`` are its points (or its decision) with its condition in English; ``fired`` counts the
    examples in which it fired, whether they name it or not.
    """

    id: str
    title: str
    cases: tuple[tuple[str, str], ...]
    uses: tuple[RuleUse, ...]
    fired: int

    @property
    def applies(self) -> int:
        return sum(use.applies for use in self.uses)

    @property
    def silent(self) -> int:
        return sum(use.silent for use in self.uses)

    def within(self, file: str) -> Subject:
        """The same, but only the scenarios of one feature."""
        uses = tuple(use for use in self.uses if use.feature.file == file)
        return Subject(self.id, self.title, self.cases, uses, self.fired)


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The rules of one rule file; without a name those that are not active."""

    name: str
    subjects: tuple[Subject, ...]


def page(specs: Specs, pack: Pack) -> str:
    """The report as one file that needs no other."""
    style = Markup(STYLE.read_text("utf-8"))  # noqa: S704 - our own style sheet
    return _environment().get_template("page.html").render(content=report(specs, pack), style=style)


def report(specs: Specs, pack: Pack, is_served: bool = False) -> Markup:
    """What the page holds; if it is served, the titles of rules lead to their own pages."""
    template = _environment().get_template("report.html")
    text = template.render(
        specs=specs,
        pack=pack,
        groups=tuple(_groups(specs, pack)),
        policies=sum(bool(policy.name) for file in specs.features for policy in file.policies),
        specified=len({entry.id for entry in pack.entries} & specs.uses().keys()),
        is_served=is_served,
    )
    return Markup(text)  # noqa: S704 - escaped by its template


def _groups(specs: Specs, pack: Pack) -> Iterator[RuleGroup]:
    uses, fired = specs.uses(), specs.fired(specs.examples)

    def subject(id: str, title: str, cases: Iterable[tuple[str, str]] = ()) -> Subject:
        return Subject(id, title, tuple(cases), tuple(uses.get(id, ())), fired[id])

    by_file = sorted(pack.entries, key=lambda entry: Path(entry.at.file).name)
    for file, entries in groupby(by_file, key=lambda entry: Path(entry.at.file).stem):
        subjects = (subject(entry.id, entry.title, _cases(entry, pack)) for entry in entries)
        yield RuleGroup(file, tuple(subjects))
    inactive = sorted(uses.keys() - {entry.id for entry in pack.entries})
    if inactive:
        yield RuleGroup("", tuple(subject(id, "") for id in inactive))


def _cases(entry: RuleEntry, pack: Pack) -> Iterator[tuple[str, str]]:
    for case in entry.cases:
        yield _worth(case), sentence(case.when, pack)


def _worth(case: RuleCase) -> str:
    return f"decides to {case.decide}" if case.decide else signed(case.points)


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    return environment
