"""The nodes of an expression; equal trees mean the same, whatever their place in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from joinwise.domain.values import Kind, Scalar

if TYPE_CHECKING:
    from joinwise.expressions.visitor import Visitor

Result = TypeVar("Result")

Span = tuple[int, int]
"""The place of a node in its text: the first character, and the one after the last."""

NOWHERE: Span = (0, 0)


def _span() -> Span:
    return field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Constant:
    """A value; a list only as an assumption, never in an expression."""

    value: Scalar | tuple[str, ...]
    kind: Kind
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_constant(self)


@dataclass(frozen=True, slots=True)
class Unknown:
    """The word ``unknown``; its kind, if none is given yet, comes from where it stands."""

    kind: Kind | None = None
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_unknown(self)


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_name(self)


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Node
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_negative(self)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``operator`` is one of ``+ - * /``."""

    operator: str
    left: Node
    right: Node
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_arithmetic(self)


@dataclass(frozen=True, slots=True)
class Call:
    """``function`` is the name of one of ``FUNCTIONS``."""

    function: str
    arguments: tuple[Node, ...]
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_call(self)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``operator`` is one of ``== != < <= > >=``; ``is_tolerant``: see ``closeness``."""

    operator: str
    left: Node
    right: Node
    at: Span = _span()
    is_tolerant: bool = False

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_comparison(self)


@dataclass(frozen=True, slots=True)
class Among:
    """``item in [constants]``; ``is_tolerant``: see ``closeness``."""

    item: Node
    options: tuple[Constant, ...]
    at: Span = _span()
    is_tolerant: bool = False

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_among(self)


@dataclass(frozen=True, slots=True)
class Within:
    """``item in name``: whether a list has a text."""

    item: Node
    list: Name
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_within(self)


@dataclass(frozen=True, slots=True)
class Known:
    """``name is known``."""

    name: Name
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_known(self)


@dataclass(frozen=True, slots=True)
class Not:
    operand: Node
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_not(self)


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_and(self)


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_or(self)


@dataclass(frozen=True, slots=True)
class Choice:
    """``then if condition else otherwise``."""

    then: Node
    condition: Node
    otherwise: Node
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_choice(self)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The value for a text in a table; ``otherwise`` for a text that the table does not have.

    No expression makes it, but ``by`` and ``values`` of a fact or an assumption.
    """

    by: Name
    table: tuple[tuple[str, Scalar], ...]
    otherwise: Scalar | None
    kind: Kind
    at: Span = _span()

    def accept(self, visitor: Visitor[Result]) -> Result:
        return visitor.visit_lookup(self)


Node = (
    Constant
    | Unknown
    | Name
    | Negative
    | Arithmetic
    | Call
    | Comparison
    | Among
    | Within
    | Known
    | Not
    | And
    | Or
    | Choice
    | Lookup
)


def children(node: Node) -> Iterator[Node]:
    """The nodes right below this one, in the order in which they are written."""
    for name in (attribute.name for attribute in fields(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple) and name in ("arguments", "options", "parts"):
            yield from value


def walk(node: Node) -> Iterator[Node]:
    """This node and all below it, in the order in which they are written."""
    yield node
    for child in children(node):
        yield from walk(child)


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with all that stands right below it changed."""
    changes: dict[str, Any] = {}
    for attribute in fields(node):
        part = getattr(node, attribute.name)
        if isinstance(part, Node):
            changes[attribute.name] = change(part)
        elif isinstance(part, tuple) and part and isinstance(part[0], Node):
            changes[attribute.name] = tuple(map(change, part))
    return replace(node, **changes) if changes else node


def names(node: Node) -> tuple[str, ...]:
    """The inputs and facts that a tree names, each once, in order."""
    return tuple(dict.fromkeys(part.name for part in walk(node) if isinstance(part, Name)))


MIRRORED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
"""The operator of a comparison whose sides are exchanged."""


def number(value: float) -> Constant:
    return Constant(float(value), Kind.NUMBER)


def halves(parts: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The first and the second half of parts."""
    middle = len(parts) // 2
    return parts[:middle], parts[middle:]
