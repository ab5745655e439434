"""Weighing a group on a page: what a person filled in, the advice on it, and what to ask next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from joinwise.advisor import Advisor
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import DEFAULT_CURRENCY, INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Value
from joinwise.explain.questions import OpenQuestion
from joinwise.explain.wording import flip_text
from joinwise.web.context import active_advisor, count
from joinwise.web.forms.candidate import (
    Entries,
    Field,
    Section,
    query_of,
    read_form,
    read_link,
    sections,
    words_of,
)
from joinwise.web.forms.comparison import query_with
from joinwise.web.forms.locale import Reader
from joinwise.web.forms.numbers import write_number
from joinwise.web.pages.base import page, reader_here

START = ("name", "kind", "currency")
ASKED_AT_ONCE = 3
PARTS = ("questions", "flips", "pairs")

blueprint = Blueprint("weigh", __name__)


@blueprint.get("/")
def opened() -> Response:
    """The page as a link opens it: empty, or with all that the link holds."""
    return _weighed(read_link(request.args.to_dict(flat=False), reader_here()))


@blueprint.post("/")
def weighed() -> Response:
    """The page with what was filled in, scored; nothing is saved."""
    return _weighed(read_form(request.form.to_dict(flat=False), reader_here()))


def _weighed(given: Entries) -> Response:
    advisor, reader = active_advisor(), reader_here()
    currency = str(given.values.get("currency", DEFAULT_CURRENCY))
    everything = sections(advisor.pack, currency)
    fields = {each.name: each for section in everything for each in section.fields}
    context: dict[str, Any] = {
        "entries": given,
        "start": [fields[name] for name in START],
        "asks": {name: each.ask for name, each in fields.items()},
    }
    if given.candidate is None:
        return page("weigh.html", **context)
    told = [each for each in fields.values() if given.text(each.name) and each.name not in START]
    rest = [_without({*START, *(each.name for each in told)}, each) for each in everything]
    return page(
        "weigh.html", **context, told=told, **_advised(advisor, reader, given.candidate, rest)
    )


def _advised(
    advisor: Advisor, reader: Reader, candidate: Candidate, rest: Sequence[Section]
) -> dict[str, Any]:
    """The advice, and the fields of which nothing was said, by what they are for."""
    advice = advisor.advise(candidate, reader)
    count(advice)
    explained = advisor.explain(candidate, advice, PARTS)
    fields = {each.name: each for section in rest for each in section.fields}
    open_ones = explained.questions.open if explained.questions else ()
    questions = [each for each in open_ones if each.input in fields]
    asked = questions[:ASKED_AT_ONCE]
    first = {each.input for each in asked}
    assumed = [(name, value) for name, value in advice.assumed if name in fields.keys() - first]
    apart = {*first, *(name for name, _ in assumed)}
    flips = [*(explained.flips or ()), *(explained.pairs or ())]
    return {
        "advice": advice,
        "is_firm": not questions and not explained.incomplete,
        "asked": [(fields[each.input], _turns_at(each, reader)) for each in asked],
        "more": len(questions) - len(asked),
        "turning": [flip_text(each, advisor.pack, advice.currency, reader) for each in flips],
        "assumed": [(fields[name], _taken(fields[name], value, reader)) for name, value in assumed],
        "sections": [_without(apart, each) for each in rest],
        "link": f"/?{urlencode(query_of(candidate.values))}",
        "comparing": f"/compare?{urlencode(query_with(candidate.values))}",
    }


def _without(names: Collection[str], section: Section) -> Section:
    rest = tuple(each for each in section.fields if each.name not in names)
    return replace(section, fields=rest)


def _taken(field: Field, value: Value, reader: Reader) -> str:
    """What is taken for granted, as it would be filled in."""
    if isinstance(value, float):
        return write_number(field.input, value, reader)
    return words_of(str(value).lower())


def _turns_at(question: OpenQuestion, reader: Reader) -> str:
    """``It turns at 5 to 100.``"""
    input = INPUTS[question.input]
    ends = [_answer(each, input, reader) for each in question.turns_at]
    return f"It turns at {', '.join(ends)}."


def _answer(answer: Any, input: Input, reader: Reader) -> str:
    match answer:
        case (float() as low, float() as high):
            first, last = (reader.exact(each, input.unit) for each in (low, high))
            return first if low == high else f"{first} to {last}"
        case (str() as only,):
            return words_of(only)
    return words_of(str(answer).lower())
