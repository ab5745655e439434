"""Whether the parts of a tree are of the kinds that they must be."""

from __future__ import annotations

from collections.abc import Mapping

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.values import Kind
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
from joinwise.expressions.dates import dated_values
from joinwise.expressions.functions import FUNCTIONS, MAX_DIGITS, Function, Parameter
from joinwise.expressions.kind_slips import slip_of_kind, slip_of_list
from joinwise.expressions.parser import ExpressionError
from joinwise.expressions.slips import slip_of_name
from joinwise.expressions.visitor import Visitor
from joinwise.suggestions import nearest


class TypeChecker(Visitor[Kind | None]):
    """Finds the kind of a tree, None if an error hides it; ``errors`` holds all errors.

    ``known`` is the kind of each name; a name of the kind None has an error of its own and fits
    everywhere.
    """

    def __init__(self, known: Mapping[str, Kind | None]) -> None:
        self.known = known
        self.errors: list[ExpressionError] = []

    def expect(self, node: Node, wanted: Kind, what: str) -> Kind | None:
        """The kind of a node; reports it if it is not the one that ``what`` must be."""
        kind = self.visit(node)
        if kind is None or kind is wanted:
            return kind
        cure = slip_of_kind(node, kind, wanted)
        self.report(node, f"{what} must be {wanted.described}, not {kind.described}{cure}")
        return None

    def report(self, node: Node, message: str) -> None:
        self.errors.append(ExpressionError(message, node.at))

    def visit_constant(self, node: Constant) -> Kind:
        return node.kind

    def visit_unknown(self, node: Unknown) -> Kind | None:
        return node.kind

    def visit_name(self, node: Name) -> Kind | None:
        if node.name not in self.known:
            cure = slip_of_name(node.name) or nearest(node.name, self.known) or _quoted(node.name)
            self.report(node, f'unknown name "{node.name[:80]}"{cure}')
        return self.known.get(node.name)

    def visit_lookup(self, node: Lookup) -> Kind:
        self.expect(node.by, Kind.TEXT, '"by"')
        return node.kind

    def visit_negative(self, node: Negative) -> Kind:
        self.expect(node.operand, Kind.NUMBER, 'the operand of "-"')
        return Kind.NUMBER

    def visit_arithmetic(self, node: Arithmetic) -> Kind:
        for side in (node.left, node.right):
            self.expect(side, Kind.NUMBER, f'each side of "{node.operator}"')
        return Kind.NUMBER

    def visit_call(self, node: Call) -> Kind | None:
        function = FUNCTIONS[node.function]
        self._count(function, node)
        if Parameter.ALIKE in function.parameters:
            return self._same(node.arguments, f"the arguments of {function.name}")
        for place, argument in enumerate(node.arguments):
            self._argument(function, place, argument)
        return Kind.NUMBER

    def _count(self, function: Function, node: Call) -> None:
        given = len(node.arguments)
        if given < function.fewest or (function.most and given > function.most):
            plural = "" if function.count == "1" else "s"
            message = f"{function.name} takes {function.count} argument{plural}, not {given}"
            self.report(node, message)

    def _argument(self, function: Function, place: int, node: Node) -> None:
        if function.parameter(place) is Parameter.NUMBER:
            self.expect(node, Kind.NUMBER, f"each argument of {function.name}")
        elif not _is_digits(node):
            message = f"the digits of {function.name} must be a plain number from 0 to {MAX_DIGITS}"
            self.report(node, message)

    def _same(self, nodes: tuple[Node, ...], what: str) -> Kind | None:
        """The kind that these have in common; None if they have none."""
        kinds = [(node, self.visit(node)) for node in nodes]
        first = next((kind for _, kind in kinds if kind and kind is not Kind.LIST), None)
        faults = len(self.errors)
        for node, kind in kinds:
            if kind is Kind.LIST:
                cure = slip_of_list(node, nodes)
                self.report(node, f'a list is only allowed after "in" or before "is"{cure}')
            elif kind and first and kind is not first:
                different = f"this is {kind.described}, the first is {first.described}"
                cure = "; write true or false, without quotes" if _is_quoted(node, first) else ""
                self.report(node, f"{what} must be of the same kind; {different}{cure}")
        return first if len(self.errors) == faults else None

    def visit_comparison(self, node: Comparison) -> Kind:
        sides = (node.left, node.right)
        if node.operator in ("==", "!="):
            self._same(sides, f'both sides of "{node.operator}"')
        else:
            for side in sides:
                self.expect(side, Kind.NUMBER, f'each side of "{node.operator}"')
        return Kind.BOOLEAN

    def visit_among(self, node: Among) -> Kind:
        self._same((node.item, *node.options), 'both sides of "in"')
        return Kind.BOOLEAN

    def visit_within(self, node: Within) -> Kind:
        self.expect(node.item, Kind.TEXT, 'the left side of "in"')
        self.expect(node.list, Kind.LIST, 'the right side of "in"')
        return Kind.BOOLEAN

    def visit_known(self, node: Known) -> Kind:
        self.visit(node.name)
        return Kind.BOOLEAN

    def visit_not(self, node: Not) -> Kind:
        self.expect(node.operand, Kind.BOOLEAN, 'the operand of "not"')
        return Kind.BOOLEAN

    def visit_and(self, node: And) -> Kind:
        return self._conditions(node.parts, "and")

    def visit_or(self, node: Or) -> Kind:
        return self._conditions(node.parts, "or")

    def _conditions(self, parts: tuple[Node, ...], word: str) -> Kind:
        for part in parts:
            self.expect(part, Kind.BOOLEAN, f'each side of "{word}"')
        return Kind.BOOLEAN

    def visit_choice(self, node: Choice) -> Kind | None:
        if dated_values(node) is None:
            self.expect(node.condition, Kind.BOOLEAN, 'the condition after "if"')
        return self._same((node.then, node.otherwise), 'both outcomes of "if"')


def _is_quoted(node: Node, wanted: Kind) -> bool:
    return wanted is Kind.BOOLEAN and isinstance(node, Constant)


def _quoted(name: str) -> str:
    """A cure for a text that lacks its quotes."""
    is_text = any(name in input.values for input in INPUTS.values())
    return f'; if the text is meant, write "{name}"' if is_text else ""


def _is_digits(node: Node) -> bool:
    match node:
        case Constant(value, Kind.NUMBER):
            return value in range(MAX_DIGITS + 1)
    return False
