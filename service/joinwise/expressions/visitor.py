"""The base of every reading of a tree, with a method for each type of node.

A reading that lacks one cannot be made, and mypy names what is missing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic

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
    Result,
    Unknown,
    Within,
)


class Visitor(ABC, Generic[Result]):
    """What a tree means: a result for each node, from the results for those below it."""

    def visit(self, node: Node) -> Result:
        """The result for a node, by the method for its type."""
        return node.accept(self)

    @abstractmethod
    def visit_constant(self, node: Constant) -> Result: ...

    @abstractmethod
    def visit_unknown(self, node: Unknown) -> Result: ...

    @abstractmethod
    def visit_name(self, node: Name) -> Result: ...

    @abstractmethod
    def visit_lookup(self, node: Lookup) -> Result: ...

    @abstractmethod
    def visit_negative(self, node: Negative) -> Result: ...

    @abstractmethod
    def visit_arithmetic(self, node: Arithmetic) -> Result: ...

    @abstractmethod
    def visit_call(self, node: Call) -> Result: ...

    @abstractmethod
    def visit_comparison(self, node: Comparison) -> Result: ...

    @abstractmethod
    def visit_among(self, node: Among) -> Result: ...

    @abstractmethod
    def visit_within(self, node: Within) -> Result: ...

    @abstractmethod
    def visit_known(self, node: Known) -> Result: ...

    @abstractmethod
    def visit_not(self, node: Not) -> Result: ...

    @abstractmethod
    def visit_and(self, node: And) -> Result: ...

    @abstractmethod
    def visit_or(self, node: Or) -> Result: ...

    @abstractmethod
    def visit_choice(self, node: Choice) -> Result: ...
