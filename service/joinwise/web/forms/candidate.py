"""A candidate as a form: its sections and fields, and what a person filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_symbol

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import DEFAULT_CURRENCY, INPUTS, OWN, REQUIRED
from joinwise.domain.currencies import CURRENCIES
from joinwise.domain.days import AS_OF
from joinwise.domain.inputs import Input
from joinwise.domain.units import ValueFormat, digits
from joinwise.domain.values import Kind, Value
from joinwise.languages.reader import Sign, reader_in
from joinwise.packs.model import Pack
from joinwise.web.forms.locale import Reader, currencies_for
from joinwise.web.forms.numbers import write_number
from joinwise.web.forms.numerals import MistypedError
from joinwise.web.forms.quantities import NO_NUMBER, Reading, read_quantity

TITLES = {
    "": "The group",
    "cost": "What it costs",
    "travel": "Getting there",
    "time": "What it takes in time",
    "past_yield": "What it has brought so far",
    "expected": "What you expect of it",
    "reciprocity": "Who gives and who gets",
    "members": "Who is there",
    "exposure": "What it exposes you to",
    "you": "You",
    "team": "Your firm",
    OWN: "Further questions",
}
WORDS = {
    "list_building": "to lengthen someone's list",
    "sales_pitch": "by someone who sells seats",
    "knows_you": "by someone who knows your work",
    "own_search": "you looked for it",
    "sent": "an employer or board sent you",
    "learning": "learning",
    "standing": "standing",
    "friendship": "friends",
    "perks": "discounts and other perks",
    "service": "doing good",
    "alliances": "partners",
    "job": "a job",
    "on_paper": "only on paper",
    "leads": "you lead",
    "attends": "you attend",
    "active": "you are active",
    "guess": "a guess",
    "members_say": "what members report",
    "own_experience": "what a group like it brought you",
    "true": "yes",
    "false": "no",
}
ASKS = {
    "name": "What is it called?",
    "kind": "What kind of thing is it?",
    "currency": "Which currency do you count in?",
}
ENGLISH = reader_in("en")
NOTHING = "none"
"""The box of a list that says: known, and nothing of it."""

TRUTHS = {"true": True, "false": False}
NOT_OFFERED = "Choose one of those offered."


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that may be chosen, and how people say it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """One input to fill in: ``sign`` is shown in it, and the rest of its ``unit`` beside."""

    input: Input
    ask: str
    unit: str
    choices: tuple[Choice, ...]
    sign: Sign

    @property
    def name(self) -> str:
        return self.input.name


@dataclass(frozen=True, slots=True)
class Section:
    group: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """What was filled in, as it was typed, the values that it has, and what is wrong with the rest.

    ``readings`` say how numbers were understood that are not typed plainly; ``unknown`` are names
    that no field has.
    """

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def candidate(self) -> Candidate | None:
        """The candidate; None as long as a required value is missing."""
        return Candidate(self.values) if all(name in self.values for name in REQUIRED) else None

    def text(self, name: str) -> str:
        return next(iter(self.texts.get(name, ())), "")


def sections(pack: Pack, currency: str, reader: Reader = ENGLISH) -> tuple[Section, ...]:
    """All fields by section, asked in the words of the pack."""
    groups = pack.catalogue.fields
    return tuple(
        Section(
            group,
            reader.gettext(title),
            tuple(
                field_of(pack, input, currency, reader)
                for input in groups[group].values()
                if not input.is_day
            ),
        )
        for group, title in TITLES.items()
        if group in groups
    )


def field_of(pack: Pack, input: Input, currency: str, reader: Reader = ENGLISH) -> Field:
    ask = ASKS.get(input.name, pack.questions[input.name].ask)
    return plain_field(input, reader.gettext(ask), currency, reader)


def plain_field(input: Input, ask: str, currency: str, reader: Reader = ENGLISH) -> Field:
    """The field of an input that a pack knows nothing of."""
    sign = reader.sign(input.unit, currency)
    return Field(input, ask, reader.beside(input.unit), _choices(input, reader), sign)


def _choices(input: Input, reader: Reader) -> tuple[Choice, ...]:
    if input.values is CURRENCIES:
        return _currency_choices(reader.locale)
    values: Iterable[str] = TRUTHS if input.kind is Kind.BOOLEAN else input.values
    return tuple(Choice(value, words_of(value, reader)) for value in values)


@lru_cache(maxsize=64)
def _currency_choices(locale: Locale) -> tuple[Choice, ...]:
    """``EUR €``; the currency of the reader and the usual ones come first."""
    signs = {code: get_currency_symbol(code, locale) for code in currencies_for(locale)}
    return tuple(
        Choice(code, code if sign == code else f"{code} {sign}") for code, sign in signs.items()
    )


def words_of(value: str, reader: ValueFormat = ENGLISH) -> str:
    """How people say one of the values of a text."""
    return reader.gettext(WORDS.get(value, value.replace("_", " ")))


def read_form(
    form: Mapping[str, Sequence[str]],
    reader: Reader,
    inputs: Mapping[str, Input] = INPUTS,
    currency: str = DEFAULT_CURRENCY,
) -> Entries:
    """What a person typed into the fields of these inputs, numbers as they write them.

    Money is in the currency that the form says, or else in this one.
    """
    said = next(iter(form.get("currency", ())), "").strip()
    own = said if said in CURRENCIES else currency
    entries = _read(form, lambda input, text: read_quantity(input, text, reader, own), inputs)
    return _told(entries, reader)


def read_link(
    query: Mapping[str, Sequence[str]], reader: Reader, inputs: Mapping[str, Input] = INPUTS
) -> Entries:
    """What a link says, numbers as JSON writes them; shown as the reader writes them."""
    entries = _read(query, _plain_number, inputs)
    texts = {
        name: (write_number(inputs[name], value, reader),)
        for name, value in entries.values.items()
        if isinstance(value, float)
    }
    return _told(replace(entries, texts={**entries.texts, **texts}), reader)


def _told(entries: Entries, reader: Reader) -> Entries:
    """With the problems in the reader's language."""
    problems = {name: reader.gettext(problem) for name, problem in entries.problems.items()}
    return replace(entries, problems=problems)


