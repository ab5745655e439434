"""Comparing groups on a page: which of them to join with the money and the hours at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, request

from joinwise.compare.portfolio import Ranked, Standing
from joinwise.compare.request import FEWEST, MOST, ComparisonRequest
from joinwise.compare.wording import MEASURES, ComparisonWording
from joinwise.domain.catalogue import DEFAULT_CURRENCY
from joinwise.domain.units import Unit
from joinwise.errors import CandidateError
from joinwise.web.context import active_advisor, services
from joinwise.web.forms.candidate import (
    Entries,
    Field,
    Section,
    query_of,
    read_form,
    read_link,
    sections,
)
from joinwise.web.forms.comparison import (
    CURRENCY,
    INPUT_OF_LIMIT,
    PERSONAL,
    FormTexts,
    Group,
    Groups,
    UnlinkedError,
    groups_in,
    next_number,
    query_of_group,
    query_of_groups,
    with_another,
    with_linked,
    with_restored,
    without,
)
from joinwise.web.forms.limits import LimitControl, SentLimit, is_of_a_limit, positions
from joinwise.web.forms.locale import Reader
from joinwise.web.pages.base import inputs_here, linked, page, reader_here
from joinwise.web.pictures.net import net_of

MAIN = (
    "name",
    "kind",
    "cost.total_per_year",
    "time.meetings_per_year",
    "time.hours_per_meeting",
    "past_yield.months_member",
    "past_yield.profit",
    "past_yield.business",
    "members.fit",
)
"""What matters most when groups are compared; the rest is asked for on request."""

ASKS = {"past_yield.profit": "What profit has it brought you so far?"}
"""If the pack's question builds on one that is not asked here."""

LONGEST_LINK = 8_000
"""Characters; servers and proxies refuse longer ones."""

BUTTONS = ("add", "remove", "removed", "restore", "more", "opened", "link", "paste")

blueprint = Blueprint("compare_page", __name__)


@dataclass(frozen=True, slots=True)
class PageState:
    """What the page shows beside groups and limits.

    ``next`` is a number that no group has, ``opened`` are the groups of which everything is asked,
    ``focus`` is the id of where to go on, ``link`` a pasted one that led nowhere, with a problem,
    ``removed`` the last group that was removed, as a link says it.
    """

    next: int
    opened: tuple[str, ...] = ()
    focus: str = ""
    link: str = ""
    problem: str = ""
    removed: str = ""

    @property
    def removed_name(self) -> str:
        """Empty if it had none."""
        return next((text for name, text in parse_qsl(self.removed) if _is_name(name)), "")


