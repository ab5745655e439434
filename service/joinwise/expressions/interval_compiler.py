"""Trees read over ranges: what may come out while inputs may be any of several values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.values import UNKNOWN, Kind
from joinwise.expressions import intervals as possible
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
    halves,
)
from joinwise.expressions.bounds_source import BoundsSource, any_unknown
from joinwise.expressions.closeness import exact
from joinwise.expressions.compiler import MOST_IN_LINE
from joinwise.expressions.functions import FUNCTIONS
from joinwise.expressions.intervals import (
    ARITHMETIC,
    FALSE,
    KNOWN,
    MOST,
    OPPOSITE,
    SAME,
    TRUE,
    UNSURE,
    Bounds,
    chosen,
    found_in,
    only,
)
from joinwise.expressions.partial_evaluation import SLOTS, Parts, Weights
from joinwise.expressions.typecheck import Kinds

QUICK = {
    "+": "(l := {a.low} + {b.low}) >= -{most} and (h := {a.high} + {b.high}) <= {most}",
    "-": "(l := {a.low} - {b.high}) >= -{most} and (h := {a.high} - {b.low}) <= {most}",
    "*": "0 <= {a.low} <= {a.high} and 0 <= {b.low} <= {b.high}"
    " and (l := {a.low} * {b.low}) <= (h := {a.high} * {b.high}) <= {most}",
    "/": "0 <= {a.low} <= {a.high} and 0 < {b.low} <= {b.high}"
    " and (l := {a.low} / {b.high}) <= (h := {a.high} / {b.low}) <= {most}",
}
"""What holds of most numbers, and sets the bounds ``l`` and ``h`` of a result."""


class Ranges(Parts):
    """Works out what may be (see ``possible``), where ``given`` holds what the inputs may be."""

    builtins = {"min": min, "max": max}

    def __init__(self, kinds: Mapping[str, Kind], definitions: Mapping[str, Node]) -> None:
        super().__init__(definitions)
        self.kinds = Kinds(kinds)
        self._numbers: dict[str, BoundsSource] = {}

    def weigh(self, condition: Node, points: int) -> None:
        """Counts the points where a condition is true."""
        part = self.turn_to(condition)
        truths, weight = self.read(condition), self.constant_of(points)
        sure, unsure = ("least", "most") if points > 0 else ("most", "least")
        part.weigh(
            (min(points, 0), max(points, 0)),
            f"if {truths} & {TRUE}: {unsure} += {weight}",
            f"if {truths} == {TRUE}: {sure} += {weight}",
        )

    def measure(self, number: Node, scale: Callable[[Bounds], Weights], reach: Weights) -> None:
        """Counts what a scale gives for a number: something within its reach."""
        part = self.turn_to(number)
        weights = self._of(scale, [self.read(number)])
        part.weigh(reach, f"low, high = {weights}", "least += low; most += high")

    def number(self, node: Node) -> BoundsSource:
        """The bounds of a tree, in the part that it is for."""
        if isinstance(node, Constant):
            value = self.constant_of(node.value)
            return BoundsSource(value, value, "False")
        return self._numbers[self.variable(node)]

    def named(self, node: Node, variable: str) -> str:
        if self.kind(node) is Kind.NUMBER:
            self._numbers[variable] = BoundsSource(*(f"{variable}{end}" for end in "lhu"))
        return variable

    def whole(self, variable: str) -> str:
        return str(self._numbers.get(variable, variable))

    def kind(self, node: Node) -> Kind:
        found = self.kinds.visit(node)
        assert found is not None, "a pack in force has no faults"
        return found

    def visit_constant(self, node: Constant) -> str:
        return self.constant_of(only(node.value, node.kind))

    def visit_name(self, node: Name) -> str:
        """An input: what was said of it, else what is assumed."""
        below = self.definitions.get(node.name)
        unknown = only(UNKNOWN, self.kind(node))
        assumed = self.constant_of(unknown) if below is None else self.read(below)
        return f"x if (x := given[{SLOTS[node.name]}]) is not None else {assumed}"

    def visit_known(self, node: Known) -> str:
        if node.name.name in INPUTS:
            return f"{FALSE} if given[{SLOTS[node.name.name]}] is None else {TRUE}"
        return self._of(KNOWN[self.kind(node.name)], [self.read(node.name)])

    def visit_lookup(self, node: Lookup) -> str:
        find = found_in(dict(node.table), node.otherwise, node.kind)
        return self._of(find, [self.read(node.by)])

    def visit_negative(self, node: Negative) -> str:
        number = self.number(node.operand)
        return f"(-{number.high}, -{number.low}, {number.unknown})"

    def visit_arithmetic(self, node: Arithmetic) -> str:
        left, right = self.number(node.left), self.number(node.right)
        quick = QUICK[node.operator].format(a=left, b=right, most=repr(MOST))
        slow = self._of(ARITHMETIC[node.operator], map(str, (left, right)))
        return f"(l, h, {any_unknown(left, right)}) if {quick} else {slow}"

    def visit_call(self, node: Call) -> str:
        function, kind = FUNCTIONS[node.function], self.kind(node)
        arguments = function.sources(node.arguments, self.read)
        found = self._of(function.interval[kind], arguments)
        if function.usual_interval is None or kind is not Kind.NUMBER:
            return found
        usual = function.usual_interval([self.number(each) for each in node.arguments])
        return f"{usual} else {found}"

    def visit_comparison(self, node: Comparison) -> str:
        if node.is_tolerant:
            return self.visit(exact(node))
        if node.operator in ("==", "!="):
            same = self._of(SAME[self.kind(node.left)], map(self.read, (node.left, node.right)))
            return same if node.operator == "==" else self._opposite(same)
        left, right = self.number(node.left), self.number(node.right)
        yes, no = (TRUE, FALSE) if node.operator in ("<", ">") else (FALSE, TRUE)
        return (
            _less(left, right, yes, no)
            if node.operator in ("<", ">=")
            else _less(right, left, yes, no)
        )

    def visit_among(self, node: Among) -> str:
        if node.is_tolerant:
            return self.visit(exact(node))
        if self.kind(node.item) is Kind.TEXT:
            options = self.constant_of(frozenset(each.value for each in node.options))
            return self._of(possible.within, [self.read(node.item), options])
        return self.visit_or(Or(tuple(Comparison("==", node.item, each) for each in node.options)))

    def visit_within(self, node: Within) -> str:
        return self._of(possible.within, [self.read(node.item), self.read(node.list)])

    def visit_not(self, node: Not) -> str:
        return self._opposite(self.read(node.operand))

    def _opposite(self, truths: str) -> str:
        return f"{self.constant_of(OPPOSITE)}[{truths}]"

    def visit_and(self, node: And) -> str:
        if len(node.parts) > MOST_IN_LINE:
            first, second = map(And, halves(node.parts))
            return self.visit_and(And((first, second)))
        return _joined([self.read(part) for part in node.parts], FALSE, TRUE)

    def visit_or(self, node: Or) -> str:
        if len(node.parts) > MOST_IN_LINE:
            first, second = map(Or, halves(node.parts))
            return self.visit_or(Or((first, second)))
        return _joined([self.read(part) for part in node.parts], TRUE, FALSE)

    def visit_choice(self, node: Choice) -> str:
        parts = [self.read(each) for each in (node.condition, node.then, node.otherwise)]
        condition, then, otherwise = parts
        mixed = self._of(chosen(self.kind(node.then)), parts)
        sure = f"{then} if {condition} == {TRUE} else {otherwise} if {condition} == {FALSE}"
        return f"{sure} else {mixed}"

    def _of(self, work: Callable[..., object], arguments: Iterable[str]) -> str:
        return f"{self.constant_of(work)}({', '.join(arguments)})"


def _less(left: BoundsSource, right: BoundsSource, yes: int, no: int) -> str:
    """``yes`` where left may be less, ``no`` where it may not."""
    found = [(yes, f"{left.low} < {right.high}"), (no, f"{left.high} >= {right.low}")]
    found.append((UNSURE, any_unknown(left, right)))
    return " | ".join(f"({bit} if {test} else 0)" for bit, test in found if test != "False")


def _joined(parts: list[str], decisive: int, otherwise: int) -> str:
    """Kleene's ``and`` and ``or``: a part that is surely decisive decides."""
    decided = " or ".join(f"{part} == {decisive}" for part in parts)
    every, some = " & ".join(parts), " | ".join(parts)
    return f"{decisive} if {decided} else {every} & {otherwise} | ({some}) & {decisive | UNSURE}"
