"""Trees compiled to what they may be while inputs may be any of several values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from joinwise.domain.catalogue import is_input
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
    Unknown,
    Within,
    halves,
)
from joinwise.expressions.bounds_source import BoundsSource, any_unknown
from joinwise.expressions.closeness import exact
from joinwise.expressions.compiler import MAX_IN_STATEMENT
from joinwise.expressions.functions import BUILTINS, FUNCTIONS
from joinwise.expressions.intervals import (
    ARITHMETIC,
    FALSE,
    KNOWN,
    LARGEST,
    OPPOSITE,
    SAME,
    TRUE,
    UNSURE,
    Bounds,
    chosen,
    found_in,
    only,
)
from joinwise.expressions.namespace import Namespace
from joinwise.expressions.partial_evaluation import (
    Block,
    Blocks,
    PointsRange,
    Run,
    Variable,
    body,
    slots_of,
)
from joinwise.expressions.typecheck import TypeChecker
from joinwise.expressions.visitor import Visitor

USUAL = {
    "+": "(l := {a.low} + {b.low}) >= -{largest} and (h := {a.high} + {b.high}) <= {largest}",
    "-": "(l := {a.low} - {b.high}) >= -{largest} and (h := {a.high} - {b.low}) <= {largest}",
    "*": "0 <= {a.low} <= {a.high} and 0 <= {b.low} <= {b.high}"
    " and (l := {a.low} * {b.low}) <= (h := {a.high} * {b.high}) <= {largest}",
    "/": "0 <= {a.low} <= {a.high} and 0 < {b.low} <= {b.high}"
    " and (l := {a.low} / {b.high}) <= (h := {a.high} / {b.low}) <= {largest}",
}
"""Conditions that most numbers meet; they set the bounds ``l`` and ``h`` of the result."""


class IntervalCompiler:
    """Compiles trees into blocks that work out what may be (see ``partial_evaluation``)."""

    def __init__(self, kinds: Mapping[str, Kind], definitions: Mapping[str, Node]) -> None:
        self.blocks = Blocks(definitions, slots_of(kinds))
        self.definitions = definitions
        self.namespace = Namespace(BUILTINS)
        self._checker = TypeChecker(kinds)
        self._variables: dict[Node, Variable] = {}

    def add_rule(self, condition: Node, points: int) -> None:
        """Counts points if a condition is true."""
        block = self.blocks.home(condition)
        truths = IntervalEmitter(self, block).operand(condition)
        amount = self.namespace.name(points)
        sure, unsure = ("least", "most") if points > 0 else ("most", "least")
        block.add_points(
            (min(points, 0), max(points, 0)),
            f"if {truths} & {TRUE}: {unsure} += {amount}",
            f"if {truths} == {TRUE}: {sure} += {amount}",
        )

    def add_scale(
        self, number: Node, scale: Callable[[Bounds], PointsRange], points: PointsRange
    ) -> None:
        """Counts what a scale gives for a number: some points within a range."""
        block = self.blocks.home(number)
        emitter = IntervalEmitter(self, block)
        added = emitter.call(scale, [emitter.operand(number)])
        block.add_points(points, f"low, high = {added}", "least += low; most += high")

    def export(self, node: Node) -> int:
        """The slot that holds what a tree may be, once all blocks were run."""
        return self.blocks.export(self.variable(node))

    def variable(self, node: Node) -> Variable:
        """What holds a tree, worked out in the tree's own block."""
        tree = self.defined(node)
        if tree not in self._variables:
            block = self.blocks.home(tree)
            source = IntervalEmitter(self, block).visit(tree)
            self._variables[tree] = self._new_variable(tree, block)
            block.assign(self._variables[tree], source)
        return self._variables[tree]

    def _new_variable(self, node: Node, home: Block) -> Variable:
        name = f"v{len(self._variables)}"
        if self.kind(node) is not Kind.NUMBER:
            return Variable(name, home)
        return Variable(name, home, BoundsSource(f"{name}l", f"{name}h", f"{name}u"))

    def defined(self, node: Node) -> Node:
        """The formula of a fact in place of its name."""
        while isinstance(node, Name) and not is_input(node.name):
            node = self.definitions[node.name]
        return node

    def kind(self, node: Node) -> Kind:
        kind = self._checker.visit(node)
        assert kind is not None, "a pack without errors has a kind for every tree"
        return kind

    def function(self, blocks: Sequence[Block], exported: Collection[int]) -> Run:
        """Runs some blocks, and fills these slots of those that they export."""
        run: Run = self.namespace.function("frame", body(blocks, exported))
        return run


