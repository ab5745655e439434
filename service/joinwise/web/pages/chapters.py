"""Each rule as people read it: what it gives and when, what it builds on, what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePath

from joinwise.domain.recommendation import Recommendation
from joinwise.domain.units import ENGLISH, Unit, ValueFormat
from joinwise.expressions.ast import Lookup, Name, Node, names
from joinwise.expressions.printer import to_text
from joinwise.packs.citations import SourceTexts, source_texts
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import (
    Origin,
    Pack,
    Place,
    RuleCase,
    RuleEntry,
    Table,
    TableRow,
    tested,
)
from joinwise.packs.sentences import sentence
from joinwise.packs.tables.cells import cell_english
from joinwise.packs.templates import Slot, Text

LONGEST_TITLE = 60
COMMENT, FOR_EDITORS = "#", "yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Case:
    """A rule or a row: its points or decision, and when it fires.

    Of a row of a decision table ``cells`` say it column by column.
    """

    points: int
    decides: Recommendation | None
    english: str
    expression: str
    reason: Text
    brief: Text | None
    source: SourceTexts
    at: Place
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """A rule, band or table; ``reads`` names the facts and inputs of its conditions and texts.

    ``columns`` is what a decision table goes by; ``origin`` tells the layer that it comes from, if
    there are layers.
    """

    id: str
    title: str
    cases: tuple[Case, ...]
    reads: tuple[str, ...]
    source: SourceTexts
    at: Place
    columns: tuple[str, ...] = ()
    origin: Origin | None = None

    def matches(self, words: Iterable[str]) -> bool:
        """Whether it has every one of some words, which are in small letters."""
        text = " ".join(self._texts()).casefold()
        return all(word in text for word in words)

    def _texts(self) -> Iterator[str]:
        yield from (self.id, self.title, self.at.file, str(self.source or ""))
        for case in self.cases:
            yield from (case.english, case.expression, case.reason.source, str(case.source or ""))
            yield f"decides to {case.decides}" if case.decides else f"{case.points:+d}"


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one rule file holds, and what it says of itself at its start."""

    file: str
    about: str
    entries: tuple[Description, ...]

    @property
    def title(self) -> str:
        """What the file says of itself if that is short, else its name."""
        said, _, rest = self.about.partition(".")
        if said and not rest and len(said) <= LONGEST_TITLE:
            return said
        return PurePath(self.file).stem.replace("_", " ").capitalize()

    def matching(self, words: Iterable[str]) -> Chapter:
        """The same, with only those entries that have every one of some words."""
        matches = (entry for entry in self.entries if entry.matches(words))
        return replace(self, entries=tuple(matches))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a fact is, or what is assumed of an input, in plain English.

    ``table`` says it by the values of another text, ``otherwise`` for all others.
    """

    english: str
    expression: str
    table: tuple[tuple[str, str], ...]
    otherwise: str | None
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A fact that a rule builds on, or an input that it asks for.

    ``about`` is what a fact says of itself, or how the input is asked for; ``asked_if`` is the
    condition for that, None if there is none.
    """

    name: str
    label: str
    about: str
    unit: Unit
    meaning: Meaning | None
    source: SourceTexts
    at: Place | None
    asked_if: str | None = None


@dataclass(frozen=True, slots=True)
class SlotDescription:
    """What a text shows in place of a slot: a value, and the word after it."""

    text: str
    name: str
    label: str
    unit: Unit
    one: str
    many: str


