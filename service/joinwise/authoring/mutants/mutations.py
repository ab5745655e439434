"""A pack changed in one small place: every change that its specs should notice.

A limit moves by a step, ``<`` becomes ``<=``, a part of a condition is left out, points change, a
rule or a row is dropped. All of it happens to the trees, so that every mutant is a pack again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import pairwise
from math import floor, log10
from pathlib import Path
from typing import Any

from joinwise.authoring.coverage import step_beside
from joinwise.authoring.impact.contributions import limits
from joinwise.diagnostics import DiagnosticLog
from joinwise.domain.recommendation import JOIN, SKIP
from joinwise.domain.values import Kind, Scalar
from joinwise.expressions.ast import (
    Among,
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Lookup,
    Name,
    Negative,
    Node,
    Not,
    Or,
    Within,
    number,
)
from joinwise.expressions.normalize import OPPOSITE, normalize
from joinwise.expressions.printer import literal, to_text
from joinwise.packs.builder import row_condition
from joinwise.packs.files.source import RuleFiles
from joinwise.packs.loader import read_folder
from joinwise.packs.model import (
    Band,
    Cell,
    Pack,
    Place,
    Question,
    Row,
    Rule,
    Table,
    TableRow,
)
from joinwise.packs.tables.cells import row_test, written_cells
from joinwise.packs.tables.table_columns import Columns
from joinwise.packs.tolerance import with_tolerance

EDGE = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
SWAPPED = {"+": "-", "-": "+", "*": "/", "/": "*", "min": "max", "max": "min"}
TURNED = {SKIP: JOIN, JOIN: SKIP}
NOWHERE = Place("", 0)
LONGEST = 100


@dataclass(frozen=True)
class Mutant:
    """``subject`` is the rule or band that changed, or the fact or input that is ``redefined``.

    ``before`` and ``after`` are its trees, where a tree changed.
    """

    at: Place
    subject: str
    change: str
    pack: Pack
    before: Node | None = None
    after: Node | None = None
    redefined: bool = False

    @property
    def name(self) -> str:
        """What names it whatever the line: ``over-budget: points -12 become 12``."""
        return f"{self.subject}: {self.change}"

    def __str__(self) -> str:
        return f"{self.at}: {self.name}"


def mutants(pack: Pack, inputs: Mapping[str, Place] | None = None) -> tuple[Mutant, ...]:
    """All mutants of a pack by file and line; ``inputs`` tells where assumptions stand."""
    found = [*_decisions(pack, inputs or {}), *_assumptions(pack, inputs or {}), *_facts(pack)]
    for rule in pack.rules:
        found += _of_rule(pack, rule)
    for band in pack.bands:
        found += _of_band(pack, band)
    for table in pack.tables:
        found += _of_table(pack, table)
    return tuple(sorted(_told_apart(found), key=lambda mutant: mutant.at))


def places(folder: Path) -> dict[str, Place]:
    """Where the inputs and the decision of a folder of rule files stand."""
    files = RuleFiles(read_folder(folder), DiagnosticLog())
    decision = files.single("decision")
    found = {name: entry.at for name, entry in files.named("inputs").items()}
    return found | ({"decision": decision.at} if decision else {})


def _told_apart(found: Iterable[Mutant]) -> Iterator[Mutant]:
    """Two that would read the same are numbered."""
    seen: Counter[str] = Counter()
    for mutant in found:
        seen[mutant.name] += 1
        again = f" ({seen[mutant.name]})" if seen[mutant.name] > 1 else ""
        yield replace(mutant, change=mutant.change + again)


def _decisions(pack: Pack, inputs: Mapping[str, Place]) -> Iterator[Mutant]:
    for key in ("start", "join_at"):
        value = getattr(pack.decision, key)
        for moved in (value - 1, value + 1):
            if 0 <= moved <= 100:
                decision = replace(pack.decision, **{key: moved})
                change = f"{key} {value} becomes {moved}"
                at = inputs.get("decision", NOWHERE)
                yield Mutant(at, "decision", change, replace(pack, decision=decision))


def _assumptions(pack: Pack, inputs: Mapping[str, Place]) -> Iterator[Mutant]:
    for name, question in pack.questions.items():
        if question.assume is None:
            continue
        for change, tree in Changes(pack).of(question.assume):
            if _fits(question, tree):
                questions = {**pack.questions, name: replace(question, assume=tree)}
                mutant = replace(pack, questions=questions)
                at = inputs.get(name, NOWHERE)
                yield Mutant(at, name, change, mutant, question.assume, tree, True)


def _fits(question: Question, tree: Node) -> bool:
    """Whether plain values are such as the input may have."""
    values: tuple[object, ...] = ()
    match tree:
        case Constant(value):
            values = (value,)
        case Lookup(table=table, otherwise=otherwise):
            values = (*(value for _, value in table), *([] if otherwise is None else [otherwise]))
        case Negative():
            return False
    return not any(question.input.problem(value) for value in values)


def _facts(pack: Pack) -> Iterator[Mutant]:
    for name, fact in pack.facts.items():
        for change, tree in Changes(pack).of(fact.formula):
            facts = {**pack.facts, name: replace(fact, formula=tree)}
            mutant = replace(pack, facts=facts)
            yield Mutant(fact.at, name, change, mutant, fact.formula, tree, True)


def _of_rule(pack: Pack, rule: Rule) -> Iterator[Mutant]:
    def with_rules(*rules: Rule) -> Pack:
        kept = [other for other in pack.rules if other.id != rule.id]
        return replace(pack, rules=tuple(sorted([*kept, *rules], key=lambda other: other.id)))

    yield Mutant(rule.at, rule.id, "dropped", with_rules(), rule.when)
    for change, points in _points(rule.points):
        yield Mutant(rule.at, rule.id, change, with_rules(replace(rule, points=points)))
    if rule.decide:
        for turned in (TURNED[rule.decide], None):
            change = f"decides to {turned}, not {rule.decide}" if turned else "decides nothing"
            yield Mutant(rule.at, rule.id, change, with_rules(replace(rule, decide=turned)))
    for change, tree in Changes(pack).of(rule.when):
        mutant = with_rules(replace(rule, when=tree))
        yield Mutant(rule.at, rule.id, change, mutant, rule.when, tree)


def _points(points: int) -> Iterator[tuple[str, int]]:
    third = max(1, round(abs(points) / 3))
    for changed in dict.fromkeys((-points, points - third, points + third)) if points else ():
        yield f"points {points:+d} become {changed:+d}", changed


def _of_band(pack: Pack, band: Band) -> Iterator[Mutant]:
    def with_rows(*rows: Row) -> Pack:
        bands = (
            replace(other, rows=rows) if other.id == band.id else other for other in pack.bands
        )
        return with_tolerance(replace(pack, bands=tuple(bands)))

    for index, row in enumerate(band.rows):
        before, after = band.rows[:index], band.rows[index + 1 :]
        change = f"{limits(row)}: dropped"
        yield Mutant(row.at, band.id, change, with_rows(*before, *after), row.when)
        for change, points in _points(row.points):
            rows = (*before, replace(row, points=points), *after)
            yield Mutant(row.at, band.id, f"{limits(row)}: {change}", with_rows(*rows))
    for limit, moved, rows in _moved_limits(pack, band):
        change = f"limit {literal(limit)} becomes {literal(moved)}"
        at = next(row.at for row in band.rows if limit in (row.low, row.high))
        yield Mutant(at, band.id, change, with_rows(*rows))


def _of_table(pack: Pack, table: Table) -> Iterator[Mutant]:
    for place, row in enumerate(table.rows):
        for change, changed in _of_table_row(pack, row):
            rows = (*table.rows[:place], *([changed] if changed else []), *table.rows[place + 1 :])
            mutant = replace(table, rows=rows)
            if not any(Columns(mutant, pack.kinds, {}, pack.inputs).overlaps()):
                tables = [other if other.id != table.id else mutant for other in pack.tables]
                whole = with_tolerance(replace(pack, tables=tuple(tables)))
                yield Mutant(row.at, table.id, f"{written_cells(row)}: {change}", whole, row.when)


def _of_table_row(pack: Pack, row: TableRow) -> Iterator[tuple[str, TableRow | None]]:
    yield "dropped", None
    for change, points in _points(row.points):
        yield change, replace(row, points=points)
    for turned in (TURNED[row.decide], None) if row.decide else ():
        yield f"decides {turned}, not {row.decide}", replace(row, decide=turned)
    for place, cell in enumerate(row.cells):
        if cell.test is None:
            continue
        changes = [("anything will do", None), *Changes(pack).of(cell.test)]
        for change, test in changes:
            cells = (*row.cells[:place], Cell(change, test), *row.cells[place + 1 :])
            yield f"cell {place + 1}: {change}", replace(row, cells=cells, when=row_test(cells))


def _moved_limits(pack: Pack, band: Band) -> Iterator[tuple[float, float, tuple[Row, ...]]]:
    """Each limit a step down and up, for the rows on both of its sides."""
    ends = [end for row in band.rows for end in (row.low, row.high) if end is not None]
    for limit in dict.fromkeys(ends):
        for moved in moves(limit, step_beside(pack, band.over) or step_of(limit)):
            rows = tuple(_with_limit(band, row, limit, moved) for row in band.rows)
            if _stand_apart(rows):
                yield limit, moved, rows


def _with_limit(band: Band, row: Row, limit: float, moved: float) -> Row:
    low, high = (moved if end == limit else end for end in (row.low, row.high))
    return replace(row, low=low, high=high, when=row_condition(band.over.name, low, high))


def _stand_apart(rows: Iterable[Row]) -> bool:
    ends = [end for row in rows for end in (row.low, row.high) if end is not None]
    return all(one <= other for one, other in pairwise(ends)) and all(
        row.low is None or row.high is None or row.low < row.high for row in rows
    )


def moves(value: float, step: float) -> tuple[float, float]:
    """A step down and a step up, without the noise of doubles."""
    return round(value - step, 10), round(value + step, 10)


def step_of(value: float) -> float:
    """One of the second digit: 1 for 60, 10 for 800, 0.01 for 0.6; 1 for 0."""
    return 10.0 ** (floor(log10(abs(value))) - 1) if value else 1.0


def _constant(value: float) -> Node:
    return Negative(number(-value)) if value < 0 else number(value)


class Changes:
    """The changes of a tree, each told, none of them twice and none that says the same."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.kinds = pack.kinds

    def of(self, tree: Node) -> Iterator[tuple[str, Node]]:
        seen = {normalize(tree)}
        for change, changed in self._all(tree):
            if normalize(changed) not in seen:
                seen.add(normalize(changed))
                yield change, changed

    def _all(self, tree: Node) -> Iterator[tuple[str, Node]]:
        """Those of the node itself, then those below it."""
        yield from self._own(tree)
        for put, child in _parts(tree):
            if isinstance(child, Constant) or _is_side(tree, child):
                continue
            for change, changed in self._all(child):
                yield change, put(changed)

    def _own(self, node: Node) -> Iterator[tuple[str, Node]]:
        match node:
            case Lookup():
                yield from self._of_table(node)
                return
            case And(parts) | Or(parts):
                for part, rest in _less(parts):
                    left = rest[0] if len(rest) == 1 else replace(node, parts=rest)
                    yield f"without {quoted(part)}", left
            case Call("coalesce", arguments) if len(arguments) > 1:
                for argument, rest in _less(arguments):
                    left = rest[0] if len(rest) == 1 else replace(node, arguments=rest)
                    yield f"{quoted(node)} without {quoted(argument)}", left
            case Among(_, options) if len(options) > 1:
                for place, option in enumerate(options):
                    rest_of_them = (*options[:place], *options[place + 1 :])
                    changed: Node = replace(node, options=rest_of_them)
                    yield f"{quoted(node)} without `{literal(option.value)}`", changed
        for changed in self._replaced(node):
            yield f"{quoted(node)} becomes {quoted(changed)}", changed

    def _replaced(self, node: Node) -> Iterator[Node]:
        match node:
            case Comparison(operator):
                if operator in EDGE:
                    yield replace(node, operator=EDGE[operator])
                yield replace(node, operator=OPPOSITE[operator])
                yield from self._moved(node)
            case Among() | Within() | Known():
                yield Not(node)
            case Name(name) if self.kinds[name] is Kind.BOOLEAN:
                yield Not(node)
            case Not(operand) | Negative(operand):
                yield operand
            case Choice(then, _, otherwise):
                yield from (then, otherwise)
                yield from self._within(node)
            case _:
                yield from self._reckoned(node)

    def _reckoned(self, node: Node) -> Iterator[Node]:
        match node:
            case Arithmetic(operator):
                yield replace(node, operator=SWAPPED[operator])
                yield from self._moved(node)
            case Call("min" | "max" as function):
                yield replace(node, function=SWAPPED[function])
                yield from self._within(node)
            case Call("coalesce"):
                yield from self._within(node)
            case Call("round" | "abs", arguments):
                yield arguments[0]
            case Constant(bool() as value):
                yield replace(node, value=not value)
            case Constant(float() as value):
                yield from map(_constant, moves(value, step_of(value)))

    def _within(self, node: Choice | Call) -> Iterator[Node]:
        """Each constant right in it, changed; so that the change shows where it is."""
        for put, child in _parts(node):
            if isinstance(child, Constant):
                yield from map(put, self._replaced(child))

    def _moved(self, node: Comparison | Arithmetic) -> Iterator[Node]:
        """Each number right in it, moved down and up."""
        for side, other in (("left", node.right), ("right", node.left)):
            match getattr(node, side):
                case Constant(float() as value):
                    step = step_beside(self.pack, other) if isinstance(node, Comparison) else None
                    for moved in moves(value, step or step_of(value)):
                        yield _with(node, **{side: _constant(moved)})

    def _of_table(self, node: Lookup) -> Iterator[tuple[str, Node]]:
        for index, (key, value) in enumerate(node.table):
            before, after = node.table[:index], node.table[index + 1 :]
            for other in self._others(node, value):
                table = (*before, (key, other), *after)
                yield (
                    f"{key}: {literal(value)} becomes {literal(other)}",
                    replace(node, table=table),
                )
        if node.otherwise is not None:
            for other in self._others(node, node.otherwise):
                change = f"else: {literal(node.otherwise)} becomes {literal(other)}"
                yield change, replace(node, otherwise=other)

    def _others(self, node: Lookup, value: Scalar) -> Iterator[Scalar]:
        match value:
            case bool():
                yield not value
            case float():
                yield from moves(value, step_of(value))
            case str():
                known = [value for _, value in node.table] + [node.otherwise]
                yield from dict.fromkeys(e for e in known if e is not None and e != value)


