"""Whether the parts of a tree fit together, before anything is worked out."""

from __future__ import annotations

from collections.abc import Mapping

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
    Within,
)
from joinwise.expressions.functions import FUNCTIONS, MAX_DIGITS, Function, Parameter
from joinwise.expressions.parser import ExpressionError
from joinwise.expressions.visitor import Visitor
from joinwise.suggestions import nearest


class TypeChecker(Visitor[Kind | None]):
    """The kind of a tree, ``None`` where a fault hides it; every fault is kept in ``faults``.

    ``known`` gives the kind of each name; a name with the kind ``None`` is itself at fault and
    taken to fit everywhere.
    """

    def __init__(self, known: Mapping[str, Kind | None]) -> None:
        self.known = known
        self.errors: list[ExpressionError] = []

    def expect(self, node: Node, kind: Kind, what: str) -> Kind | None:
        found = self.visit(node)
        if found is None or found is kind:
            return found
        self.report(node, f"{what} must be {kind.described}, and this is {found.described}")
        return None

    def report(self, node: Node, message: str) -> None:
        self.errors.append(ExpressionError(message, node.at))

    def visit_constant(self, node: Constant) -> Kind:
        return node.kind

    def visit_name(self, node: Name) -> Kind | None:
        if node.name not in self.known:
            self.report(node, f'unknown name "{node.name[:80]}"{nearest(node.name, self.known)}')
        return self.known.get(node.name)

    def visit_lookup(self, node: Lookup) -> Kind:
        self.expect(node.by, Kind.TEXT, "what a lookup goes by")
        return node.kind

    def visit_negative(self, node: Negative) -> Kind:
        self.expect(node.operand, Kind.NUMBER, 'what "-" stands before')
        return Kind.NUMBER

    def visit_arithmetic(self, node: Arithmetic) -> Kind:
        for side in (node.left, node.right):
            self.expect(side, Kind.NUMBER, f'each side of "{node.operator}"')
        return Kind.NUMBER

    def visit_call(self, node: Call) -> Kind | None:
        function = FUNCTIONS[node.function]
        self._count(function, node)
        if Parameter.ALIKE in function.parameters:
            return self._same(node.arguments, f"all that {function.name} chooses from")
        for place, argument in enumerate(node.arguments):
            self._argument(function, place, argument)
        return Kind.NUMBER

    def _count(self, function: Function, node: Call) -> None:
        given = len(node.arguments)
        if given < function.fewest or (function.most and given > function.most):
            wanted = function.count
            plural = "" if wanted == "1" else "s"
            self.report(
                node, f"{node.function} takes {wanted} argument{plural}, and {given} stand here"
            )

    def _argument(self, function: Function, place: int, node: Node) -> None:
        if function.parameter(place) is Parameter.NUMBER:
            self.expect(node, Kind.NUMBER, f"what {function.name} takes")
        elif not _is_digits(node):
            message = f"takes its digits as a plain number from 0 to {MAX_DIGITS}"
            self.report(node, f"{function.name} {message}")

    def _same(self, nodes: tuple[Node, ...], what: str) -> Kind | None:
        found = [(node, self.visit(node)) for node in nodes]
        kinds = [kind for _, kind in found if kind]
        for node, kind in found:
            if kind is Kind.LIST:
                self.report(node, 'a list stands only after "in" or before "is"')
            elif kind not in (None, kinds[0]):
                self.report(
                    node, f"{what} must be of one kind: {kinds[0].described}, {kind.described}"
                )
        return kinds[0] if kinds else None

    def visit_comparison(self, node: Comparison) -> Kind:
        sides = (node.left, node.right)
        if node.operator in ("==", "!="):
            self._same(sides, f'the sides of "{node.operator}"')
        else:
            for side in sides:
                self.expect(side, Kind.NUMBER, f'each side of "{node.operator}"')
        return Kind.BOOLEAN

    def visit_among(self, node: Among) -> Kind:
        self._same((node.item, *node.options), 'what stands around "in"')
        return Kind.BOOLEAN

    def visit_within(self, node: Within) -> Kind:
        self.expect(node.item, Kind.TEXT, 'what stands before "in" and a list')
        self.expect(node.list, Kind.LIST, 'what stands after "in"')
        return Kind.BOOLEAN

    def visit_known(self, node: Known) -> Kind:
        self.visit(node.name)
        return Kind.BOOLEAN

    def visit_not(self, node: Not) -> Kind:
        self.expect(node.operand, Kind.BOOLEAN, 'what "not" stands before')
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
        self.expect(node.condition, Kind.BOOLEAN, 'what stands after "if"')
        return self._same((node.then, node.otherwise), 'both outcomes of "if"')


def _is_digits(node: Node) -> bool:
    match node:
        case Constant(value, Kind.NUMBER):
            return value in range(MAX_DIGITS + 1)
    return False
