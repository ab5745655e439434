"""Programs on engines that copy all columns of a row at each step, as Spark does.

What waits would cost as much there as what is worked out. So the columns of the caller and what is
finished wait in structs, which are copied as one, and what no later step reads goes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from operator import or_
from typing import Any

import narwhals as nw

from joinwise.bulk.inputs import PREFIX
from joinwise.expressions.columns import ColumnProgram, Step

WAITING = f"{PREFIX}waiting_"
"""Begins the names of structs."""


def narrowly(
    frame: nw.LazyFrame[Any], given: Mapping[str, nw.Expr], program: ColumnProgram
) -> nw.LazyFrame[Any]:
    """The frame with the columns that hold the trees of a program, which reads those given."""
    steps = (Step(dict(given)), *program.steps)
    narrow = _whole(frame)
    for step, later in zip(steps, _read_later(steps), strict=True):
        narrow = narrow.after(step, later, program.results)
    return narrow.unpacked()


def _read_later(steps: Sequence[Step]) -> Iterable[Set[str]]:
    """The columns that the steps after each one read."""
    reads = [frozenset(step.reads) for step in steps[:0:-1]]
    return [*accumulate(reads, or_, initial=frozenset[str]())][::-1]


@dataclass(frozen=True, slots=True)
class _Narrow:
    """A frame, its columns that are not in structs, and those that are in each struct."""

    frame: nw.LazyFrame[Any]
    loose: Sequence[str]
    packed: Mapping[str, Sequence[str]]

    def after(self, step: Step, later: Set[str], results: Collection[str]) -> _Narrow:
        """The same after a step, with what is read later and the results that wait."""
        kept = [name for name in self.loose if name in later]
        waiting = [name for name in self.loose if name in results and name not in later]
        packed = {f"{WAITING}{len(self.packed)}": waiting} if waiting else {}
        structs = {name: nw.struct(*each) for name, each in packed.items()}
        frame = self.frame.with_columns(**structs, **step.columns)
        loose, all_packed = [*kept, *step.columns], {**self.packed, **packed}
        return _Narrow(frame.select(*loose, *all_packed), loose, all_packed)

    def unpacked(self) -> nw.LazyFrame[Any]:
        """The frame with the columns that are in structs."""
        fields = {
            name: nw.col(struct).struct.field(name)
            for struct, names in self.packed.items()
            for name in names
        }
        return self.frame.with_columns(**fields).select(*fields, *self.loose)


def _whole(frame: nw.LazyFrame[Any]) -> _Narrow:
    """A frame of which all columns wait until the end, besides being there."""
    own = frame.collect_schema().names()
    struct = f"{WAITING}0"
    return _Narrow(frame.with_columns(**{struct: nw.struct(*own)}), own, {struct: own})
