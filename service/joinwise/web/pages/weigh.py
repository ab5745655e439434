"""Weighing a group on a page: what a person filled in, the advice on it, and what to ask next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

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
from joinwise.web.pages.base import linked, page, reader_here

START = ("name", "kind", "currency")
ASKED_AT_ONCE = 3
PARTS = ("questions", "flips", "pairs", "plan")

blueprint = Blueprint("weigh", __name__)


@blueprint.get("/")
def opened() -> Response:
    """The page as a link opens it: empty, or with all that the link says."""
    return _page(read_link(linked(), reader_here()))


@blueprint.post("/")
def weighed() -> Response:
    """The page with what was filled in, scored; nothing is saved."""
    return _page(read_form(request.form.to_dict(flat=False), reader_here()))


def _page(entries: Entries) -> Response:
    currency = str(entries.values.get("currency", DEFAULT_CURRENCY))
    everything = sections(active_advisor().pack, currency, reader_here())
    fields = {field.name: field for section in everything for field in section.fields}
    context: dict[str, Any] = {
        "entries": entries,
        "link": f"/?{urlencode(query_of(entries.values))}".rstrip("?"),
        "start": [fields[name] for name in START],
        "asks": {name: field.ask for name, field in fields.items()},
    }
    if entries.candidate is None:
        return page("weigh.html", **context)
    given = [name for name in fields if entries.text(name) and name not in START]
    rest = [_without({*START, *given}, section) for section in everything]
    context |= {"given": [fields[name] for name in given], **_answer(entries.candidate, rest)}
    return page("weigh.html", **context)


def _answer(candidate: Candidate, rest: Sequence[Section]) -> dict[str, Any]:
    """The advice, and the fields that were left empty, by what they are for."""
    advisor, reader = active_advisor(), reader_here()
    advice = advisor.advise(candidate, reader)
    count(advice)
    explanation = advisor.explain(candidate, advice, PARTS, values=reader)
    fields = {field.name: field for section in rest for field in section.fields}
    open_questions = explanation.questions.open if explanation.questions else ()
    questions = [question for question in open_questions if question.input in fields]
    asked = questions[:ASKED_AT_ONCE]
    first = {question.input for question in asked}
    assumed = {name: value for name, value in advice.assumed if name in fields.keys() - first}
    flips = [*(explanation.flips or ()), *(explanation.pairs or ())]
    return {
        "advice": advice,
        "is_firm": not questions and not explanation.incomplete,
        "asked": [(fields[question.input], _flips_at(question, reader)) for question in asked],
        "plan": explanation.plan,
        "more": len(questions) - len(asked),
        "flips": [flip_text(flip, advisor.pack, advice.currency, reader) for flip in flips],
        "assumed": [(fields[name], _text(fields[name], assumed[name], reader)) for name in assumed],
        "sections": [_without({*first, *assumed}, section) for section in rest],
        "comparison": f"/compare?{urlencode(query_with(candidate.values))}",
    }


def _without(names: Collection[str], section: Section) -> Section:
    rest = tuple(field for field in section.fields if field.name not in names)
    return replace(section, fields=rest)


def _text(field: Field, value: Value, reader: Reader) -> str:
    """What is assumed, as it would be filled in."""
    if isinstance(value, float):
        return write_number(field.input, value, reader)
    return words_of(str(value).lower())


def _flips_at(question: OpenQuestion, reader: Reader) -> str:
    """``It flips at 5 to 100.``"""
    input = INPUTS[question.input]
    answers = [_answer_text(answer, input, reader) for answer in question.turns_at]
    return f"It flips at {', '.join(answers)}."


def _answer_text(answer: Any, input: Input, reader: Reader) -> str:
    match answer:
        case (float() as low, float() as high):
            first, last = (reader.exact(end, input.unit) for end in (low, high))
            return first if low == high else f"{first} to {last}"
        case (str() as only,):
            return words_of(only)
    return words_of(str(answer).lower())