def query_of(values: Mapping[str, Value]) -> list[tuple[str, str]]:
    """The query of a link to these values, in the order of the fields; see ``read_link``.

    Pages are always of this day.
    """
    own = (name for name in values if name not in INPUTS and name != AS_OF)
    names = [*(name for name in INPUTS if name in values), *own]
    return [(name, text) for name in names for text in _parts(values[name])]


def _parts(value: Value) -> Iterator[str]:
    match value:
        case bool():
            yield str(value).lower()
        case float():
            yield digits(value)
        case tuple():
            yield from value or (NOTHING,)
        case str():
            yield value


def _read(
    sent: Mapping[str, Sequence[str]],
    read: Callable[[Input, str], Reading],
    inputs: Mapping[str, Input],
) -> Entries:
    texts = {name: tuple(filter(str.strip, sent[name])) for name in sent if name in inputs}
    answers = {name: _answer(inputs[name], typed, read) for name, typed in texts.items() if typed}
    return Entries(
        texts,
        values={name: answer.value for name, answer in answers.items() if not answer.problem},
        problems={name: answer.problem for name, answer in answers.items() if answer.problem},
        readings={name: answer.text for name, answer in answers.items() if answer.text},
        unknown=tuple(sorted(name for name in sent if name not in inputs)),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """The value of any input, or the problem with it, and how it was understood."""

    value: Value = None
    text: str = ""
    problem: str = ""


def _answer(input: Input, typed: Sequence[str], read: Callable[[Input, str], Reading]) -> _Answer:
    try:
        if input.kind is Kind.NUMBER:
            reading = read(input, _only(typed))
            return _Answer(reading.value, reading.text, reading.problem)
        return _Answer(_value(input, typed))
    except MistypedError as error:
        return _Answer(problem=str(error))


def _value(input: Input, typed: Sequence[str]) -> Value:
    if input.kind is Kind.LIST:
        return _chosen(input, typed)
    text = _only(typed)
    return _text(input, text) if input.kind is Kind.TEXT else _truth(text)


def _only(typed: Sequence[str]) -> str:
    if len(typed) > 1:
        raise MistypedError("This was given more than once.")
    return typed[0].strip()


def _chosen(input: Input, typed: Sequence[str]) -> Value:
    chosen = {text.strip() for text in typed}
    if chosen == {NOTHING}:
        return ()
    if NOTHING in chosen:
        raise MistypedError("Choose some of these, or none of them.")
    if not chosen <= {*input.values}:
        raise MistypedError(NOT_OFFERED)
    return tuple(value for value in input.values if value in chosen)


def _text(input: Input, text: str) -> Value:
    message = input.problem(text)
    if message:
        raise MistypedError(NOT_OFFERED if input.values else message)
    return text


def _truth(text: str) -> Value:
    if text not in TRUTHS:
        raise MistypedError(NOT_OFFERED)
    return TRUTHS[text]


def _plain_number(input: Input, text: str) -> Reading:
    try:
        value = float(text)
    except ValueError:
        return Reading(problem=NO_NUMBER)
    message = input.problem(value)
    return Reading(problem=message) if message else Reading(value)
