"""A reading of a tree covers every type of node."""

from typing import get_args

import pytest

from joinwise.expressions.ast import Constant, Node
from joinwise.expressions.visitor import Visitor


class ConstantsAlone(Visitor[str]):
    def visit_constant(self, node: Constant) -> str:
        return str(node.value)


def test_every_type_of_node_has_its_method() -> None:
    methods = {f"visit_{node.__name__.lower()}" for node in get_args(Node)}
    assert Visitor.__abstractmethods__ == methods


def test_a_reading_that_lacks_a_type_of_node_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="visit_and"):
        ConstantsAlone()  # type: ignore[abstract]