class RuleDescriber:
    """Describes the rules of a pack, numbers as a reader writes them."""

    def __init__(self, pack: Pack, values: ValueFormat = ENGLISH) -> None:
        self.pack = pack
        self.values = values

    def chapters(self, files: Mapping[str, bytes]) -> tuple[Chapter, ...]:
        """All rules, bands and tables by rule file; ``files`` are these, by path."""
        abouts = {PurePath(path).name: opening(content) for path, content in files.items()}
        entries = sorted(self.pack.entries, key=lambda entry: (entry.at.file, entry.at.line))
        return tuple(
            Chapter(file, abouts.get(file, ""), tuple(map(self.describe, group)))
            for file, group in groupby(entries, key=lambda entry: entry.at.file)
        )

    def describe(self, entry: RuleEntry) -> Description:
        reads = tuple(dict.fromkeys((*tested(entry), *_names_shown(entry.cases))))
        columns = tested(entry) if isinstance(entry, Table) else ()
        cases = tuple(self._case(case, columns) for case in entry.cases)
        source = source_texts(entry.source)
        origin = self.pack.origins.get(entry.id)
        return Description(entry.id, entry.title, cases, reads, source, entry.at, columns, origin)

    def _case(self, case: RuleCase, columns: Iterable[str]) -> Case:
        when, expression = self.english(case.when), to_text(case.when)
        return Case(
            case.points,
            case.decide,
            when,
            expression,
            case.reason,
            case.brief,
            source_texts(case.source),
            case.at,
            tuple(self._cells(case, columns)),
        )

    def _cells(self, case: RuleCase, columns: Iterable[str]) -> Iterator[str]:
        cells = case.cells if isinstance(case, TableRow) else ()
        for cell, name in zip(cells, columns, strict=False):
            sentence = self.english(cell.test) if cell.test else ""
            yield sentence and cell_english(sentence, self.label(name), self.values)

    def english(self, tree: Node) -> str:
        return sentence(tree, self.pack, self.values)

    def terms(self, reads: Iterable[str]) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
        """The facts and the inputs that names lead to, each before what it builds on itself."""
        reachable = Dependencies(self.pack).reachable(reads)
        facts = (self._fact(name) for name in reachable if name in self.pack.facts)
        inputs = (self._input(name) for name in reachable if name not in self.pack.facts)
        return tuple(facts), tuple(inputs)

    def _fact(self, name: str) -> Term:
        fact = self.pack.facts[name]
        meaning = self._meaning(fact.formula)
        source = source_texts(fact.source)
        return Term(name, self.label(name), fact.about, fact.unit, meaning, source, fact.at)

    def _input(self, name: str) -> Term:
        question = self.pack.questions[name]
        meaning = self._meaning(question.assume) if question.assume else None
        unit, source = question.input.unit, source_texts(question.source)
        asked_if = self.english(question.when) if question.when else None
        return Term(name, self.label(name), question.ask, unit, meaning, source, None, asked_if)

    def _meaning(self, tree: Node) -> Meaning:
        reads = tuple(names(tree))
        if not isinstance(tree, Lookup):
            return Meaning(self.english(tree), to_text(tree), (), None, reads)
        return Meaning(*self._looked_up(tree), reads)

    def _looked_up(self, tree: Lookup) -> tuple[str, str, tuple[tuple[str, str], ...], str | None]:
        say = self.values.gettext
        table = tuple((say(key.replace("_", " ")), self._value(value)) for key, value in tree.table)
        otherwise = None if tree.otherwise is None else self._value(tree.otherwise)
        return (
            say("by %(name)s", name=self.label(tree.by.name)),
            f"by: {tree.by.name}",
            table,
            otherwise,
        )

    def _value(self, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, float | int):
            return self.values.gettext(str(value).lower())
        return self.values.figure(value)

    def label(self, name: str) -> str:
        """What people call a fact or an input."""
        return self.english(Name(name))

    def slots(self, rule: Description) -> tuple[SlotDescription, ...]:
        """What the texts of a rule show, each once."""
        texts = (text for case in rule.cases for text in (case.reason, case.brief) if text)
        slots = {slot_text(slot): slot for text in texts for slot in text.slots}
        return tuple(
            SlotDescription(
                text, slot.name, self.label(slot.name), self.pack.unit(slot.name),
                slot.one, slot.many,
            )
            for text, slot in slots.items()
        )  # fmt: skip


def slot_text(slot: Slot) -> str:
    """As it is in the text: ``{team.people employee|employees}``."""
    words = f" {slot.one}|{slot.many}" if slot.one else ""
    return f"{{{slot.name}{words}}}"


def _names_shown(cases: Iterable[RuleCase]) -> Iterator[str]:
    for case in cases:
        yield from (slot.name for text in (case.reason, case.brief) if text for slot in text.slots)


def opening(content: bytes) -> str:
    """The comment that a rule file starts with, as one text."""
    lines = []
    for line in content.decode("utf-8-sig", "replace").splitlines():
        if not line.startswith(COMMENT):
            break
        if FOR_EDITORS not in line:
            lines.append(line.lstrip(COMMENT).strip())
    return " ".join(lines)
