"""Which comparisons of a pack allow for the binary fractions of computed numbers."""

from __future__ import annotations

from joinwise.expressions.closeness import is_computed, tolerant
from joinwise.packs.model import Pack
from joinwise.packs.trees import with_trees


def with_tolerance(pack: Pack) -> Pack:
    """The same pack, in which comparisons of what is computed are marked."""
    computed = _computed(pack)
    return with_trees(pack, lambda tree, _: tolerant(tree, computed))


def _computed(pack: Pack) -> set[str]:
    """The facts and inputs whose formula or assumption comes of arithmetic, directly or not."""
    computed: set[str] = set()
    for name in pack.order:
        definition = pack.definition(name)
        if definition is not None and is_computed(definition, computed):
            computed.add(name)
    return computed
