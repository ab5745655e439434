"""What trees need: what the names in them stand for, what these name in turn, and so on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping

from joinwise.domain.catalogue import DEFAULT_CURRENCY, is_input
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Constant, Node, names
from joinwise.packs.model import Pack

CURRENCY = "currency"


def definitions(pack: Pack) -> dict[str, Node]:
    """What names stand for, each after all that it needs.

    They are the formulas of facts, the assumptions of inputs, and the default currency.
    """
    trees = {name: tree for name in pack.order if (tree := pack.definition(name)) is not None}
    default: dict[str, Node] = {CURRENCY: Constant(DEFAULT_CURRENCY, Kind.TEXT)}
    return trees if CURRENCY in trees else default | trees


def direct_needs(trees: Mapping[str, Node | None]) -> dict[str, tuple[str, ...]]:
    """For each name the others of these whose trees it names itself."""
    return {
        name: tuple(sorted(trees.keys() & names(tree))) if tree else ()
        for name, tree in trees.items()
    }


def reachable(start: Iterable[str], needs: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Some names and all that they need, directly or not, the nearest first."""
    found = dict.fromkeys(start)
    waiting = deque(found)
    while waiting:
        new = [name for name in needs(waiting.popleft()) if name not in found]
        found.update(dict.fromkeys(new))
        waiting.extend(new)
    return tuple(found)


class Dependencies:
    """What the trees of one pack need."""

    def __init__(self, pack: Pack) -> None:
        self.definitions = definitions(pack)
        self._places = {name: place for place, name in enumerate(self.definitions)}
        self._needs: dict[str, tuple[str, ...]] = {}

    def reachable(self, start: Iterable[str]) -> tuple[str, ...]:
        """Some names and all that they need, the nearest first."""
        return reachable(start, self.needs)

    def closure(self, trees: Iterable[Node]) -> tuple[str, ...]:
        """All names that trees need, each after all that it needs itself."""
        needed = self.reachable(name for tree in trees for name in names(tree))
        return tuple(sorted(needed, key=lambda name: self._places.get(name, -1)))

    def inputs_read(self, trees: Iterable[Node]) -> frozenset[str]:
        """The inputs that trees read, directly or through facts and assumptions."""
        return frozenset(name for name in self.closure(trees) if is_input(name))

    def needs(self, name: str) -> tuple[str, ...]:
        """What the definition of a name names itself."""
        if name not in self._needs:
            definition = self.definitions.get(name)
            self._needs[name] = names(definition) if definition else ()
        return self._needs[name]
