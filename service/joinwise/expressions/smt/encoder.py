"""Trees as terms of the solver z3, to prove what examples cannot: that nothing makes a rule fire.

Numbers are reals to z3. So that what it proves holds for the doubles that the service works with,
each result of an operation is any real as near to the exact one as rounding allows, in the bounds
that doubles keep, and in the order that rounding keeps. ``is_exact`` leaves rounding out instead:
constants are then the decimals as written, and results exact.

Only the command line imports this: z3 comes with the extra ``joinwise[tune]``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

import z3

from joinwise.domain.catalogue import ALWAYS_KNOWN, INPUTS, is_input
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
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
)
from joinwise.expressions.closeness import exact
from joinwise.expressions.functions import FUNCTIONS, digits
from joinwise.expressions.intervals import (
    ARITHMETIC,
    LARGEST,
    NEVER_KNOWN,
    Bounds,
    negative,
    only,
    rounded,
)
from joinwise.expressions.smt.terms import (
    FALSE,
    HALF,
    NEAREST,
    NONE,
    OPERATIONS,
    TINIEST,
    TOO_LARGE,
    TRUE,
    ZERO,
    Error,
    Flags,
    Number,
    Term,
    Truth,
    Words,
    any_of,
    either,
    error_of,
    is_small,
    near,
    rational,
    same,
    same_order,
    same_side,
    worked_out,
)
from joinwise.expressions.typecheck import TypeChecker
from joinwise.expressions.visitor import Visitor


class Encoder(Visitor[Term]):
    """Encodes trees as terms over what a caller may say of a candidate.

    ``definitions`` are the formulas of facts and what is assumed of inputs that nobody gave;
    ``axioms`` are conditions on what the terms are made of.
    """

    def __init__(
        self,
        kinds: Mapping[str, Kind],
        definitions: Mapping[str, Node],
        vocabulary: Mapping[str, tuple[str, ...]],
        is_exact: bool = False,
        inputs: Mapping[str, Input] = INPUTS,
    ) -> None:
        self.inputs = inputs
        self._checker = TypeChecker(kinds)
        self.definitions = definitions
        self.vocabulary = vocabulary
        self.is_exact = is_exact
        self.axioms: list[Any] = []
        self.said: dict[str, tuple[Any, Term]] = {}
        self.terms: dict[Node, Term] = {}
        self.variables = 0

    def term(self, node: Node) -> Term:
        if node not in self.terms:
            self.terms[node] = self.visit(node)
        return self.terms[node]

    def fires(self, condition: Node) -> Any:
        """When a condition is true."""
        return self.truth(condition).true

    def number(self, node: Node) -> Number:
        term = self.term(node)
        assert isinstance(term, Number)
        return term

    def truth(self, node: Node) -> Truth:
        term = self.term(node)
        assert isinstance(term, Truth)
        return term

    def words(self, node: Node) -> Words:
        term = self.term(node)
        assert isinstance(term, Words)
        return term

    def _kind(self, node: Node) -> Kind:
        kind = self._checker.visit(node)
        assert kind is not None, "a pack without errors has a kind for every tree"
        return kind

    # What the caller says

    def given(self, name: str) -> Any:
        """When the caller says something of an input."""
        return self._said(self.inputs[name])[0]

    def _said(self, input: Input) -> tuple[Any, Term]:
        if input.name not in self.said:
            is_given = TRUE if input.name in ALWAYS_KNOWN else z3.Bool(f"{input.name} is given")
            self.said[input.name] = is_given, self._own(input, is_given)
        return self.said[input.name]

    def _own(self, input: Input, is_given: Any) -> Term:
        match input.kind:
            case Kind.NUMBER:
                return self._own_number(input, is_given)
            case Kind.BOOLEAN:
                value = z3.Bool(input.name)
                return Truth(z3.And(is_given, value), z3.And(is_given, z3.Not(value)))
            case Kind.TEXT:
                return self._own_words(input, is_given)
        holds = {text: z3.Bool(f"{input.name} holds {text}") for text in input.values}
        return Flags(is_given, holds)

    def _own_number(self, input: Input, is_given: Any) -> Number:
        value = z3.ToReal(z3.Int(input.name)) if input.whole else z3.Real(input.name)
        bounds = (input.low, input.high, input.name not in ALWAYS_KNOWN)
        self.axioms += [value >= self._constant(input.low), value <= self._constant(input.high)]
        return Number(is_given, value, value, bounds, input.whole)

    def _own_words(self, input: Input, is_given: Any) -> Words:
        texts = self.vocabulary[input.name]
        cases = {text: z3.Bool(f"{input.name} is {text}") for text in texts}
        self.axioms += [z3.AtMost(*cases.values(), 1), is_given == any_of(cases.values())]
        return Words(cases)

    def visit_name(self, node: Name) -> Term:
        if not is_input(node.name):
            return self.term(self.definitions[node.name])
        is_given, own = self._said(self.inputs[node.name])
        return either(is_given, own, self._unsaid(node.name))

    def _unsaid(self, name: str) -> Term:
        if name in self.definitions:
            return self.term(self.definitions[name])
        return self._only(None, self.inputs[name].kind)

    def visit_constant(self, node: Constant) -> Term:
        return self._only(node.value, node.kind)

    def visit_unknown(self, node: Unknown) -> Term:
        return self._only(None, self._kind(node))

    def _only(self, value: Value, kind: Kind) -> Term:
        match kind:
            case Kind.NUMBER:
                return self._only_number(value)
            case Kind.BOOLEAN:
                return Truth(z3.BoolVal(value is True), z3.BoolVal(value is False))
            case Kind.TEXT:
                return Words({} if value is None else {str(value): TRUE})
        entries = value if isinstance(value, tuple) else ()
        return Flags(z3.BoolVal(value is not None), dict.fromkeys(entries, TRUE))

    def _only_number(self, value: Value) -> Number:
        if not isinstance(value, float):
            return Number(FALSE, ZERO, ZERO, NEVER_KNOWN, True)
        constant = self._constant(value)
        return Number(TRUE, constant, constant, only(value, Kind.NUMBER), value.is_integer())

    def _constant(self, value: float) -> Any:
        """The double itself; if rounding is left out, the decimal that was written."""
        return rational(Fraction(repr(value)) if self.is_exact else Fraction(value))

    def visit_choice(self, node: Choice) -> Term:
        condition, kind = self.truth(node.condition), self._kind(node.then)
        otherwise = either(condition.false, self.term(node.otherwise), self._only(None, kind))
        return either(condition.true, self.term(node.then), otherwise)

    def visit_lookup(self, node: Lookup) -> Term:
        by, table = self.words(node.by), dict(node.table)
        found = self._only(None, node.kind)
        for text, condition in by.cases.items():
            value = self._only(table.get(text, node.otherwise), node.kind)
            found = either(condition, value, found)
        return found

    # Numbers

    def visit_negative(self, node: Negative) -> Term:
        operand = self.number(node.operand)
        return worked_out(lambda value: -value, [operand], negative(operand.bounds))

    def visit_arithmetic(self, node: Arithmetic) -> Term:
        left, right = self.number(node.left), self.number(node.right)
        bounds = ARITHMETIC[node.operator](left.bounds, right.bounds)
        exact = OPERATIONS[node.operator](left.value, right.value)
        known = [left.known, right.known]
        if node.operator == "/":
            known.append(right.value != 0)
        if bounds[0] <= -LARGEST or bounds[1] >= LARGEST:
            known += [exact > -TOO_LARGE, exact < TOO_LARGE]
        whole = node.operator != "/" and left.whole and right.whole and is_small(bounds)
        error = NONE if self.is_exact or whole else error_of(node.operator, left, right)
        if error == NONE:
            return Number(z3.And(*known), exact, exact, bounds, whole)
        return self._rounded(z3.And(*known), exact, bounds, error)

    def _rounded(self, known: Any, exact: Any, bounds: Bounds, error: Error) -> Number:
        """Some real as near to the exact result as its rounding is."""
        value = z3.Real(self._fresh())
        conditions = [*near(value, exact, error), *same_order(exact, value, ZERO)]
        if bounds[0] <= bounds[1]:
            low, high = (rational(Fraction(bound)) for bound in bounds[:2])
            conditions += [value >= low, value <= high]
        self._hold(known, *conditions)
        return Number(known, value, exact, bounds, False)

    def _fresh(self) -> str:
        self.variables += 1
        return f"result {self.variables}"

    def _hold(self, known: Any, *conditions: Any) -> None:
        self.axioms.append(z3.Implies(known, z3.And(*conditions)))

    def visit_call(self, node: Call) -> Term:
        return FUNCTIONS[node.function].smt(self, node)  # type: ignore[no-any-return]

    def if_else(self, condition: Any, one: Any, other: Any) -> Any:
        return z3.If(condition, one, other)

    def exact(self, call: Call, work: Callable[..., Any]) -> Number:
        arguments = [self.number(argument) for argument in call.arguments]
        interval = FUNCTIONS[call.function].interval[Kind.NUMBER]
        return worked_out(work, arguments, interval(*(argument.bounds for argument in arguments)))

    def first_known(self, call: Call) -> Term:
        terms = [self.term(argument) for argument in call.arguments]
        return reduce(lambda later, one: either(one.known, one, later), terms[::-1])

    def round(self, call: Call) -> Number:
        """Half to even, of the double as it is."""
        operand, places = self.number(call.arguments[0]), digits(call)
        count = z3.Int(self._fresh())
        scaled, whole = operand.value * 10**places, z3.ToReal(count)
        is_half = z3.Or(scaled == whole - HALF, scaled == whole + HALF)
        self.axioms += [scaled >= whole - HALF, scaled <= whole + HALF]
        self.axioms.append(z3.Implies(is_half, count % 2 == 0))
        bounds = rounded(operand.bounds, places)
        exact = whole / 10**places
        if self.is_exact or not places:
            return Number(operand.known, exact, exact, bounds, not places)
        return self._rounded(operand.known, exact, bounds, (NEAREST, TINIEST))

    # Conditions

    def visit_comparison(self, node: Comparison) -> Truth:
        if node.is_tolerant and not self.is_exact:
            return self.truth(exact(node))
        left, right = self.term(node.left), self.term(node.right)
        if isinstance(left, Number) and isinstance(right, Number):
            return self._compared(node.operator, left, right)
        equal = same(left, right)
        return equal if node.operator == "==" else Truth(equal.false, equal.true)

    def _compared(self, operator: str, left: Number, right: Number) -> Truth:
        self._keep_order(left, right)
        known = z3.And(left.known, right.known)
        holds = OPERATIONS[operator](left.value, right.value)
        return Truth(z3.And(known, holds), z3.And(known, z3.Not(holds)))

    def _keep_order(self, left: Number, right: Number) -> None:
        """What is at most a double still is when it is rounded, and so are two that are."""
        known = z3.And(left.known, right.known)
        for one, other in ((left, right), (right, left)):
            if one.exact is not one.value:
                self._hold(known, *_kept(one, other))
        if left.exact is not left.value and right.exact is not right.value:
            apart = left.exact - right.exact
            self._hold(known, *same_order(apart, left.value - right.value, ZERO))

    def visit_among(self, node: Among) -> Truth:
        if node.is_tolerant and not self.is_exact:
            return self.truth(exact(node))
        item = self.term(node.item)
        tests = [self._equal(item, self.term(option)) for option in node.options]
        return Truth(any_of(test.true for test in tests), z3.And(*(test.false for test in tests)))

    def _equal(self, left: Term, right: Term) -> Truth:
        if isinstance(left, Number) and isinstance(right, Number):
            return self._compared("==", left, right)
        return same(left, right)

    def visit_within(self, node: Within) -> Truth:
        item, container = self.words(node.item), self.term(node.list)
        assert isinstance(container, Flags)
        known = z3.And(item.known, container.known)
        found = any_of(
            z3.And(condition, container.holds.get(text, FALSE))
            for text, condition in item.cases.items()
        )
        return Truth(z3.And(known, found), z3.And(known, z3.Not(found)))

    def visit_known(self, node: Known) -> Truth:
        name = node.name.name
        known = self.given(name) if is_input(name) else self.term(node.name).known
        return Truth(known, z3.Not(known))

    def visit_not(self, node: Not) -> Truth:
        operand = self.truth(node.operand)
        return Truth(operand.false, operand.true)

    def visit_and(self, node: And) -> Truth:
        parts = [self.truth(part) for part in node.parts]
        return Truth(z3.And(*(part.true for part in parts)), any_of(part.false for part in parts))

    def visit_or(self, node: Or) -> Truth:
        parts = [self.truth(part) for part in node.parts]
        return Truth(any_of(part.true for part in parts), z3.And(*(part.false for part in parts)))


def _kept(one: Number, other: Number) -> list[Any]:
    low, high, _ = other.bounds
    if low == high:
        return same_side(one.exact, one.value, low)
    return same_order(one.exact, one.value, other.value)
