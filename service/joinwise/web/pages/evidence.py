"""What the rules rest on: their sources, and how many published accounts they agree with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, Response

from joinwise.authoring.populations.accounts import published_records, read_account
from joinwise.authoring.preview import Record
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.packs.citations import Citation, Grade, Source, Sources
from joinwise.packs.model import Pack
from joinwise.web.context import active_advisor
from joinwise.web.pages.base import page

GRADES = {
    Grade.STUDY: "a study: peer-reviewed, or a large experiment",
    Grade.FIGURES: "figures: a survey, or prices and numbers that were published",
    Grade.ONE_FIGURE: "one figure, from one place",
    Grade.JUDGMENT: "our judgment",
}
ESSAY = "A. J. Zell's essay"
OWN_GRADE = re.compile(r"([SMWJ])\b[:;]?\s*(.*)", re.DOTALL)
LINK = re.compile(r"https?://|[\w-]+(\.[\w-]+)+(/|$)")

blueprint = Blueprint("evidence", __name__)


@dataclass(frozen=True, slots=True)
class Use:
    """What rests on a source; ``rule`` is the id of a rule, None if it is a number."""

    title: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with all that rests on it."""

    grade: Grade | None
    what: str
    url: str | None
    year: int | None
    uses: tuple[Use, ...]

    @property
    def link(self) -> str | None:
        """Its address, if it is one to open."""
        if not self.url or not LINK.match(self.url):
            return None
        return self.url if "://" in self.url else f"https://{self.url}"


@dataclass(frozen=True, slots=True)
class AccountView:
    """A published account: what its writer came to, and what the rules say."""

    name: str
    kind: str
    verdict: Recommendation
    advised: Recommendation
    score: int
    why: str
    url: str | None

    @property
    def agrees(self) -> bool:
        return self.advised == self.verdict


@blueprint.get("/sources")
def sources() -> Response:
    """Each source, the best founded first."""
    found = sources_of(active_advisor().pack.version)
    return page("sources.html", sources=found, grades=GRADES)


@blueprint.get("/track-record")
def track_record() -> Response:
    """How many writers of published accounts the rules agree with, and whom they do not."""
    accounts = judged(active_advisor().pack.version)
    sides = {
        verdict: [each for each in accounts if each.verdict == verdict] for verdict in (JOIN, SKIP)
    }
    right = sum(account.agrees for account in accounts)
    return page("track_record.html", accounts=accounts, sides=sides, right=right)


@lru_cache(maxsize=2)
def judged(version: str) -> tuple[AccountView, ...]:
    """The accounts under the active rules, by whose version they are cached."""
    views = map(_judged, published_records())
    return tuple(sorted(views, key=lambda view: (view.agrees, view.name.casefold())))


def _judged(record: Record) -> AccountView:
    account, notes = read_account(record), record.decoded()
    advice = active_advisor().advise(account.candidate)
    return AccountView(
        account.candidate.name,
        str(account.candidate.values["kind"]),
        account.verdict,
        advice.recommendation,
        advice.score,
        notes.get("why", ""),
        notes.get("source"),
    )


@lru_cache(maxsize=2)
def sources_of(version: str) -> tuple[SourceView, ...]:
    """The sources of the active rules, by whose version they are cached."""
    uses: dict[Citation | str, dict[Use, None]] = {}
    for source, use in _used(active_advisor().pack):
        uses.setdefault(_read(source), {})[use] = None
    views = (_view(source, tuple(found)) for source, found in uses.items())
    return tuple(sorted(views, key=_by_grade))


def _by_grade(view: SourceView) -> tuple[int, str]:
    order = [Grade.STUDY, Grade.FIGURES, Grade.ONE_FIGURE, None, Grade.JUDGMENT]
    return order.index(view.grade), view.what.casefold()


def _view(source: Citation | str, uses: tuple[Use, ...]) -> SourceView:
    if isinstance(source, str):
        return SourceView(None, source, None, None, uses)
    return SourceView(source.grade, source.what, source.url, source.year, uses)


def _read(source: Source) -> Citation | str:
    """A text that begins with a grade, as data; all claims of the essay are one source."""
    if isinstance(source, Citation):
        return source
    if source.startswith(ESSAY):
        return ESSAY
    graded = OWN_GRADE.fullmatch(source)
    return Citation(Grade(graded[1]), graded[2]) if graded else source


def _used(pack: Pack) -> Iterator[tuple[Source, Use]]:
    """Each source of rules and numbers, with what rests on it."""
    for entry in pack.entries:
        for source in (entry.source, *(case.source for case in entry.cases)):
            if source is not None:
                yield source, Use(entry.title, entry.id)
    for name, fact in pack.facts.items():
        yield from ((source, Use(name)) for source in _each(fact.source))
    for question in pack.questions.values():
        yield from ((source, Use(question.input.label)) for source in _each(question.source))


def _each(sources: Sources) -> Iterator[Source]:
    if isinstance(sources, str | Citation):
        yield sources
    elif sources:
        yield from sources.values()
