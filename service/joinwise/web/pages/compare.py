"""Comparing groups on a page: which of them to join with the money and the hours at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from math import ceil, inf
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from joinwise.compare.portfolio import Standing
from joinwise.compare.request import FEWEST, MOST, ComparisonRequest
from joinwise.compare.wording import ComparisonWording
from joinwise.domain.catalogue import DEFAULT_CURRENCY
from joinwise.domain.units import Unit
from joinwise.errors import CandidateError
from joinwise.serializers import comparison_answer
from joinwise.web.charts import Point, Scatter, nice_step, scatter
from joinwise.web.context import active_advisor
from joinwise.web.forms.candidate import Field, Filled, Section, filled, linked, sections
from joinwise.web.forms.comparison import (
    CURRENCY,
    LIMITED,
    PERSONAL,
    Given,
    Group,
    Groups,
    UnlinkedError,
    groups_in,
    next_number,
    query_of_groups,
    with_another,
    with_linked,
    without,
)
from joinwise.web.forms.locale import Reader
from joinwise.web.pages.base import page, reader_here
from joinwise.web.parsing import LARGEST_BODY

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
"""Where the pack's question builds on one that is not asked here."""

LONGEST_LINK = 8_000
"""Characters; servers and proxies refuse longer ones."""

POSITIONS = 200
"""How many positions a slider has, about."""

BUTTONS = ("add", "remove", "more", "opened", "link", "paste")
BESIDE = ("slide.", "was.")
WIDER = ("one_more_hour", "hundred_more")
LARGEST_DRAWN, LEAST_SLID = 1e15, 0.01

blueprint = Blueprint("comparing", __name__)


