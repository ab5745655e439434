"""What differs in meaning between two packs, and a candidate that shows what each change does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import Any

from joinwise.authoring.witness import TRIES, Judges, Witness, find_witness
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.values import Kind
from joinwise.expressions.ast import And, Comparison, Constant, Known, Name, Node, Not, Or, names
from joinwise.expressions.typecheck import Kinds
from joinwise.formats.strict_json import plain
from joinwise.packs import serialize as rulebook
from joinwise.packs.dependencies import direct_needs
from joinwise.packs.model import Band, Fact, Pack, Row, Rule
from joinwise.scoring.decide import Decider

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Section(StrEnum):
    """What an entry of a pack belongs to; rows are looked at one by one."""

    DECISION = "decision"
    INPUTS = "inputs"
    FACTS = "facts"
    RULES = "rules"
    BANDS = "bands"
    ROWS = "rows"
    COMPARE = "compare"


SCORED: Mapping[Section, set[str]] = {
    Section.DECISION: {"start", "join_at"},
    Section.INPUTS: {"assume"},
    Section.FACTS: {"formula", "by", "values", "else"},
    Section.RULES: {"when", "points", "decide"},
    Section.BANDS: {"over"},
    Section.ROWS: {"from", "to", "points"},
}
"""The keys that the score hangs on; the others are words, or for other uses."""

UNSAID = ("id", "at", "name", "input")
TRUE = Constant(True, Kind.BOOLEAN)

Said = Mapping[str, Any]
"""What an entry says, by key, as JSON-ready data."""


@dataclass(frozen=True, slots=True)
class Part:
    """One key that says something else; ``english`` reads it where it is an expression."""

    key: str
    before: Any
    after: Any
    english: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that was added, removed or changed; ``name`` of a row is its band and its limits."""

    section: Section
    name: str
    change: str
    parts: tuple[Part, ...]

    @property
    def is_scored(self) -> bool:
        """Whether the score can hang on it."""
        if self.change != CHANGED and self.section in (
            Section.INPUTS,
            Section.FACTS,
            Section.COMPARE,
        ):
            return False
        keys = {part.key.partition(".")[0] for part in self.parts}
        return bool(keys & SCORED.get(self.section, set()))


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference with its witness.

    ``tries`` is how many candidates were tried at most; 0 where it cannot turn any advice, or
    cannot be tried alone.
    """

    difference: Difference
    witness: Witness | None
    tries: int


def differences(one: Pack, other: Pack) -> list[Difference]:
    """All that differs, section by section; nothing where both say the same."""
    if one.version == other.version:
        return []
    before, after = _said(one), _said(other)
    found: list[Difference] = []
    for section in before:
        for name in sorted(before[section].keys() | after[section].keys()):
            found += _compared(section, name, before[section].get(name), after[section].get(name))
        if section == Section.BANDS:
            found += _row_differences(one, other)
    return found


def _said(pack: Pack) -> dict[Section, dict[str, Said]]:
    book = rulebook.book(pack)
    sources = {name: question.source for name, question in pack.questions.items()}
    inputs = {each["input"]: each for each in rulebook.inputs(pack)}
    return {
        Section.DECISION: {Section.DECISION: book["decision"]},
        Section.INPUTS: {name: {**each, "source": sources[name]} for name, each in inputs.items()},
        Section.FACTS: {each["name"]: each for each in book["facts"]},
        Section.RULES: {each["id"]: each for each in book["rules"]},
        Section.BANDS: {each["id"]: each for each in book["bands"]},
        Section.COMPARE: {Section.COMPARE: book["compare"]} if book["compare"] else {},
    }


def _compared(
    section: Section, name: str, before: Said | None, after: Said | None
) -> Iterator[Difference]:
    """The difference between two entries, if there is any; rows of both are looked at apart."""
    change = ADDED if before is None else REMOVED if after is None else CHANGED
    one, other = _flat(before or {}), _flat(after or {})
    keys = [key for key in dict.fromkeys((*one, *other)) if one.get(key) != other.get(key)]
    left_out = ("english", *(key for key in keys if change == CHANGED and key.startswith("rows.")))
    parts = [_part(key, one, other) for key in keys if key not in left_out]
    if parts:
        yield Difference(section, name, change, tuple(parts))


def _part(key: str, one: Said, other: Said) -> Part:
    is_read = key in ("when", "formula")
    english = (one.get("english"), other.get("english")) if is_read else None
    return Part(key, one.get(key), other.get(key), english)


def _flat(said: Said) -> dict[str, Any]:
    """Without what names the entry or says where it stands; tables key by key, rows by limits."""
    found: dict[str, Any] = {}
    for key, value in said.items():
        if key in UNSAID:
            continue
        if isinstance(value, Mapping):
            found |= {f"{key}.{inner}": each for inner, each in _flat(value).items()}
        elif key == "rows":
            found |= {f"rows.{_limits(row['from'], row['to'])}": row["points"] for row in value}
        else:
            found[key] = value
    return found


def _limits(low: float | None, high: float | None) -> str:
    ends = (("from", low), ("to", high))
    return " ".join(f"{word} {end:.10g}" for word, end in ends if end is not None)


def _row_differences(one: Pack, other: Pack) -> Iterator[Difference]:
    before, after = ({band.id: band for band in pack.bands} for pack in (one, other))
    for id in sorted(before.keys() & after.keys()):
        for row, new in _paired(before[id].rows, after[id].rows):
            name = f"{id} {_name_of(row or new)}"
            yield from _compared(Section.ROWS, name, _row(row), _row(new))


def _name_of(row: Row | None) -> str:
    return _limits(row.low, row.high) if row else ""


def _row(row: Row | None) -> Said | None:
    if row is None:
        return None
    return {
        "from": row.low,
        "to": row.high,
        "points": row.points,
        "reason": row.reason.source,
        "brief": row.brief and row.brief.source,
        "source": row.source,
    }


def _paired(before: Iterable[Row], after: Iterable[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows with both limits alike, else with one alike; the others stand alone."""
    left, new = list(before), list(after)
    for alike in (_both_alike, _one_alike):
        for row in [*left]:
            match = next((each for each in new if alike(row, each)), None)
            if match:
                left.remove(row)
                new.remove(match)
                yield row, match
    yield from ((row, None) for row in left)
    yield from ((None, row) for row in new)


