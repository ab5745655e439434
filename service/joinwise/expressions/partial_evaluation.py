"""Partial evaluation: statements in blocks, sorted by the inputs that they read.

To find what would flip an advice, the same rules are worked out thousands of times for one
candidate, while one or two inputs vary and all others stay as they are. So the statements that
trees are compiled to are sorted into blocks: all statements of a block read the same inputs,
directly or through the variables that they use. While an input varies, only the blocks that read
it are run again; what they use of other blocks is in the frame, a list of values.

``Blocks`` knows which inputs a tree reads, hence in which block it belongs, and the slots of the
frame by which variables pass from block to block. ``IntervalEmitter`` writes the source of a tree
for the block that it is given. ``IntervalCompiler`` holds the two together: each tree is emitted
once, into its own block, and any other block that uses it imports its variable.

The source works on what values may be (see ``intervals``). A number is three variables: its lowest
and its highest value, and whether it may be unknown. A condition is a sum of bits: 1 if it may be
true, 2 if it may be false, 4 if it may be unknown. ``least`` and ``most`` count the points that
rules and bands give at least and at most.

The rule ``cost.annual_dues > 900 and time.clashes`` with -5 points becomes three blocks::

    reads cost.annual_dues, exports v1:
        (v0l, v0h, v0u) = x if (x := frame[5]) is not None else c0
        v1 = (1 if c1 < v0h else 0) | (2 if c1 >= v0l else 0) | (4 if v0u else 0)

    reads time.clashes, exports v2:
        v2 = x if (x := frame[18]) is not None else c2

    reads cost.annual_dues and time.clashes, imports v1 and v2:
        v3 = 2 if v1 == 2 or v2 == 2 else v1 & v2 & 1 | (v1 | v2) & 6
        if v3 & 1: least += c3
        if v3 == 1: most += c3

Constants stand beside the source: ``c1`` is 900.0, ``c3`` is -5, and ``c0`` and ``c2`` are what
inputs may be of which nothing is known. While ``time.clashes`` varies, the blocks that read it run
as one function, and slot 66 of the frame holds what the first block exported::

    def function(frame):
        least = most = 0
        v1 = frame[66]
        v2 = x if (x := frame[18]) is not None else c2
        v3 = 2 if v1 == 2 or v2 == 2 else v1 & v2 & 1 | (v1 | v2) & 6
        if v3 & 1: least += c3
        if v3 == 1: most += c3
        return least, most
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from joinwise.domain.catalogue import INPUTS, is_input
from joinwise.expressions.ast import Known, Name, Node, children
from joinwise.expressions.bounds_source import BoundsSource

Frame = list[Any]
"""Values by slot: first what each input may be, None if nobody said; then what blocks export."""

PointsRange = tuple[int, int]
"""The fewest and the most points that rules and bands may add up to."""

Run = Callable[[Frame], PointsRange]

Inputs = frozenset[str]

SLOTS = {name: slot for slot, name in enumerate(INPUTS)}
"""The slots of the inputs in a frame; those of a pack's own follow."""


def slots_of(names: Iterable[str]) -> dict[str, int]:
    """The slots of all inputs, given the names that a pack has."""
    own = [name for name in names if is_input(name) and name not in SLOTS]
    return SLOTS | {name: slot for slot, name in enumerate(own, len(SLOTS))}


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """The local variable of a tree in its block; for the bounds of a number, three."""

    name: str
    home: Block
    bounds: BoundsSource | None = None

    def __str__(self) -> str:
        return str(self.bounds or self.name)


@dataclass(slots=True, eq=False)
class Block:
    """Statements that read, directly or not, the same inputs.

    ``imports`` are variables of other blocks that they use, ``exports`` their own that others use,
    each with its slot in the frame; ``points`` are the fewest and the most that they can add.
    """

    reads: Inputs
    statements: list[str] = field(default_factory=list)
    imports: dict[Variable, int] = field(default_factory=dict)
    exports: dict[Variable, int] = field(default_factory=dict)
    points: PointsRange = (0, 0)

    def assign(self, variable: Variable, source: str) -> None:
        self.statements.append(f"{variable} = {source}")

    def add_points(self, points: PointsRange, *statements: str) -> None:
        """Appends statements that change ``least`` and ``most``, by points within a range."""
        self.points = (self.points[0] + points[0], self.points[1] + points[1])
        self.statements += statements


class Blocks:
    """The blocks for one set of definitions, and the frame by which they pass values on.

    ``definitions`` are the formulas of facts and what is assumed of inputs.
    """

    def __init__(self, definitions: Mapping[str, Node], slots: Mapping[str, int] = SLOTS) -> None:
        self.slots = slots
        self.frame_size = len(slots)
        self._definitions = definitions
        self._by_reads: dict[Inputs, Block] = {}
        self._reads: dict[Node, Inputs] = {}

    def home(self, node: Node) -> Block:
        """The block of a tree: that of the inputs which it reads."""
        reads = self.reads(node)
        return self._by_reads.setdefault(reads, Block(reads))

    def reads(self, node: Node) -> Inputs:
        """The inputs that a tree reads, itself or through what it names."""
        if node not in self._reads:
            self._reads[node] = self._found(node)
        return self._reads[node]

    def _found(self, node: Node) -> Inputs:
        match node:
            case Name(name):
                own = Inputs((name,)) if is_input(name) else Inputs()
                definition = self._definitions.get(name)
                return own if definition is None else own | self.reads(definition)
            case Known(Name(name)) if is_input(name):
                return Inputs((name,))
        return Inputs().union(*map(self.reads, children(node)))

    def share(self, variable: Variable, user: Block) -> None:
        """Lets a block use a variable."""
        if variable.home is not user:
            user.imports[variable] = self.export(variable)

    def export(self, variable: Variable) -> int:
        """The slot of a variable, which its block fills when it is run."""
        exports = variable.home.exports
        if variable not in exports:
            exports[variable], self.frame_size = self.frame_size, self.frame_size + 1
        return exports[variable]

    def in_order(self) -> list[Block]:
        """Each block after those that it imports from, which read fewer inputs."""
        return sorted(self._by_reads.values(), key=lambda block: len(block.reads))


def body(blocks: Sequence[Block], exported: Collection[int]) -> list[str]:
    """The statements of some blocks as those of one function of a ``frame``.

    Of what the blocks export only the slots ``exported`` are filled.
    """
    exports = {name: slot for block in blocks for name, slot in block.exports.items()}
    imports = {name: slot for block in blocks for name, slot in block.imports.items()}
    return [
        "least = most = 0",
        *(f"{name} = frame[{slot}]" for name, slot in imports.items() if name not in exports),
        *(statement for block in blocks for statement in block.statements),
        *(f"frame[{slot}] = {name}" for name, slot in exports.items() if slot in exported),
        "return least, most",
    ]
