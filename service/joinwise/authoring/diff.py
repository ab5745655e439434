"""What differs in meaning between two packs, and a candidate that shows what each change does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from joinwise.authoring.changes import (
    BandChange,
    CompareChange,
    DecisionChange,
    EntryChange,
    FactChange,
    InputChange,
    KeyChange,
    PlanChange,
    PromiseChange,
    RowChange,
    RuleChange,
    TableChange,
)
from joinwise.authoring.isolation import isolated
from joinwise.authoring.sampling import ValueSampler
from joinwise.authoring.witness import TRIES, Judges, Witness, find_witness
from joinwise.expressions.printer import to_text
from joinwise.formats.strict_json import plain
from joinwise.packs.citations import source_texts
from joinwise.packs.dates import with_day_of
from joinwise.packs.model import (
    Band,
    Decision,
    Fact,
    Pack,
    Plan,
    Promise,
    Question,
    Row,
    Rule,
    Table,
    TableRow,
)
from joinwise.packs.serializers import (
    band_answer,
    decision_answer,
    fact_answer,
    input_answer,
    plan_answer,
    promise_answer,
    row_answer,
    rule_answer,
    table_answer,
    table_row_answer,
)
from joinwise.packs.tables.cells import written_cells
from joinwise.scoring.decide import Decider

UNCOMPARED = ("id", "at", "name", "input", "english")
"""What names an entry, says where it is written, or only repeats a formula."""

Entry = TypeVar("Entry")
Answer = Mapping[str, Any]
"""What an entry says, by key, as JSON-ready data."""


@dataclass(frozen=True, slots=True)
class WitnessedChange:
    """A change, and a candidate whose recommendation it turns if one was found.

    ``tries`` is how many candidates were tried at most; 0 if the change cannot turn a
    recommendation, makes no valid pack by itself, or only together with one that was shown before,
    as the two rows beside a limit that moved.
    """

    change: EntryChange[Any]
    witness: Witness | None
    tries: int


def witnessed_changes(one: Pack, other: Pack, tries: int = TRIES) -> Iterator[WitnessedChange]:
    """All changes, each with a candidate that shows what it does."""
    one, other = with_day_of(one, other), with_day_of(other, one)
    values = ValueSampler([one, other])
    order = tuple(values.inputs)
    before, after = Decider(one, order), Decider(other, order)
    shown: list[Pack] = []
    for change in changes_between(one, other):
        alone = isolated(change, one, other) if change.is_scored else None
        if alone is None or alone in shown:
            yield WitnessedChange(change, None, 0)
        else:
            shown.append(alone)
            judges = Judges(before, Decider(alone, order), after)
            witness = find_witness(judges, change.condition, values, tries)
            yield WitnessedChange(change, witness, tries)


Entries = dict[str, tuple[Entry, Answer]]
"""The entries of a section by name, each with what it says."""


def changes_between(one: Pack, other: Pack) -> list[EntryChange[Any]]:
    """All changes, section by section; none if both packs say the same."""
    if one.version == other.version:
        return []
    return [
        *_section_changes(DecisionChange, _decision, one, other),
        *_section_changes(InputChange, _inputs, one, other),
        *_section_changes(FactChange, _facts, one, other),
        *_section_changes(RuleChange, _rules, one, other),
        *_section_changes(BandChange, _bands, one, other),
        *_row_changes(one, other),
        *_section_changes(TableChange, _tables, one, other),
        *_section_changes(CompareChange, _compare, one, other),
        *_section_changes(PromiseChange, _promises, one, other),
        *_section_changes(PlanChange, _plan, one, other),
    ]


def _section_changes(
    change: type[EntryChange[Entry]],
    entries: Callable[[Pack], Entries[Entry]],
    one: Pack,
    other: Pack,
) -> Iterator[EntryChange[Entry]]:
    before, after = entries(one), entries(other)
    for name in sorted(before.keys() | after.keys()):
        entry, said = before.get(name, (None, None))
        new_entry, new_said = after.get(name, (None, None))
        if keys := _key_changes(said, new_said):
            yield change(name, entry, new_entry, keys)


def _decision(pack: Pack) -> Entries[Decision]:
    said = decision_answer(pack)
    words = {str(number): _compared(each) for number, each in enumerate(said["words"], start=1)}
    return {"decision": (pack.decision, {**said, "words": words})}


def _compared(said: Answer) -> Answer:
    return {key: value for key, value in said.items() if key not in UNCOMPARED}


def _inputs(pack: Pack) -> Entries[Question]:
    return {
        name: (question, {**input_answer(question, pack), "source": source_texts(question.source)})
        for name, question in pack.questions.items()
        if not question.input.is_day
    }


def _facts(pack: Pack) -> Entries[Fact]:
    return {name: (fact, fact_answer(fact, pack)) for name, fact in pack.facts.items()}


def _rules(pack: Pack) -> Entries[Rule]:
    return {rule.id: (rule, rule_answer(rule, pack)) for rule in pack.rules}


def _bands(pack: Pack) -> Entries[Band]:
    return {band.id: (band, band_answer(band, pack)) for band in pack.bands}


def _tables(pack: Pack) -> Entries[Table]:
    return {table.id: (table, _table_said(table, pack)) for table in pack.tables}


def _table_said(table: Table, pack: Pack) -> Answer:
    """What a table says, its rows by their cells."""
    said = table_answer(table, pack)
    del said["rows"]
    rows = {written_cells(row): _row_said(row, pack) for row in table.rows}
    return {**said, "row": rows}


def _row_said(row: TableRow, pack: Pack) -> Answer:
    said = _compared(table_row_answer(row, pack))
    return {key: value for key, value in said.items() if key != "when" and value is not None}


def _compare(pack: Pack) -> Entries[Mapping[str, str]]:
    return {"compare": (pack.compare, pack.compare)} if pack.compare else {}


def _plan(pack: Pack) -> Entries[Plan]:
    return {"plan": (pack.plan, plan_answer(pack.plan))} if pack.plan else {}


def _promises(pack: Pack) -> Entries[Promise]:
    return {_promise_name(promise): (promise, promise_answer(promise)) for promise in pack.promises}


def _promise_name(promise: Promise) -> str:
    given = f" given {to_text(promise.given)}" if promise.given else ""
    return f"{promise.name} never {promise.never}{given}"


def _row_changes(one: Pack, other: Pack) -> Iterator[RowChange]:
    """Of the bands that both packs have."""
    before, after = ({band.id: band for band in pack.bands} for pack in (one, other))
    for id in sorted(before.keys() & after.keys()):
        band, new_band = before[id], after[id]
        for row, new_row in _paired(band.rows, new_band.rows):
            said = row_answer(row, one) if row else None
            new_said = row_answer(new_row, other) if new_row else None
            keys = _key_changes(said, new_said)
            if keys:
                name = f"{id} {_name(row or new_row)}"
                yield RowChange(name, row, new_row, keys, band, new_band)


def _paired(before: Iterable[Row], after: Iterable[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows with both limits alike, or else with one alike; the others stand alone."""
    left, new = list(before), list(after)
    for are_alike in (_both_alike, _one_alike):
        for row in [*left]:
            match = next((other for other in new if are_alike(row, other)), None)
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