def _both_alike(row: Row, other: Row) -> bool:
    return (row.low, row.high) == (other.low, other.high)


def _one_alike(row: Row, other: Row) -> bool:
    return row.low == other.low or row.high == other.high


def shown(one: Pack, other: Pack, tries: int = TRIES) -> Iterator[Shown]:
    """All that differs, each with a candidate that shows what it does, where one is found."""
    before, after = Decider(one), Decider(other)
    for difference in differences(one, other):
        alone = _alone(difference, one, other) if difference.is_scored else None
        if alone is None:
            yield Shown(difference, None, 0)
        else:
            judges = Judges(before, Decider(alone), after)
            felt = _felt(difference, one, other)
            yield Shown(difference, find_witness(judges, felt, tries), tries)


def _alone(difference: Difference, one: Pack, other: Pack) -> Pack | None:
    """The first pack with this one change; nothing where that makes no pack."""
    return _completed(_swapped(difference, one, other), other)


def _swapped(difference: Difference, one: Pack, other: Pack) -> Pack:
    name = difference.name
    match difference.section:
        case Section.DECISION:
            return replace(one, decision=other.decision)
        case Section.INPUTS:
            question = replace(one.questions[name], assume=other.questions[name].assume)
            return replace(one, questions={**one.questions, name: question})
        case Section.FACTS:
            return replace(one, facts={**one.facts, name: other.facts[name]})
        case Section.RULES:
            return replace(one, rules=_with(one.rules, other.rules, name))
        case Section.BANDS:
            return replace(one, bands=_with(one.bands, other.bands, name))
    return replace(one, bands=_with_row(difference, one, other))


def _with(before: tuple[Any, ...], after: tuple[Any, ...], id: str) -> tuple[Any, ...]:
    new = [each for each in after if each.id == id]
    return (*(each for each in before if each.id != id), *new)


def _with_row(difference: Difference, one: Pack, other: Pack) -> tuple[Band, ...]:
    """With one row as it is in the other pack; the whole band where rows would overlap."""
    id = difference.name.partition(" ")[0]
    band, new = (_band(pack, id) for pack in (one, other))
    before, after = _row_pair(difference, one, other)
    rows = [row for row in band.rows if row is not before] + [row for row in (after,) if row]
    rows.sort(key=lambda row: (row.low is not None, row.low or 0.0))
    if band.over == new.over and not any(map(_overlap, rows, rows[1:])):
        new = replace(band, rows=tuple(rows))
    return _with(one.bands, (new,), id)


def _overlap(row: Row, following: Row) -> bool:
    return row.high is None or following.low is None or following.low < row.high


def _band(pack: Pack, id: str) -> Band:
    return next(band for band in pack.bands if band.id == id)


