"""The facts and assumptions of a pack: what each is made of, of what kind, in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from operator import itemgetter
from typing import Any

from joinwise.domain.catalogue import INPUTS, OWN
from joinwise.domain.days import AS_OF, day_of
from joinwise.domain.inputs import Input
from joinwise.domain.units import continued
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Constant, Lookup, Name, Node, names
from joinwise.expressions.dates import DatedValues
from joinwise.expressions.functions import FUNCTIONS
from joinwise.expressions.parser_words import KEYWORDS
from joinwise.expressions.said import SAID
from joinwise.expressions.typecheck import TypeChecker
from joinwise.packs.dependencies import direct_needs
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.schema import SNAKE
from joinwise.packs.files.source import RuleFiles
from joinwise.packs.files.source_map import WrittenExpression
from joinwise.packs.own_inputs import OwnInputs
from joinwise.suggestions import nearest

MAX_CIRCLES = 50
"""After as many, no definition is read any more, since any might be in another one."""

DATE = "date"
"""What a lookup goes by whose values change with time."""

UNCLEAR = "nothing here says whether this unknown is a number, a text or true/false"
MAX_NAMES_SHOWN = 20
"""Names of one circular definition."""

SCALAR_KINDS = {bool: Kind.BOOLEAN, str: Kind.TEXT, float: Kind.NUMBER, list: Kind.LIST}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a name stands for, None if it is at fault; ``key`` is where it is written."""

    entry: Entry
    key: str
    tree: Node | None

    @property
    def expression(self) -> WrittenExpression | None:
        return WrittenExpression(self.entry, self.key, self.tree) if self.tree else None


class Definitions:
    """All definitions of a pack, checked.

    ``kinds`` has every input and fact, with None if it is at fault; ``order`` names
    what is defined, each after all that it needs.
    """

    def __init__(self, files: RuleFiles) -> None:
        self.inputs = files.named("inputs")
        self.own = OwnInputs(files)
        self.catalogue = self.own.catalogue
        known = self.catalogue.inputs
        self.facts = files.named("facts")
        self.kinds: dict[str, Kind | None] = {name: input.kind for name, input in known.items()}
        unread = (*self.own.faulty, *self.facts)
        self.kinds |= {name: None for name in unread if name not in known}
        self.kinds |= {each.name: None for each in files.dropped if each.name not in self.kinds}
        self.assumptions = _assumptions(self.inputs, known)
        self.formulas = {name: _fact(name, entry) for name, entry in self.facts.items()}
        own = {name: formula for name, formula in self.formulas.items() if name not in known}
        self.all = {**self.assumptions, **own}
        self.order, circular = _ordered(self.all)
        self.expressions: list[WrittenExpression] = []
        for name in self.order:
            if name not in circular:
                self._check(name, self.all[name].expression)

    def _check(self, name: str, expression: WrittenExpression | None) -> None:
        if expression is None:
            return
        self.expressions.append(expression)
        inputs = self.catalogue.inputs
        wanted = inputs[name].kind if name in inputs else None
        kind = check_kind(expression, self.kinds, wanted)
        if name in self.facts:
            self.kinds[name] = _fact_kind(expression, kind)


def check_kind(
    expression: WrittenExpression, known: Mapping[str, Kind | None], wanted: Kind | None
) -> Kind | None:
    """The kind of an expression, None if it is at fault; its errors are reported."""
    checker = TypeChecker(known)
    tree = expression.tree
    kind = checker.visit(tree) if wanted is None else checker.expect(tree, wanted, "this")
    for error in checker.errors:
        expression.entry.report(expression.key, str(error), offset=error.at[0])
    if wanted or kind or checker.errors:
        return kind
    if all(known.get(name) for name in names(tree)):
        expression.entry.report(expression.key, UNCLEAR)
    return None


def _fact_kind(expression: WrittenExpression, kind: Kind | None) -> Kind | None:
    if kind is not Kind.LIST:
        return kind
    message = "a fact is a number, a text or true/false, never a list"
    expression.entry.report(expression.key, message)
    return None


def _assumptions(
    entries: Mapping[str, Entry], inputs: Mapping[str, Input]
) -> dict[str, Definition]:
    assumptions: dict[str, Definition] = {}
    for name, entry in entries.items():
        if name in inputs:
            if "assume" in entry.data:
                assumptions[name] = _assumption(inputs[name], entry)
        elif not name.startswith(f"{OWN}."):
            hint = nearest(name, inputs) or f"; those of your own begin with {OWN}."
            entry.report_name(f'unknown input "{name[:80]}"{hint}')
    return assumptions


def _assumption(input: Input, entry: Entry) -> Definition:
    value = entry.data["assume"]
    if not isinstance(value, dict):
        return Definition(entry, "assume", _constant(input, entry, value))
    inner = entry.nested("assume")
    assert inner is not None
    if "formula" in value:
        return Definition(inner, "formula", inner.tree("formula"))
    for key, result in _results(inner).items():
        fits(input, inner, key, result)
    return Definition(inner, "by", _lookup(inner, input.kind))