@dataclass(frozen=True, slots=True)
class Slider:
    """A limit to slide or to type; all the way up is no limit. Without a ``top`` only to type.

    ``was`` is what was shown, to tell which of the two was changed.
    """

    name: str
    field: Field
    text: str
    problem: str
    step: str = ""
    top: str = ""
    position: str = ""

    @property
    def was(self) -> str:
        return f"{self.position} {self.top} {self.text}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a button asked for beside the answer.

    ``focus`` is the id of where to go on, ``next`` a number that no group had, ``opened`` the
    groups of which everything is asked, and ``link`` a pasted one that led nowhere.
    """

    next: int
    opened: tuple[str, ...] = ()
    focus: str = ""
    link: str = ""
    problem: str = ""


@blueprint.get("/compare")
def opened() -> Response:
    """The page as a link opens it: empty, or with all that the link holds."""
    given = request.args.to_dict(flat=False)
    groups = groups_in(given, partial(linked, reader=reader_here()))
    return _compared(groups, Asked(next_number(given)))


@blueprint.post("/compare")
def compared() -> Response:
    """The page with what was filled in, compared, or with what a button changes in it."""
    request.max_form_memory_size = LARGEST_BODY
    form = request.form.to_dict(flat=False)
    given, buttons = _parted(form)
    reader = reader_here()
    slid = {name: _limit_texts(name, given, buttons) for name in LIMITED if name in given}
    given, asked = _changed({**given, **slid}, buttons, reader)
    return _compared(groups_in(given, partial(filled, reader=reader)), asked)


def _parted(form: Given) -> tuple[Given, Given]:
    """What says something of the groups, and what only works the page."""
    given: dict[str, Sequence[str]] = {}
    buttons: dict[str, Sequence[str]] = {}
    for name, texts in form.items():
        part = buttons if name in BUTTONS or name.startswith(BESIDE) else given
        part[name] = texts
    return given, buttons


def _limit_texts(name: str, given: Given, buttons: Given) -> Sequence[str]:
    """What was typed; what the slider says only where it alone was moved."""
    typed, slid = given[name], _first(buttons, f"slide.{name}")
    position, _, rest = _first(buttons, f"was.{name}").partition(" ")
    top, _, text = rest.partition(" ")
    is_typed = _first(given, name) != text
    if is_typed or not slid or _number(slid) == _number(position):
        return typed
    return [] if _number(slid) >= _number(top) else [slid]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return inf


def _first(given: Given, name: str) -> str:
    return next(iter(given.get(name, ())), "")


def _changed(given: Given, buttons: Given, reader: Reader) -> tuple[Given, Asked]:
    """What a button makes of it."""
    link = _first(buttons, "link").strip()
    asked = Asked(next_number(given), _opened(buttons), link=link)
    number, more = asked.next, _first(buttons, "more")
    try:
        if "remove" in buttons:
            return without(given, _first(buttons, "remove")), replace(asked, focus="groups")
        if "add" in buttons:
            focus = f"field-{number}.name"
            return with_another(given, number), replace(asked, next=number + 1, focus=focus)
        if link or "paste" in buttons:
            found = with_linked(given, link, partial(linked, reader=reader), number)
            return found, replace(asked, next=next_number(found), link="", focus="groups")
    except UnlinkedError as error:
        return given, replace(asked, problem=str(error))
    return given, replace(asked, focus=f"more-{more}" if more else "")


def _opened(buttons: Given) -> tuple[str, ...]:
    return tuple({*buttons.get("opened", ()), *buttons.get("more", ())})


def _compared(groups: Groups, asked: Asked) -> Response:
    advisor, reader = active_advisor(), reader_here()
    currency = str(groups.common.values.get(CURRENCY, DEFAULT_CURRENCY))
    everything = sections(advisor.pack, currency)
    fields = {each.name: each for section in everything for each in section.fields}
    answer, message = _answer(groups)
    totals = _totals(answer)
    link = f"/compare?{urlencode(query_of_groups(groups))}"
    return page(
        "compare.html",
        groups=[_shown(each, everything, asked) for each in _at_least(FEWEST, groups, asked.next)],
        common=groups.common,
        you=[fields[name] for name in _you(groups.common)],
        sliders=_sliders(groups.limits, fields, totals),
        limits=groups.limits,
        asks={name: each.ask for name, each in fields.items()} | ASKS,
        main=[replace(fields[name], ask=ASKS.get(name, fields[name].ask)) for name in MAIN],
        strangers=groups.strangers,
        left_over=groups.left_over,
        most=MOST,
        ready=len(groups.ready),
        message=message,
        asked=asked,
        link=link,
        is_link=len(link) <= LONGEST_LINK,
        **(_answered(answer, groups, reader) if answer else {}),
    )


def _you(common: Filled) -> list[str]:
    """The fields about the person that are shown: the usual ones, and all of which was said."""
    usual = (CURRENCY, *PERSONAL)
    return [*usual, *(name for name, texts in common.texts.items() if texts and name not in usual)]


def _at_least(fewest: int, groups: Groups, first: int) -> list[Group]:
    """The groups, and empty ones, numbered from ``first``, where there are fewer."""
    missing = max(fewest - len(groups.each), 0)
    return [*groups.each, *(Group(first + each, Filled()) for each in range(missing))]


def _shown(group: Group, everything: Sequence[Section], asked: Asked) -> dict[str, Any]:
    """A group with the fields that are shown beside the main ones."""
    is_wanted = str(group.number) in asked.opened
    names = {name for name, texts in group.filled.texts.items() if texts or is_wanted}
    rest = [each for section in everything for each in section.fields if each.name not in MAIN]
    return {
        "number": group.number,
        "filled": group.filled,
        "rest": [each for each in rest if is_wanted or each.name in names],
        "is_wanted": is_wanted,
        "is_open": is_wanted or not group.is_ready,
        "is_blank": group.is_blank,
    }


def _answer(groups: Groups) -> tuple[dict[str, Any] | None, str]:
    """The comparison of the groups that are ready, or why there is none."""
    ready = [groups.candidate(each) for each in groups.ready]
    if len(ready) < FEWEST:
        return None, ""
    request = ComparisonRequest(tuple(ready), groups.within)
    advisor, reader = active_advisor(), reader_here()
    try:
        comparison = advisor.compare(request, reader)
        wording = ComparisonWording(comparison, advisor.pack, request.currency, reader)
        return comparison_answer(wording), ""
    except CandidateError as error:
        return None, str(error)


def _totals(answer: Mapping[str, Any] | None) -> Mapping[str, float]:
    """What all groups together take, as far as it is known."""
    ranked = answer["ranked"] if answer else []
    return {each: sum(one[each] or 0 for one in ranked) for each in ("money", "hours")}


def _sliders(
    limits: Filled, fields: Mapping[str, Field], totals: Mapping[str, float]
) -> Iterator[Slider]:
    for (name, own), total in zip(LIMITED.items(), totals.values(), strict=True):
        field = fields[own]
        words = name, field, limits.text(own), limits.problems.get(own, "")
        limit = limits.values.get(own)
        positions = _positions(total, limit, field.input.high) if total >= LEAST_SLID else ()
        yield Slider(*words, *positions)


def _positions(total: float, limit: Any, highest: float) -> Iterator[str]:
    """Step, top and position of a slider, as numbers in HTML."""
    step = nice_step(min(total, highest) / POSITIONS)
    count = ceil(min(total, highest) / step)
    position = count if limit is None else min(round(limit / step), count)
    for each in (1, count, position):
        yield f"{(Decimal(repr(step)) * each).normalize():f}"


def _answered(answer: Mapping[str, Any], groups: Groups, reader: Reader) -> dict[str, Any]:
    ready, currency = groups.ready, answer["currency"]
    units = {name: Unit(text) for name, text in answer["units"].items()}
    shown = {
        name: partial(reader.value, unit=unit, currency=currency) for name, unit in units.items()
    }
    return {
        "answer": answer,
        "ranked": [
            {**each, "number": ready[each["candidate"]].number, **_texts(each, shown)}
            for each in answer["ranked"]
        ],
        "measures": {name: unit.text.replace("money", currency, 1) for name, unit in units.items()},
        "charts": [*_charts(answer, groups, reader)],
        "undrawn": len(answer["ranked"]) - len([*_drawn(answer["ranked"])]),
        "wider": [each["text"] for each in (answer[name] for name in WIDER) if each],
    }


def _texts(ranked: Mapping[str, Any], shown: Mapping[str, Any]) -> dict[str, str]:
    return {f"{name}_text": of(ranked[name]) for name, of in shown.items()}


def _drawn(ranked: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What can be drawn: all of it known, and none beyond measure."""
    for each in ranked:
        amounts = [each[name] for name in ("worth", "money", "hours")]
        if all(value is not None and abs(value) <= LARGEST_DRAWN for value in amounts):
            yield each


def _charts(
    answer: Mapping[str, Any], groups: Groups, reader: Reader
) -> Iterator[tuple[str, float | None, Scatter]]:
    """Worth against hours, and against money: each with its limit."""
    drawn = [*_drawn(answer["ranked"])]
    limits = {"hours": groups.within.hours_per_month, "money": groups.within.annual_budget}
    for name, limit in limits.items() if drawn else ():
        points = [
            Point(
                each[name],
                each["worth"],
                each["rank"],
                each["name"],
                each["standing"] == Standing.IN,
            )
            for each in drawn
        ]
        yield name, limit, scatter(points, limit, reader.tick)
