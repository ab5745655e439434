"""What is talked about first with a person, by where they stand, and what the page remembers of it.

The page has fields of its own beside those of a candidate: ``situation`` is where the person
stands, ``skip`` names each input that they do not know. A link holds both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from joinwise.domain.catalogue import is_input
from joinwise.web.forms.candidate import Entries, query_of
from joinwise.web.forms.kinds import EVENTS, kind_of
from joinwise.web.forms.obstacles import answers_in, asked_as_one

Texts = Mapping[str, Sequence[str]]
MISSING = {"name": "Give it a name.", "kind": "Choose what kind of thing it is."}
LONGEST_NOTE = 500
MEMBERSHIP = "past_yield.months_member"
ALL = "all"
"""Stands for each of the first questions that is not answered."""

OBSTACLES = "obstacles"
"""Stands for each obstacle in the list."""


class Situation(StrEnum):
    """Where a person stands to a group."""

    THINKING = "thinking"
    MEMBER = "in"
    EVENT = "event"


SITUATIONS = {
    Situation.THINKING: "thinking about it",
    Situation.MEMBER: "in it",
    Situation.EVENT: "it is an event",
}
SENTENCE = ("name", "kind", "currency", "you.seeks")
"""What the first sentence of the page says."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first questions: its fields, the first of which it is about."""

    title: str
    inputs: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.inputs[0]


