"""The lines that the trees of a pack come to, sorted by the inputs that they depend on.

Whatever varies, the parts that depend on it are worked out again, and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from joinwise.domain.catalogue import INPUTS
from joinwise.expressions.ast import Constant, Known, Name, Node, children
from joinwise.expressions.compiler import Compiler

Held = list[Any]
"""By slot: first what was said of each input, ``None`` where nothing was, then trees."""

Weights = tuple[int, int]
"""The least and the most that conditions and scales may add up to."""

Run = Callable[[Held], Weights]

SLOTS = {name: slot for slot, name in enumerate(INPUTS)}
BITS = {name: 1 << slot for name, slot in SLOTS.items()}
"""A set of inputs is a whole number with these bits."""


def inputs_set(names: Iterable[str]) -> int:
    """These inputs as one set."""
    return reduce(or_, (BITS[name] for name in names), 0)


@dataclass(slots=True)
class Part:
    """Lines that depend on the same ``inputs``; ``run`` works them out and gives their weights.

    ``reach`` are the least and the most weights that it can have at all, ``takes`` the variables of
    other parts, ``gives`` those that others take, with their slots.
    """

    inputs: int
    reach: Weights = (0, 0)
    lines: list[str] = field(default_factory=list)
    takes: dict[str, int] = field(default_factory=dict)
    gives: dict[str, int] = field(default_factory=dict)
    run: Run = lambda _: (0, 0)

    def weigh(self, reach: Weights, *lines: str) -> None:
        """Adds lines that change ``least`` and ``most``, by something within a reach."""
        self.reach = (self.reach[0] + reach[0], self.reach[1] + reach[1])
        self.lines += lines


class Parts(Compiler):
    """Sorts lines into parts.

    ``definitions`` are the formulas of facts and the assumptions of inputs; ``size`` is the number
    of slots.
    """

    def __init__(self, definitions: Mapping[str, Node]) -> None:
        super().__init__()
        self.definitions = definitions
        self.size = len(SLOTS)
        self._parts: dict[int, Part] = {}
        self._part = Part(0)
        self._homes: dict[str, Part] = {}
        self._inputs: dict[Node, int] = {}

    def inputs(self, node: Node) -> int:
        """The set of inputs that a tree reads, itself or through what it names."""
        if node not in self._inputs:
            self._inputs[node] = self._read_by(node)
        return self._inputs[node]

    def _read_by(self, node: Node) -> int:
        match node:
            case Name(name):
                below = self.definitions.get(name)
                return BITS.get(name, 0) | (0 if below is None else self.inputs(below))
            case Known(Name(name)) if name in INPUTS:
                return BITS[name]
        return reduce(or_, map(self.inputs, children(node)), 0)

    def turn_to(self, node: Node) -> Part:
        """The part of a tree; what is read from now on is for it."""
        inputs = self.inputs(node)
        self._part = self._parts.setdefault(inputs, Part(inputs))
        return self._part

    def read(self, node: Node) -> str:
        """An expression for a tree, in the part that it is for."""
        return self.visit(node) if isinstance(node, Constant) else self.whole(self.variable(node))

    def variable(self, node: Node) -> str:
        """The variable that holds a tree, in the part that it is for."""
        variable = self.write(node)
        if self._homes[variable] is not self._part:
            self._part.takes[variable] = self._slot(variable)
        return variable

    def write(self, node: Node) -> str:
        """Has a tree worked out in its own part, and held by a variable."""
        if isinstance(node, Name) and node.name not in INPUTS:
            return self.write(self.definitions[node.name])
        if node not in self.variables:
            reader = self._part
            self._write(node, self.turn_to(node))
            self._part = reader
        return self.variables[node]

    def _write(self, node: Node, part: Part) -> None:
        source = self.visit(node)
        variable = self.variables[node] = self.named(node, f"v{len(self.variables)}")
        self._homes[variable] = part
        part.lines.append(f"{self.whole(variable)} = {source}")

    def named(self, node: Node, variable: str) -> str:
        """Takes note of the variable of a tree."""
        return variable

    def whole(self, variable: str) -> str:
        """A variable as it stands in the source."""
        return variable

    def kept(self, node: Node) -> int:
        """The slot that holds a tree, once the parts were run."""
        return self._slot(self.write(node))

    def _slot(self, variable: str) -> int:
        gives = self._homes[variable].gives
        if variable not in gives:
            gives[variable], self.size = self.size, self.size + 1
        return gives[variable]

    def parts(self) -> list[Part]:
        """All the lines, ready to run, each part after those that it takes from."""
        found = sorted(
            self._parts.values(), key=lambda part: (part.inputs.bit_count(), part.inputs)
        )
        for part in found:
            part.run = self.fused([part], part.gives.values())
        return found

    def fused(self, parts: Collection[Part], kept: Collection[int]) -> Run:
        """Some parts as one function, which gives only the slots that are to be kept."""
        taken = {each: slot for part in parts for each, slot in part.takes.items()}
        given = {each: slot for part in parts for each, slot in part.gives.items()}
        lines = [
            f"{self.whole(each)} = given[{slot}]"
            for each, slot in taken.items()
            if each not in given
        ]
        lines += [line for part in parts for line in part.lines]
        lines += [
            f"given[{slot}] = {self.whole(each)}" for each, slot in given.items() if slot in kept
        ]
        run: Run = self.function(["least = most = 0", *lines, "return least, most"])
        return run
