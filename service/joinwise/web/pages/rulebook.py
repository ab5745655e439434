"""The rule book as pages: all rules by subject, and each at its own address."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from flask import Blueprint, Response, abort, request, url_for

from joinwise.packs.model import Pack, Rule, RuleEntry
from joinwise.packs.serializers import decision_answer
from joinwise.runtime.metrics import Fired
from joinwise.specs.report import Links
from joinwise.specs.results import RuleUse
from joinwise.web.context import active_advisor, services
from joinwise.web.pages.base import page, reader_here, redirected
from joinwise.web.pages.chapters import Chapter, RuleDescriber
from joinwise.web.pages.specs import shipped_specs

FORMER_DESK = "draft"
"""Where the rule desk once was; a rule may have that id."""

LONGEST_QUERY = 200
LONGEST_ID = 80
MOST_SHOWN = 500
"""Rules on one page; the others are found by searching."""

blueprint = Blueprint("rulebook", __name__)


@blueprint.get("/rules")
def book() -> Response:
    """All rules by subject, or those that have every word that was searched for."""
    query = request.args.get("q", "")[:LONGEST_QUERY]
    words = query.casefold().split()
    pack = active_advisor().pack
    describer = _describer(pack)
    chapters = [chapter.matching(words) for chapter in describer.chapters(pack.files)]
    return page(
        "rules.html",
        query=query,
        pack=pack,
        words=decision_answer(pack)["words"],
        chapters=_first(chapters),
        count=sum(len(chapter.entries) for chapter in chapters),
        most=MOST_SHOWN,
        label=describer.label,
        fired=_fired(),
    )


@blueprint.get("/rules/<path:id>")
def rule(id: str) -> Response:
    """One rule, band or table, with all that it builds on."""
    pack = active_advisor().pack
    entry = next((entry for entry in pack.entries if entry.id == id), None)
    return _page(entry, pack) if entry else _missing(id, pack)


def _missing(id: str, pack: Pack) -> Response:
    if id.endswith("/"):
        abort(404)
    return _to_the_desk() if id == FORMER_DESK else _unknown(id, pack)


def _to_the_desk() -> Response:
    query = request.query_string.decode("ascii", "replace")
    return redirected(f"{url_for('ruledesk.opened')}?{query}".rstrip("?"), 302)


def _page(entry: RuleEntry, pack: Pack) -> Response:
    describer, specs = _describer(pack), shipped_specs()
    rule = describer.describe(entry)
    facts, inputs = describer.terms(rule.reads)
    return page(
        "rule.html",
        rule=rule,
        is_scale=not isinstance(entry, Rule),
        slots=describer.slots(rule),
        label=describer.label,
        facts=facts,
        inputs=inputs,
        uses=[(use, _place(use)) for use in specs.uses().get(entry.id, ())],
        are_of_others=specs.rules != pack.version,
        fired=_fired(),
    )


def _unknown(id: str, pack: Pack) -> Response:
    known = [entry.id for entry in pack.entries]
    nearest = get_close_matches(id[:LONGEST_ID], known, n=3, cutoff=0.5)
    return page("unknown_rule.html", 404, id=id[:LONGEST_ID], nearest=nearest)


def _first(chapters: list[Chapter]) -> list[Chapter]:
    """As many as one page shows."""
    shown, left = [], MOST_SHOWN
    for chapter in chapters:
        shown.append(replace(chapter, entries=chapter.entries[:left]))
        left -= len(shown[-1].entries)
    return [chapter for chapter in shown if chapter.entries]


def _describer(pack: Pack) -> RuleDescriber:
    return RuleDescriber(pack, reader_here())


def _fired() -> Fired:
    """How often rules fired here, up to now."""
    services().metrics.update(services().rules)
    return services().metrics.fired()


def _place(use: RuleUse) -> str:
    """The place of a scenario on the page of the specs."""
    return Links(is_served=True).place(use.feature.file, use.scenario.line)