def _is_name(name: str) -> bool:
    return name.endswith(".name")


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group to fill in, with the fields that are shown beside the main ones."""

    group: Group
    rest: tuple[Field, ...]
    is_wanted: bool

    @property
    def is_open(self) -> bool:
        return self.is_wanted or not self.group.is_ready


@dataclass(frozen=True, slots=True)
class RankedView:
    """A group in the table: its number in the form, and its amounts as people read them."""

    number: int
    name: str
    is_in: bool
    amounts: tuple[str, ...]
    why: str


@blueprint.get("/compare")
def opened() -> Response:
    """The page as a link opens it: empty, or with all that the link says."""
    texts = linked()
    groups = groups_in(texts, partial(read_link, reader=reader_here(), inputs=inputs_here()))
    return _page(groups, PageState(next_number(texts)))


@blueprint.post("/compare")
def compared() -> Response:
    """The page with what was filled in, compared, or with what a button changes in it."""
    form = request.form.to_dict(flat=False)
    reader = reader_here()
    texts, state = _pressed(_texts(form), form, reader)
    currency = _first(form, CURRENCY) or DEFAULT_CURRENCY
    read = partial(read_form, reader=reader, inputs=inputs_here(), currency=currency)
    return _page(groups_in(texts, read), state)


def _texts(form: FormTexts) -> FormTexts:
    """What a form says of the groups and limits, without what only works the page."""
    names = [name for name in form if name not in BUTTONS and not is_of_a_limit(name)]
    sent = {name: SentLimit.of(form, name) for name in INPUT_OF_LIMIT if name in form}
    return {
        **{name: form[name] for name in names},
        **{name: [limit.text] for name, limit in sent.items() if limit.is_slid},
    }


def _pressed(texts: FormTexts, form: FormTexts, reader: Reader) -> tuple[FormTexts, PageState]:
    """What the button that was pressed makes of it."""
    link, more = _first(form, "link").strip(), _first(form, "more")
    focus = f"more-{more}" if more else ""
    removed = _first(form, "removed")
    state = PageState(next_number(texts), _opened(form), focus, link, removed=removed)
    try:
        return _changed(texts, form, state, reader)
    except UnlinkedError as error:
        return texts, replace(state, problem=str(error))


def _changed(
    texts: FormTexts, form: FormTexts, state: PageState, reader: Reader
) -> tuple[FormTexts, PageState]:
    if "remove" in form:
        return _removed(texts, _first(form, "remove"), state)
    if "restore" in form:
        restored = with_restored(texts, state.removed, state.next)
        return restored, _joined(restored, replace(state, removed=""))
    if "add" in form:
        added = replace(state, next=state.next + 1, focus=f"field-{state.next}.name")
        return with_another(texts, state.next), added
    if state.link or "paste" in form:
        read = partial(read_link, reader=reader, inputs=inputs_here())
        joined = with_linked(texts, state.link, read, state.next)
        return joined, _joined(joined, replace(state, link=""))
    return texts, state


def _removed(texts: FormTexts, number: str, state: PageState) -> tuple[FormTexts, PageState]:
    gone = query_of_group(texts, number)
    return without(texts, number), replace(state, focus="groups", removed=gone)


def _joined(texts: FormTexts, state: PageState) -> PageState:
    """After groups came in."""
    return replace(state, next=next_number(texts), focus="groups")


def _opened(form: FormTexts) -> tuple[str, ...]:
    return tuple({*form.get("opened", ()), *form.get("more", ())})


def _first(form: FormTexts, name: str) -> str:
    return next(iter(form.get(name, ())), "")


def _page(groups: Groups, state: PageState) -> Response:
    reader = reader_here()
    currency = str(groups.common.values.get(CURRENCY, DEFAULT_CURRENCY))
    everything = sections(active_advisor().pack, currency, reader)
    fields = {field.name: field for section in everything for field in section.fields}
    wording, message = _compared(groups, reader)
    link = f"/compare?{urlencode(query_of_groups(groups))}".rstrip("?")
    return page(
        "compare.html",
        groups=[_view(group, everything, state) for group in _filled_up(groups, state.next)],
        common=groups.common,
        you=[fields[name] for name in _personal(groups.common)],
        controls=_controls(groups.limits, fields, wording),
        limits=groups.limits,
        currency=currency,
        asks={name: field.ask for name, field in fields.items()} | ASKS,
        main=[replace(fields[name], ask=ASKS.get(name, fields[name].ask)) for name in MAIN],
        unknown=groups.unknown,
        left_over=groups.left_over,
        most=MOST,
        ready=len(groups.ready),
        message=message,
        state=state,
        link=link,
        is_link=len(link) <= LONGEST_LINK,
        listed=[urlencode(query_of(groups.candidate(group).values)) for group in groups.ready],
        **(_answer(wording, groups, reader) if wording else {}),
    )


def _personal(common: Entries) -> list[str]:
    """The fields about the person that are shown: the usual ones, and all of which was said."""
    usual = (CURRENCY, *PERSONAL)
    return [*usual, *(name for name, texts in common.texts.items() if texts and name not in usual)]


def _filled_up(groups: Groups, first: int) -> list[Group]:
    """The groups, and empty ones, numbered from ``first``, if there are too few to compare."""
    missing = max(FEWEST - len(groups.all), 0)
    return [*groups.all, *(Group(first + number, Entries()) for number in range(missing))]


def _view(group: Group, everything: Sequence[Section], state: PageState) -> GroupView:
    is_wanted = str(group.number) in state.opened
    names = {name for name, texts in group.entries.texts.items() if texts or is_wanted}
    rest = (field for section in everything for field in section.fields if field.name not in MAIN)
    shown = tuple(field for field in rest if is_wanted or field.name in names)
    return GroupView(group, shown, is_wanted)


def _compared(groups: Groups, reader: Reader) -> tuple[ComparisonWording | None, str]:
    """The comparison of the groups that are ready, or why there is none."""
    ready = tuple(groups.candidate(group) for group in groups.ready)
    if len(ready) < FEWEST:
        return None, ""
    advisor, wanted = active_advisor(), ComparisonRequest(ready, groups.within)
    try:
        with services().costly.turn():
            comparison = advisor.compare(wanted, reader)
    except CandidateError as error:
        return None, reader.gettext(str(error))
    return ComparisonWording(comparison, advisor.pack, wanted.currency, reader), ""


def _controls(
    limits: Entries, fields: Mapping[str, Field], wording: ComparisonWording | None
) -> Iterator[LimitControl]:
    """A slider of each limit reaches as far as all groups together take, as far as it is known."""
    offers = [ranked.offer for ranked in wording.comparison.ranked] if wording else []
    totals = (sum(offer.money or 0 for offer in offers), sum(offer.hours or 0 for offer in offers))
    for (name, own), total in zip(INPUT_OF_LIMIT.items(), totals, strict=True):
        field, limit = fields[own], limits.values.get(own)
        words = name, field, limits.text(own), limits.problems.get(own, "")
        reading = limits.readings.get(own, "")
        value = limit if isinstance(limit, float) else None
        yield LimitControl(*words, reading, *positions(total, value, field.input.high))


def _answer(wording: ComparisonWording, groups: Groups, reader: Reader) -> dict[str, Any]:
    ranked, units = wording.comparison.ranked, _units(wording)
    net, best = net_of(ranked), wording.comparison.best
    return {
        "summary": wording.summary(),
        "is_proven": best.is_proven and bool(best.places),
        "wider": [*wording.wider_limits()],
        "ranked": [_ranked(each, wording, groups, reader) for each in ranked],
        "measures": {
            name: _measure(unit, wording.currency, reader) for name, unit in units.items()
        },
        "net": net,
        "undrawn": len(ranked) - len(net.rows) if net else 0,
    }


def _units(wording: ComparisonWording) -> dict[str, Unit]:
    facts = wording.pack.compare or {}
    return {measure: wording.pack.unit(facts[measure]) for measure in MEASURES}


def _measure(unit: Unit, currency: str, reader: Reader) -> str:
    """``USD a year``, ``hours a month``."""
    return reader.unit(unit, currency)


def _ranked(
    ranked: Ranked, wording: ComparisonWording, groups: Groups, reader: Reader
) -> RankedView:
    amounts = tuple(
        reader.value(getattr(ranked.offer, measure), unit, wording.currency)
        for measure, unit in _units(wording).items()
    )
    number = groups.ready[ranked.place].number
    is_in = ranked.standing is Standing.IN
    return RankedView(number, ranked.offer.name, is_in, amounts, wording.standing(ranked))
