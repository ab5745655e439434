"""The ``range`` and ``step`` of inputs, which make the grid of values worth considering."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from joinwise.domain.grids import Grid, grid_of
from joinwise.domain.inputs import Input
from joinwise.domain.units import continued
from joinwise.domain.values import Kind
from joinwise.expressions.printer import literal
from joinwise.packs.files.entry import Entry
from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Finding, error

MAX_VALUES = 10_000

COUNTED = 10**15
"""Up to as many values are counted exactly; of more only the power of ten is named."""


class WrittenGrid(NamedTuple):
    """What is written of the grid of an input."""

    entry: Entry
    input: Input
    range: tuple[float, float] | None
    step: float | None


@error("grid-of-no-number")
def grid_of_no_number(source: SourceMap) -> Iterator[Finding]:
    for entry, input, range, step in _written(source):
        if input.kind is not Kind.NUMBER and (range or step):
            message = f"{input.name} is {input.kind.described}, not a number"
            yield Finding(entry, message, "range" if range else "step")


@error("reversed-range")
def reversed_range(source: SourceMap) -> Iterator[Finding]:
    for grid in _numbers(source):
        low, high = _range(grid)
        if low > high:
            message = f"the lowest value, {literal(low)}, is above the highest, {literal(high)}"
            yield Finding(grid.entry, message, "range")


@error("range-out-of-bounds")
def range_out_of_bounds(source: SourceMap) -> Iterator[Finding]:
    for grid in _usable(source):
        for value in _range(grid):
            if problem := grid.input.problem(value):
                name, reason = grid.input.name, continued(problem)
                message = f"{literal(value)} is no value of {name}: {reason}"
                yield Finding(grid.entry, message, "range")


@error("fractional-step")
def fractional_step(source: SourceMap) -> Iterator[Finding]:
    for entry, input, _, step in _usable(source):
        if step and input.whole and step % 1:
            message = f"{input.name} counts whole things, so its step must be whole"
            yield Finding(entry, message, "step")


@error("grid-too-large")
def grid_too_large(source: SourceMap) -> Iterator[Finding]:
    for entry, input, range, step in _usable(source):
        grid = grid_of(input, range, step)
        if step and grid.steps >= MAX_VALUES:
            message = f"gives a grid of {_size(grid)} values; {MAX_VALUES:,} are the most"
            yield Finding(entry, message, "step")


def _written(source: SourceMap) -> Iterator[WrittenGrid]:
    for name, entry in source.inputs.items():
        if name in source.known_inputs:
            data = entry.data
            range = tuple(data["range"]) if "range" in data else None
            yield WrittenGrid(entry, source.known_inputs[name], range, data.get("step"))


def _numbers(source: SourceMap) -> Iterator[WrittenGrid]:
    return (grid for grid in _written(source) if grid.input.kind is Kind.NUMBER)


def _usable(source: SourceMap) -> Iterator[WrittenGrid]:
    """Those whose range is not reversed."""
    for grid in _numbers(source):
        low, high = _range(grid)
        if low <= high:
            yield grid


def _range(grid: WrittenGrid) -> tuple[float, float]:
    return grid.range or (grid.input.low, grid.input.high)


def _size(grid: Grid) -> str:
    steps = grid.steps
    return f"{int(steps) + 1:,}" if steps < COUNTED else f"over 10^{steps.adjusted()}"
