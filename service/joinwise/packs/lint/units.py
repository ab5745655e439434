"""Comparisons and sums of quantities that are not of one kind, such as money and hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from joinwise.domain.units import Unit
from joinwise.expressions.ast import (
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Name,
    Negative,
    Node,
)
from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, warning

BARE = "a bare number"
MONEY = "money"
KNOWN = ("money", "hours", "months", "share", "count")
"""How the units begin of which it is known what they are of."""


@warning("units-differ")
def units_differ(source: SourceMap) -> Iterator[Finding]:
    """Money against hours; or against a number, which is another sum in each currency."""
    quantities = _Quantities(_units(source))
    for expression in source.expressions:
        for node in expression.nodes:
            match node:
                case Comparison(_, left, right) | Arithmetic("+" | "-", left, right):
                    message = quantities.problem(left, right)
                    if message:
                        yield Finding(expression.entry, message, expression.key, node.at[0])


def _units(source: SourceMap) -> Mapping[str, Unit]:
    inputs = {name: input.unit for name, input in source.known_inputs.items()}
    facts = {name: Unit(entry.data.get("unit", "")) for name, entry in source.facts.items()}
    return inputs | facts


class _Quantities:
    """What expressions are of, by the units of names."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self.units = units

    def problem(self, left: Node, right: Node) -> str:
        """Why two sides should hardly stand against each other; empty if they may."""
        one, other = self.of(left), self.of(right)
        if MONEY in (one, other) and BARE in (one, other):
            return "money against a bare number: another sum in each currency"
        if one and other and BARE not in (one, other) and one != other:
            return f"{one} against {other}"
        return ""

    def of(self, node: Node) -> str:
        """What a number is of; empty if that is not known."""
        match node:
            case Constant(float() as value):
                return BARE if value else ""
            case Name(name):
                return self._of_name(name)
            case Negative(operand) | Call("round" | "abs", (operand, *_)):
                return self.of(operand)
            case Call("min" | "max" | "coalesce", arguments):
                return self._common(*arguments)
            case Arithmetic("+" | "-", left, right) | Choice(left, _, right):
                return self._common(left, right)
        return ""

    def _of_name(self, name: str) -> str:
        words = str(self.units.get(name, "")).split()
        return words[0] if words and words[0] in KNOWN else ""

    def _common(self, *nodes: Node) -> str:
        found = {what for node in nodes if (what := self.of(node)) not in ("", BARE)}
        return found.pop() if len(found) == 1 else ""