def _constant(input: Input, entry: Entry, value: Any) -> Node | None:
    if not fits(input, entry, "assume", value):
        return None
    if isinstance(value, list):
        return Constant(tuple(known for known in input.values if known in value), Kind.LIST)
    return Constant(value, input.kind)


def fits(input: Input, entry: Entry, key: str, value: Any) -> bool:
    """Whether an input may have a value; reports why not."""
    problems = list(_problems(input, value))
    for problem in problems:
        entry.report(key, f"no value of {input.name}: {continued(problem)}")
    return not problems


def _problems(input: Input, value: Any) -> Iterator[str]:
    if isinstance(value, list) and input.kind is Kind.LIST:
        yield from filter(None, map(input.entry_problem, value))
    elif problem := input.problem(value):
        yield problem


def _lookup(entry: Entry, kind: Kind | None) -> Node | None:
    by, values = entry.data.get("by"), entry.data.get("values")
    if not by or not values:
        return None
    table = {key: value for key, value in values.items() if not isinstance(value, dict)}
    otherwise = entry.data.get("otherwise")
    if by == DATE:
        days = _days(entry, table)
        return DatedValues(days, otherwise).tree(kind) if kind and days else None
    if kind is None:
        return None
    return Lookup(Name(by), tuple(sorted(table.items())), otherwise, kind)


def _days(entry: Entry, table: Mapping[str, Any]) -> tuple[tuple[float, Any], ...]:
    """The days from which values hold, in order; reports what is no date."""
    days = {key: day_of(key) for key in table}
    for key in (key for key, day in days.items() if day is None):
        own = Entry(entry.document, (*entry.path, "values", key), {})
        own.report_name(f'"{key[:80]}" is no date; write it like 2027-01-31')
    known = ((day, table[key]) for key, day in days.items() if day is not None)
    return tuple(sorted(known, key=itemgetter(0)))


def _results(entry: Entry) -> dict[str, Any]:
    """What a lookup can come to, by the keys that it is under; what does not fit is left out."""
    results = {f"values/{key}": value for key, value in entry.data.get("values", {}).items()}
    results["else"] = entry.data.get("otherwise")
    return {key: value for key, value in results.items() if type(value) in SCALAR_KINDS}


def _common_kind(entry: Entry) -> Kind | None:
    """The kind of all values of a lookup; None, with an error at each odd one, if there is none."""
    kinds = {key: SCALAR_KINDS[type(value)] for key, value in _results(entry).items()}
    usual = next((kind for kind, _ in Counter(kinds.values()).most_common(1)), None)
    odd = {key: kind for key, kind in kinds.items() if kind is not usual}
    for key, kind in odd.items():
        words = f"this is {kind.described}, another {usual and usual.described}"
        entry.report(key, f"the values of a lookup must be of one kind; {words}")
    return None if odd else usual


def _fact(name: str, entry: Entry) -> Definition:
    _check_name(name, entry)
    lookup = entry.written_keys & {"by", "values", "else"}
    if "formula" in entry.written_keys and not lookup:
        return Definition(entry, "formula", entry.tree("formula"))
    if {"by", "values"} <= lookup and "formula" not in entry.written_keys:
        return Definition(entry, "by", _lookup(entry, _common_kind(entry)))
    if entry.is_mapping:
        entry.report("", f'"{name}" needs either a formula, or by and values')
    return Definition(entry, "", None)


def _check_name(name: str, entry: Entry) -> None:
    refused = f'a fact cannot be called "{name[:80]}"'
    if taken := _taken_by(name):
        entry.report_name(f"{refused}: that is {taken}")
    elif not SNAKE.fullmatch(name):
        entry.report_name(f"{refused}; write lower_case_words, like yearly_cash")


def _taken_by(name: str) -> str:
    taken = {
        "a function": (*FUNCTIONS, SAID),
        "an input": (*INPUTS, AS_OF),
        "a keyword": KEYWORDS,
        "the day, as in by: date": (DATE,),
    }
    return next((what for what, names in taken.items() if name in names), "")


def _ordered(definitions: Mapping[str, Definition]) -> tuple[tuple[str, ...], set[str]]:
    """The names, each after all that it needs, and those that need themselves."""
    needs = direct_needs({name: definitions[name].tree for name in sorted(definitions)})
    circular: set[str] = set()
    for _ in range(MAX_CIRCLES):
        try:
            return tuple(TopologicalSorter(needs).static_order()), circular
        except CycleError as error:
            _report_circle(definitions, error.args[1])
            circular.update(error.args[1])
            needs |= dict.fromkeys(error.args[1], ())
    return tuple(needs), {*needs}


def _report_circle(definitions: Mapping[str, Definition], circle: list[str]) -> None:
    """At the first name of it; a circle comes as names that each are needed by the next."""
    first = min(circle)
    turn = circle.index(first)
    path = [first, *reversed([*circle[turn:-1], *circle[:turn]])]
    shown = path if len(path) < MAX_NAMES_SHOWN else [*path[: MAX_NAMES_SHOWN // 2], "...", first]
    definition = definitions[first]
    definition.entry.report(definition.key, f"circular definition: {' -> '.join(shown)}")
