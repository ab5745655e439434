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
from joinwise.specs.filters import FILTERS, anchor, signed
from joinwise.specs.gherkin import Feature
from joinwise.specs.results import RuleUse, Specs

TEMPLATES = Path(__file__).parent / "templates"
STYLES = tuple(TEMPLATES / name for name in ("report.css", "parts.css"))
SERVED_STYLES = tuple(TEMPLATES / name for name in ("served.css", "parts.css"))
"""The style sheets of a report that is a file, and of one that the service shows as pages."""


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


@dataclass(frozen=True, slots=True)
class Links:
    """Where the links of a report lead: within it, or to the pages of the service."""

    is_served: bool = False

    def place(self, file: str, line: int | None = None) -> str:
        """A feature, or a line of it."""
        place = anchor(f"{file}:{line}" if line else file)
        return f"{address_of(file)}#{place}" if self.is_served else f"#{place}"

    def rule(self, id: str, file: str = "") -> str:
        """A rule with its scenarios, or with those of one feature."""
        if self.is_served:
            return f"/rules/{anchor(id)}#specs"
        return f"#{anchor(f'rule:{id}:{file}' if file else f'rule:{id}')}"


def address_of(file: str) -> str:
    """The page of a feature."""
    return f"/specs/{anchor(file.removesuffix('.feature'))}"


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a report is shown: figures and contents, features in full, the map, the rules."""

    overview: bool = False
    features: tuple[Feature, ...] = ()
    map: bool = False
    rules: bool = False


def page(specs: Specs, pack: Pack) -> str:
    """The report as one file that needs no other."""
    style = Markup("".join(sheet.read_text("utf-8") for sheet in STYLES))  # noqa: S704 - our own
    parts = Parts(overview=True, features=specs.features, map=True, rules=True)
    content = _rendered(specs, pack, parts, Links(), top=2)
    return _environment().get_template("page.html").render(content=content, style=style)


def overview(specs: Specs, pack: Pack) -> Markup:
    """The figures, and the features to go on to."""
    return _rendered(specs, pack, Parts(overview=True), Links(is_served=True), top=2)


def feature_page(specs: Specs, pack: Pack, feature: Feature) -> Markup:
    """All that one feature says."""
    return _rendered(specs, pack, Parts(features=(feature,)), Links(is_served=True), top=1)


def map_page(specs: Specs, pack: Pack) -> Markup:
    """Which feature specifies which rule."""
    return _rendered(specs, pack, Parts(map=True), Links(is_served=True), top=1)


def _rendered(specs: Specs, pack: Pack, parts: Parts, links: Links, top: int) -> Markup:
    """Some parts; ``top`` is the level of the heading of a feature."""
    text = (
        _environment()
        .get_template("report.html")
        .render(
            specs=specs,
            pack=pack,
            parts=parts,
            links=links,
            top=top,
            groups=tuple(_groups(specs, pack)),
            policies=sum(bool(policy.name) for file in specs.features for policy in file.policies),
            specified=len({entry.id for entry in pack.entries} & specs.uses().keys()),
        )
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