class IntervalEmitter(Visitor[str]):
    """The source of trees for one block: of what they may be, for what the inputs may be."""

    def __init__(self, compiler: IntervalCompiler, block: Block) -> None:
        self.compiler = compiler
        self.block = block

    def operand(self, node: Node) -> str:
        """What a tree below another may be, as source for this block."""
        tree = self.compiler.defined(node)
        return self.visit(tree) if isinstance(tree, Constant) else str(self._variable(tree))

    def bounds(self, node: Node) -> BoundsSource:
        """The bounds of a number, as source for this block."""
        tree = self.compiler.defined(node)
        if isinstance(tree, Constant):
            value = self.constant(tree.value)
            return BoundsSource(value, value, "False")
        bounds = self._variable(tree).bounds
        assert bounds is not None, "a pack without errors has numbers here"
        return bounds

    def _variable(self, node: Node) -> Variable:
        variable = self.compiler.variable(node)
        self.compiler.blocks.share(variable, self.block)
        return variable

    def constant(self, value: object) -> str:
        return self.compiler.namespace.name(value)

    def call(self, work: Callable[..., object], arguments: Iterable[str]) -> str:
        return f"{self.constant(work)}({', '.join(arguments)})"

    def kind(self, node: Node) -> Kind:
        return self.compiler.kind(node)

    def visit_constant(self, node: Constant) -> str:
        return self.constant(only(node.value, node.kind))

    def visit_unknown(self, node: Unknown) -> str:
        return self.constant(only(UNKNOWN, self.kind(node)))

    def visit_name(self, node: Name) -> str:
        """An input: what the caller says of it, else what is assumed."""
        below = self.compiler.definitions.get(node.name)
        unknown = only(UNKNOWN, self.kind(node))
        assumed = self.constant(unknown) if below is None else self.operand(below)
        return (
            f"x if (x := frame[{self.compiler.blocks.slots[node.name]}]) is not None else {assumed}"
        )

    def visit_known(self, node: Known) -> str:
        if is_input(node.name.name):
            slot = self.compiler.blocks.slots[node.name.name]
            return f"{FALSE} if frame[{slot}] is None else {TRUE}"
        return self.call(KNOWN[self.kind(node.name)], [self.operand(node.name)])

    def visit_lookup(self, node: Lookup) -> str:
        find = found_in(dict(node.table), node.otherwise, node.kind)
        return self.call(find, [self.operand(node.by)])

    def visit_negative(self, node: Negative) -> str:
        number = self.bounds(node.operand)
        return f"(-{number.high}, -{number.low}, {number.unknown})"

    def visit_arithmetic(self, node: Arithmetic) -> str:
        left, right = self.bounds(node.left), self.bounds(node.right)
        usual = USUAL[node.operator].format(a=left, b=right, largest=repr(LARGEST))
        general = self.call(ARITHMETIC[node.operator], map(str, (left, right)))
        return f"(l, h, {any_unknown(left, right)}) if {usual} else {general}"

    def visit_call(self, node: Call) -> str:
        function, kind = FUNCTIONS[node.function], self.kind(node)
        arguments = function.sources(node.arguments, self.operand)
        general = self.call(function.interval[kind], arguments)
        if function.usual_interval is None or kind is not Kind.NUMBER:
            return general
        usual = function.usual_interval([self.bounds(argument) for argument in node.arguments])
        return f"{usual} else {general}"

    def visit_comparison(self, node: Comparison) -> str:
        if node.is_tolerant:
            return self.visit(exact(node))
        if node.operator in ("==", "!="):
            same = self.call(SAME[self.kind(node.left)], map(self.operand, (node.left, node.right)))
            return same if node.operator == "==" else self._opposite(same)
        left, right = self.bounds(node.left), self.bounds(node.right)
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
            options = self.constant(frozenset(option.value for option in node.options))
            return self.call(possible.within, [self.operand(node.item), options])
        return self.visit_or(
            Or(tuple(Comparison("==", node.item, option) for option in node.options))
        )

    def visit_within(self, node: Within) -> str:
        return self.call(possible.within, [self.operand(node.item), self.operand(node.list)])

    def visit_not(self, node: Not) -> str:
        return self._opposite(self.operand(node.operand))

    def _opposite(self, truths: str) -> str:
        return f"{self.constant(OPPOSITE)}[{truths}]"

    def visit_and(self, node: And) -> str:
        if len(node.parts) > MAX_IN_STATEMENT:
            first, second = map(And, halves(node.parts))
            return self.visit_and(And((first, second)))
        return _joined([self.operand(part) for part in node.parts], FALSE, TRUE)

    def visit_or(self, node: Or) -> str:
        if len(node.parts) > MAX_IN_STATEMENT:
            first, second = map(Or, halves(node.parts))
            return self.visit_or(Or((first, second)))
        return _joined([self.operand(part) for part in node.parts], TRUE, FALSE)

    def visit_choice(self, node: Choice) -> str:
        parts = [self.operand(part) for part in (node.condition, node.then, node.otherwise)]
        condition, then, otherwise = parts
        mixed = self.call(chosen(self.kind(node.then)), parts)
        sure = f"{then} if {condition} == {TRUE} else {otherwise} if {condition} == {FALSE}"
        return f"{sure} else {mixed}"


def _less(left: BoundsSource, right: BoundsSource, yes: int, no: int) -> str:
    """``yes`` if left may be less, ``no`` if it may be as much or more, or both."""
    tests = [(yes, f"{left.low} < {right.high}"), (no, f"{left.high} >= {right.low}")]
    tests.append((UNSURE, any_unknown(left, right)))
    return " | ".join(f"({bit} if {test} else 0)" for bit, test in tests if test != "False")


def _joined(parts: list[str], decisive: int, otherwise: int) -> str:
    """Kleene's ``and`` and ``or``: a part that is surely decisive decides."""
    decided = " or ".join(f"{part} == {decisive}" for part in parts)
    every, some = " & ".join(parts), " | ".join(parts)
    return f"{decisive} if {decided} else {every} & {otherwise} | ({some}) & {decisive | UNSURE}"
