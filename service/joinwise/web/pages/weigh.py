"""Weighing a group on a page: what a person said, the advice on it, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import DEFAULT_CURRENCY
from joinwise.domain.inputs import Input
from joinwise.domain.recommendation import Recommendation
from joinwise.domain.units import digits
from joinwise.domain.values import Value
from joinwise.explain.counterfactuals import Flip
from joinwise.explain.wording import flip_text
from joinwise.packs.dependencies import Dependencies
from joinwise.scoring.model import Advice, Reason
from joinwise.web.context import active_advisor, count
from joinwise.web.forms.candidate import (
    Field,
    query_of,
    read_form,
    read_link,
    sections,
    words_of,
)
from joinwise.web.forms.comparison import query_with
from joinwise.web.forms.conversation import (
    EVENT_ASKS,
    EVENT_UNITS,
    MEMBERSHIP,
    SENTENCE,
    SITUATIONS,
    Conversation,
    Situation,
    Texts,
    conversation_in,
    rest_of,
)
from joinwise.web.forms.kinds import KNOWN_NAMES, families
from joinwise.web.forms.locale import Reader
from joinwise.web.forms.numbers import write_number
from joinwise.web.pages.base import card_address, inputs_here, linked, page, reader_here
from joinwise.web.pages.grounds import grounds_of
from joinwise.web.pages.weighing import FOR_BUSINESS, Weigher, Weighing
from joinwise.web.pictures.sway import Sway
from joinwise.web.pictures.year import Year, year_of

SHORT = 5
"""A choice of at most so many values is one of buttons."""

EXAMPLE = Candidate(
    {
        "name": "Breakfast chapter", "kind": "referral_group", "currency": "USD",
        "cost.annual_dues": 750.0, "time.meetings_per_year": 50.0, "time.hours_per_meeting": 1.5,
        "past_yield.months_member": 0.0, "past_yield.visits": 2.0, "you.hour_value": 40.0,
        "you.profit_per_deal": 2500.0, "you.seeks": ("customers",),
        "reciprocity.invitation": "knows_you",
    }
)  # fmt: skip

blueprint = Blueprint("weigh", __name__)


@dataclass(frozen=True, slots=True)
class StepView:
    """A step on the page, with its fields as it calls them; ``number`` counts from 1."""

    number: int
    title: str
    key: str
    fields: tuple[tuple[Field, str], ...]
    is_done: bool
    is_skipped: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """Fields that nobody is led to; ``said`` counts those that have an answer."""

    group: str
    title: str
    fields: tuple[Field, ...]
    said: int


@blueprint.get("/")
def opened() -> Response:
    """The page as a link opens it: empty, or with all that the link says."""
    return _page(linked(), read_link, None)


@blueprint.post("/")
def weighed() -> Response:
    """The page with what was filled in, scored; nothing is saved."""
    sent = request.form.to_dict(flat=False)
    return _page(sent, read_form, next(iter(sent.get("before", ())), None))


def _page(sent: Texts, read: Any, before: str | None) -> Response:
    reader = reader_here()
    conversation = conversation_in(sent, lambda texts: read(texts, reader, inputs_here()))
    view = PageView(conversation, reader)
    context = view.form()
    if conversation.entries.candidate:
        context |= view.weighed(conversation.entries.candidate, before)
    return page("weigh.html", **context)


class PageView:
    """What the template shows of a conversation."""

    def __init__(self, conversation: Conversation, reader: Reader) -> None:
        self.conversation, self.reader = conversation, reader
        self.entries = conversation.entries
        currency = str(self.entries.values.get("currency", DEFAULT_CURRENCY))
        self.sections = sections(active_advisor().pack, currency, reader)
        fields = (field for section in self.sections for field in section.fields)
        self.fields = {field.name: self._here(field) for field in fields}

    def _here(self, field: Field) -> Field:
        """A field in the words of where the person stands."""
        if self.conversation.situation is not Situation.EVENT:
            return field
        name, say = field.name, self.reader.gettext
        ask = say(EVENT_ASKS[name]) if name in EVENT_ASKS else field.ask
        unit = say(EVENT_UNITS[name]) if name in EVENT_UNITS else field.unit
        return replace(field, ask=ask, unit=unit)

    def form(self) -> dict[str, Any]:
        """What there is to fill in, and what was."""
        conversation = self.conversation
        return {
            "conversation": conversation,
            "entries": self.entries,
            "situations": SITUATIONS,
            "families": families(),
            "known_names": KNOWN_NAMES,
            "are_problems_told": request.method == "GET" or "weigh" in request.form,
            "fields": self.fields,
            "asks": {name: field.ask for name, field in self.fields.items()},
            "link": f"/?{urlencode(conversation.query)}".rstrip("?"),
            "carried": () if self.entries.candidate else tuple(self._carried()),
            "steps": (),
            "sections": (),
            "usual": {},
            "effects": {},
            "example": None if self.entries.texts.get("name") else example_here(self.reader),
        }

    def _carried(self) -> Iterator[tuple[str, str]]:
        """What was said of all that the first sentence does not ask for."""
        within = {*SENTENCE, *self._implied}
        yield from (("note", note) for note in filter(None, [self.conversation.note]))
        for name, texts in self.entries.texts.items():
            yield from ((name, text) for text in texts if name not in within)

    def weighed(self, candidate: Candidate, before: str | None) -> dict[str, Any]:
        """What is found for a whole candidate."""
        weighing = Weigher(active_advisor(), self.reader, self.conversation).weigh(candidate)
        if weighing.is_ready:
            count(candidate, weighing.advice)
        return {
            "weighing": weighing,
            "plan": weighing.explanation.plan,
            "effects": weighing.effects,
            "moved": _moved(before, weighing.advice.score) if weighing.is_ready else None,
            "flips": [*self._flips(weighing)],
            "sliders": dict(_sliders(weighing.sways, self.reader)),
            "may_go": self.conversation.situation is Situation.THINKING and not _is_out(weighing),
            **self._advised(weighing.advice, _pays(weighing)),
            **self._asked(weighing, candidate),
            **_addresses(candidate, weighing.is_ready),
        }

    def _advised(self, advice: Advice, pays: str) -> dict[str, Any]:
        """The advice, and what it rests on."""
        return {
            "advice": advice,
            "pays": pays,
            "sentence": _sentence(advice, pays),
            "grounds": {reason.rule: self._grounds(reason) for reason in advice.reasons},
            "usual": dict(self._usual(advice)),
            "typical": self._typical(),
        }

    def _asked(self, weighing: Weighing, candidate: Candidate) -> dict[str, Any]:
        """How far they have come, and what is asked next."""
        steps = tuple(self._steps(active_advisor().inapplicable(candidate)))
        return {
            "steps": steps,
            "done": sum(step.is_done for step in steps),
            "sections": tuple(self._sections()),
            "yours": len(self.entries.values.keys() - {"name", "kind", "currency"}),
            "asked": self.fields[weighing.asked.input] if weighing.asked else None,
            "unknown_to_them": self._unknown(weighing),
            "take_along": [self.fields[question.input].ask for question in weighing.open[:12]],
            "answer_text": self._answer_text,
            "short": SHORT,
        }

    def _flips(self, weighing: Weighing) -> Iterator[str]:
        advice, explanation = weighing.advice, weighing.explanation
        for flip in filter(_is_doable, (*(explanation.flips or ()), *(explanation.pairs or ()))):
            yield flip_text(flip, active_advisor().pack, advice.currency, self.reader)

    def _steps(self, inapplicable: frozenset[str]) -> Iterator[StepView]:
        conversation = self.conversation
        steps = [step for step in conversation.steps if step.key not in inapplicable]
        for number, step in enumerate(steps, 1):
            fields = tuple(
                (self.fields[name], conversation.label(name) or self.fields[name].ask)
                for name in step.inputs
            )
            is_skipped = step.key in conversation.skipped
            is_done = conversation.is_done(step)
            yield StepView(number, step.title, step.key, fields, is_done, is_skipped)

    def _sections(self) -> Iterator[SectionView]:
        for section in self.sections:
            names = {*rest_of([field.name for field in section.fields], self.conversation)}
            fields = tuple(field for field in section.fields if field.name in names)
            said = sum(bool(self.entries.text(field.name)) for field in fields)
            if fields:
                yield SectionView(section.group, section.title, fields, said)

    def _usual(self, advice: Advice) -> Iterator[tuple[str, str]]:
        """What is taken for each input that nobody answered, as it would be filled in."""
        for name, value in advice.assumed:
            if name in self.fields and name not in self.entries.values and name != MEMBERSHIP:
                yield name, _text(self.fields[name].input, value, self.reader)

    def _grounds(self, reason: Reason) -> list[tuple[str, str]]:
        """What they said that a reason rests on: what it is called, and the answer."""
        answered = self.entries.values.keys() - self._implied
        names = grounds_of(reason, answered, self._dependencies)
        return [(self._label(name), self._said(name)) for name in names]

    @cached_property
    def _dependencies(self) -> Dependencies:
        return Dependencies(active_advisor().pack)

    def _label(self, name: str) -> str:
        return self.reader.gettext(self.fields[name].input.label)

    @property
    def _implied(self) -> set[str]:
        """What follows from where they stand, so that nobody said it in numbers."""
        is_member = self.conversation.situation is Situation.MEMBER
        return set() if is_member else {MEMBERSHIP}

    def _said(self, name: str) -> str:
        return self._answer_text(self.fields[name].input, self.entries.values[name])

    def _typical(self) -> int:
        """The score of a group of that kind of which nothing else is known."""
        values = self.entries.values
        bare = {name: values[name] for name in ("name", "kind", "currency") if name in values}
        return active_advisor().advise(Candidate(bare), self.reader).score

    def _unknown(self, weighing: Weighing) -> list[str]:
        """What could turn it of that they do not know."""
        skipped = self.conversation.skipped
        return [self.fields[q.input].ask for q in weighing.open if q.input in skipped]

    def _answer_text(self, input: Input, value: Value) -> str:
        """An answer in few words: ``$750``, ``60%``, ``yes``."""
        match value:
            case bool() | None:
                return self.reader.value(value)
            case float() if input.unit.is_money:
                currency = str(self.entries.values.get("currency", DEFAULT_CURRENCY))
                return self.reader.money(value, currency)
            case float():
                return self.reader.exact(value, input.unit)
            case tuple():
                return ", ".join(
                    words_of(each, self.reader) for each in value
                ) or self.reader.gettext("nothing")
        return words_of(str(value), self.reader)


@dataclass(frozen=True, slots=True)
class Example:
    """What an advice looks like, before anything is said."""

    advice: Advice
    year: Year


def example_here(reader: Reader) -> Example | None:
    """An example for a reader; None if the rules do not say what it takes and brings."""
    return _example(active_advisor().pack.version, reader)


@lru_cache(maxsize=8)
def _example(version: str, reader: Reader) -> Example | None:
    """The one of the active rules, by whose version it is cached."""
    advice = active_advisor().advise(EXAMPLE, reader)
    year = year_of(advice.facts)
    return Example(advice, year) if year else None


@dataclass(frozen=True, slots=True)
class Slider:
    """A number to drag, as HTML writes numbers; shares are in per cent.

    It ``is_turned`` if less is better: as in the bar above it, the best is on the right. ``shown``
    is its value as the reader writes it.
    """

    low: str
    high: str
    step: str
    value: str
    is_turned: bool
    shown: str


def _sliders(sways: Iterable[Sway], reader: Reader) -> Iterator[tuple[str, Slider]]:
    """For each number, from its worst to its best, if what it is lies between them."""
    for sway in sways:
        ends = [end.value for end in (sway.worst, sway.best) if isinstance(end.value, float)]
        if sway.step and len(ends) == 2:
            here = sway.now if isinstance(sway.now, float) else min(ends)
            if min(ends) <= here <= max(ends):
                yield sway.input.name, _slider(sway, ends, here, reader)


def _slider(sway: Sway, ends: Sequence[float], here: float, reader: Reader) -> Slider:
    worst, best = ends
    scale = 100 if sway.input.unit.is_share else 1
    low, high, step, value = (
        digits(round(each * scale, 6)) for each in (min(ends), max(ends), sway.step, here)
    )
    return Slider(low, high, step, value, best < worst, reader.number(here * scale, 2))


def _is_doable(flip: Flip) -> bool:
    """Whether it changes a thing, rather than doing without it."""
    return not any(isinstance(change.after, float) and not change.after for change in flip.changes)


def _addresses(candidate: Candidate, is_ready: bool) -> dict[str, str]:
    """Where to go with the candidate; a picture of an advice only once there is one."""
    query = urlencode(query_of(candidate.values))
    card = {"card": card_address(candidate)} if is_ready else {}
    return card | {
        "listing": query,
        "saving": f"/assessments/new?{query}",
        "calendar": f"/look-again.ics?{query}",
        "comparison": f"/compare?{urlencode(query_with(candidate.values))}",
    }


def _sentence(advice: Advice, pays: str) -> str:
    """What decides it, and what pays for it."""
    said = advice.summary.removeprefix(f"{advice.word}: ")
    return f"{said[:1].upper()}{said[1:]} {pays}".strip()


def _is_out(weighing: Weighing) -> bool:
    """Whether it is to be skipped, whatever else is said."""
    return weighing.is_firm and weighing.advice.recommendation is Recommendation.SKIP


def _pays(weighing: Weighing) -> str:
    """What pays for it, if business is sought."""
    plan = weighing.explanation.plan
    is_sought = weighing.advice.facts.get(FOR_BUSINESS) is not False
    return plan.break_even.text if is_sought and plan and plan.break_even else ""


def _moved(before: str | None, score: int) -> int | None:
    """How many points the last answer moved it; None if it was not shown before."""
    return score - int(before) if before and before.isdecimal() and len(before) <= 3 else None


def _text(input: Input, value: Value, reader: Reader) -> str:
    """What is assumed, as it would be filled in."""
    if isinstance(value, float):
        return write_number(input, value, reader)
    return words_of(str(value).lower(), reader)