def _row_pair(difference: Difference, one: Pack, other: Pack) -> tuple[Row | None, Row | None]:
    id, _, limits = difference.name.partition(" ")
    pairs = _paired(_band(one, id).rows, _band(other, id).rows)
    return next(pair for pair in pairs if _name_of(pair[0] or pair[1]) == limits)


def _completed(pack: Pack, other: Pack) -> Pack | None:
    """With the facts of the other pack that it lacks, in order; nothing where they do not fit."""
    facts: dict[str, Fact] = dict(pack.facts)
    while lacking := _named(_trees(pack, facts)) - {*INPUTS, *facts}:
        facts |= {name: other.facts[name] for name in lacking}
    order = _ordered(pack, facts)
    completed = replace(pack, facts=facts, order=order or ())
    return completed if order is not None and _fits_together(completed) else None


def _fits_together(pack: Pack) -> bool:
    """Whether every tree is of the kind that it must be, and so is all that it names."""
    wanted = [(rule.when, Kind.BOOLEAN) for rule in pack.rules]
    wanted += [(band.over, Kind.NUMBER) for band in pack.bands]
    wanted += [(fact.formula, fact.kind) for fact in pack.facts.values()]
    known = pack.kinds
    return all(_is_of(kind, tree, known) for tree, kind in wanted)


def _is_of(kind: Kind, tree: Node, known: Mapping[str, Kind]) -> bool:
    kinds = Kinds(known)
    kinds.expect(tree, kind, "this")
    return not kinds.faults


def _named(trees: Iterable[Node]) -> set[str]:
    return {name for tree in trees for name in names(tree)}


def _trees(pack: Pack, facts: Mapping[str, Fact]) -> Iterator[Node]:
    yield from (rule.when for rule in pack.rules)
    yield from (band.over for band in pack.bands)
    yield from (fact.formula for fact in facts.values())
    yield from (each.assume for each in pack.questions.values() if each.assume)


def _ordered(pack: Pack, facts: Mapping[str, Fact]) -> tuple[str, ...] | None:
    trees = {name: each.assume for name, each in pack.questions.items() if each.assume}
    trees |= {name: fact.formula for name, fact in facts.items()}
    try:
        return tuple(TopologicalSorter(direct_needs(trees)).static_order())
    except CycleError:
        return None


def _felt(difference: Difference, one: Pack, other: Pack) -> Node:
    """Where a change can make a difference."""
    name = difference.name
    match difference.section:
        case Section.INPUTS:
            return Not(Known(Name(name)))
        case Section.FACTS:
            return Comparison("!=", one.facts[name].formula, other.facts[name].formula)
        case Section.RULES:
            return _rule_felt(*(_rule(pack, name) for pack in (one, other)))
        case Section.BANDS:
            bands = [band for pack in (one, other) for band in pack.bands if band.id == name]
            return Or(tuple(row.when for band in bands for row in band.rows))
        case Section.ROWS:
            return Or(tuple(row.when for row in _row_pair(difference, one, other) if row))
    return TRUE


def _rule(pack: Pack, id: str) -> Rule | None:
    return next((rule for rule in pack.rules if rule.id == id), None)


def _rule_felt(before: Rule | None, after: Rule | None) -> Node:
    trees = [rule.when for rule in (before, after) if rule]
    if len(trees) == 1 or trees[0] == trees[1]:
        return trees[0]
    one, other = trees
    return Or((And((one, Not(other))), And((other, Not(one)))))


def diff_answer(one: Pack, other: Pack, found: Iterable[Shown]) -> dict[str, Any]:
    """What differs as JSON-ready data."""
    return {
        "before": {"pack": one.name, "version": one.version},
        "after": {"pack": other.name, "version": other.version},
        "differences": [_shown_answer(each) for each in found],
    }


def _shown_answer(shown: Shown) -> dict[str, Any]:
    difference = shown.difference
    return {
        "section": difference.section,
        "name": difference.name,
        "change": difference.change,
        "parts": [_part_answer(part) for part in difference.parts],
        "witness": shown.witness and _witness_answer(shown.witness),
        "tries": shown.tries,
    }


def _part_answer(part: Part) -> dict[str, Any]:
    answer = {"key": part.key, "before": plain(part.before), "after": plain(part.after)}
    if part.english is None:
        return answer
    before, after = part.english
    return {**answer, "english": {"before": before, "after": after}}


def _witness_answer(witness: Witness) -> dict[str, Any]:
    verdicts = {"before": witness.before, "alone": witness.alone, "after": witness.after}
    answers = {key: {"recommendation": each[0], "score": each[1]} for key, each in verdicts.items()}
    return {"candidate": witness.candidate, **answers}
