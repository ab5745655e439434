"""Trees read over ranges: what may come out while some inputs vary and all else stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from joinwise.expressions import possible
from joinwise.expressions.kinds import Kinds
from joinwise.expressions.possible import (
    ARITHMETIC,
    CALLS,
    KNOWN,
    OPPOSITE,
    SAME,
    TRUE,
    Possible,
    chosen,
    first_of,
    found_in,
    only,
)
from joinwise.expressions.printing import printed
from joinwise.expressions.python import Compiler
from joinwise.expressions.tree import (
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
    children,
)
from joinwise.inputs import INPUTS, Kind


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller said of an input, before anything is assumed."""

    name: str


Fixed = Node | Given
"""What stays as it is while others vary."""


class Ranges(Compiler):
    """Works out what may be.

    ``varying`` are the inputs that vary: their possible values come first, in this order, and
    after them those of ``fixed`` (of a ``Given`` nothing where the caller said nothing).
    ``definitions`` are the formulas of facts and the assumptions of inputs.
    """

    def __init__(
        self,
        kinds: Mapping[str, Kind],
        definitions: Mapping[str, Node],
        varying: Collection[str],
    ) -> None:
        super().__init__()
        self.kinds = Kinds(kinds)
        self.definitions = definitions
        self.varying = {name: slot for slot, name in enumerate(varying)}
        self.fixed: dict[Fixed, Kind] = {}
        self._varies: dict[Node, bool] = {}

    def varies(self, node: Node) -> bool:
        """Whether a tree reads what varies, itself or through what it names."""
        if node not in self._varies:
            self._varies[node] = self._reads_varying(node)
        return self._varies[node]

    def _reads_varying(self, node: Node) -> bool:
        match node:
            case Name(name):
                below = self.definitions.get(name)
                return name in self.varying or (below is not None and self.varies(below))
            case Known(Name(name)) if name in INPUTS:
                return name in self.varying
        return any(self.varies(child) for child in children(node))

    def kind(self, node: Node) -> Kind:
        found = self.kinds.read(node)
        assert found is not None, "a pack in force has no faults"
        return found

    def source(self, node: Node) -> str:
        if self.varies(node) or isinstance(node, Constant):
            return super().source(node)
        return self.given(node, self.kind(node))

    def given(self, fixed: Fixed, kind: Kind) -> str:
        self.fixed[fixed] = kind
        return f"given[{len(self.varying) + list(self.fixed).index(fixed)}]"

    def read_name(self, node: Name) -> str:
        if node.name in self.varying:
            return f"given[{self.varying[node.name]}]"
        defined = self.read(self.definitions[node.name])
        if node.name not in INPUTS:
            return defined
        said = self.given(Given(node.name), self.kind(node))
        return f"{said} if {said} is not None else {defined}"

    def read_lookup(self, node: Lookup) -> str:
        find = found_in(dict(node.table), node.otherwise, node.kind)
        return self._of(find, [self.read(node.by)])

    def read_negative(self, node: Negative) -> str:
        return self._of(possible.negative, [self.read(node.operand)])

    def read_arithmetic(self, node: Arithmetic) -> str:
        sides = [self.read(node.left), self.read(node.right)]
        return self._of(ARITHMETIC[node.operator], sides)

    def read_call(self, node: Call) -> str:
        if node.function == "coalesce":
            return self._coalesced(node)
        if node.function == "round":
            places = printed(node.arguments[1]) if len(node.arguments) > 1 else "0"
            return self._of(possible.rounded, [self.read(node.arguments[0]), places])
        return self._of(CALLS[node.function], (self.read(each) for each in node.arguments))

    def _coalesced(self, node: Call) -> str:
        return self._of(first_of(self.kind(node)), (self.read(each) for each in node.arguments))

    def read_comparison(self, node: Comparison) -> str:
        left, right = self.read(node.left), self.read(node.right)
        if node.operator in ("==", "!="):
            same = self._of(SAME[self.kind(node.left)], [left, right])
            return same if node.operator == "==" else self._opposite(same)
        sides = [left, right] if node.operator in ("<", ">=") else [right, left]
        less = self._of(possible.less, sides)
        return less if node.operator in ("<", ">") else self._opposite(less)

    def _opposite(self, truths: str) -> str:
        return f"{self.constant_of(OPPOSITE)}[{truths}]"

    def read_among(self, node: Among) -> str:
        kind = self.kind(node.item)
        same, item = self.constant_of(SAME[kind]), self.read(node.item)
        tests = (f"{same}({item}, {self.read(option)})" for option in node.options)
        return self._of(possible.any_of, tests)

    def read_within(self, node: Within) -> str:
        return self._of(possible.within, [self.read(node.item), self.read(node.list)])

    def read_known(self, node: Known) -> str:
        if node.name.name in self.varying:
            return self.constant_of(TRUE)
        return self._of(KNOWN[self.kind(node.name)], [self.read(node.name)])

    def read_not(self, node: Not) -> str:
        return self._opposite(self.read(node.operand))

    def read_and(self, node: And) -> str:
        return self._of(possible.all_of, (self.read(part) for part in node.parts))

    def read_or(self, node: Or) -> str:
        return self._of(possible.any_of, (self.read(part) for part in node.parts))

    def _of(self, work: Callable[..., Possible], arguments: Iterable[str]) -> str:
        return f"{self.constant_of(work)}({', '.join(arguments)})"

    def read_choice(self, node: Choice) -> str:
        parts = (node.condition, node.then, node.otherwise)
        return self._of(chosen(self.kind(node.then)), (self.read(part) for part in parts))

    def read_constant(self, node: Constant) -> str:
        return self.constant_of(only(node.value, node.kind))