BUDGET = "you.annual_budget"
TIME = Step("How often, and how long", ("time.meetings_per_year", "time.hours_per_meeting"))
WORTH = Step("What a customer is worth", ("you.profit_per_deal",))
HOUR = Step("What your time is worth", ("you.hour_value",))
STEPS: Mapping[Situation, tuple[Step, ...]] = {
    Situation.THINKING: (
        Step("What it costs", ("cost.annual_dues", "cost.joining_fee", BUDGET)),
        TIME,
        WORTH,
        HOUR,
        Step("How you came to it", ("reciprocity.invitation",)),
        Step("Have you been there?", ("past_yield.visits",)),
    ),
    Situation.MEMBER: (
        Step("Since when", (MEMBERSHIP,)),
        Step("What it costs", ("cost.annual_dues", "cost.other_per_year")),
        Step("What business came of it", ("past_yield.deals", "past_yield.profit")),
        Step("What else came of it", ("past_yield.gained",)),
        TIME,
        Step("How it is going", ("past_yield.trend",)),
    ),
    Situation.EVENT: (
        Step("What it costs", ("cost.total_per_year", BUDGET)),
        Step("Who goes, and how long", ("time.hours_per_meeting", "team.people")),
        Step("What you expect", ("expected.leads_per_year", "expected.close_rate")),
        WORTH,
        HOUR,
        Step("How you came to it", ("reciprocity.invitation",)),
    ),
}
LABELS = {
    "cost.annual_dues": "Dues",
    "cost.joining_fee": "Fee to join, once",
    "cost.other_per_year": "Other costs",
    "cost.total_per_year": "All of it, for all who go: entry, stand, travel, hotel",
    BUDGET: "You can spend on such things",
    "time.meetings_per_year": "Meetings",
    "time.hours_per_meeting": "Each takes",
    "you.profit_per_deal": "Profit that a typical piece of business brings",
    "you.hour_value": "An hour away from the job costs you",
    "reciprocity.invitation": "Who asked you",
    "past_yield.visits": "Times that you were there as a guest",
    "past_yield.months_member": "You have been in it for",
    "past_yield.deals": "Pieces of business so far",
    "past_yield.profit": "Profit from them, all together",
    "past_yield.gained": "What you have got from it besides business",
    "past_yield.trend": "Its value to you is",
    "team.people": "Employees who go on the firm's time",
    "expected.leads_per_year": "Enquiries that you expect",
    "expected.close_rate": "Of them become business",
}
EVENT_LABELS = {"time.hours_per_meeting": "It takes each of you"}
EVENT_ASKS = {
    "time.hours_per_meeting": "How many hours does it take each of you?",
    "cost.total_per_year": "What does all of it cost, travel included?",
}
EVENT_UNITS = {
    "time.hours_per_meeting": "hours",
    "cost.total_per_year": "",
    "expected.leads_per_year": "enquiries",
}
"""An event is held once in the year that is weighed."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a person has said so far; ``skipped`` are the inputs that they do not know."""

    entries: Entries
    situation: Situation | None = None
    skipped: tuple[str, ...] = ()
    note: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        return STEPS[self.situation] if self.situation else ()

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query of a link to all of it."""
        told = {"situation": str(self.situation)} if self._must_tell else {}
        skipped = [("skip", name) for name in self.skipped]
        note = [("note", self.note)] if self.note else []
        return [*query_of(self.entries.values), *told.items(), *skipped, *note]

    @property
    def _must_tell(self) -> bool:
        """Whether the answers do not say the situation by themselves."""
        return self.situation is not None and _situation_said(self.entries.texts) is None

    @property
    def passed(self) -> tuple[str, ...]:
        """The inputs that they do not know, and all that a step asks which they passed over."""
        steps = (step for step in self.steps if step.key in self.skipped)
        return (*self.skipped, *(name for step in steps for name in step.inputs))

    @property
    def follow_ups(self) -> int:
        """How many answers it has beyond the first sentence and steps; obstacles are one."""
        first = {MEMBERSHIP, *SENTENCE, *(name for step in self.steps for name in step.inputs)}
        later = {*self.entries.values, *self.skipped} - first
        obstacles = asked_as_one(later)
        return len(later - obstacles) + bool(obstacles)

    def is_done(self, step: Step) -> bool:
        return step.key in self.entries.values or step.key in self.skipped

    def label(self, name: str) -> str | None:
        """How the steps call an input."""
        own = EVENT_LABELS if self.situation is Situation.EVENT else {}
        return own.get(name) or LABELS.get(name)


def conversation_in(sent: Texts, read: Callable[[Texts], Entries]) -> Conversation:
    """What a form or a link says; ``read`` reads the texts of a candidate."""
    own = {name: [text for text in sent.get(name, ()) if text] for name in OWN_FIELDS}
    texts = {name: text for name, text in sent.items() if name not in OWN_FIELDS}
    texts |= _answer(own) | _obstacles(own)
    situation = _situation(texts, own)
    entries = read(_settled(texts, situation))
    if own["weigh"]:
        entries = _completed(entries)
    note = next(iter(own["note"]), "").strip()[:LONGEST_NOTE]
    return Conversation(entries, situation, _skipped(own, entries.texts, situation), note)


OWN_FIELDS = (
    "situation", "was", "skip", "asked", "answer", "before", "weigh", "obstacles", "obstacle",
    "note",
)  # fmt: skip
"""Fields of the page that are none of a candidate: ``answer`` is to the input named ``asked``, and
each ``obstacle`` one of the ``obstacles`` that is so."""


def _completed(entries: Entries) -> Entries:
    """With what is missing, if somebody wants it weighed."""
    missing = {name: message for name, message in MISSING.items() if not entries.text(name)}
    return replace(entries, problems={**missing, **entries.problems})


def _answer(own: Texts) -> dict[str, Sequence[str]]:
    asked = next(iter(own["asked"]), "")
    return {asked: own["answer"]} if is_input(asked) and own["answer"] else {}


def _obstacles(own: Texts) -> dict[str, Sequence[str]]:
    """What a list of obstacles says, unless they do not know or nobody pressed its button."""
    is_sent = "obstacles" in own["answer"]
    return dict(answers_in(own["obstacles"], own["obstacle"])) if is_sent else {}


def _situation(texts: dict[str, Sequence[str]], own: Texts) -> Situation | None:
    """The one that was just chosen, or else the one that the answers say, or that was before."""
    chosen, before = (_chosen(next(iter(own[name]), "")) for name in ("situation", "was"))
    if chosen and chosen is not before and own["was"]:
        _give_way(texts, chosen)
        return chosen
    said = _situation_said(texts)
    if said or not chosen:
        return said
    return Situation.THINKING if chosen is Situation.EVENT and _first(texts, "kind") else chosen


def _chosen(text: str) -> Situation | None:
    return next((situation for situation in Situation if situation == text), None)


def _give_way(texts: dict[str, Sequence[str]], chosen: Situation) -> None:
    """What was said before and does not fit what was just chosen."""
    is_event = _first(texts, "kind") in EVENTS
    if chosen is Situation.EVENT and not is_event:
        texts["kind"] = (EVENTS[0],)
    elif chosen is not Situation.EVENT and is_event:
        texts["kind"] = ()


def _situation_said(texts: Texts) -> Situation | None:
    """What the kind and the months of membership say."""
    if _first(texts, "kind") in EVENTS:
        return Situation.EVENT
    months = _first(texts, MEMBERSHIP)
    if not months:
        return None
    return Situation.THINKING if months in ("0", "0.0") else Situation.MEMBER


def _settled(texts: dict[str, Sequence[str]], situation: Situation | None) -> Texts:
    """With the kind that the name gives away, and the membership that the situation says."""
    found = None if _first(texts, "kind") else kind_of(_first(texts, "name"))
    known = {"kind": (found,)} if found else {}
    if situation is Situation.THINKING or (situation is Situation.EVENT and not _has_past(texts)):
        known[MEMBERSHIP] = ("0",)
    return {**texts, **known}


def _has_past(texts: Texts) -> bool:
    """Whether they say what it brought, as of an event that they went to before."""
    past = (name for name in texts if name.startswith("past_yield.") and name != MEMBERSHIP)
    return any(_first(texts, name) for name in past)


def _skipped(own: Texts, texts: Texts, situation: Situation | None) -> tuple[str, ...]:
    named = [name for name in own["skip"] if is_input(name)]
    if OBSTACLES in own["skip"]:
        named += own["obstacles"]
    if ALL in own["skip"] and situation:
        named += [step.key for step in STEPS[situation]]
    return tuple(name for name in dict.fromkeys(named) if not _first(texts, name))


def _first(texts: Texts, name: str) -> str:
    return next(iter(texts.get(name, ())), "").strip()


def rest_of(names: Collection[str], conversation: Conversation) -> Iterator[str]:
    """The inputs that neither the sentence nor a step asks for."""
    said = {*SENTENCE, *(name for step in conversation.steps for name in step.inputs)}
    if conversation.situation in (Situation.THINKING, Situation.EVENT):
        said.add(MEMBERSHIP)
    return (name for name in names if name not in said)
