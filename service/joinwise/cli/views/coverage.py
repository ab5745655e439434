"""What examples cover of a pack."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from joinwise.authoring.coverage import Coverage
from joinwise.cli.views.layout import two_columns
from joinwise.specs.gherkin import ExampleKey


def coverage_view(coverage: Coverage) -> RenderableType:
    """Every target by file, with how many examples are on each of its sides, and one of them."""
    table = two_columns()
    for target in coverage.targets:
        place = Text(f"{target.at.file}:{target.at.line}", style="dim")
        table.add_row(place, Text.assemble((target.what, "dim"), f" {target.name}"))
        for side, examples in target.sides.items():
            style = "" if examples else "bold yellow"
            table.add_row("", Text(f"  {side}: {_examples(examples)}", style=style))
    return table


def _examples(keys: tuple[ExampleKey, ...]) -> str:
    """Their number, and the first one."""
    first = [f", {key.file}: {key.scenario}" for key in keys[:1]]
    return f"{len(keys):,}{''.join(first)}"
