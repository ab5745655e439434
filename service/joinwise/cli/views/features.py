"""What running the features gave: counts by feature, and what does not hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from joinwise.authoring.coverage import Coverage, uncovered_lines
from joinwise.domain.units import how_many
from joinwise.specs.gherkin import Example, Fault, Scenario
from joinwise.specs.results import Failure, Specs, Tally

MOST_UNCOVERED = 10


def fault_lines(folder: Path, faults: Iterable[Fault]) -> Iterator[str]:
    """What is wrong in the files, by place."""
    for fault in faults:
        yield f"{_place(folder, fault.file, fault.line)}: {fault.message}"


def run_lines(folder: Path, specs: Specs) -> Iterator[str]:
    """The counts of each feature and of all, and each example that fails."""
    width = max((len(feature.name) for feature in specs.features), default=0)
    for feature in specs.features:
        yield f"{feature.name:{width}}  {_counted(specs.tally(feature.examples))}"
    yield ""
    yield _total(specs)
    for scenario, example, failure in _failures(specs):
        yield f"{_place(folder, scenario.file, example.line)}: expected: {failure.step}"
        yield f"    found: {failure.message}"


def _total(specs: Specs) -> str:
    if not specs.examples:
        return "There are no scenarios."
    scenarios = sum(len(feature.scenarios) for feature in specs.features)
    counts = (
        how_many(len(specs.features), "feature"),
        how_many(scenarios, "scenario"),
        how_many(len(specs.examples), "example"),
    )
    return f"{', '.join(counts)}: {_counted(specs.tally(specs.examples)).strip()}"


def _failures(specs: Specs) -> Iterator[tuple[Scenario, Example, Failure]]:
    for feature in specs.features:
        for scenario in feature.scenarios:
            for example in scenario.examples:
                result = specs.result_of(example)
                if result and result.failure:
                    yield scenario, example, result.failure


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """What the examples do not cover of the rules, in short."""
    *lines, total = uncovered_lines(coverage)
    yield from lines[:MOST_UNCOVERED]
    if len(lines) > MOST_UNCOVERED:
        yield f"... {len(lines) - MOST_UNCOVERED:,} more: joinwise rules coverage"
    yield total


def _place(folder: Path, file: str, line: int) -> str:
    """As an editor or a terminal opens it."""
    path = os.path.relpath(folder / file)
    return f"{folder / file if path.startswith('..') else path}:{line}"


def _counted(tally: Tally) -> str:
    rest = {"failed": tally.failed, "not run": tally.unrun}
    counts = (f"{number:,} {what}" for what, number in rest.items() if number)
    return ", ".join([f"{tally.passed:5,} passed", *counts])