def _is_side(tree: Node, child: Node) -> bool:
    """Whether a name only stands for its value in it, and cannot be denied."""
    holds = isinstance(tree, Comparison | Arithmetic | Among | Within | Known)
    return holds and isinstance(child, Name)


def quoted(node: Node) -> str:
    """A tree as it is written, a long one by its ends."""
    text = to_text(node)
    return f"`{text}`" if len(text) <= LONGEST else f"`{text[:50]} ... {text[-30:]}`"


def _parts(node: Node) -> Iterator[tuple[Callable[[Node], Node], Node]]:
    """Each node right below, with a way to put another in its place; places of ``round`` stay."""
    for field in fields(node):
        held = getattr(node, field.name)
        if isinstance(held, Node):
            yield partial(_put, node, field.name), held
        elif field.name in ("arguments", "parts"):
            fixed = isinstance(node, Call) and node.function == "round"
            for index, part in enumerate(held[:1] if fixed else held):
                yield partial(_put_among, node, field.name, index), part


def _put(node: Node, key: str, changed: Node) -> Node:
    return _with(node, **{key: changed})


def _put_among(node: Node, key: str, index: int, changed: Node) -> Node:
    held = getattr(node, key)
    return _with(node, **{key: (*held[:index], changed, *held[index + 1 :])})


def _with(node: Node, **changed: Any) -> Node:
    return replace(node, **changed)


def _less(parts: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Each part, with the others."""
    for index, part in enumerate(parts):
        yield part, (*parts[:index], *parts[index + 1 :])
