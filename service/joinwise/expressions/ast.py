"""The nodes of an expression; equal trees mean the same, whatever their place in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar, get_args

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


OF_NODES = frozenset({"Node", "Name", "tuple[Node, ...]", "tuple[Constant, ...]"})
"""Types of the attributes that hold what stands right below a node, as they are written above."""


HOLDERS: Mapping[type[Any], tuple[str, ...]] = {
    kind: tuple(attribute.name for attribute in fields(kind) if attribute.type in OF_NODES)
    for kind in get_args(Node)
}
"""These attributes, of each kind of node."""


def children(node: Node) -> list[Node]:
    """The nodes right below this one, in the order in which they are written."""
    found: list[Node] = []
    for name in HOLDERS[type(node)]:
        part = getattr(node, name)
        found += part if isinstance(part, tuple) else (part,)
    return found


def walk(node: Node) -> Iterator[Node]:
    """This node and all below it, in the order in which they are written."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += reversed(children(part))


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with all that stands right below it changed; the same one if nothing is."""
    changes: dict[str, Any] = {}
    for name in HOLDERS[type(node)]:
        part = getattr(node, name)
        new = _each_changed(part, change) if isinstance(part, tuple) else change(part)
        if new is not part:
            changes[name] = new
    return replace(node, **changes) if changes else node


def _each_changed(parts: tuple[Node, ...], change: Callable[[Node], Node]) -> tuple[Node, ...]:
    changed = tuple(map(change, parts))
    return parts if all(map(is_, changed, parts)) else changed


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