def _key_changes(before: Answer | None, after: Answer | None) -> tuple[KeyChange, ...]:
    """The keys that say something else; rows of both bands are compared one by one elsewhere."""
    one, other = dict(_flat(before or {})), dict(_flat(after or {}))
    paths = [path for path in dict.fromkeys((*one, *other)) if one.get(path) != other.get(path)]
    has_rows_compared = before is not None and after is not None
    return tuple(
        KeyChange(path, one.get(path), other.get(path), _english(path, before, after))
        for path in paths
        if not (has_rows_compared and path[0] == "rows")
    )


def _english(
    path: tuple[str, ...], before: Answer | None, after: Answer | None
) -> tuple[str | None, str | None] | None:
    if path not in (("when",), ("formula",)):
        return None
    return (before or {}).get("english"), (after or {}).get("english")


def _flat(said: Answer, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of an entry by path; those of tables key by key, the points of rows by limits."""
    for key, value in said.items():
        if not path and key in UNCOMPARED:
            continue
        if isinstance(value, Mapping):
            yield from _flat(value, (*path, key))
        elif key == "rows":
            yield from (((key, _limits(row["from"], row["to"])), row["points"]) for row in value)
        else:
            yield (*path, key), value


def _name(row: Row | None) -> str:
    return _limits(row.low, row.high) if row else ""


def _limits(low: float | None, high: float | None) -> str:
    limits = (("from", low), ("to", high))
    return " ".join(f"{word} {limit:.10g}" for word, limit in limits if limit is not None)


def diff_answer(one: Pack, other: Pack, changes: Iterable[WitnessedChange]) -> dict[str, Any]:
    """What differs, as JSON-ready data."""
    return {
        "before": {"pack": one.name, "version": one.version},
        "after": {"pack": other.name, "version": other.version},
        "differences": [_change_answer(witnessed) for witnessed in changes],
    }


def _change_answer(witnessed: WitnessedChange) -> dict[str, Any]:
    change, witness = witnessed.change, witnessed.witness
    return {
        "section": change.section,
        "name": change.name,
        "change": change.kind,
        "parts": [_key_answer(key) for key in change.keys],
        "witness": witness and _witness_answer(witness),
        "tries": witnessed.tries,
    }


def _key_answer(key: KeyChange) -> dict[str, Any]:
    answer = {"key": key.key, "before": plain(key.before), "after": plain(key.after)}
    if key.english is None:
        return answer
    before, after = key.english
    return {**answer, "english": {"before": before, "after": after}}


def _witness_answer(witness: Witness) -> dict[str, Any]:
    verdicts = {"before": witness.before, "alone": witness.alone, "after": witness.after}
    answers = {
        key: {"recommendation": recommendation, "score": score}
        for key, (recommendation, score) in verdicts.items()
    }
    return {"candidate": witness.candidate, "text": witness.text, **answers}
